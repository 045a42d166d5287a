"""A label is only a text: classes and categories are named by id or code everywhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from claims_wave import claim_block, claims_of, small_wave
from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.reading import check_claims, read_claims
from evaluering.config.indices import Class
from evaluering.config.project import load_project
from evaluering.config.registries import Structural
from evaluering.errors import ConfigErrors
from small import PROJECT
from workspace import replace_in


def classes(*given: dict[str, object]) -> list[Class]:
    made = Structural.model_validate(
        {"id": "s", "label": "S", "variable": "v", "classes": list(given)}
    )
    return made.classes


def test_renaming_every_class_and_category_gives_no_fault(project: Path):
    labels = {
        "config/indices.yaml": "Høy",
        "config/registries.yaml": "3000 eller færre",
        "config/surveys/ansatte.yaml": "Nord",
    }
    for name, label in labels.items():
        replace_in(project / name, label, f"Omdøpt {label}")
    loaded = load_project(project)
    assert len(check_claims(project, loaded)["rapport"].claims) > 5


def test_a_verdict_shows_the_label_of_a_class_that_is_named_by_id():
    of = {"index": "indeks", "levels": [1], "by": "innbyggere", "classes": ["liten"]}
    (claim,) = claims_of(claim_block("index_share", {"at_least": 0}, **of))
    (part,) = outcome(claim, small_wave()).parts
    assert (part.about["level"], part.about["class"]) == ("Lav", "Liten")


def test_a_verdict_shows_the_label_of_a_category_that_is_named_by_code():
    order = {"over": "categories", "tiers": [[1], ["øvrige"]]}
    (claim,) = claims_of(claim_block("category_rate", {"order": order}, survey="liten", by="rolle"))
    (part,) = outcome(claim, small_wave()).parts
    assert (part.about["category"], part.against["category"]) == ("Leder", "Lærer")


def test_a_class_without_an_id_is_named_by_its_place():
    made = classes({"label": "Lav", "upto": 1}, {"id": "mye", "label": "Mye", "upto": 2},
                   {"label": "Mest"})  # fmt: skip
    assert [c.id for c in made] == ["1", "mye", "3"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([{"id": 2, "label": "Lav", "upto": 1}, {"label": "Høy"}], "«2» står to ganger"),
        ([{"label": "Lav", "upto": 1}, {"label": "Lav"}], "«Lav» står to ganger"),
        (
            [{"label": "Lav", "upto": 1}, {"label": "Mye", "upto": 1}, {"label": "Mest"}],
            "ikke stiger",
        ),
    ],
)
def test_classes_that_cannot_be_told_apart_are_refused(given, found):
    with pytest.raises(ValidationError, match=found):
        classes(*given)


@pytest.mark.parametrize(
    ("kind", "of", "shown"),
    [
        ("index_share", {"index": "indeks", "levels": ["Lav"]}, "1 (Lav)"),
        ("category_rate", {"survey": "liten", "by": "rolle", "categories": ["Leder"]}, "1 (Leder)"),
        ("registry_share", {"by": "innbyggere", "classes": ["Liten"]}, "«liten»"),
    ],
)
def test_a_label_in_place_of_an_id_is_refused_with_the_id(tmp_path: Path, kind, of, shown):
    folder = tmp_path / "config/reports/rapport"
    folder.mkdir(parents=True)
    block = claim_block(kind, {"at_most": 1}, **of) | {"exhibit": "tekst"}
    content = json.dumps({"claims": [block]}, ensure_ascii=False)
    (folder / "claims.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigErrors) as raised:
        read_claims(tmp_path, "rapport", PROJECT)
    assert shown in str(raised.value)
