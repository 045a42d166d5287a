"""Every wrong input that people have typed is told once: file, line, key, found, allowed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel
from pydantic_core.core_schema import ErrorType

from evaluering.checks.claims.claims import ClaimsFile
from evaluering.checks.claims.reading import check_claims
from evaluering.cli import main
from evaluering.config.chapters import Chapter
from evaluering.config.messages import EXPECTED, OTHERWISE, PATTERNS, inner_models
from evaluering.config.project import GroupsFile, IndicesFile, ScalesFile, load_project
from evaluering.config.registries import RegistriesFile
from evaluering.config.reports import Report, Settings
from evaluering.config.surveys import Survey
from evaluering.config.waves import Wave
from evaluering.errors import ConfigError, ConfigErrors, shown
from evaluering.workflow.modules import PACKAGE
from small_project import EXHIBITS, RAW, REPORT_FOLDER, WAVE, write_project
from wrong_inputs import (
    ANSWERS,
    CLAIMS,
    CONFIG,
    INDICES,
    LEADERS,
    REPORT_FILE,
    SCALES,
    WAVE_FILE,
    WRONG,
    Wrong,
)

FILES = (
    Settings, ScalesFile, GroupsFile, IndicesFile, RegistriesFile, Survey, Report, Chapter,
    ClaimsFile, Wave,
)  # fmt: skip
ENGLISH = re.compile(
    r"\b(input|should|field|value|valid|expected|did not|not allowed|str|literal|pydantic|tag|"
    r"mapping|scalar|token|alias|None|True|False)\b"
)
NEVER = frozenset(
    {
        *("no_such_attribute", "json_invalid", "json_type", "needs_python_object"),
        *("recursion_loop", "recursion_depth_exceeded", "frozen_field", "frozen_instance"),
        *("get_attribute_error", "dataclass_type", "dataclass_exact_type", "named_tuple_type"),
        *("default_factory_not_called", "multiple_of", "iterable_type", "iteration_error"),
        *("string_not_ascii", "ordered_dict_type", "counter_type", "deque_type", "set_type"),
        *("frozen_dict_type", "set_item_not_hashable", "bytes_type", "bytes_too_short"),
        *("bytes_too_long", "bytes_invalid_encoding", "value_error", "assertion_error"),
        *("missing_sentinel_error", "ellipsis_error", "timezone_naive", "timezone_aware"),
        *("timezone_offset", "frozen_set_type", "is_instance_of", "is_subclass_of"),
        *("callable_type", "arguments_type", "missing_argument", "unexpected_keyword_argument"),
        *("missing_keyword_only_argument", "unexpected_positional_argument"),
        *("missing_positional_only_argument", "multiple_argument_values"),
    }
)
"""Faults of what no model has: no dates, bytes, sets, functions or JSON."""
NEVER_OF = ("date", "time", "url", "uuid", "decimal", "fraction", "complex")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the little project; a test that edits it puts it back."""
    return write_project(tmp_path_factory.mktemp("galt") / "prosjekt")


def faults_of(root: Path) -> list[ConfigError]:
    """Return everything that is wrong with a project's configuration."""
    try:
        project = load_project(root)
        check_claims(root, project)
    except ConfigErrors as found:
        return found.errors
    except ConfigError as found:
        return [found]
    return [fault for errors in project.faulty_waves.values() for fault in errors.errors]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.new.strip()[:40] or wrong.old)
def test_what_people_type_wrong_is_told_once_with_its_line_and_what_to_write(small, wrong: Wrong):
    path = small / wrong.file
    text = path.read_text(encoding="utf-8")
    assert wrong.old in text
    path.write_text(text.replace(wrong.old, wrong.new, 1), encoding="utf-8")
    try:
        faults = faults_of(small)
    finally:
        path.write_text(text, encoding="utf-8")
    assert len(faults) == wrong.faults, "\n".join(map(str, faults))
    first = faults[0]
    assert (first.file, first.line, first.key) == (wrong.file, wrong.line, wrong.key)
    assert wrong.found in shown(first.found)
    assert wrong.allowed in first.allowed
    said = str(first)
    assert said.startswith(f"Feil i {wrong.file}, linje {wrong.line}\n")
    assert len(said) < 700
    assert not ENGLISH.search(re.sub(re.escape(str(first.found)), "", said)), said


def test_there_are_more_than_eighty_of_them():
    assert len({(wrong.file, wrong.old, wrong.new) for wrong in WRONG}) > 80


