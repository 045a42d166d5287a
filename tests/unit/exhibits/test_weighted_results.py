"""Exhibits weighted by a survey's design, held against R: tests/reference/scripts/design.R."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evaluering.config.design import SampleDesign
from evaluering.config.exhibits.banner import Banner
from evaluering.config.exhibits.category_means import CategoryMeans
from evaluering.config.exhibits.correlation_matrix import CorrelationMatrix
from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.exhibits.forest import Forest
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.exhibits.histogram import Histogram
from evaluering.config.exhibits.likert import Likert
from evaluering.config.exhibits.number_summary import NumberSummary
from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.exhibits.regression import Regression
from evaluering.config.groups import ActorGroup
from evaluering.config.scales import Scale
from evaluering.config.surveys import Battery, Item, Survey, Variable
from evaluering.config.waves import SurveyFile, Wave
from evaluering.data.respondents import completed
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from evaluering.errors import DataError
from evaluering.exhibits.computing import compute
from evaluering.exhibits.result import Result
from evaluering.render.language import say_all
from small import EXHIBIT, PROJECT

REFERENCE = Path(__file__).parents[2] / "reference"
R = json.loads((REFERENCE / "expected" / "design.json").read_text())["shown"]
ROWS = pd.read_csv(REFERENCE / "data" / "design.csv")
ROWS = ROWS[ROWS["stratum"] != "e"].reset_index(drop=True)
KINDS, ANSWERS = ["day", "evening"], ["no", "perhaps", "yes"]
SCALE = Scale(id="svar", codes=[1, 2, 3], labels=ANSWERS, missing={8: "dont_know"})
WHOLE = {"weight": "vekt", "strata": ["stratum"], "clusters": "klynge", "population": "antall"}


def numbered(values: pd.Series) -> pd.Series:
    return values.map({name: place for place, name in enumerate(sorted(set(values.dropna())), 1)})


FRAME = pd.DataFrame(
    {
        "respondent_number": [str(n) for n in range(1, len(ROWS) + 1)],
        "stratum": numbered(ROWS["stratum"]),
        "klynge": numbered(ROWS["cluster"]).astype(float),
        "antall": ROWS["population"].astype(float),
        "vekt": ROWS["weight"],
        "tid": numbered(ROWS["kind"]),
        "svar": numbered(ROWS["answer"]),
        "bestod": ROWS["passed"] + 1,
        "poeng": ROWS["score"],
    }
)


def survey(design: dict[str, Any] | None) -> Survey:
    return Survey(
        id="svar",
        title="Svar",
        design=None if design is None else SampleDesign(**design),
        variables=[
            Variable(name="stratum", label="Fylke", values=dict(enumerate("abcd", 1))),
            Variable(name="tid", label="Tid", values=dict(enumerate(KINDS, 1))),
            Variable(name="klynge", label="Skole", kind="number"),
            Variable(name="antall", label="Skoler", kind="number"),
            Variable(name="vekt", label="Vekt", kind="number"),
            Variable(name="poeng", label="Poeng", kind="number"),
        ],
        batteries=[
            Battery(
                id="b",
                question="?",
                scale="svar",
                items=[Item(name="svar", label="S"), Item(name="bestod", label="B")],
            )
        ],
    )


def data(
    design: dict[str, Any] | None = WHOLE, frame: pd.DataFrame = FRAME, **frames: pd.DataFrame
) -> WaveData:
    groups = {
        name: ActorGroup(id=name, label=name, survey="svar", where={"tid": [code]})
        for code, name in enumerate(KINDS, 1)
    }
    project = replace(
        PROJECT, surveys={"svar": survey(design)}, scales={"svar": SCALE}, groups=groups, indices={}
    )
    columns = project.surveys["svar"].columns(project.scales)
    coded = frame.astype(dict.fromkeys(("stratum", "tid", "svar", "bestod"), "Int64"))
    tables = GivenTables(surveys={"svar": completed(coded, columns)}, populations=frames)
    wave = Wave(
        id="2024", title="2024", source="mikrodata", surveys={"svar": SurveyFile(file="a.sav")}
    )
    return WaveData(project, wave, tables)


def shown(kind: type, data: WaveData, **keys: Any) -> Result:
    name = kind.model_fields["kind"].annotation.__args__[0]
    given = {"id": "figur-1", "kind": name, "weighted": True, **EXHIBIT, **keys}
    return compute(kind(**given), data)


def test_means_errors_and_test_equal_r() -> None:
    result = shown(GroupMeans, data(), groups=KINDS, items=["svar"])
    table = result.table
    got = [*table["mean"], *table["standard_error"], *table["sd"]]
    assert got == pytest.approx(R["means"], abs=1e-8)
    (test,) = result.tests
    assert [test.statistic, test.df, test.p] == pytest.approx(R["ttest"], abs=1e-8)
    counted = [int(ROWS["answer"].notna()[ROWS["kind"] == kind].sum()) for kind in KINDS]
    assert table["n"].tolist() == counted
    forest = shown(Forest, data(), groups=KINDS, items=["svar"]).table.iloc[0]
    assert forest["difference"] == pytest.approx(R["means"][0] - R["means"][1], abs=1e-8)
    assert forest["p"] == pytest.approx(R["ttest"][2], abs=1e-8)


@pytest.mark.parametrize("kind", [Likert, Percentages])
def test_shares_and_limits_equal_r(kind: type) -> None:
    keys = {"items": ["svar"]} if kind is Likert else {"item": "svar"}
    result = shown(kind, data(), groups=KINDS, **keys)
    for group in KINDS:
        own = result.table[result.table["group"] == group]
        got = own[["percent", "standard_error", "lower", "upper"]].to_numpy().ravel() / 100
        assert got.tolist() == pytest.approx(R[group], abs=1e-8)
    if kind is Percentages:
        (test,) = result.tests
        assert [test.statistic, test.df, test.df2, test.p] == pytest.approx(R["chisq"], abs=1e-8)


def test_a_filter_is_a_domain_of_the_whole_design() -> None:
    """R: ``svymean(~answer, subset(design, kind == "day"))``, and not a design of the subset."""
    filtered, keys = {"where": {"svar": "tid = 1"}}, {"survey": "svar", "variable": "svar"}
    shares = shown(Frequencies, data(), **keys, **filtered).table
    group = shown(Frequencies, data(), **keys, group="day").table
    columns = ["percent", "n"]
    pd.testing.assert_frame_equal(shares[columns], group[columns])
    means = shown(GroupMeans, data(), groups=["day"], items=["svar"], **filtered).table
    got = [*means["mean"], *means["standard_error"], *means["sd"]]
    assert got == pytest.approx(R["means"][::2], abs=1e-8)


def test_frequencies_are_weighted_and_n_is_not() -> None:
    one, own = data(), ROWS["kind"].eq("day")
    table = shown(Frequencies, one, survey="svar", variable="svar", group="day").table
    rows = table[table["role"] == "category"]
    assert (rows["percent"] / 100).tolist() == pytest.approx(R["day"][::4], abs=1e-8)
    assert rows["n"].tolist() == [int((ROWS["answer"][own] == text).sum()) for text in ANSWERS]


@pytest.mark.parametrize("percent", ["column", "row", "total"])
def test_a_crosstab_equals_r(percent: str) -> None:
    result = shown(
        Crosstab, data(), survey="svar", row="svar", by="tid", percent=percent, mean=True
    )
    cells = result.table.query("row != 'total' and column != 'total'")
    numbers = cells.sort_values(["column", "row"])[["percent", "standard_error", "lower", "upper"]]
    expected = {"column": [*R["day"], *R["evening"]], "row": R["rows"]}
    if percent in expected:
        got = (numbers.to_numpy().ravel() / 100).tolist()
        assert got[: len(expected[percent])] == pytest.approx(expected[percent], abs=1e-8)
    else:
        assert numbers["percent"].sum() == pytest.approx(100)
    means = result.table.query("row == 'total'")["mean"].tolist()
    assert means[:2] == pytest.approx(R["means"][:2], abs=1e-8)
    (test,) = result.tests
    assert [test.statistic, test.df, test.df2, test.p] == pytest.approx(R["chisq"], abs=1e-8)
    assert result.n == int(ROWS["answer"].notna().sum())


def test_a_banner_equals_r_and_its_letters_follow_the_design() -> None:
    keys = {"survey": "svar", "rows": [{"variable": "svar", "mean": True}], "by": ["tid"]}
    result = shown(Banner, data(), **keys, level=0.5, minimum_base=10)
    own = result.table[(result.table["group"] == "tid") & (result.table["role"] == "category")]
    for column, kind in (("1", "day"), ("2", "evening")):
        cells = own[own["column"] == column]
        got = cells[["percent", "standard_error", "lower", "upper"]].to_numpy().ravel() / 100
        assert got.tolist() == pytest.approx(R[kind], abs=1e-8)
    mean = result.table[(result.table["group"] == "tid") & (result.table["role"] == "mean")]
    got = [*mean["mean"], *mean["standard_error"], *mean["sd"]]
    assert got == pytest.approx(R["means"], abs=1e-8)
    above = R["ttest"][2] < 0.5
    lettered = mean["higher"].tolist()
    assert lettered == (
        ["", "A"] if above and R["ttest"][0] < 0 else ["B", ""] if above else ["", ""]
    )


def test_correlation_and_regression_equal_r() -> None:
    whole = {"groups": {"alle": ActorGroup(id="alle", label="Alle", survey="svar")}}
    wave = data()
    wave = replace(wave, project=replace(wave.project, **whole))
    matrix = shown(CorrelationMatrix, wave, group="alle", items=["svar", "bestod"]).table
    assert matrix.loc[0, ["r", "p"]].tolist() == pytest.approx(R["correlation"], abs=1e-8)
    model = shown(Regression, wave, group="alle", item="svar", variables=["poeng", "tid"],
                  items=["bestod"])  # fmt: skip
    got = model.table[["coefficient", "se", "p"]].to_numpy().ravel()
    assert got.tolist() == pytest.approx(R["regression"], abs=1e-8)
    assert "vektet, med lineariserte standardfeil" in say_all(model.method)


def test_numbers_by_category_equal_r() -> None:
    whole = {"groups": {"alle": ActorGroup(id="alle", label="Alle", survey="svar")}}
    wave = data()
    wave = replace(wave, project=replace(wave.project, **whole))
    means = shown(CategoryMeans, wave, group="alle", variables=["svar"], by="tid")
    assert means.table["mean"].tolist()[:2] == pytest.approx(R["means"][:2], abs=1e-8)
    assert [means.tests[0].statistic, means.tests[0].p] == pytest.approx(R["ttest"][::2], abs=1e-8)
    table = shown(NumberSummary, wave, group="alle", variables=["poeng"]).table.iloc[0]
    expected = json.loads((REFERENCE / "expected" / "design.json").read_text())["fpc"]
    assert [table["mean"], table["se"], table["sd"]] == pytest.approx(
        expected["mean"][:3], abs=1e-8
    )
    assert pd.isna(table["sum"])
    cuts = [table[name] for name in ("p10", "p25", "median", "p75", "p90")]
    assert cuts == pytest.approx(expected["quantiles"][::4], abs=1e-8)
    assert table["n"] == ROWS["score"].notna().sum()
    drawn = shown(Histogram, wave, group="alle", variable="svar", width=1)
    design, answered = wave.design("svar"), ROWS["answer"].notna().to_numpy()
    one = design.weights[(FRAME["svar"] == 1).to_numpy()].sum() / design.weights[answered].sum()
    assert drawn.table.loc[0, ["lower", "upper"]].tolist() == [1, 2]
    assert drawn.table.loc[0, "percent"] == pytest.approx(100 * one)


def test_a_filter_makes_a_domain_and_no_smaller_sample() -> None:
    some = shown(GroupMeans, data().only({"svar": "tid = 1"}), groups=["day"], items=["svar"])
    row = some.table.iloc[0]
    got = [row["mean"], row["standard_error"], row["sd"]]
    assert got == pytest.approx(R["means"][::2], abs=1e-8)


def test_what_is_told_under_a_weighted_exhibit() -> None:
    notes = say_all(shown(GroupMeans, data(), groups=KINDS, items=["svar"]).notes)
    assert "Vektet med «Vekt». n er uvektet; effektiv n i undersøkelsen er" in notes
    assert "vektene, 4 strata (Fylke), 18 klynger (Skole) og en endelig populasjon på 155" in notes
    zero = int((ROWS["weight"] == 0).sum())
    assert f"{zero} respondenter har vekten 0" in notes


def test_unweighted_is_as_it_was() -> None:
    plain = shown(GroupMeans, data(), groups=KINDS, items=["svar"], weighted=None)
    before = shown(GroupMeans, data(None), groups=KINDS, items=["svar"], weighted=None)
    pd.testing.assert_frame_equal(plain.table, before.table)
    assert (plain.notes, plain.tests) == (before.notes, before.tests)
    default = shown(GroupMeans, data(WHOLE | {"weighted": True}), groups=KINDS, items=["svar"],
                    weighted=None)  # fmt: skip
    assert default.tests[0].test == "design_t"


def test_a_group_without_weights_has_no_numbers() -> None:
    frame = FRAME.assign(vekt=FRAME["vekt"].where(FRAME["tid"] == 1, 0.0))
    result = shown(GroupMeans, data(WHOLE, frame), groups=KINDS, items=["svar"])
    assert result.table["mean"].isna().tolist() == [False, True]
    assert result.tests[0].p is None
    shares = shown(Percentages, data(WHOLE, frame), groups=KINDS, item="svar").table
    assert shares.loc[shares["group"] == "evening", "percent"].isna().all()


def changed(name: str, rows: list[int], value: float | None) -> pd.DataFrame:
    frame = FRAME.copy()
    frame.loc[rows, name] = value
    return frame


FAULTS: dict[str, tuple[dict[str, Any], pd.DataFrame]] = {
    "Vekten «vekt» er negativ for 2 respondenter": (WHOLE, changed("vekt", [0, 5], -1.0)),
    "Vekten «vekt» mangler for 1 respondent": (WHOLE, changed("vekt", [3], None)),
    "Vekten «vekt» er 0 for alle": (WHOLE, FRAME.assign(vekt=0.0)),
    "Stratumet «stratum» mangler for 2": (WHOLE, changed("stratum", [3, 4], None)),
    "Klyngen «klynge» mangler for alle": (WHOLE, FRAME.assign(klynge=None)),
    "står i flere strata": (WHOLE, changed("klynge", [0], FRAME["klynge"].iloc[-1])),
    "ulike tall i samme stratum: a": (WHOLE, changed("antall", [0], 99.0)),
    "mindre enn antallet som har svart i b": (
        WHOLE,
        FRAME.assign(antall=FRAME["antall"].where(FRAME["stratum"] != 2, 2.0)),
    ),
    "Strata med bare én enhet: d": (
        WHOLE | {"single_unit": "refuse"},
        FRAME.assign(klynge=FRAME["klynge"].where(FRAME["stratum"] != 4, 99.0)),
    ),
    "Populasjonsrammen finnes ikke": ({"population": "frame", "strata": ["stratum"]}, FRAME),
    "Populasjonen er mindre enn antallet": ({"population": 5}, FRAME),
}


@pytest.mark.parametrize("told", FAULTS)
def test_a_design_that_cannot_be_used_is_told(told: str) -> None:
    design, frame = FAULTS[told]
    with pytest.raises(DataError, match=told):
        data(design, frame).design("svar")


def test_who_lacks_a_weight_may_be_left_out() -> None:
    frame = changed("vekt", [3, 4], None)
    wave = data(WHOLE | {"incomplete": "leave_out"}, frame)
    kept = data(WHOLE, FRAME.drop(index=[3, 4]))
    one, other = (shown(GroupMeans, own, groups=KINDS, items=["svar"]) for own in (wave, kept))
    numbers = ["mean", "standard_error", "lower", "upper", "sd", "effective_n"]
    pd.testing.assert_frame_equal(one.table[numbers], other.table[numbers])
    assert "2 respondenter mangler vekt" in say_all(one.notes)


def test_a_stratum_with_one_unit_is_told() -> None:
    frame = FRAME.assign(klynge=FRAME["klynge"].where(FRAME["stratum"] != 4, 99.0))
    for how, told in (("adjust", "gjennomsnittet av alle"), ("remove", "bidrar ikke")):
        wave = data(WHOLE | {"single_unit": how}, frame)
        result = shown(GroupMeans, wave, groups=KINDS, items=["svar"])
        assert "Strata med bare én enhet: d" in (notes := say_all(result.notes))
        assert told in notes


POPULATION = pd.DataFrame(
    [("tid", "1", 300), ("tid", "2", 700), ("stratum", "1", 500), ("stratum", "2", 200),
     ("stratum", "3", 200), ("stratum", "4", 100)],
    columns=["variable", "category", "population"],
)  # fmt: skip
RAKED = {"rake": {"variables": ["tid", "stratum"]}}


def test_raking_meets_the_frame_and_is_told() -> None:
    wave = data(RAKED, svar=POPULATION)
    design, account = wave.design("svar"), wave.weighed("svar").account.raking
    assert account is not None
    evening = FRAME["tid"].eq(2).to_numpy()
    assert design.weights[evening].sum() / design.total == pytest.approx(0.7)
    assert [round(c.weighted_percent, 6) for c in account.categories[:2]] == [30, 70]
    notes = say_all(shown(GroupMeans, wave, groups=KINDS, items=["svar"]).notes)
    assert "til rammen, ved raking på Tid og Fylke" in notes


def test_raked_weights_have_limits() -> None:
    even = POPULATION.assign(population=[500, 500, 400, 250, 250, 100])
    free = data(RAKED, svar=even).design("svar").weights
    wave = data({"rake": RAKED["rake"] | {"minimum": 0.6, "maximum": 1.8}}, svar=even)
    weights = wave.design("svar").weights
    assert (free.min() < 0.6, free.max() > 1.8) == (True, True)
    assert 0.6 - 1e-9 <= weights.min() <= weights.max() <= 1.8 + 1e-9
    evening = FRAME["tid"].eq(2).to_numpy()
    assert weights[evening].sum() / weights.sum() == pytest.approx(0.5)
    account = wave.weighed("svar").account
    assert account.raking.at_limits == int(((weights > 1.8 - 1e-6) | (weights < 0.6 + 1e-6)).sum())
    notes = say_all(shown(GroupMeans, wave, groups=KINDS, items=["svar"]).notes)
    assert f"{account.raking.at_limits} vekter er kappet" in notes


def test_raking_that_cannot_be_is_told() -> None:
    one = POPULATION.assign(population=[1, 99999, 500, 200, 200, 100])
    faults = {
        "Rammen har 40 i «stratum = 4» \\(d\\), men ingen": (RAKED, FRAME[FRAME["stratum"] != 4],
            POPULATION.assign(population=[300, 700, 500, 200, 200, 40])),
        "kom ikke i mål på 1000 runder": (
            {"rake": RAKED["rake"] | {"maximum": 1.5}}, FRAME, one),
        "Rammen har ikke «stratum»": (RAKED, FRAME, POPULATION.iloc[:2]),
        "Rammen har ingen i «stratum = 4»": (RAKED, FRAME, POPULATION.iloc[:5]),
        "«rake» bruker den": (RAKED, FRAME, None),
        "2 respondenter mangler en av variablene": (
            {"rake": RAKED["rake"] | {"unanswered": "refuse"}}, changed("tid", [1, 2], None),
            POPULATION),
    }  # fmt: skip
    for told, (design, frame, population) in faults.items():
        frames = {} if population is None else {"svar": population}
        with pytest.raises(DataError, match=told):
            data(design, frame, **frames).design("svar")
    kept = data({"rake": RAKED["rake"] | {"empty": "leave_out"}}, FRAME[FRAME["stratum"] != 4],
                svar=POPULATION)  # fmt: skip
    assert kept.weighed("svar").account.raking.empty == ("d",)
    some = data(RAKED, changed("tid", [1, 2], None), svar=POPULATION)
    assert some.weighed("svar").account.raking.not_raked == 2
    assert some.design("svar").weights[[1, 2]].tolist() == [1, 1]
