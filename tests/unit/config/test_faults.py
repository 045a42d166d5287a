"""Every fault in the configuration gives one Norwegian message: file, key, found, allowed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluering.config.project import load_project
from evaluering.errors import ConfigError, ConfigErrors
from workspace import EXHIBITS, RAW, WAVE, replace_in

CONFIG = "config/config.yaml"
SCALES = "config/scales.yaml"
INDICES = "config/indices.yaml"
GROUPS = "config/groups.yaml"
CHAPTER_3 = f"{EXHIBITS}/kapittel-3.yaml"
CHAPTER_6 = f"{EXHIBITS}/kapittel-6.yaml"
ENGLISH = re.compile(
    r"\b(input|should|field|value|expected|did not|not allowed|str|literal|ItemLabel|pydantic)\b",
    re.IGNORECASE,
)

Faults = Callable[[str, str, str], list[ConfigError]]


def faults_of(root: Path) -> list[ConfigError]:
    with pytest.raises(ConfigErrors) as raised:
        load_project(root)
    return raised.value.errors


@pytest.fixture
def faults(project: Path) -> Faults:
    """Return a function that edits one file and gives the faults found."""

    def edit(file: str, old: str, new: str) -> list[ConfigError]:
        replace_in(project / file, old, new)
        return faults_of(project)

    return edit


def only(errors: list[ConfigError]) -> ConfigError:
    """Return the one fault, with a message that a Norwegian reader understands."""
    assert len(errors) == 1, "\n".join(map(str, errors))
    error = errors[0]
    labelled = f"{error.key}\n{error.found}" + (
        "" if "," in error.allowed else f"\n{error.allowed}"
    )
    assert not ENGLISH.search(labelled), error
    for part in (error.file, error.key, str(error.found), error.allowed):
        assert part in str(error)
    return error


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "suggestion"),
    [
        (CONFIG, "disclosure:", "disclosur:", "disclosur", "disclosure"),
        (CONFIG, "minimum_n", "minimun_n", "disclosure.minimun_n", "minimum_n"),
        (
            "config/surveys/uh.yaml", "wording: paraphrase", "wordin: paraphrase",
            "batteries[1].items[0].wordin", "wording",
        ),
        (CHAPTER_3, "    groups:", "    grupps:", "exhibits[2].grupps", "groups"),
        (CHAPTER_3, "label: Målene", "labell: Målene", "exhibits[2].items[0].labell", "label"),
    ],
)  # fmt: skip
def test_a_misspelt_key_stops_with_the_key_the_allowed_keys_and_a_suggestion(
    faults, file, old, new, key, suggestion
):
    error = only(faults(file, old, new))
    assert (error.file, error.key, error.found) == (file, key, key.split(".")[-1])
    assert suggestion in error.allowed.split(", ")
    assert f"Mente du «{suggestion}»?" in str(error)


def test_an_unknown_item_in_a_figure_stops_with_the_items_of_the_survey(faults):
    error = only(faults(CHAPTER_6, "leder_kartlagt", "leder_kartlagtt"))
    assert (error.file, error.found) == (CHAPTER_6, "leder_kartlagtt")
    assert "figur-22" in error.key
    assert "items" in error.key
    assert "Mente du «leder_kartlagt»?" in str(error)


def test_an_unknown_item_in_a_percentage_figure_names_the_key_that_stands_in_the_file(faults):
    errors = faults(CHAPTER_3, "item: tilfreds_samarbeid", "item: tilfreds_samarbeidd")
    assert all(error.found == "tilfreds_samarbeidd" for error in errors)
    assert all(re.search(r"\.item\b", error.key) for error in errors), errors[0].key


def test_an_index_with_an_item_its_survey_lacks_stops_with_the_items_of_the_survey(faults):
    error = only(faults(INDICES, "- maal_forbedrer", "- leder_kartlagt"))
    assert (error.file, error.key, error.found) == (INDICES, "indices[0].items", "leder_kartlagt")
    assert "maal_forbedrer" in error.allowed.split(", ")


def test_a_scale_whose_labels_do_not_match_its_codes_stops_with_both_counts(faults):
    error = only(faults(SCALES, "Helt uenig, Delvis uenig, ", "Helt uenig, "))
    assert (error.file, error.key) == (SCALES, "scales[0]")
    assert "5 koder og 4 etiketter" in str(error.found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("codes: [1, 2, 3, 4, 5]", "codes: [1, 2, 3, 5, 4]", "stigende"),
        ("missing: {8: vet ikke", "missing: {5: vet ikke", "kode 5 er både svar og manglende"),
        ("Delvis enig, Helt enig]", "Delvis enig, Delvis enig]", "forskjellige"),
    ],
)
def test_a_scale_that_contradicts_itself_stops_with_the_reason(faults, old, new, message):
    error = only(faults(SCALES, old, new))
    assert error.key == "scales[0]"
    assert message in str(error.found)


@pytest.mark.parametrize(("used", "first"), [("figur-21", CHAPTER_6), ("figur-8", CHAPTER_3)])
def test_two_exhibits_with_one_id_stop_with_the_id_and_where_it_was_used_first(faults, used, first):
    error = only(faults(CHAPTER_6, "id: figur-22", f"id: {used}"))
    assert (error.file, error.key, error.found) == (CHAPTER_6, "exhibits[1].id", used)
    assert first in error.allowed


def test_an_unknown_group_stops_with_the_known_groups_and_a_suggestion(faults):
    error = only(faults(CHAPTER_6, "groups: [skoleleder]", "groups: [skoleledr]"))
    assert (error.file, error.found) == (CHAPTER_6, "skoleledr")
    assert "figur-22" in error.key
    assert "tillitsvalgt" in error.allowed.split(", ")
    assert "Mente du «skoleleder»?" in str(error)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (CONFIG, "  two_groups", "\ttwo_groups", 7),
        (CHAPTER_3, "    number: Figur 3", "\t\tnumber: Figur 3", 21),
        (GROUPS, "  - id: uh", "\t- id: uh", 15),
    ],
)
def test_a_tab_stops_with_the_line_and_asks_for_spaces(faults, file, old, new, line):
    error = only(faults(file, old, new))
    assert error.file == file
    assert error.key.startswith(f"linje {line}")
    assert "tabulator" in str(error.found)
    assert "mellomrom" in error.allowed


@pytest.mark.parametrize("content", ["", "\n\n", "# bare en kommentar\n"])
def test_an_empty_configuration_file_stops_and_points_to_an_example(project, content):
    (project / CONFIG).write_text(content)
    error = only(faults_of(project))
    assert (error.file, error.found) == (CONFIG, "filen er tom")
    assert "docs/" in error.allowed


@pytest.mark.parametrize("content", ["bare tekst\n", "- en\n- liste\n"])
def test_a_file_without_keys_stops_and_asks_for_keys(project, content):
    (project / CONFIG).write_text(content)
    error = only(faults_of(project))
    assert error.file == CONFIG
    assert "nøkler" in error.allowed


def test_a_key_written_twice_stops_with_the_key_and_the_line(faults):
    error = only(faults(CONFIG, "reports:", "waves: alle\nreports:"))
    assert error.file == CONFIG
    assert error.key.startswith("linje 4")
    assert "«waves» står to ganger" in str(error.found)


def test_an_unknown_kind_stops_with_the_known_kinds_and_a_suggestion(faults):
    error = only(faults(CHAPTER_3, "kind: percentages", "kind: percentage"))
    assert (error.key, error.found) == ("exhibits[7].kind", "percentage")
    assert "group_means" in error.allowed.split(", ")
    assert "Mente du «percentages»?" in str(error)


def test_an_exhibit_without_a_kind_stops_with_the_known_kinds(faults):
    error = only(faults(CHAPTER_3, "    kind: percentages\n", ""))
    assert (error.key, error.found) == ("exhibits[7].kind", "nøkkelen mangler")
    assert "percentages" in error.allowed.split(", ")


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "found", "allowed"),
    [
        (CONFIG, "dpi: 300", "dpi: høy", "figures.dpi", "høy", "et heltall"),
        (CONFIG, "dpi: 300", "dpi: 7", "figures.dpi", "7", "minst 72"),
        (CONFIG, "correction: false", "correction: kanskje",
         "conventions.continuity_correction", "kanskje", "true eller false"),
        (CHAPTER_6, "groups: [skoleleder]", "groups: skoleleder",
         "exhibits[1].groups", "skoleleder", "en liste"),
        (CHAPTER_6, "groups: [skoleleder]", "groups: []",
         "exhibits[1].groups", "0 verdier", "minst 1"),
        (CHAPTER_3, 'section: "3.3"', "section: 3.3", "exhibits[2].section", "3.3", "en tekst"),
        (SCALES, 'labels: ["Nei"', "labels: [no", "scales[3].labels[0]", "False", "en tekst"),
        (INDICES, "upto: 3.5", 'upto: "3,5"',
         "indices[0].classes[0].upto", "3,5", "et tall med punktum"),
        (SCALES, "{8: vet ikke", "{8: vet-ikke",
         "scales[0].missing[8]", "vet-ikke", "vet ikke, ubesvart"),
        (GROUPS, '"#281C6E"', "blå", "groups[0].colour", "blå", "mønsteret"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_stops_with_the_value_and_what_is_allowed(
    faults, file, old, new, key, found, allowed
):
    error = only(faults(file, old, new))
    assert (error.file, error.key, str(error.found)) == (file, key, found)
    assert error.allowed.startswith(allowed)


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (CHAPTER_3, "- maal_roller", "- 3", "exhibits[2].items[2]"),
        (CONFIG, "waves: alle", "waves: 3", "waves"),
    ],
)
def test_a_value_that_fits_none_of_several_forms_stops_with_one_message(
    faults, file, old, new, key
):
    error = only(faults(file, old, new))
    assert (error.file, error.key, str(error.found)) == (file, key, "3")


def test_an_exhibit_item_without_its_label_stops_with_the_missing_key(faults):
    label = ", label: Målene for samarbeidsforumet/kompetansenettverket er klare"
    error = only(faults(CHAPTER_3, label, ""))
    assert error.key == "exhibits[2].items[0].label"
    assert error.found == "nøkkelen mangler"


def test_a_required_key_that_is_absent_stops_with_its_name(faults):
    error = only(faults(CHAPTER_3, '    section: "3.3"\n', ""))
    assert (error.key, error.found) == ("exhibits[2].section", "nøkkelen mangler")
    assert "«section»" in error.allowed


def test_class_limits_that_do_not_rise_stop_with_the_limits(faults):
    error = only(faults(INDICES, "upto: 3.5", "upto: 5.5"))
    assert (error.file, error.key) == (INDICES, "indices[0].classes")
    assert "[5.5, 4.25]" in str(error.found)


@pytest.mark.parametrize("file", [CONFIG, SCALES, CHAPTER_3, "config/registry.yaml"])
def test_a_missing_file_stops_with_its_name(project, file):
    (project / file).unlink()
    error = only(faults_of(project))
    assert (error.file, error.found) == (file, "filen finnes ikke")


def test_a_file_that_is_not_utf8_stops_and_asks_for_utf8(project):
    path = project / GROUPS
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    error = only(faults_of(project))
    assert error.file == GROUPS
    assert "UTF-8" in str(error.found)
    assert "lagre" in error.allowed


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(CHAPTER_3, 'section: "3.3"', 'section: "3.3'), (CHAPTER_3, "title: Hvor", "title: a: Hvor")],
)
def test_a_syntax_fault_is_explained_in_norwegian_with_its_line(faults, file, old, new):
    error = only(faults(file, old, new))
    assert error.file == file
    assert error.key.startswith("linje ")


def test_an_unquoted_brace_gives_a_message_and_no_python_error(faults):
    error = only(faults(CONFIG, "waves: alle", "waves: {{ alle }}"))
    assert error.file == CONFIG


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("config/surveys/uh.yaml", "scale: grad", "scale: gard", "gard"),
        ("config/surveys/uh.yaml", "id: uh\n", "id: uhh\n", "uhh"),
        ("config/surveys/nettverk.yaml", "{rolle_kommunal_eier: [1]}", "{rolle: [1]}", "rolle"),
        (GROUPS, "where: {skoleeier: [1]}", "where: {skoleeierr: [1]}", "skoleeierr"),
        (GROUPS, "where: {skoleeier: [1]}", "where: {skoleeier: [4]}", "4"),
        (GROUPS, "survey: uh", "survey: uhh", "uhh"),
        (f"{EXHIBITS}/vedlegg-1.yaml", "by: forum", "by: forumm", "forumm"),
        (f"{EXHIBITS}/kapittel-7.yaml", "structural: innb", "structural: inb", "inbyggertall"),
        ("config/registry.yaml", "municipality: kommune", "municipality: kommunen", "kommunen"),
        ("config/registry.yaml", "variable: folketall", "variable: folketal", "folketal"),
    ],
)
def test_a_name_that_points_at_nothing_stops_with_the_name(faults, file, old, new, found):
    errors = faults(file, old, new)
    assert {str(error.found) for error in errors} == {found}
    assert {error.file for error in errors} == {file}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("id: 2021-syntetisk", "id: 2021", "2021"),
        ("  uh: {", "  uhh: {", "uhh"),
        ("source: syntetisk", "source: synt", "synt"),
    ],
)
def test_the_faults_of_a_wave_are_kept_apart_from_the_other_waves(project, old, new, found):
    shutil.copytree(project / RAW, project / "data/raw/ny")
    replace_in(project / "data/raw/ny/wave.yaml", f"id: {WAVE}", "id: ny")
    replace_in(project / RAW / "wave.yaml", old, new)
    loaded = load_project(project)
    assert list(loaded.waves) == ["ny"]
    (error,) = loaded.faulty_waves[WAVE].errors
    assert error.file == f"{RAW}/wave.yaml"
    assert found in str(error.found)


def test_a_folder_with_files_and_no_description_is_a_faulty_wave(project):
    for name, content in {
        "glemt/svar.sav": b"",
        "published/mer.csv": b"",
        ".skjult/x": b"",
    }.items():
        path = project / "data/raw" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (project / "data/raw/tom").mkdir()
    assert list(load_project(project).faulty_waves) == ["glemt"]
    replace_in(project / CONFIG, "waves: alle", f"waves: [{WAVE}]")
    assert not load_project(project).faulty_waves


def test_a_fault_in_a_common_file_is_shown_with_those_of_the_waves(project):
    replace_in(project / SCALES, "Helt uenig, Delvis uenig, ", "Helt uenig, ")
    replace_in(project / RAW / "wave.yaml", "source: syntetisk", "source: synt")
    assert [error.file for error in faults_of(project)] == [SCALES, f"{RAW}/wave.yaml"]


def test_all_faults_of_all_files_are_reported_together(project):
    replace_in(project / CONFIG, "dpi: 300", "dpi: høy")
    replace_in(project / SCALES, "Helt uenig, Delvis uenig, ", "Helt uenig, ")
    assert [error.file for error in faults_of(project)] == [CONFIG, SCALES]


def test_the_command_writes_the_message_and_ends_with_1(project, evaluering):
    replace_in(project / CONFIG, "disclosure:", "disclosur:")
    code, written = evaluering(project, "validate")
    assert code == 1
    assert "Mente du «disclosure»?" in written
