"""The models of the kinds beyond the report refuse what cannot be drawn or set."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from evaluering.config import sources
from evaluering.config.exhibits.closeness import Closeness
from evaluering.config.exhibits.diagram import Diagram
from evaluering.config.exhibits.forest import Forest
from evaluering.config.exhibits.text_table import TextTable
from evaluering.config.project import load_project
from evaluering.errors import ConfigErrors
from small_project import EXHIBITS, REPORT, WAVE
from workspace import replace_in

KEYS = {"id": "figur-1", "number": "Figur 1", "title": "T", "section": "1"}
A, B = {"id": "a", "text": "A", "at": [1, 1]}, {"id": "b", "text": "B", "at": [1, 2]}
SAMPLE = f"{EXHIBITS}/utvalg.yaml"
ANSWERS = f"{EXHIBITS}/svar.yaml"
MODEL = f"{EXHIBITS}/tekst.yaml"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"boxes": [A, A | {"at": [2, 1]}]}, "«a» står to ganger"),
        ({"boxes": [A, B | {"at": [1, 1]}]}, "«a» og «b» i samme rute"),
        ({"boxes": [A | {"span": [1, 2]}, B]}, "«a» og «b» i samme rute"),
        ({"boxes": [A], "arrows": [{"start": "a", "end": "x"}]}, "«x», som ikke er"),
        (
            {"boxes": [A], "enclosures": [{"label": "R", "boxes": ["y"]}]},
            "«y», som ikke er en boks",
        ),
        ({"boxes": [A, B], "column_widths": [1]}, "1 tall"),
        ({"boxes": [A, B], "column_widths": [1, 0]}, "column_widths.1"),
        ({"boxes": [A | {"at": [0, 1]}]}, "boxes.0.at.0"),
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
    with pytest.raises(ValidationError, match="«r», som ikke er blant"):
        Closeness.model_validate(KEYS | keys | {"start_label": "s", "end_label": "e"})


def test_items_of_two_scales_are_refused_with_their_names(project):
    replace_in(project / ANSWERS, "items: [maal_uklare, ", "items: [har_tiltak, ")
    with pytest.raises(ConfigErrors, match="maal_klare har skalaen «enighet»"):
        load_project(project)


def test_a_panel_with_an_unknown_variable_is_refused(project):
    replace_in(project / SAMPLE, "by: fylke", "by: fylker")
    with pytest.raises(ConfigErrors, match="fylker"):
        load_project(project)


def prints(root) -> dict[str, str]:
    project = load_project(root).of_report(REPORT)
    exhibits = {c: project.chapters[REPORT, c].exhibits for c in ("utvalg", "svar", "tekst")}
    drawn = {c: [e for e in own if e.is_figure] for c, own in exhibits.items()}
    return {
        f"{name} {chapter}": " ".join(print_of(project, WAVE, REPORT, e) for e in of[chapter])
        for chapter in exhibits
        for name, print_of, of in (
            ("results", sources.result_fingerprint, exhibits),
            ("figures", sources.figure_fingerprint, drawn),
        )
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (MODEL, "column_widths: [1, 2]", "column_widths: [1, 3]", {"figures tekst"}),
        (MODEL, "at: [1, 2]", "at: [2, 2]", {"figures tekst"}),
        (MODEL, "text: Start", "text: Begynnelse", {"results tekst", "figures tekst"}),
        (ANSWERS, "lengst fra", "langt fra", {"figures svar"}),
        (SAMPLE, "colour_of: ansatt", "colour_of: rektor", {"figures utvalg"}),
        (ANSWERS, "reversed_items: [maal_felles]", "reversed_items: []",
         {"results svar", "figures svar"}),
        ("config/surveys/ansatte.yaml", "title: Ansatte", "title: Alle", {"results utvalg"}),
    ],
)  # fmt: skip
def test_what_changes_the_look_computes_nothing_anew(project, file, old, new, changed):
    before = prints(project)
    replace_in(project / file, old, new)
    after = prints(project)
    assert {name for name in before if before[name] != after[name]} == changed