@pytest.mark.parametrize("word", ["no", "nei", "yes", "off", "0301", "2024-13-40", "12:30", "1e"])
def test_a_word_that_other_readers_take_for_something_else_is_the_text_that_it_is(small, word):
    path = small / SCALES
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[Nei, Ja]", f"[{word}, Ja]"), encoding="utf-8")
    try:
        assert load_project(small).scales["ja-nei"].labels[0] == word
    finally:
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path, encoding):
    root = write_project(tmp_path / "p")
    text = (root / INDICES).read_text(encoding="utf-8")
    (root / INDICES).write_bytes(text.encode(encoding))
    (fault,) = faults_of(root)
    assert (fault.file, fault.line) == (INDICES, 3 if encoding == "latin-1" else 1)
    assert "UTF-8" in fault.allowed
    assert encoding == "utf-16" or "Klare mål" in str(fault.found)


@pytest.mark.parametrize(
    ("name", "other", "allowed"),
    [
        (SCALES, "config/scales.yml", "scales.yaml"),
        (CONFIG, "config/config.yml", "config.yaml"),
        ("config/surveys/ledere.yaml", "config/surveys/ledere.yaml.txt", "ledere.yaml"),
        ("config/surveys/ledere.yaml", "config/surveys/ledere - Kopi.yaml", "ledere-kopi.yaml"),
        (f"{REPORT_FOLDER}/report.yaml", f"{REPORT_FOLDER}/report.yml", "report.yaml"),
        (f"{REPORT_FOLDER}/claims.yaml", f"{REPORT_FOLDER}/Claims.yaml", "claims.yaml"),
        (f"{EXHIBITS}/svar.yaml", f"{EXHIBITS}/svar.yml", "svar.yaml"),
    ],
)
def test_a_file_under_a_name_that_is_not_read_is_told_of_itself(tmp_path, name, other, allowed):
    root = write_project(tmp_path / "p")
    (root / name).rename(root / other)
    first = faults_of(root)[0]
    assert first.file == other
    assert allowed in first.allowed


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    root = write_project(tmp_path / "p")
    for name in (
        f"{REPORT_FOLDER}/report.yaml",
        f"{RAW}/wave.yaml",
        SCALES,
        f"{EXHIBITS}/svar.yaml",
    ):
        text = (root / name).read_bytes()
        (root / name).unlink()
        (root / name).mkdir()
        assert [(f.file, f.found) for f in faults_of(root)] == [(name, "en mappe")]
        (root / name).rmdir()
        (root / name).write_bytes(text)


@pytest.mark.parametrize(
    "name", [CONFIG, SCALES, LEADERS, REPORT_FILE, CLAIMS, ANSWERS, WAVE_FILE, "rundt"]
)
def test_a_link_to_nothing_is_told_and_no_file_that_is_not_there(small, name):
    path = small / (REPORT_FILE if name == "rundt" else name)
    kept = path.rename(path.with_name("urørt"))
    path.symlink_to(path.name if name == "rundt" else "borte")
    try:
        assert [(f.file, f.found) for f in faults_of(small)] == [
            (path.relative_to(small).as_posix(), "en lenke til noe som ikke finnes")
        ]
    finally:
        kept.replace(path)


@pytest.mark.parametrize(
    ("name", "lies"),
    [
        (LEADERS, "config/ledere.yaml"),
        (LEADERS, f"{RAW}/ledere.yaml"),
        (ANSWERS, f"{REPORT_FOLDER}/svar.yaml"),
    ],
)
def test_a_file_in_the_wrong_folder_is_told_once_with_its_place(small, name, lies):
    (small / name).rename(small / lies)
    try:
        (fault,) = faults_of(small)
    finally:
        (small / lies).rename(small / name)
    assert (fault.file, fault.allowed) == (lies, f"plassen {name}")


def test_parts_in_a_codebook_are_told_there_and_not_in_the_shared_file(tmp_path):
    root = tmp_path / "p"
    assert main(["init", "--example", str(root)]) == 0
    name = "config/surveys/bibliotek.yaml"
    text = (root / name).read_text(encoding="utf-8")
    for old, new, key in (
        ("8: dont_know", "8: vet_ikke", "scales[0].missing.8"),
        ("group: ansatte", "group: ansatt", "indices[0].group"),
        ("items: [stotte, laerer", "items: [stotte, laererr", "indices[0].items"),
        ("id: bibliotek ", "id: biblioteket ", "id"),
    ):
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        (fault,) = faults_of(root)
        line = text[: text.index(old)].count("\n") + 1
        assert (fault.file, fault.line, fault.key) == (name, line, key)


def test_without_a_codebook_nothing_else_is_blamed(small):
    (small / "config/surveys").rename(small / "borte")
    try:
        (fault,) = faults_of(small)
    finally:
        (small / "borte").rename(small / "config/surveys")
    assert fault.file == "config/surveys"


@pytest.mark.parametrize(("name", "allowed"), [("Rapporten", "som rapporten"), ("con", "con-1")])
def test_a_reports_folder_whose_name_is_no_id_is_told(small, name, allowed):
    shutil.copytree(small / REPORT_FOLDER, small / "config/reports" / name)
    try:
        fault = faults_of(small)[0]
    finally:
        shutil.rmtree(small / "config/reports" / name)
    assert (fault.file, fault.key) == (f"config/reports/{name}", "")
    assert allowed in fault.allowed


