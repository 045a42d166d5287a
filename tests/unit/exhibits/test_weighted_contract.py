"""What every kind keeps to when it is weighted: n as it was, a note, and a table or a figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from drawn_texts import texts_outside
from evaluering.cli.results import result_of
from evaluering.config.design import SampleDesign
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.kinds import has, kinds
from evaluering.config.paths import Paths
from evaluering.data.study import Study
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result, load_result, save_result
from evaluering.languages import tags
from evaluering.render.figures.drawing import look_of
from evaluering.render.figures.style import Style
from evaluering.render.language import say_all, writing
from evaluering.render.numbering import numbered
from evaluering.render.statistics import full_set, sentence
from evaluering.render.tables.laying import lay_out
from fewer_tables import FewerTables
from small_project import REPORT, WAVE, build, write_project

WEIGHABLE = sorted(name for name, kind in kinds().items() if kind.weighable)
DESIGNS = {
    "ledere": SampleDesign(weight="aar", strata=["rolle"], incomplete="leave_out"),
    "ansatte": SampleDesign(rake={"variables": ["fylke"]}, population="frame", strata=["fylke"]),
}


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Study:
    """Return a little project whose surveys have designs."""
    root = write_project(tmp_path_factory.mktemp("vekter") / "prosjekt")
    project = build(root, "ingest", "registry", "link", "indices")
    surveys = {
        name: survey.model_copy(update={"design": DESIGNS[name]})
        for name, survey in project.surveys.items()
    }
    return Study(replace(project, surveys=surveys), Paths(root))


def of_kind(study: Study, kind: str) -> list[Exhibit]:
    """Return the exhibits of a kind that can be weighted."""
    own = [e for e in study.project.exhibits(REPORT) if e.kind == kind and not e.unweighable]
    assert own, f"the little project has no {kind} that can be weighted"
    return own


def computed(study: Study, exhibit: Exhibit, weighted: bool, rows: int | None = None) -> Result:
    data = study.wave(WAVE)
    given = WaveData(data.project, data.wave, FewerTables(data.tables, rows))
    return result_of(exhibit.model_copy(update={"weighted": weighted}), given, study.paths)


@pytest.mark.parametrize("kind", WEIGHABLE)
def test_a_weighted_exhibit_has_the_same_n_and_other_numbers(study: Study, kind: str) -> None:
    for exhibit in of_kind(study, kind):
        plain, weighted = (computed(study, exhibit, w) for w in (False, True))
        if kind not in {"regression", "category_means"}:
            assert weighted.notes[: len(plain.notes)] == plain.notes
        counts = [c for c in ("n", "n_group", "n_first", "n_second") if c in plain.table]
        same = plain.table[counts].to_numpy(), weighted.table[counts].to_numpy()
        if kind not in {"regression", "correlation_matrix", "correlations", "heatmap"}:
            np.testing.assert_array_equal(*same)
        assert "ektet" in say_all(weighted.notes), (exhibit.id, say_all(weighted.notes))
        assert not plain.table.equals(weighted.table)


@pytest.mark.parametrize("kind", WEIGHABLE)
def test_a_weighted_exhibit_is_shown_in_every_language(
    study: Study, kind: str, tmp_path: Path
) -> None:
    for exhibit in of_kind(study, kind):
        result = computed(study, exhibit, True)
        save_result(result, tmp_path / exhibit.id)
        assert load_result(tmp_path / exhibit.id).notes == result.notes
        for tag in tags():
            with writing(tag):
                assert lay_out(exhibit, result).body
                assert numbered(exhibit, result).notes
                labels = {group: group for group in study.project.groups}
                for test in result.tests:
                    own = {**labels, **({test.item: "Ledd"} if test.item else {})}
                    assert sentence(test, own)
                    full_set(test, own)


@pytest.mark.parametrize("kind", WEIGHABLE)
def test_a_weighted_exhibit_of_nobody_runs(study: Study, kind: str) -> None:
    for exhibit in of_kind(study, kind):
        if not exhibit.reads(study.project, WAVE).links:
            assert computed(study, exhibit, True, 0).n == 0


@pytest.mark.parametrize("kind", [kind for kind in WEIGHABLE if has(kind, "figure")])
def test_a_weighted_figure_is_drawn(study: Study, kind: str) -> None:
    exhibit = of_kind(study, kind)[0].model_copy(update={"id": "figur-1"})
    result = computed(study, exhibit, True)
    colours = {name: study.project.colours()[name] for name in exhibit.coloured}
    with writing("nb"):
        look = look_of(exhibit, result)
        figure = look.draw(exhibit, result, Style(figures=study.project.settings.figures), colours)
        assert look.alt_text(exhibit, result)
    assert not texts_outside(figure)
