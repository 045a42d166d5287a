"""Factor tables: loadings as the statistics give them, sorted, with what they explain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from evaluering.config.base import Model
from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.factor_table import FactorTable
from evaluering.config.surveys import Battery, Item, Survey
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.factor_table import compute
from evaluering.render.language import say_all
from evaluering.render.tables.laying import lay_out
from evaluering.stats import factor_analysis
from small import EXHIBIT, PROJECT, SCALES, WAVE

NAMES = [f"q{n}" for n in range(1, 7)]
SURVEY = Survey(
    id="liten", title="Liten",
    batteries=[Battery(id="b", question="Hva?", scale="enighet",
                       items=[Item(name=n, label=f"Ledd {n}") for n in NAMES])],
)  # fmt: skip


def answers(n: int = 80) -> pd.DataFrame:
    """Return answers that two factors are behind: q1, q3, q5 and q2, q4, q6."""
    draw = np.random.default_rng(11)
    behind = draw.normal(size=(n, 2))
    behind[:, 1] += 0.4 * behind[:, 0]
    own = np.column_stack([behind[:, k % 2] + draw.normal(0, 0.4 + 0.15 * k, n) for k in range(6)])
    codes = np.clip(np.round(3 + own), 1, 5).astype(int)
    frame = pd.DataFrame(codes, columns=NAMES)
    return frame.assign(respondent_number=[str(k) for k in range(n)])


def data(frame: pd.DataFrame, minimum_n: int = 1) -> WaveData:
    disclosure = PROJECT.settings.disclosure.model_copy(update={"minimum_n": minimum_n})
    settings = PROJECT.settings.model_copy(update={"disclosure": disclosure})
    project = replace(PROJECT, settings=settings, surveys={"liten": SURVEY}, scales=SCALES,
                      indices={}, links={}, registries={})  # fmt: skip
    typed = frame.astype(dict.fromkeys(NAMES, "Int64"))
    return WaveData(project, WAVE, GivenTables(surveys={"liten": typed}))


def table(**keys) -> FactorTable:
    keys = {"items": NAMES, "factors": 2, **keys}
    return FactorTable(id="tabell-1", kind="factor_table", group="alle", **keys, **EXHIBIT)


def test_the_numbers_are_those_of_the_factor_analysis():
    frame = answers()
    found = compute(table(rotation="varimax"), data(frame))
    expected = factor_analysis(
        frame[NAMES].astype(float), 2, method="paf", rotation="varimax", convention="spss"
    )
    loadings = found.table.pivot(index="row", columns="column", values="loading")
    np.testing.assert_allclose(loadings.loc[NAMES], expected.loadings, atol=1e-12)
    assert found.details.explained == pytest.approx(100 * expected.variance_explained)
    assert found.n == 80


def test_items_are_sorted_by_the_factor_they_load_on_and_small_loadings_are_left_out():
    exhibit = table(hide_below=0.4)
    laid = lay_out(exhibit, compute(exhibit, data(answers())))
    rows = laid.texts()
    assert rows[0] == ["Utsagn", "Faktor 1", "Faktor 2", "Kommunalitet"]
    named = [row[0].removeprefix("Ledd q") for row in rows[1:7]]
    assert [{*named[:3]}, {*named[3:]}] in ([{"1", "3", "5"}, {"2", "4", "6"}],
                                            [{"2", "4", "6"}, {"1", "3", "5"}])  # fmt: skip
    assert all(row[2] == "" for row in rows[1:4])
    assert all(row[1] == "" for row in rows[4:7])
    sizes = [float(row[1].replace(",", ".")) for row in rows[1:4]]
    assert sizes == sorted(sizes, reverse=True)
    assert rows[-1][0] == "Forklart varians (%)"
    assert "under 0,40" in " ".join(laid.notes)
    assert "1 og 2:" in " ".join(laid.notes)
    plain = lay_out(table(sort="codebook"), compute(exhibit, data(answers()))).texts()
    assert [row[0] for row in plain[1:7]] == [f"Ledd {name}" for name in NAMES]


def test_the_number_of_factors_is_that_of_the_parallel_analysis_where_none_is_told():
    found = compute(table(factors=None), data(answers()))
    assert found.table["column"].nunique() == 2
    assert "parallellanalyse" in say_all(found.notes)


def test_answers_that_cannot_be_factored_have_a_reason():
    few = answers(5)
    for frame, least in ((few, 1), (answers(), 100), (answers().assign(q1=3), 1)):
        with pytest.raises(NoDataError):
            compute(table(), data(frame, least))


def test_a_heywood_case_is_told_with_the_items_own_words():
    frame = answers()
    frame["q2"] = frame["q1"]
    frame.loc[0, "q2"] = 6 - frame.loc[0, "q1"]
    found = compute(table(factors=3, extraction="ml", rotation="none"), data(frame))
    assert "Heywood" in say_all(found.notes)
    assert "Ledd q" in say_all(found.notes)


def test_more_factors_than_the_items_can_tell_apart_are_refused():
    for count, items in ((3, NAMES[:5]), (2, NAMES[:3])):
        with pytest.raises(ValidationError, match=f"{count} faktorer av {len(items)} ledd"):
            table(factors=count, items=items)
    assert isinstance(table(factors=3), Model)
    (fault,) = table(items=[*NAMES[:3], "x"], factors=1).faults(
        data(answers()).project, KeyPlace("f.yaml", "exhibits[0]")
    )
    assert fault.key.startswith("exhibits[0].items")
