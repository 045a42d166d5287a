"""Faults that were valid once and then a traceback: each is one message before the run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from evaluering.config.chapters import Chapter
from evaluering.config.crosscheck import cross_check
from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.index_faults import index_faults
from evaluering.config.indices import Class
from evaluering.config.kinds import half_made
from evaluering.config.project import load_project
from evaluering.config.reports import Report
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.config.wordings import differing_words
from evaluering.errors import ConfigError, ConfigErrors
from small import EXHIBIT, GROUPS, INDEX, PROJECT, SCALES, SURVEY
from small_project import EXHIBITS, RAW, REPORT, REPORT_FOLDER, WAVE
from workspace import replace_in

REPORT_FILE = f"{REPORT_FOLDER}/report.yaml"
ITEMS = {"groups": ["leder"], "items": ["led1"]}


def exhibit(kind: str, **keys: object):
    content = {"id": "tabell-1", "kind": kind, **EXHIBIT, **keys}
    (made,) = Chapter.model_validate({"exhibits": [content]}).exhibits
    return made


def faults_of(root: Path) -> list[ConfigError]:
    with pytest.raises(ConfigErrors) as raised:
        load_project(root)
    return raised.value.errors


@pytest.mark.parametrize(
    ("kind", "keys", "twice"),
    [
        ("group_means", ITEMS | {"items": ["led1", "led1"]}, "led1"),
        ("likert", ITEMS | {"items": ["led1", {"name": "led1", "label": "L"}]}, "led1"),
        ("group_means", ITEMS | {"groups": ["leder", "leder"]}, "leder"),
        ("percentages", {"groups": ["leder", "leder"], "item": "led1"}, "leder"),
        ("forest", ITEMS | {"groups": ["leder", "leder"]}, "leder"),
        ("heatmap", {"rows": ["a", "a"], "columns": ["i"]}, "a"),
        ("correlations", {"rows": ["a"], "columns": ["i", "i"]}, "i"),
        ("frequencies", {"index": "i", "heading": "H", "column_order": ["n", "n"]}, "n"),
        ("multiple_response", {"survey": "liten", "question": "q", "heading": "H",
                               "column_order": ["percent", "percent"]}, "percent"),
        ("response_rates", {"shares": ["n", "n"]}, "n"),
        ("rates", {"panels": [{"survey": "s", "by": "b", "colour_of": c} for c in ("g", "h")]},
         "s etter b"),
    ],
)  # fmt: skip
def test_what_stands_twice_in_an_exhibit_is_refused_by_name(kind, keys, twice):
    with pytest.raises(ValidationError, match=f"«{twice}» står to ganger"):
        exhibit(kind, **keys)


def test_what_stands_twice_is_one_message_with_file_and_key(project):
    replace_in(project / REPORT_FILE, "{id: svar, title:", "{id: utvalg, title:")
    errors = faults_of(project)
    assert [str(error.found) for error in errors] == ["«utvalg» står to ganger"]
    assert (errors[0].file, errors[0].key) == (REPORT_FILE, "chapters")


def test_a_figure_of_a_kind_that_is_not_drawn_is_a_fault_with_the_kinds_that_are():
    keys = {"survey": "s", "rows": ["r"], "by": ["b"]}
    figure = exhibit("banner", id="figur-1", **keys)
    (fault,) = half_made(figure, KeyPlace("f.yaml", "exhibits[0]"))
    assert "banner" in str(fault.found)
    assert "group_means" in fault.allowed
    assert "text_table" not in fault.allowed
    assert not list(half_made(exhibit("banner", **keys), KeyPlace("f.yaml", "k")))


def test_a_report_whose_id_is_not_its_folders_name_is_a_fault(project):
    replace_in(project / REPORT_FILE, f"id: {REPORT}\n", "id: en-annen\n")
    (error,) = faults_of(project)
    assert (error.file, error.key, error.found) == (REPORT_FILE, "id", "en-annen")
    assert REPORT in error.allowed


def test_a_report_twice_in_the_settings_is_a_fault(project):
    replace_in(project / "config/config.yaml", f"[{REPORT}]", f"[{REPORT}, {REPORT}]")
    assert f"«{REPORT}» står to ganger" in str(faults_of(project)[0])


@pytest.mark.parametrize("name", ["kapittel-9.yaml", "utvalg.yml"])
def test_a_chapter_file_that_no_chapter_has_is_a_fault(project, name):
    (project / EXHIBITS / name).write_text("exhibits: []\n", encoding="utf-8")
    (error,) = faults_of(project)
    assert error.file == f"{EXHIBITS}/{name}"
    assert "chapters" in error.allowed


def test_a_wave_that_is_reproduced_but_not_there_is_a_fault(project):
    replace_in(project / REPORT_FILE, f"reproduces: ['{WAVE}']", 'reproduces: ["2021"]')
    (error,) = faults_of(project)
    assert (error.key, error.found) == ("reproduces", "2021")


def test_a_wave_that_is_not_run_may_be_reproduced(project):
    other = project / "data/raw/2023"
    other.mkdir()
    text = (project / RAW / "wave.yaml").read_text(encoding="utf-8")
    (other / "wave.yaml").write_text(text.replace(f"id: '{WAVE}'", "id: '2023'"), encoding="utf-8")
    replace_in(project / "config/config.yaml", "reports:", "waves: ['2023']\nreports:")
    assert not load_project(project).reports[REPORT].reproduces_wave("2023")


def test_what_is_reproduced_has_a_source():
    chapters = [{"id": "k", "title": "K"}]
    bare = {"id": "r", "title": "R", "chapters": chapters}
    assert not Report.model_validate(bare).reproduces_wave("2021")
    with pytest.raises(ValidationError, match="uten «source»"):
        Report.model_validate(bare | {"reproduces": ["2021"]})


def limits(*upto: float) -> list[Class]:
    made = [Class(id=str(n), label=str(n), upto=u) for n, u in enumerate(upto, start=1)]
    return [*made, Class(id="o", label="Øverst")]


@pytest.mark.parametrize("upto", [(0.9, 3.0), (35, 42), (2.0, 5.0)])
def test_class_limits_outside_the_scale_are_a_fault_with_its_range(upto):
    index = INDEX.model_copy(update={"classes": limits(*upto)})
    faults = list(index_faults(index, SURVEY, SCALES, "indices.yaml", "indices[0]"))
    assert faults
    assert all("går fra 1 til 5" in fault.allowed for fault in faults)


def test_class_limits_at_the_lowest_answer_and_within_the_scale_are_valid():
    index = INDEX.model_copy(update={"classes": limits(1.0, 4.99)})
    assert not list(index_faults(index, SURVEY, SCALES, "indices.yaml", "indices[0]"))


def test_an_index_of_items_on_different_scales_is_a_fault_that_names_both():
    yes_no = Scale(id="ja-nei", codes=[0, 1], labels=["Nei", "Ja"])
    batteries = [b.model_copy(update={"scale": "ja-nei"}) if b.id == "leder" else b
                 for b in SURVEY.batteries]  # fmt: skip
    survey = SURVEY.model_copy(update={"batteries": batteries})
    index = INDEX.model_copy(update={"items": ["led1", "led4"]})
    scales = SCALES | {"ja-nei": yes_no}
    (fault,) = index_faults(index, survey, scales, "indices.yaml", "indices[0]")
    assert fault.found == "led4 har skalaen «ja-nei»"
    assert "enighet" in fault.allowed


def worded(label: str):
    """Return a project in which teachers answered a survey with another wording of one item."""
    battery = SURVEY.batteries[0]
    items = [i.model_copy(update={"label": label}) if i.name == "led1" else i
             for i in battery.items]  # fmt: skip
    batteries = [battery.model_copy(update={"items": items})]
    other = Survey.model_validate(SURVEY.model_dump() | {"id": "annen", "batteries": batteries})
    groups = GROUPS | {"lærer": GROUPS["lærer"].model_copy(update={"survey": "annen"})}
    return replace(PROJECT, surveys={"liten": SURVEY, "annen": other}, groups=groups)


def wordings(label: str, items: list[object]) -> list[ConfigError]:
    figure = exhibit("group_means", groups=["leder", "lærer"], items=items)
    return list(differing_words(worded(label), figure, KeyPlace("f.yaml", "exhibits[0]")))


def test_an_item_in_other_words_in_another_survey_is_a_fault_with_both_and_the_remedy():
    (fault,) = wordings("Et helt annet ledd", ["led1", "led2"])
    assert fault.key == "exhibits[0].items[0]"
    for part in ("«Første ledd» i liten", "«Et helt annet ledd» i annen"):
        assert part in str(fault.found)
    assert '{name: led1, label: "Første ledd"}' in fault.allowed


def test_case_spaces_and_punctuation_are_no_other_words():
    assert not wordings("første  ledd.", ["led1"])


def test_a_text_of_the_exhibits_own_settles_the_words():
    assert not wordings("Et helt annet ledd", [{"name": "led1", "label": "Leddet"}])


def test_the_small_project_has_no_fault():
    assert not list(cross_check(PROJECT))
