"""Quotes: those that are released and found, and no answer besides."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.quotes import Quotes
from evaluering.config.questions import OpenQuestion
from evaluering.config.surveys import Survey, Variable
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.quotes import compute
from evaluering.exhibits.result import save_result
from evaluering.render.tables.laying import lay_out
from small import EXHIBIT, PROJECT, WAVE

SURVEY = Survey(
    id="liten", title="Liten",
    variables=[Variable(name="rolle", label="Rolle", values={1: "Leder", 2: "Lærer"})],
    open_questions=[OpenQuestion(name="mer", question="Noe mer?")],
)  # fmt: skip
ANSWERS = [
    "Vi trenger  mer tid sammen", "Hemmelig om Kari", "Alt er bra", "Mer penger", None, "",
]  # fmt: skip


def data(answers=ANSWERS, roles=(1, 1, 1, 2, 2, 2), minimum_n=3) -> WaveData:
    disclosure = PROJECT.settings.disclosure.model_copy(update={"minimum_n": minimum_n})
    settings = PROJECT.settings.model_copy(update={"disclosure": disclosure})
    project = replace(PROJECT, settings=settings, surveys={"liten": SURVEY}, scales={},
                      indices={}, links={}, registries={})  # fmt: skip
    frame = pd.DataFrame(
        {
            "respondent_number": [str(k) for k in range(len(answers))],
            "rolle": pd.Series(list(roles), dtype="Int64"),
            "mer": pd.Series(answers, dtype="str"),
        }
    )
    return WaveData(project, WAVE, GivenTables(surveys={"liten": frame}))


def quotes(*released: str, **keys) -> Quotes:
    return Quotes(id="tabell-1", kind="quotes", survey="liten", question="mer",
                  released=list(released), **keys, **EXHIBIT)  # fmt: skip


def test_only_released_quotes_that_are_found_are_shown(tmp_path):
    exhibit = quotes("vi trenger mer tid", "Vi […] sammen", "Dette sa ingen")
    found = compute(exhibit, data())
    assert [row[0] for row in lay_out(exhibit, found).texts()[1:]] == [
        "«vi trenger mer tid»", "«Vi […] sammen»",
    ]  # fmt: skip
    assert (found.n, [note.key for note in found.notes]) == (4, ["quotes_lost"])
    save_result(found, tmp_path / "r")
    assert "Kari" not in "".join(path.read_text("utf-8") for path in tmp_path.iterdir())


def test_the_category_is_told_only_where_enough_in_it_answered():
    exhibit = quotes("mer tid", "Mer penger", by="rolle")
    found = compute(exhibit, data())
    assert found.table["column_label"].tolist() == ["Leder", ""]
    assert [note.key for note in found.notes] == ["quotes_unplaced"]
    shared = compute(exhibit, data(["Mer penger"] * 6))
    assert shared.table["column_label"].tolist() == [""]


def test_too_few_answers_or_no_quote_found_gives_no_exhibit():
    for made, wave, reason in (
        (quotes("Alt er bra"), data(minimum_n=5), "reason_too_few"),
        (quotes("Alt er bra"), data([None] * 6), "reason_no_answers"),
        (quotes("[…]"), data(), "reason_no_quotes"),
    ):
        with pytest.raises(NoDataError, match=reason):
            compute(made, wave)


def test_unknown_names_are_faults():
    place = KeyPlace("f.yaml", "e")
    project = data().project
    (fault,) = quotes("a").model_copy(update={"question": "rolle"}).faults(project, place)
    assert (fault.key, str(fault.found)) == ("e.question", "rolle")
    (fault,) = quotes("a", by="mer").faults(project, place)
    assert fault.key == "e.by"
    (fault,) = quotes("a").model_copy(update={"survey": "x"}).faults(project, place)
    assert fault.key == "e.survey"
