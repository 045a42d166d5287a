"""What is told of derived variables that cannot be made, each with its file, key and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluering.config.derivation import in_order
from evaluering.config.derived_faults import derived_faults
from evaluering.config.project import Project, load_project
from evaluering.config.reports import Settings
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.errors import ConfigError, ConfigErrors
from small_project import write_project
from workspace import REPOSITORY

LEADERS = "config/surveys/ledere.yaml"
STAFF = "config/surveys/ansatte.yaml"
KINDS = {"recode": {"variable": "rolle", "into": [{"label": "x", "codes": [1]}]}}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the little project; each test puts the codebook back."""
    return write_project(tmp_path_factory.mktemp("avledet") / "prosjekt")


def faults(small: Path, *derived: dict[str, Any], **others: Any) -> list[ConfigError]:
    """Return what is told of a codebook with these derived variables."""
    path = small / LEADERS
    text = path.read_text(encoding="utf-8")
    added = {"derived": [{"label": "Ny", "name": f"ny{n}", **d} for n, d in enumerate(derived)]}
    path.write_text(
        text + yaml.safe_dump({**added, **others}, allow_unicode=True, sort_keys=False),
        encoding="utf-8",
    )
    try:
        load_project(small)
    except ConfigErrors as found:
        return found.errors
    except ConfigError as found:
        return [found]
    finally:
        path.write_text(text, encoding="utf-8")
    return []


def cut(*classes: dict[str, Any]) -> dict[str, Any]:
    named = [{"label": f"k{n}", **c} for n, c in enumerate(classes)]
    return {"cut": {"variable": "aar", "classes": named}}


def expression(written: str) -> dict[str, Any]:
    return {"expression": written}


def when(written: str) -> dict[str, Any]:
    return {"when": [{"label": "Ja", "where": written}]}


@pytest.mark.parametrize(
    ("spec", "key", "found", "allowed"),
    [
        (expression("arr + 1"), "derived[0] (ny0).expression", "arr", "aar"),
        (expression("trives + 1"), "derived[0] (ny0).expression", "trives", "«ansatte»"),
        (expression("aar > 1"), "derived[0] (ny0).expression", "en betingelse", "«when»"),
        (expression("annet + 1"), "derived[0] (ny0).expression", "et åpent svar", "tall å regne"),
        (expression("aar / 0"), "derived[0] (ny0).expression", "0 som deler", "annet tall enn 0"),
        (expression("(" * 500 + "aar" + ")" * 500), "derived[0] (ny0).expression",
         "nivåer inni hverandre", "del uttrykket"),
        (when("aar"), "derived[0] (ny0).when[0].where", "aar, som er et tall", "en betingelse"),
        (when('rolle = "Rector"'), "derived[0] (ny0).when[0].where", "Rector", "Rektor"),
        (when("rolle = 7"), "derived[0] (ny0).when[0].where", "kode 7", "2 (Avdelingsleder)"),
        (expression("ny0 + 1"), "derived[0] (ny0).expression", "ny0 → ny0", "bygger på svar"),
        ({"recode": {"variable": "aar", "into": [{"label": "x", "codes": [1]}]}},
         "derived[0] (ny0).recode.variable", "aar", "rolle"),
        ({"recode": {"variable": "rolle", "into": [{"label": "x", "codes": [7]}]}},
         "derived[0] (ny0).recode.into[0].codes", "7", "1 (Rektor)"),
        ({"recode": {"variable": "rolle", "into": [
            {"label": "x", "codes": [1]}, {"label": "y", "codes": [1]}]}},
         "derived[0].recode.into", "kode 1 i to kategorier", "hver kode i én kategori"),
        ({"recode": {"variable": "maal_klare", "into": [{"label": "x", "codes": [1], "code": 9}]}},
         "derived[0] (ny0).recode", "kode 9, som er unanswered i maal_klare", "annet tall"),
        ({**KINDS, "otherwise": {"label": "y", "code": 1}}, "derived[0]", "kode 1 to ganger",
         "hver kode én gang"),
        ({**KINDS, "cut": {"variable": "aar", "classes": [{"label": "x"}]}}, "derived[0]",
         "recode og cut", "én av recode, cut"),
        ({}, "derived[0]", "ingen av dem", "én av recode, cut"),
        ({**expression("aar"), "otherwise": "missing"}, "derived[0].otherwise",
         "«otherwise» med expression", "recode, cut og when"),
        (cut({"upto": 10}, {"minimum": 5, "upto": 20}), "derived[0].cut.classes[1]",
         "begynner på 5, inne i klassen før", "«minimum» over 10"),
        (cut({"upto": 10}, {"upto": 10}), "derived[0].cut.classes[1]", "og er tom", "over 10"),
        (cut({}, {"upto": 10}), "derived[0].cut.classes[0]", "uten «upto» eller «below»",
         "en øvre grense"),
        (cut({"upto": 10, "below": 11}), "derived[0].cut.classes[0]", "både", "én av dem"),
        ({"cut": {"variable": "rolle", "classes": [{"label": "x"}]}},
         "derived[0] (ny0).cut.variable", "rolle", "aar"),
        ({"sum": {"variables": ["aar", "rolle"]}}, "derived[0] (ny0).sum.variables",
         "rolle, som har kategorier", "tall, ledd"),
        ({"mean": {"variables": ["maal_klare", "har_tiltak"]}}, "derived[0] (ny0).mean.variables",
         "har_tiltak, som har en annen skala enn maal_klare", "de samme kodene"),
        ({"mean": {"variables": ["maal_klare", "maal_uklare"]}}, "derived[0] (ny0).mean.reverse",
         "maal_uklare er merket «reversed»", "true: leddet snus"),
        ({"mean": {"variables": ["maal_klare"], "minimum_valid": 2}},
         "derived[0].mean.minimum_valid", "2", "høyst antall variabler: 1"),
        ({"count": {"variables": ["maal_klare"], "values": [6]}}, "derived[0] (ny0).count.values",
         "kode 6, som maal_klare ikke har", "8 (dont_know)"),
        ({"count": {"variables": ["annet"], "values": [6]}}, "derived[0] (ny0).count.variables",
         "annet", "rolle"),
        ({"part": {"variable": "aar", "of": "month"}}, "derived[0] (ny0).part.variable", "aar",
         "kind: date"),
        ({"part": {"variable": "aar", "of": "year", "labels": {1: "x"}}},
         "derived[0].part.labels[1]", "1", "year er tall"),
        ({"name": "rolle", **KINDS}, "", "«rolle» er beskrevet to ganger", "avledet"),
        ({"name": "tema", **KINDS}, "", "«tema» er både en variabel og et flervalgsspørsmål",
         "en annen id"),
        ({"name": "Ny", **KINDS}, "derived[0].name", "Ny", "små bokstaver"),
    ],
)  # fmt: skip
def test_a_fault_is_told_once_with_its_key_and_what_is_allowed(
    small: Path, spec: dict[str, Any], key: str, found: str, allowed: str
) -> None:
    (fault,) = faults(small, spec)
    assert (fault.file, fault.key) == (LEADERS, key)
    assert fault.line is not None
    assert found in str(fault)
    assert allowed in str(fault)


