"""An edit changes the fingerprint of what it touches, and of nothing else."""

from __future__ import annotations

import pytest

from evaluering.config import sources
from evaluering.config.project import load_project
from workspace import EXHIBITS, REPORT, SURVEYS, WAVE, replace_in

ITEM = "Vi definerer roller og ansvar sammen"  # maal_roller, in Figur 3 only
INDEX_ITEM = "Vi evaluerer vårt samarbeid jevnlig"  # maal_evaluerer, in Figur 3 and an index
CHAPTERS = [
    "kapittel-1", "kapittel-3", "kapittel-5", "kapittel-6", "kapittel-7", "vedlegg-1", "vedlegg-3",
]  # fmt: skip


def fingerprints(root) -> dict[str, str]:
    """Return every job's fingerprint by the job's name."""
    project = load_project(root)
    found = {
        "quality": sources.quality_fingerprint(project, WAVE),
        "registry": sources.registry_fingerprint(project, WAVE),
        "link": sources.link_fingerprint(project, WAVE),
        "indices": sources.indices_fingerprint(project),
        "tables": sources.tables_fingerprint(project, WAVE, REPORT),
        "report": sources.report_fingerprint(project, WAVE, REPORT),
        "appendix": sources.appendix_fingerprint(project, WAVE),
        "index": sources.index_fingerprint(project),
    }
    for survey in SURVEYS:
        found[f"ingest {survey}"] = sources.ingest_fingerprint(project, WAVE, survey)
    for chapter in CHAPTERS:
        found[f"results {chapter}"] = sources.results_fingerprint(project, WAVE, REPORT, chapter)
        found[f"figures {chapter}"] = sources.figures_fingerprint(project, WAVE, REPORT, chapter)
    return found


@pytest.fixture
def changed(project):
    """Return a function that edits one file and gives the jobs whose fingerprint changed."""

    def edit(file: str, old: str, new: str) -> set[str]:
        before = fingerprints(project)
        replace_in(project / file, old, new)
        after = fingerprints(project)
        return {name for name in before if before[name] != after[name]}

    return edit


def test_the_same_configuration_has_the_same_fingerprints(project):
    assert fingerprints(project) == fingerprints(project)


def test_an_item_label_changes_the_chapters_that_show_it(changed):
    found = changed("config/surveys/samarbeidsforum.yaml", ITEM, f"{ITEM}!")
    assert found == {"results kapittel-3", "quality"}


def test_a_label_of_an_index_item_changes_the_report_but_not_the_indices(changed):
    found = changed("config/surveys/nettverk.yaml", INDEX_ITEM, f"{INDEX_ITEM}!")
    assert found == {"results kapittel-3", "quality", "report", "appendix"}


def test_the_direction_of_an_item_changes_the_indices(changed):
    item = "det man får igjen\n        reversed: true"
    found = changed("config/surveys/nettverk.yaml", item, item.replace("true", "false"))
    assert found == {"indices", "quality"}


def test_a_colour_changes_only_the_figures_that_use_it(changed):
    found = changed("config/groups.yaml", "#281C6E", "#281C6F")  # samarbeidsforum
    assert found == {"figures kapittel-3", "figures kapittel-5", "figures kapittel-6"}


def test_the_language_changes_what_is_set_and_no_results(changed):
    found = changed(f"config/reports/{REPORT}/report.yaml", "source:", "language: en\nsource:")
    figures = {f"figures {chapter}" for chapter in CHAPTERS}
    assert found == {"tables", "report", "index", *figures}


def test_a_figure_title_changes_how_it_looks_and_not_its_results(changed):
    found = changed(f"{EXHIBITS}/kapittel-6.yaml", "title: Hvor enig", "title: Hvor uenig")
    assert found == {"figures kapittel-6", "report", "index"}


def test_a_table_title_changes_tables_report_and_index_and_not_results(changed):
    found = changed(f"{EXHIBITS}/vedlegg-1.yaml", "title: Respondentenes", "title: Alles")
    assert found == {"tables", "report", "index"}


def test_a_class_limit_of_an_index_changes_the_indices(changed):
    found = changed("config/indices.yaml", "upto: 3.5", "upto: 3.4")
    assert found == {"indices", "results vedlegg-3", "report", "appendix"}


def test_a_class_limit_of_a_structural_variable_changes_what_shows_the_classes(changed):
    found = changed("config/registry.yaml", "upto: 3000", "upto: 2999")
    assert found == {"results kapittel-7", "results vedlegg-3", "report"}


def test_a_convention_changes_the_results_and_the_text_on_methods(changed):
    found = changed("config/config.yaml", "two_groups: welch", "two_groups: pooled")
    assert found == {"report", *(f"results {chapter}" for chapter in CHAPTERS)}


def test_a_missing_code_changes_the_ingest_of_the_surveys_that_use_it(changed):
    found = changed("config/scales.yaml", "{8: vet ikke, 9: ubesvart}", "{9: ubesvart}")
    assert {f"ingest {survey}" for survey in SURVEYS} <= found
    assert "registry" not in found


def test_a_codes_file_changes_only_its_own_ingest(changed):
    found = changed(f"data/raw/{WAVE}/wave.yaml", "file: uh.sav", "file: uh.zsav")
    assert {name for name in found if name.startswith("ingest")} == {"ingest uh"}