@pytest.mark.parametrize("file", ["../svar.sav", "/tmp/svar.sav", "C:\\svar.sav", "..\\svar.sav"])
def test_a_data_file_outside_its_waves_folder_is_refused(small, file):
    path = small / WAVE_FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("file: ledere.sav", f"file: {file}", 1), encoding="utf-8")
    assert file in path.read_text(encoding="utf-8")
    try:
        (fault,) = faults_of(small)
    finally:
        path.write_text(text, encoding="utf-8")
    assert fault.key == "surveys.ledere.file"
    assert (fault.allowed, fault.remedy) == ("en fil i mappen, som svar.sav", "")


def test_a_copy_of_a_chapter_is_told_a_name_that_would_be_read(small):
    copy = small / EXHIBITS / "svar - Kopi.yaml"
    copy.write_bytes((small / ANSWERS).read_bytes())
    try:
        (fault,) = faults_of(small)
    finally:
        copy.unlink()
    assert "«svar-kopi»" in fault.allowed
    assert "svar-kopi.yaml, eller slett filen" in fault.allowed


def test_a_scale_that_is_gone_is_told_where_it_is_named_and_stops_no_other_check(small):
    path = small / SCALES
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: enighet", "id: enig"), encoding="utf-8")
    try:
        faults = faults_of(small)
    finally:
        path.write_text(text, encoding="utf-8")
    assert {fault.found for fault in faults} == {"enighet"}
    assert {LEADERS, "config/surveys/ansatte.yaml"} <= {fault.file for fault in faults}


def test_a_file_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    root = write_project(tmp_path / "p")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (fault,) = faults_of(root)
    assert (fault.file, fault.allowed) == (CONFIG, "en fil du har lov til å lese")


def test_a_folder_that_is_no_project_is_told_once(tmp_path, evaluering):
    code, written = evaluering(tmp_path, "validate")
    assert code == 1
    assert written.count("Feil i") == 1
    assert "evaluering init" in written


def test_a_folder_of_a_wave_whose_name_is_no_id_is_told_the_name_that_would_be(tmp_path):
    root = write_project(tmp_path / "p", printed=False)
    (root / RAW).rename(root / "data/raw/Våren 2024")
    (fault,) = faults_of(root)
    assert (fault.file, fault.allowed.split()[-1]) == ("data/raw/Våren 2024", "våren-2024")


def test_files_that_nothing_reads_are_named_and_stop_nothing(tmp_path, evaluering):
    root = write_project(tmp_path / "p")
    lost = ("config/ledere.yaml", f"data/raw/{WAVE}/ledere (1).sav", "data/raw/wave.yaml")
    for name in lost:
        (root / name).write_text("id: x\n", encoding="utf-8")
    (root / "config/README.md").write_text("Om filene.\n", encoding="utf-8")
    code, written = evaluering(root, "validate")
    assert code == 0, written
    assert [line.split(" leses ")[0] for line in written.splitlines() if " leses " in line] == [
        *lost
    ]


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Return a model and all that it holds."""
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in inner_models(field.annotation):
                models(inner, seen)
    return seen


def test_every_fault_that_a_model_can_have_is_told_in_norwegian():
    told = {*EXPECTED, *OTHERWISE}
    silent = [
        kind
        for kind in get_args(ErrorType)
        if kind not in told | NEVER and not kind.startswith(NEVER_OF)
    ]
    assert silent == []


def test_no_validator_of_the_models_raises_words_without_what_is_allowed():
    """A `ValueError` would be told as a value of another kind: validators raise `unfit`."""
    for path in (PACKAGE / "config").rglob("*.py"):
        assert "raise ValueError" not in path.read_text(encoding="utf-8"), path.name


def test_every_pattern_of_the_models_is_told_in_words_and_by_an_example():
    seen: set[type[BaseModel]] = set()
    for file in FILES:
        models(file, seen)
    patterns = {
        found
        for model in seen
        for found in re.findall(r"'pattern': '((?:[^'\\]|\\.)*)'", str(model.model_json_schema()))
    }
    assert {pattern.replace("\\\\", "\\") for pattern in patterns} <= set(PATTERNS)


def test_no_number_of_the_models_is_without_bounds():
    """A number of any size is a number that the run cannot count with."""
    for file in FILES:
        for name, schema in file.model_json_schema().get("$defs", {}).items():
            for key, value in schema.get("properties", {}).items():
                for part in [value, *value.get("anyOf", []), value.get("items", {})]:
                    if key != "id" and part.get("type") in {"integer", "number"}:
                        low = {"minimum", "exclusiveMinimum"} & set(part)
                        high = {"maximum", "exclusiveMaximum"} & set(part)
                        assert (bool(low), bool(high)) == (True, True), f"{name}.{key}"
