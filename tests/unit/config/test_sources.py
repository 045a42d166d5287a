"""An edit changes the fingerprint of what it touches, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaluering.config import sources
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.project import Project, load_project
from small_project import EXHIBITS, RAW, REPORT, REPORT_FOLDER, SURVEYS, WAVE
from workspace import replace_in

CHAPTERS = ("utvalg", "svar", "sammenheng", "tekst")
ANSWERS = f"{EXHIBITS}/svar.yaml"
STAFF = "config/surveys/ansatte.yaml"
LEADERS = "config/surveys/ledere.yaml"
SHOWN = {"report", "appendix"}
"""What shows the wordings of an index's items."""


def fingerprints(root) -> dict[str, str]:
    """Return every job's fingerprint by the job's name."""
    project = load_project(root)
    found = {
        "quality": sources.quality_fingerprint(project, WAVE),
        "registry": sources.registry_fingerprint(project, WAVE, "kommuner"),
        "link": sources.link_fingerprint(project, WAVE, "kommune"),
        "indices": sources.indices_fingerprint(project, WAVE),
        "report": sources.report_fingerprint(project, WAVE, REPORT),
        "checks": sources.check_fingerprint(project, WAVE, REPORT),
        "appendix": sources.appendix_fingerprint(project, WAVE),
    }
    for survey in SURVEYS:
        found[f"ingest {survey}"] = sources.ingest_fingerprint(project, WAVE, survey)
    spoken = project.of_report(REPORT)
    tables = [e for e in spoken.exhibits(REPORT) if not e.is_figure]
    found["tables"] = _joined(sources.table_fingerprint, project, tables)
    for chapter in CHAPTERS:
        exhibits = spoken.chapters[REPORT, chapter].exhibits
        figures = [e for e in exhibits if e.is_figure]
        found[f"results {chapter}"] = _joined(sources.result_fingerprint, project, exhibits)
        found[f"figures {chapter}"] = _joined(sources.figure_fingerprint, project, figures)
    return found


def _joined(fingerprint: Callable[..., str], project: Project, exhibits: list[Exhibit]) -> str:
    return " ".join(fingerprint(project, WAVE, REPORT, exhibit) for exhibit in exhibits)


@pytest.fixture
def changed(project):
    """Return a function that edits one file and gives the jobs whose fingerprint changed."""

    def edit(file: str, old: str, new: str) -> set[str]:
        before = fingerprints(project)
        replace_in(project / file, old, new)
        after = fingerprints(project)
        return {name for name in before if before[name] != after[name]} - {"checks"}

    return edit


def test_the_same_configuration_has_the_same_fingerprints(project):
    assert fingerprints(project) == fingerprints(project)


def test_an_item_label_changes_the_chapters_that_show_it(changed):
    replaced = "Vi har satt i gang tiltak"  # in no chapter
    assert changed(LEADERS, replaced, f"{replaced}!") == {"quality"}


def test_a_label_of_an_index_item_changes_the_report_but_not_the_indices(changed):
    found = changed(LEADERS, "Målene er uklare", "Målene er svært uklare")
    assert found == {"results svar", "quality", *SHOWN}


def test_the_direction_of_an_item_changes_the_indices_and_what_goes_with_its_battery(changed):
    found = changed(LEADERS, ", reversed: true", "")
    assert found == {"indices", "quality", "ingest ledere"}


def test_a_colour_changes_only_the_figures_that_use_it(changed):
    found = changed("config/groups.yaml", "#228833", "#228834")
    assert found == {"figures utvalg", "figures svar"}


def test_the_language_changes_what_is_set_and_no_results(changed):
    found = changed(f"{REPORT_FOLDER}/report.yaml", "chapters:", "language: en\nchapters:")
    figures = {f"figures {chapter}" for chapter in CHAPTERS}
    assert found == {"tables", "report", "quality", "appendix", *figures}


def test_a_text_in_another_language_than_the_reports_changes_nothing(project, changed):
    shown = "label: Målene er uklare"
    replace_in(project / LEADERS, shown, "label: {nb: Målene er uklare, en: The aims are unclear}")
    assert changed(LEADERS, "The aims are unclear", "The goals are unclear") == set()


def test_a_text_in_the_language_of_the_report_changes_what_shows_it(project, changed):
    replace_in(project / LEADERS, "label: Målene er uklare", "label: {nb: A, en: The aims}")
    replace_in(project / REPORT_FOLDER / "report.yaml", "chapters:", "language: en\nchapters:")
    found = changed(LEADERS, "The aims", "The goals")
    assert found == {"results svar", "quality", *SHOWN}


def test_a_figure_title_changes_how_it_looks_and_not_its_results(changed):
    found = changed(ANSWERS, "title: Figur av likert", "title: Svar")
    assert found == {"figures svar", "report"}


def test_a_table_title_changes_tables_and_report_and_not_results(changed):
    found = changed(ANSWERS, "title: Tabell av", "title: Alt om")
    assert found == {"tables", "report"}


def test_a_class_limit_of_an_index_changes_the_indices(changed):
    found = changed("config/indices.yaml", "upto: 3.5", "upto: 3.4")
    assert found == {"indices", "results sammenheng", *SHOWN}


def test_a_class_limit_of_a_structural_variable_changes_what_shows_the_classes(changed):
    found = changed("config/registries.yaml", "upto: 3000", "upto: 2999")
    assert found == {"results sammenheng", "report"}


def test_the_registrys_year_changes_what_is_read_of_it(changed):
    found = changed(f"{RAW}/wave.yaml", "surveys:", "registry_year: 2022\nsurveys:")
    assert {"registry", "link", "results sammenheng"} <= found
    assert not {"indices", "ingest ledere", "results svar"} & found


def test_a_convention_changes_the_results_and_the_text_on_methods(changed):
    found = changed("config/config.yaml", "{monte", "{two_groups: pooled, monte")
    assert found == {"report", *(f"results {chapter}" for chapter in CHAPTERS)}


def test_a_missing_code_changes_the_ingest_of_the_surveys_that_use_it(changed):
    found = changed("config/scales.yaml", "{8: dont_know, 9: unanswered}", "{9: unanswered}")
    assert {f"ingest {survey}" for survey in SURVEYS} <= found
    assert "registry" not in found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"{RAW}/wave.yaml", "file: ansatte.csv", "file: ansatte.dta"),
        (STAFF, "identifier: respid", "identifier: respid\nduplicates: first"),
        (STAFF, "optional: true", "optional: false"),
    ],
)
def test_what_is_said_of_a_file_changes_only_its_own_ingest(changed, file, old, new):
    found = changed(file, old, new)
    assert {name for name in found if name.startswith("ingest")} == {"ingest ansatte"}
