"""Every fault in the configuration gives one Norwegian message: file, key, found, allowed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluering.config.project import load_project
from evaluering.errors import ConfigError, ConfigErrors, shown
from small_project import EXHIBITS, RAW, REPORT_FOLDER, WAVE
from workspace import replace_in

CONFIG = "config/config.yaml"
SCALES = "config/scales.yaml"
INDICES = "config/indices.yaml"
GROUPS = "config/groups.yaml"
REGISTRIES = "config/registries.yaml"
LEADERS = "config/surveys/ledere.yaml"
SAMPLE = f"{EXHIBITS}/utvalg.yaml"
ANSWERS = f"{EXHIBITS}/svar.yaml"
STRUCTURE = f"{EXHIBITS}/sammenheng.yaml"
ENGLISH = re.compile(
    r"\b(input|should|field|value|expected|did not|not allowed|str|literal|ItemLabel|pydantic)\b",
    re.IGNORECASE,
)

Faults = Callable[[str, str, str], list[ConfigError]]


def faults_of(root: Path) -> list[ConfigError]:
    with pytest.raises((ConfigErrors, ConfigError)) as raised:
        load_project(root)
    found = raised.value
    return found.errors if isinstance(found, ConfigErrors) else [found]


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
    for part in (error.file, error.key, shown(error.found), error.allowed):
        assert part in str(error)
    return error


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "suggestion"),
    [
        (CONFIG, "disclosure:", "disclosur:", "disclosur", "disclosure"),
        (CONFIG, "minimum_n", "minimun_n", "disclosure.minimun_n", "minimum_n"),
        (LEADERS, "reversed: true", "reverse: true", "batteries[0].items[2].reverse", "reversed"),
        (ANSWERS, "  groups:", "  grupps:", "exhibits[0].grupps", "groups"),
        (ANSWERS, "label: Felles", "labell: Felles", "exhibits[1].items[1].labell", "label"),
    ],
)
def test_a_misspelt_key_stops_with_the_key_the_allowed_keys_and_a_suggestion(
    faults, file, old, new, key, suggestion
):
    error = only(faults(file, old, new))
    assert (error.file, error.key, error.found) == (file, key, key.split(".")[-1])
    assert suggestion in error.allowed.split(", ")
    assert f"Mente du «{suggestion}»?" in str(error)


def test_an_unknown_item_in_a_figure_stops_with_the_items_of_the_survey(faults):
    error = only(faults(ANSWERS, "[maal_uklare, maal_klare", "[maal_uklaree, maal_klare"))
    assert (error.file, error.found) == (ANSWERS, "maal_uklaree")
    assert "figur-5" in error.key
    assert "items" in error.key
    assert "Mente du «maal_uklare»?" in str(error)


def test_an_unknown_item_in_a_percentage_figure_names_the_key_that_stands_in_the_file(faults):
    errors = faults(ANSWERS, "item: maal_klare", "item: maal_klar")
    assert all(error.found == "maal_klar" for error in errors)
    assert all(re.search(r"\.item\b", error.key) for error in errors), errors[0].key


def test_an_index_with_an_item_its_survey_lacks_stops_with_the_items_of_the_survey(faults):
    error = only(faults(INDICES, "maal_uklare]", "trives]"))
    assert (error.file, error.key, error.found) == (INDICES, "indices[0].items", "trives")
    assert "maal_uklare" in error.allowed.split(", ")


def test_a_scale_whose_labels_do_not_match_its_codes_stops_with_both_counts(faults):
    error = only(faults(SCALES, "Helt uenig, Delvis uenig, ", "Helt uenig, "))
    assert (error.file, error.key, error.line) == (SCALES, "scales[0]", 2)
    assert "5 koder og 4 etiketter" in str(error.found)


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("codes: [1, 2, 3, 4, 5]", "codes: [1, 2, 3, 5, 4]", "codes", "stigende"),
        ("missing: {8: dont", "missing: {5: dont", "missing", "kode 5, som også er et svar"),
        ("Delvis enig, Helt enig]", "Delvis enig, Delvis enig]", "labels", "forskjellige"),
    ],
)
def test_a_scale_that_contradicts_itself_stops_with_the_reason(faults, old, new, key, message):
    error = only(faults(SCALES, old, new))
    assert error.key == f"scales[0].{key}"
    assert message in str(error)


@pytest.mark.parametrize(("used", "first"), [("figur-3", ANSWERS), ("figur-1", SAMPLE)])
def test_two_exhibits_with_one_id_stop_with_the_id_and_where_it_was_used_first(faults, used, first):
    error = only(faults(ANSWERS, "id: figur-4", f"id: {used}"))
    assert (error.file, error.key, error.found) == (ANSWERS, "exhibits[2].id", used)
    assert first in error.allowed


def test_an_unknown_group_stops_with_the_known_groups_and_a_suggestion(faults):
    error = only(faults(ANSWERS, "groups: [rektor]", "groups: [rektr]"))
    assert (error.file, error.found) == (ANSWERS, "rektr")
    assert "figur-5" in error.key
    assert "ansatt" in error.allowed.split(", ")
    assert "Mente du «rektor»?" in str(error)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (CONFIG, "  formats", "\tformats", 5),
        (ANSWERS, "  number: Figur 3", "\t\tnumber: Figur 3", 3),
        (GROUPS, "- id: avdeling", "\t- id: avdeling", 7),
    ],
)
def test_a_tab_stops_with_the_line_and_asks_for_spaces(faults, file, old, new, line):
    error = only(faults(file, old, new))
    assert error.file == file
    assert error.line == line
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
    error = only(faults(CONFIG, "conventions:", "reports: all\nconventions:"))
    assert error.file == CONFIG
    assert error.line == 2
    assert "«reports» står to ganger" in str(error.found)


def test_an_unknown_kind_stops_with_the_known_kinds_and_a_suggestion(faults):
    error = only(faults(ANSWERS, "kind: percentages", "kind: percentage"))
    assert (error.key, error.found) == ("exhibits[2].kind", "percentage")
    assert "group_means" in error.allowed.split(", ")
    assert "Mente du «percentages»?" in str(error)


def test_an_exhibit_without_a_kind_stops_with_the_known_kinds(faults):
    error = only(faults(ANSWERS, "  kind: percentages\n", ""))
    assert (error.key, error.found) == ("exhibits[2].kind", "nøkkelen mangler")
    assert "percentages" in error.allowed.split(", ")


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "found", "allowed"),
    [
        (CONFIG, "dpi: 72", "dpi: høy", "figures.dpi", "høy", "et heltall"),
        (CONFIG, "dpi: 72", "dpi: 7", "figures.dpi", "7", "minst 72"),
        (CONFIG, "monte_carlo_draws: 100", "continuity_correction: kanskje",
         "conventions.continuity_correction", "kanskje", "true eller false"),
        (ANSWERS, "groups: [rektor]", "groups: rektor",
         "exhibits[3].groups", "rektor", "en liste"),
        (ANSWERS, "groups: [rektor]", "groups: []",
         "exhibits[3].groups", "en tom liste", "minst 1"),
        (ANSWERS, "section: '1'", "section: 3.3", "exhibits[0].section", "3.3", "en tekst"),
        (SCALES, "labels: [Nei", "labels: [true", "scales[1].labels[0]", "True", "en tekst"),
        (INDICES, "upto: 2.5", 'upto: "2,5"',
         "indices[0].classes[0].upto", "2,5", "et tall med punktum"),
        (SCALES, "{8: dont_know", "{8: vet-ikke",
         "scales[0].missing[8]", "vet-ikke", "små bokstaver"),
        (GROUPS, "'#228833'", "blå", "groups[2].colour", "blå", "en farge"),
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
        (ANSWERS, "  - maal_klare", "  - 3", "exhibits[1].items[0]"),
        (CONFIG, "reports: [rapport]", "reports: 3", "reports"),
    ],
)
def test_a_value_that_fits_none_of_several_forms_stops_with_one_message(
    faults, file, old, new, key
):
    error = only(faults(file, old, new))
    assert (error.file, error.key, str(error.found)) == (file, key, "3")


def test_an_exhibit_item_without_its_label_stops_with_the_missing_key(faults):
    error = only(faults(ANSWERS, ", label: Felles mål", ""))
    assert error.key == "exhibits[1].items[1].label"
    assert error.found == "nøkkelen mangler"


def test_a_required_key_that_is_absent_stops_with_its_name(faults):
    error = only(faults(ANSWERS, "  section: '1'\n", ""))
    assert (error.key, error.found) == ("exhibits[0].section", "nøkkelen mangler")
    assert "«section»" in error.allowed


def test_class_limits_that_do_not_rise_stop_with_the_limits(faults):
    error = only(faults(INDICES, "upto: 2.5", "upto: 4.5"))
    assert (error.file, error.key) == (INDICES, "indices[0].classes")
    assert "4.5, 3.5" in str(error.found)
    assert "3.5, 4.5" in error.allowed


@pytest.mark.parametrize(
    ("file", "named_in", "key", "found"),
    [
        (ANSWERS, f"{REPORT_FOLDER}/report.yaml", "chapters[1].id", "svar"),
        (f"{REPORT_FOLDER}/report.yaml", CONFIG, "reports[0]", "rapport"),
    ],
)
def test_a_missing_file_stops_where_it_is_named(project, file, named_in, key, found):
    (project / file).unlink()
    error = only(faults_of(project))
    assert (error.file, error.key, error.found) == (named_in, key, found)
    assert file in str(error)


def test_a_file_that_is_not_utf8_stops_and_asks_for_utf8(project):
    path = project / INDICES
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    error = only(faults_of(project))
    assert error.file == INDICES
    assert "UTF-8" in str(error.found)
    assert "lagre" in error.allowed


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(ANSWERS, "section: '1'", "section: '1"), (ANSWERS, "title: Figur", "title: a: Figur")],
)
def test_a_syntax_fault_is_explained_in_norwegian_with_its_line(faults, file, old, new):
    error = only(faults(file, old, new))
    assert error.file == file
    assert error.line


def test_an_unquoted_brace_gives_a_message_and_no_python_error(faults):
    error = only(faults(CONFIG, "reports: [rapport]", "reports: {{ alle }}"))
    assert error.file == CONFIG


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (LEADERS, "scale: enighet", "scale: enig", "enig"),
        (LEADERS, "id: ledere\n", "id: leder\n", "leder"),
        (LEADERS, "    rolle: [1]", "    roll: [1]", "roll"),
        (GROUPS, "    rolle: [1]", "    roller: [1]", "roller"),
        (GROUPS, "    rolle: [1]", "    rolle: [4]", "4"),
        (GROUPS, "survey: ansatte", "survey: ansatt", "ansatt"),
        (SAMPLE, "by: rolle", "by: roller", "roller"),
        (STRUCTURE, "structural: storrelse", "structural: storelse", "storelse"),
        (REGISTRIES, "key: kommune}", "key: kommunen}", "kommunen"),
        (REGISTRIES, "variable: folketall", "variable: folketal", "folketal"),
    ],
)
def test_a_name_that_points_at_nothing_stops_with_the_name(faults, file, old, new, found):
    errors = faults(file, old, new)
    assert {str(error.found) for error in errors} == {found}
    assert {error.file for error in errors} == {file}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (f"id: '{WAVE}'", "id: '2021'", "2021"),
        ("  ansatte: {", "  ansatt: {", "ansatt"),
        ("source: syntetisk", "source: synt", "synt"),
    ],
)
def test_the_faults_of_a_wave_are_kept_apart_from_the_other_waves(project, old, new, found):
    shutil.copytree(project / RAW, project / "data/raw/ny")
    replace_in(project / "data/raw/ny/wave.yaml", f"id: '{WAVE}'", "id: ny")
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
    replace_in(project / CONFIG, "reports:", f"waves: ['{WAVE}']\nreports:")
    assert not load_project(project).faulty_waves


def test_a_fault_in_a_common_file_is_shown_with_those_of_the_waves(project):
    replace_in(project / SCALES, "Helt uenig, Delvis uenig, ", "Helt uenig, ")
    replace_in(project / RAW / "wave.yaml", "source: syntetisk", "source: synt")
    assert [error.file for error in faults_of(project)] == [SCALES, f"{RAW}/wave.yaml"]


def test_all_faults_of_all_files_are_reported_together(project):
    replace_in(project / CONFIG, "dpi: 72", "dpi: høy")
    replace_in(project / SCALES, "Helt uenig, Delvis uenig, ", "Helt uenig, ")
    assert [error.file for error in faults_of(project)] == [CONFIG, SCALES]


def test_the_command_writes_the_message_and_ends_with_1(project, evaluering):
    replace_in(project / CONFIG, "disclosure:", "disclosur:")
    code, written = evaluering(project, "validate")
    assert code == 1
    assert "Mente du «disclosure»?" in written