def test_the_guides_example_can_be_made() -> None:
    guide = (REPOSITORY / "docs/uttrykk.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(derived:.*?)```", guide, re.DOTALL)
    items = [{"name": f"q{n}", "label": f"Q{n}"} for n in (1, 2, 3)]
    numbers = [{"name": n, "label": n, "kind": "number"} for n in ("alder", "vekt", "hoyde")]
    role = {"name": "rolle", "label": "Rolle", "values": {1: "Leder", 2: "Ansatt"}}
    survey = Survey.model_validate(
        {"id": "s", "title": "S", "variables": [*numbers, role],
         "batteries": [{"id": "b", "question": "?", "scale": "fem", "items": items}],
         **yaml.safe_load(block)}
    )  # fmt: skip
    scale = Scale.model_validate({"id": "fem", "codes": [1, 2, 3, 4, 5], "labels": list("abcde")})
    project = Project(Path(), Settings(), {"s": survey}, {"fem": scale})
    assert list(derived_faults(project, survey, "f")) == []
    assert len(in_order(survey.derived)[0]) == 1


def test_a_loop_is_told_once_whatever_rests_on_it(small: Path) -> None:
    (fault,) = faults(
        small, expression("ny1 + 1"), expression("ny2 * 2"), expression("ny1"), expression("ny0")
    )
    assert fault.found == "ny1 → ny2 → ny1"
    assert fault.key == "derived[1] (ny1).expression"


def test_a_derived_variable_of_another_survey_is_none_of_this(small: Path) -> None:
    staff = small / STAFF
    text = staff.read_text(encoding="utf-8")
    staff.write_text(
        f"{text}\nderived: [{{name: glad, label: Glad, expression: trives * 2}}]\n",
        encoding="utf-8",
    )
    try:
        (fault,) = faults(small, expression("glad + 1"))
    finally:
        staff.write_text(text, encoding="utf-8")
    assert "«glad» hører til undersøkelsen «ansatte»" in str(fault)


def test_routing_cannot_rest_on_what_is_derived(small: Path) -> None:
    path = small / LEADERS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    rolle: [1]\n", "    ny0: [1]\n"), encoding="utf-8")
    try:
        (fault,) = faults(small, KINDS)
    finally:
        path.write_text(text, encoding="utf-8")
    assert fault.key == "variables[2].asked_if"
    assert fault.found == "ny0"
