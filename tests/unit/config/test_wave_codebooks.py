"""The codebooks as one wave asked them, and the faults of what a wave says of itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from changed_waves import add_seven, edit_codebook, say_changes
from evaluering.config import sources
from evaluering.config.project import Project, load_project
from evaluering.config.wave_codebooks import named_parts, wave_order
from evaluering.errors import ConfigErrors
from evaluering.workflow.flow import Flow
from evaluering.workflow.unread import unread
from small_project import REPORT, WAVE, write_yaml
from two_waves import LATER, exhibit, write_two_waves

TRENDS = [exhibit("figur", 1)]
BATTERY = {
    "id": "figur-2", "number": "Figur 2", "kind": "likert", "title": "Målene", "section": "1",
    "groups": ["rektor", "avdeling"], "items": ["maal_klare", "maal_felles", "maal_uklare"],
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_two_waves(tmp_path / "p", [*TRENDS, BATTERY])


def asked(root: Path, changes: object, wave: str = LATER) -> Project:
    say_changes(root, changes, wave)
    project = load_project(root)
    assert not project.faulty_waves, next(iter(project.faulty_waves.values()))
    return project.of_wave(wave)


def fault(root: Path, changes: object) -> str:
    say_changes(root, changes)
    return str(load_project(root).faulty_waves[LATER])


def without_index(root: Path) -> None:
    path = root / "config/indices.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    write_yaml(path, {"indices": [own for own in found["indices"] if own["id"] != "klarhet"]})


def test_a_wave_that_asked_as_the_codebook_says_has_the_projects_own(root):
    project = load_project(root)
    assert project.of_wave(LATER) is project
    assert project.of_wave(LATER).in_language("nn") is project.in_language("nn")


def test_another_column_is_read_under_the_codebooks_name_in_that_wave_only(root):
    project = asked(root, {"maal_klare": {"column": "Q1"}, "respid": {"column": "lopenr"}})
    columns = project.surveys["ledere"].file_columns(project.scales)
    assert (columns["maal_klare"].source, columns["respid"].source) == ("Q1", "lopenr")
    earlier = project.of_wave(WAVE)
    assert earlier.surveys["ledere"].file_columns(earlier.scales)["maal_klare"].source == (
        "maal_klare"
    )


def test_what_was_not_asked_is_no_column_of_the_file_and_stays_a_variable(root):
    project = asked(root, {"maal_felles": {"asked": False}, "aar": {"asked": False}})
    book = project.surveys["ledere"]
    assert {"maal_felles", "aar"} & set(book.file_columns(project.scales)) == set()
    assert {"maal_felles", "aar"} <= set(book.columns(project.scales))
    assert "maal_felles" not in book.asked.items
    assert book.variable("aar") is not None


def test_a_new_item_belongs_to_no_earlier_wave_and_changes_nothing_of_it(root):
    before = load_project(root)
    was = {
        survey: sources.ingest_fingerprint(before.of_wave(WAVE), WAVE, survey)
        for survey in ("ledere", "ansatte")
    }
    quality = sources.quality_fingerprint(before.of_wave(WAVE), WAVE)
    edit_codebook(root, lambda book: book["batteries"][0]["items"].append(
        {"name": "maal_nye", "label": "Målene er nye", "since": LATER}))  # fmt: skip
    project = load_project(root)
    first = project.of_wave(WAVE)
    assert {s: sources.ingest_fingerprint(first, WAVE, s) for s in was} == was
    assert sources.quality_fingerprint(first, WAVE) == quality
    assert "maal_nye" not in first.surveys["ledere"].file_columns(first.scales)
    later = project.of_wave(LATER)
    assert "maal_nye" in later.surveys["ledere"].file_columns(later.scales)


def test_a_box_that_was_not_asked_is_no_category(root):
    project = asked(root, {"tema_miljo": {"asked": False}})
    assert project.surveys["ledere"].categories("tema") == {"tema_fag": "Fag"}


def test_an_items_own_words_go_before_its_batterys_and_both_hold(root):
    changes = {
        "maal": {"codes": {1: 5, 2: 4, 4: 2, 5: 1}, "label": "Hvor enig er dere?"},
        "maal_klare": {"column": "Q1", "label": "Målene er klare for alle"},
    }
    project = asked(root, changes)
    book = project.surveys["ledere"]
    columns = book.file_columns(project.scales)
    assert columns["maal_klare"].in_file == columns["maal_felles"].in_file
    assert columns["maal_klare"].in_file["1"] == 5
    assert (columns["maal_klare"].source, columns["maal_felles"].source) == ("Q1", "maal_felles")
    assert book.items["maal_klare"].label == "Målene er klare for alle"
    assert book.battery_of("maal_klare").question == "Hvor enig er dere?"


def test_another_scale_of_one_item_stands_beside_its_battery(root):
    add_seven(root)
    project = asked(root, {"maal_klare": {"scale": "enighet-sju", "comparable": True}})
    book = project.surveys["ledere"]
    assert book.battery_of("maal_klare").scale == "enighet-sju"
    assert book.battery_of("maal_felles").scale == "enighet"
    assert book.here.home == {"maal_klare": (1, 2, 3, 4, 5)}


def test_other_labels_make_one_scale_for_all_that_have_them(root):
    new = {1: "Svært uenig", 5: "Svært enig"}
    project = asked(root, {"maal_klare": {"values": new}, "maal_felles": {"values": new}})
    book = project.surveys["ledere"]
    scales = {name: book.battery_of(name).scale for name in book.items}
    assert scales["maal_klare"] == scales["maal_felles"] != scales["maal_uklare"]
    labels = project.scales[scales["maal_klare"]].labels
    assert (labels[0], labels[1], labels[-1]) == ("Svært uenig", "Delvis uenig", "Svært enig")


def test_a_category_is_added_in_the_wave_that_has_it(root):
    project = asked(root, {"rolle": {"values": {3: "Inspektør"}}})
    variable = project.surveys["ledere"].variable("rolle")
    assert variable is not None
    assert variable.values == {1: "Rektor", 2: "Avdelingsleder", 3: "Inspektør"}


def test_a_battery_figure_leaves_out_what_was_answered_on_another_scale_or_not_asked(root):
    add_seven(root)
    without_index(root)
    project = asked(root, {"maal_klare": {"scale": "enighet-sju"}})
    figure = project.exhibit(next(iter(project.reports)), "figur-2")
    assert figure.left_out == ("maal_klare",)
    assert [str(item) for item in figure.items] == ["maal_felles", "maal_uklare"]
    written = project.of_wave(WAVE).exhibit(next(iter(project.reports)), "figur-2")
    assert written.left_out == ()


@pytest.mark.parametrize(
    ("changes", "found", "allowed"),
    [
        ({"maal_klar": {"column": "x"}}, "maal_klar", "Mente du «maal_klare»"),
        ({"maal_klare": {"scale": "enighet-6"}}, "enighet-6", "enighet"),
        ({"maal_klare": {"columns": ["a"]}}, "«columns» om et ledd", "column, "),
        ({"respid": {"asked": False}}, "«asked» om identifikatoren", "column"),
        ({"aar": {"scale": "enighet"}}, "«scale» om en variabel", "codes"),
        ({"tema": {"column": "x"}}, "«column» om et flervalgsspørsmål", "columns"),
        ({"annet": {"codes": {"a": 1}}}, "«codes» om et åpent spørsmål", "label"),
        ({"rolle": {"codes": {"5": 6}}}, "funnet:  6", "1, 2, 99"),
        ({"maal": {"codes": {"0": 7}}}, "funnet:  7", "1, 2, 3, 4, 5, 8, 9"),
        ({"maal_klare": {"column": "maal_felles"}}, "«maal_felles» for både", "asked: false"),
        ({"maal_klare": {"asked": False, "column": "x"}}, "«asked: false» sammen med", "alene"),
        ({"maal_klare": {}}, "ingen endring", "column"),
        ({"maal_klare": {"column": "x", "comparable": True}}, "«comparable» uten", "bare når"),
        ({"maal_klare": {"kolonne": "x"}}, "kolonne", "column"),
    ],
)  # fmt: skip
def test_what_a_wave_cannot_say_is_named_with_what_it_may(root, changes, found, allowed):
    told = fault(root, changes)
    assert found in told
    assert allowed in told
    assert f"data/raw/{LATER}/wave.yaml" in told


def test_an_index_whose_items_have_another_scale_needs_to_be_told_how(root):
    add_seven(root)
    told = fault(root, {"maal_klare": {"scale": "enighet-sju"}})
    assert "indeksen «klarhet»" in told
    assert "«comparable: true»" in told


def test_what_does_not_fit_an_exhibit_stops_that_wave_only(root):
    add_seven(root)
    without_index(root)
    path = next((root / "config/reports").rglob("tid.yaml"))
    shares = exhibit("figur", 1, measures=["maal_klare"], codes=[0])
    write_yaml(path, {"exhibits": [shares]})
    with pytest.raises(ConfigErrors):
        load_project(root)
    write_yaml(path, {"exhibits": [{**shares, "codes": [4, 5]}]})
    add = {"id": "bare-topp", "codes": [1, 2, 3], "labels": ["Nei", "Litt", "Ja"]}
    scales = root / "config/scales.yaml"
    found = yaml.safe_load(scales.read_text(encoding="utf-8"))
    write_yaml(scales, {"scales": [*found["scales"], add]})
    told = fault(root, {"maal_klare": {"scale": "bare-topp"}})
    assert "slik bølgen har spurt" in told
    assert list(load_project(root).waves) == [WAVE]


def test_a_first_wave_that_there_is_none_of_is_a_fault_of_the_codebook(root):
    edit_codebook(root, lambda book: book["variables"][1].update(since="2032"))
    with pytest.raises(ConfigErrors, match="2032"):
        load_project(root)


def test_a_first_wave_that_is_left_out_of_the_project_is_still_one(root):
    edit_codebook(root, lambda book: book["batteries"][0]["items"].append(
        {"name": "maal_nye", "label": "Målene er nye", "since": LATER}))  # fmt: skip
    settings = root / "config/config.yaml"
    for chosen, asked_there in ((WAVE, False), (LATER, True)):
        write_yaml(settings, yaml.safe_load(settings.read_text("utf-8")) | {"waves": [chosen]})
        project = load_project(root)
        book = project.of_wave(chosen).surveys["ledere"]
        assert list(project.waves) == [chosen]
        assert ("maal_nye" in book.file_columns(project.scales)) is asked_there


def test_waves_that_are_left_out_have_their_places_by_name(root):
    project = load_project(root)
    assert wave_order(project) == [WAVE, LATER]
    chosen = project.settings.model_copy(update={"waves": [LATER]})
    assert wave_order(replace(project, settings=chosen)) == [WAVE, LATER]
    turned = project.settings.model_copy(update={"waves": [LATER, WAVE]})
    assert wave_order(replace(project, settings=turned)) == [LATER, WAVE]


def test_what_belongs_to_a_report_of_a_wave_that_is_left_out_is_not_said_to_be_unread(root):
    folder = root / "config/reports" / REPORT
    (folder / "references.bib").write_text("@book{a, title = {A}}\n", "utf-8")
    (folder / "utkast.csv").write_text("x", "utf-8")
    for file, keys in (
        (folder / "report.yaml", {"waves": [LATER]}),
        (root / "config/config.yaml", {"waves": [WAVE]}),
    ):
        write_yaml(file, yaml.safe_load(file.read_text("utf-8")) | keys)
    told = "\n".join(unread(Flow(load_project(root))))
    assert "utkast.csv" in told
    assert "references.bib" not in told


def test_a_drafted_wave_is_not_made_until_it_has_been_read(root):
    path = root / f"data/raw/{LATER}/wave.yaml"
    write_yaml(path, yaml.safe_load(path.read_text(encoding="utf-8")) | {"draft": True})
    project = load_project(root)
    assert list(project.waves) == [WAVE]
    assert "utkast" in str(project.faulty_waves[LATER])


def test_every_column_of_a_codebook_can_be_named(root):
    book = load_project(root).surveys["ledere"]
    assert set(book.names) <= set(named_parts(book))
