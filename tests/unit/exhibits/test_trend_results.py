"""Trends over two waves: numbers by hand, what is paired, what is drawn apart, and what reruns."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import ttest_ind

from evaluering.cli.changes import changes_since
from evaluering.cli.index import index_page
from evaluering.cli.making import make
from evaluering.cli.results import result_of
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.exhibits.trend import TrendDetails
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.data.study import Study
from evaluering.exhibits.result import Result, load_result, save_result
from evaluering.message import message
from evaluering.render.figures.drawing import look_of
from evaluering.render.figures.style import Style
from evaluering.render.figures.trend import TrendPlan, read_points, stretches
from evaluering.render.language import writing
from evaluering.render.tables.laying import lay_out
from evaluering.stats import adjust, change_of_means
from evaluering.workflow.flow import Flow
from evaluering.workflow.part import Part
from evaluering.workflow.staleness import stale_parts
from small_project import REPORT, build
from two_waves import LATER, SAME, WAVE, exhibit, write_two_waves

BREAK = {"measure": "maal_felles", "wave": LATER, "reason": "rescaled"}
DISTRIBUTION = exhibit("figur", 6) | {
    "kind": "trend_distribution", "items": SAME, "breaks": [BREAK]
}  # fmt: skip
del DISTRIBUTION["measures"]
OLD = {"measure": "maal_klare", "until": WAVE}
TRENDS = [
    exhibit("figur", 1),
    exhibit("figur", 2, panel=True, adjustment="none"),
    exhibit("tabell", 1, codes=[4, 5]),
    exhibit("figur", 3, breaks=[{"measure": "maal_felles", "wave": LATER, "reason": "reworded"}]),
    exhibit("figur", 4, measures=["klarhet"]),
    exhibit("figur", 5, waves=[LATER]),
    DISTRIBUTION,
    exhibit("figur", 7, measures=["maal_klare"], earlier=[{**OLD, "variable": "har_tiltak"}]),
    exhibit(
        "figur",
        8,
        measures=["maal_klare"],
        earlier=[{**OLD, "variable": "har_tiltak", "join": True}],
    ),
    exhibit("figur", 9, measures=["maal_klare"], earlier=[{**OLD, "variable": "maal_felles"}]),
    exhibit(
        "figur",
        10,
        measures=["maal_klare"],
        earlier=[{**OLD, "variable": "maal_felles", "join": True}],
    ),
]


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Study:
    root = write_two_waves(tmp_path_factory.mktemp("tid") / "prosjekt", TRENDS)
    return Study(build(root, "ingest", "registry", "link", "indices"), Paths(root))


def trend(study: Study, name: str) -> Exhibit:
    return next(own for own in study.project.exhibits(REPORT) if own.id == name)


def result(study: Study, name: str, wave: str = LATER) -> Result:
    return result_of(trend(study, name), study.wave(wave), study.paths)


def keys(found: Result) -> set[str]:
    return {note.key for note in found.notes}


def test_the_change_of_independent_waves_is_welchs(study):
    found = result(study, "figur-1").table.set_index(["item", "wave"])
    p = {}
    for item in SAME:
        before, after = (study.wave(w).answers("rektor", [item])[item].dropna()
                         for w in (WAVE, LATER))  # fmt: skip
        row, test = found.loc[item, LATER], ttest_ind(after, before, equal_var=False)
        assert row["change"] == pytest.approx(after.mean() - before.mean(), abs=1e-12)
        assert row["p"] == pytest.approx(test.pvalue, abs=1e-10)
        assert np.isnan(found.loc[item, WAVE]["change"])
        p[item] = float(row["p"])
    adjusted = dict(zip(p, adjust(p).adjusted, strict=True))
    assert {item: found.loc[item, LATER]["p_adjusted"] for item in SAME} == adjusted


def test_items_of_one_answer_scale_are_drawn_on_one_scale(study):
    own, found = trend(study, "figur-1"), result(study, "figur-1")
    points = read_points(own, found)
    scales = found.details_as(TrendDetails).scales
    assert set(scales) == set(SAME)
    first, second = TrendPlan(own, points, scales, Style()).axes.values()
    assert first.marks == second.marks
    first, second = TrendPlan(own, points, {}, Style()).axes.values()
    assert first.marks != second.marks


def test_waves_with_the_same_ids_say_so_and_are_paired_when_asked(study):
    apart, paired = result(study, "figur-1"), result(study, "figur-2")
    assert "trend_same_ids" in keys(apart)
    assert "trend_same_ids" not in keys(paired)
    before, after = (study.wave(w).answers("rektor", ["maal_klare"])["maal_klare"]
                     for w in (WAVE, LATER))  # fmt: skip
    known = change_of_means(before, after, respondents=(before.index, after.index))
    row = paired.table.query(f"item == 'maal_klare' and wave == '{LATER}'").iloc[0]
    assert row["shared"] == known.shared > 5
    assert row["p"] == row["p_adjusted"] == pytest.approx(known.p)
    wide = apart.table.query(f"item == 'maal_klare' and wave == '{LATER}'").iloc[0]
    assert row["change"] == pytest.approx(wide["change"])
    assert row["change_upper"] < wide["change_upper"]


def test_shares_are_of_the_codes(study):
    table = result(study, "tabell-1").table
    answers = study.wave(LATER).answers("rektor", ["maal_klare"])["maal_klare"].dropna()
    row = table.query(f"item == 'maal_klare' and wave == '{LATER}'").iloc[0]
    assert row["percent"] == pytest.approx(100 * answers.isin([4, 5]).mean())
    assert row["change_lower"] < row["change"] < row["change_upper"]


def test_what_is_reworded_is_drawn_apart_and_never_compared(study):
    found = result(study, "figur-3")
    own = found.table.query("item == 'maal_felles'")
    assert own["change"].isna().all()
    assert list(own["apart"]) == ["", "reworded"]
    assert "trend_reworded" in keys(found)
    points = read_points(trend(study, "figur-3"), found)
    joined = {item: [len(s) for s in stretches([p for p in points if p.item == item])]
              for item in SAME}  # fmt: skip
    assert joined == {"maal_klare": [2], "maal_felles": [1, 1]}


def test_a_distribution_stands_wave_by_wave_and_marks_what_is_rescaled(study):
    own, found = trend(study, "figur-6"), result(study, "figur-6")
    shares = found.table.groupby(["item", "wave"])["percent"].sum()
    assert shares.to_list() == pytest.approx([100] * 4)
    row = found.table.query(f"item == 'maal_klare' and wave == '{LATER}' and category == 5")
    answers = study.wave(LATER).answers("rektor", ["maal_klare"])["maal_klare"]
    assert row["n"].item() == int((answers == 5).sum())
    names = [(str(line[0].content), str(line[1].content)) for line in lay_out(own, found).body]
    waves = ("Våren 2024", "Våren 2025")
    items = ("Målene er klare", "Vi har felles mål†")
    assert names == [(item, wave) for item in items for wave in waves]
    assert "trend_rescaled" in keys(found)


@pytest.mark.parametrize(
    ("name", "apart", "note"),
    [
        ("figur-7", "rescaled", "trend_rescaled"),
        ("figur-8", "", "trend_linear"),
        ("figur-9", "reworded", "trend_reworded"),
        ("figur-10", "", "trend_joined"),
    ],
)
def test_what_was_asked_otherwise_is_joined_only_where_it_is_declared(study, name, apart, note):
    found = result(study, name)
    row = found.table.iloc[1]
    assert row["apart"] == apart
    assert np.isnan(row["change"]) == bool(apart)
    assert note in keys(found)


def test_another_scale_is_converted_from_end_to_end(study):
    yes = study.wave(WAVE).answers("rektor", ["har_tiltak"])["har_tiltak"].dropna()
    assert result(study, "figur-8").table["mean"][0] == pytest.approx(1 + 4 * yes.mean())


def test_an_index_says_whether_it_measures_the_same_and_how_its_items_load(study):
    notes = {note.key: dict(note.values) for note in result(study, "figur-4").notes}
    assert notes["invariance_told"]["level"] == message("invariance_scalar")
    items = study.project.indices["klarhet"].items
    loadings = notes["invariance_loadings"]["loadings"]
    assert len(loadings) == len(items)
    assert {one.key for one in loadings} == {"invariance_loading"}


def test_a_wave_that_is_not_named_is_left_out(study):
    found = result(study, "figur-5")
    assert set(found.table["wave"]) == {LATER}
    assert "trend_first" in keys(found)


def test_the_first_waves_trend_knows_nothing_of_the_second(study):
    found = result(study, "figur-1", WAVE)
    assert set(found.table["wave"]) == {WAVE}
    assert not any(LATER in file for file in found.provenance["inputs"])
    assert any(
        file.startswith(f"{WAVE}/") for file in result(study, "figur-1").provenance["inputs"]
    )


def test_the_later_waves_results_wait_for_the_first_waves_data(study):
    flow = Flow(study.project)
    first, later = (flow.inputs(flow.job(wave, f"build-{REPORT}")) for wave in (WAVE, LATER))
    assert not any(LATER in file for file in first)
    assert any(file.endswith(f"{WAVE}/receipts/prepare.json") for file in later)


def test_both_waves_are_read_back_drawn_and_laid_out(study, tmp_path):
    colours = study.project.colours()
    for own in study.project.exhibits(REPORT):
        save_result(result(study, own.id), tmp_path / own.id)
        found = load_result(tmp_path / own.id)
        rows = len(found.table) if own.kind == "trend" else len(SAME) * 2
        assert len(lay_out(own, found).body) == rows
        if own.is_figure:
            look = look_of(own, found)
            style = Style(figures=study.project.settings.figures)
            look.draw(own, found, style, colours).savefig(tmp_path / f"{own.id}.png")
            assert look.alt_text(own, found)


def test_a_wave_without_its_files_stops_the_later_one_that_shows_it(study, tmp_path):
    moved = study.project.root / f"data/raw/{WAVE}/ledere.sav"
    moved.rename(tmp_path / "bort.sav")
    try:
        assert set(Flow(study.project).faulty) == {WAVE, LATER}
    finally:
        (tmp_path / "bort.sav").rename(moved)


def test_the_index_page_tells_what_changed_since_the_wave_before(study):
    build(study.project.root, "results")
    paths = Paths.of(study.project, study.project.root)
    with writing("nb"):
        assert changes_since(study.project, paths, WAVE) is None
        told = changes_since(study.project, paths, LATER)
    assert told is not None
    assert told["title"] == "Endret siden Våren 2024"
    first = told["numbers"][0]
    assert first.startswith("Målene er klare, Rektor: 33,3 prosentpoeng (95 % KI 4,4 til 55,7;")
    assert len(told["numbers"]) == len(set(told["numbers"])) <= 5
    assert told["answered"] == [
        "Ansatte: 60 (50\N{NO-BREAK SPACE}%) → 60 (50\N{NO-BREAK SPACE}%)",
        "Ledere: 36 (60\N{NO-BREAK SPACE}%) → 36 (60\N{NO-BREAK SPACE}%)",
    ]
    assert told["turned"] == []


def test_a_wave_of_other_surveys_is_no_wave_before(study):
    paths, project = Paths.of(study.project, study.project.root), study.project
    first = project.waves[WAVE]
    other = first.model_copy(update={"surveys": {"andre": first.surveys["ledere"]}})
    waves = {WAVE: first, "2024-varen": other, LATER: project.waves[LATER]}
    with writing("nb"):
        told = changes_since(replace(project, waves=waves), paths, LATER)
        alone = {"2024-varen": other, LATER: project.waves[LATER]}
        assert changes_since(replace(project, waves=alone), paths, LATER) is None
    assert told is not None
    assert told["title"] == "Endret siden Våren 2024"


def test_the_index_page_names_the_claims_that_turned(study):
    paths = Paths.of(study.project, study.project.root)
    for wave, verdict in ((WAVE, "holds"), (LATER, "fails")):
        account = paths.check_files(wave, REPORT, "claims")[1]
        account.parent.mkdir(parents=True, exist_ok=True)
        claims = [{"id": "a", "text": "Alle er enige", "verdict": verdict},
                  {"id": "b", "text": "Noen er enige", "verdict": "holds"}]  # fmt: skip
        account.write_text(json.dumps({"claims": claims}), encoding="utf-8")
    with writing("nb"):
        told = changes_since(study.project, paths, LATER)
    page = index_page(study.project, paths, {})
    assert page.count("Endret siden") == 1
    assert "«Alle er enige»: holder → holder ikke" in page
    assert told is not None
    assert told["turned"] == ["«Alle er enige»: holder → holder ikke"]


def test_a_second_wave_makes_its_own_parts_only_and_leaves_the_firsts_bytes(tmp_path):
    root = write_two_waves(tmp_path / "p", TRENDS[:1])
    later = (root / f"data/raw/{LATER}").rename(tmp_path / "later")
    flow = Flow(load_project(root))
    make(flow, made_of(flow))
    files = {
        path: path.read_bytes() for part in made_of(flow) for path in map(root.joinpath, part.makes)
    }
    assert not stale_parts(flow, made_of(flow))
    later.rename(root / f"data/raw/{LATER}")
    flow = Flow(load_project(root))
    stale = stale_parts(flow, made_of(flow))
    own = sorted(part.id for part in made_of(flow) if part.wave == LATER)
    assert sorted(stale) == [(LATER, name) for name in own]
    make(flow, made_of(flow))
    assert {path: path.read_bytes() for path in files} == files


def made_of(flow: Flow) -> list[Part]:
    """Return the parts that read data and compute results."""
    return [
        part
        for part in flow.parts
        if part.command[0] in ("registry", "ingest", "link", "indices", "results")
    ]
