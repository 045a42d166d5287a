"""The models of the kinds beyond the report refuse what cannot be drawn or set."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from evaluering.config import sources
from evaluering.config.exhibits import Closeness, Diagram, Forest, TextTable
from evaluering.config.project import load_project
from evaluering.errors import ConfigErrors
from workspace import EXHIBITS, REPORT, WAVE, replace_in

KEYS = {"id": "figur-1", "number": "Figur 1", "title": "T", "section": "1"}
A, B = {"id": "a", "text": "A", "at": [1, 1]}, {"id": "b", "text": "B", "at": [1, 2]}
TILLEGG = f"{EXHIBITS}/tillegg.yaml"
FIRST = f"{EXHIBITS}/kapittel-1.yaml"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"boxes": [A, A | {"at": [2, 1]}]}, "«a» står to ganger"),
        ({"boxes": [A, B | {"at": [1, 1]}]}, "boksene «a» og «b» står i samme rute"),
        ({"boxes": [A | {"span": [1, 2]}, B]}, "boksene «a» og «b» står i samme rute"),
        ({"boxes": [A], "arrows": [{"start": "a", "end": "x"}]}, "ukjent boks «x»"),
        ({"boxes": [A], "enclosures": [{"label": "R", "boxes": ["y"]}]}, "ukjent boks «y»"),
        ({"boxes": [A, B], "column_widths": [1]}, "må ha 2 tall"),
        ({"boxes": [A, B], "column_widths": [1, 0]}, "større enn 0"),
        ({"boxes": [A | {"at": [0, 1]}]}, "hele tall fra 1"),
    ],
)
def test_a_drawing_that_does_not_hold_together_is_refused(keys, message):
    with pytest.raises(ValidationError, match=message):
        Diagram.model_validate(KEYS | {"kind": "diagram"} | keys)


def test_a_row_longer_than_the_text_table_is_refused():
    sections = [{"heading": "H", "rows": [["a", "b"]]}]
    with pytest.raises(ValidationError, match="rad 1 under «H» har 2 celler"):
        TextTable.model_validate(
            KEYS | {"kind": "text_table", "columns": ["K"], "sections": sections}
        )


def test_differences_are_between_two_groups():
    for groups in (["a"], ["a", "b", "c"]):
        with pytest.raises(ValidationError):
            Forest.model_validate(KEYS | {"kind": "forest", "groups": groups, "items": ["q"]})


def test_only_items_can_be_reversed():
    keys = {"kind": "closeness", "groups": ["a", "b"], "items": ["q"], "reversed_items": ["r"]}
    with pytest.raises(ValidationError, match="«r» er ikke blant"):
        Closeness.model_validate(KEYS | keys | {"start_label": "s", "end_label": "e"})


def test_items_of_two_scales_are_refused_with_their_names(project):
    replace_in(project / TILLEGG, "      - ordning_god_maate\n", "      - uhs_kartlegging\n")
    replace_in(
        project / TILLEGG,
        "groups: [samarbeidsforum, kompetansenettverk, uh, skoleleder",
        "groups: [kompetansenettverk, uh, skoleleder",
    )
    with pytest.raises(ConfigErrors, match="uhs_kartlegging har skalaen «grad»"):
        load_project(project)


def test_a_panel_with_an_unknown_variable_is_refused(project):
    replace_in(project / TILLEGG, "by: forum", "by: forom")
    with pytest.raises(ConfigErrors, match="forom"):
        load_project(project)


def prints(root) -> dict[str, str]:
    project = load_project(root)
    return {
        f"{name} {chapter}": function(project, WAVE, REPORT, chapter)
        for chapter in ("kapittel-1", "tillegg")
        for name, function in {
            "results": sources.results_fingerprint,
            "figures": sources.figures_fingerprint,
        }.items()
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (FIRST, "column_widths: [1, 2]", "column_widths: [1, 3]", {"figures kapittel-1"}),
        (FIRST, "at: [5, 2]", "at: [6, 2]", {"figures kapittel-1"}),
        (FIRST, "text: Kompetansemodellen", "text: Modellen",
         {"results kapittel-1", "figures kapittel-1"}),
        (TILLEGG, "lengst fra klasserommet", "langt fra klasserommet", {"figures tillegg"}),
        (TILLEGG, "colour_of: samarbeidsforum", "colour_of: uh", {"figures tillegg"}),
        (TILLEGG, "reversed_items: [tiltak_ikke_relevante, ", "reversed_items: [",
         {"results tillegg", "figures tillegg"}),
        ("config/surveys/skoleledere.yaml", "title: Skoleledere", "title: Ledere",
         {"results kapittel-1", "results tillegg"}),
    ],
)  # fmt: skip
def test_what_changes_the_look_computes_nothing_anew(project, file, old, new, changed):
    before = prints(project)
    replace_in(project / file, old, new)
    after = prints(project)
    assert {name for name in before if before[name] != after[name]} == changed


def test_the_chapter_can_be_switched_off(project):
    heading = "  - {id: tillegg, title: Figurer ut over rapporten}\n"
    replace_in(project / f"config/reports/{REPORT}/report.yaml", heading, "")
    (project / EXHIBITS / "tillegg.yaml").unlink()
    assert not any("tillegg" in e.id for e in load_project(project).exhibits(REPORT))
