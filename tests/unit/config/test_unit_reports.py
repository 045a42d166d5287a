"""A report for each unit: its name, its place, and the groups that it compares."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.material.small_project import REPORT, REPORT_FOLDER, write_project, write_yaml

from evaluering.config.groups import ComparedGroup
from evaluering.config.project import load_project
from evaluering.config.unit_names import alphabetical, named_apart
from evaluering.config.unit_reports import report_of_unit
from evaluering.errors import ConfigErrors


def _with_units(root: Path, **changes: object) -> Path:
    write_project(root)
    file = root / REPORT_FOLDER / "report.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    write_yaml(file, content | {"units": {"by": {"ansatte": "fylke"}}} | changes)
    return root


def _named(root: Path, *labels: str) -> Path:
    file = root / "config/surveys/ansatte.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content["variables"][0]["values"] = dict(enumerate(labels, start=1))
    write_yaml(file, content)
    return root


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Møre og Romsdal / nord", "r-more-og-romsdal-nord"),
        ("../../etc", "r-etc"),
        ("Ærlig ÅS.docx", "r-aerlig-as-docx"),
        ("NTNU", "r-ntnu"),
    ],
)
def test_a_label_becomes_a_safe_name(label: str, name: str) -> None:
    assert named_apart("r", [label]) == {label: name}


def test_labels_that_give_one_name_are_told_apart_and_long_ones_cut() -> None:
    labels = ["Nord/Sør", "Nord-Sør", "x" * 300, "x" * 301, "日本", "…", "Vest"]
    names = named_apart("r", labels)
    assert len(set(names.values())) == len(labels)
    assert all(len(name) <= 42 and name.isascii() for name in names.values())
    assert names["Vest"] == "r-vest"
    assert named_apart("r", labels[:2])["Nord/Sør"] == names["Nord/Sør"]


def test_units_are_in_the_order_of_the_language() -> None:
    labels = ["Åsnes", "Østre", "Ærøy", "Zeta", "Alta"]
    assert sorted(labels, key=lambda own: alphabetical(own, "nb")) == [
        "Alta", "Zeta", "Ærøy", "Østre", "Åsnes"
    ]  # fmt: skip
    assert sorted(labels, key=lambda own: alphabetical(own, "en"))[:2] == ["Alta", "Åsnes"]


def test_each_unit_has_a_report_of_its_own_against_the_others(tmp_path: Path) -> None:
    project = load_project(_with_units(tmp_path)).of_report(REPORT)
    units = [name for name in project.reports if report_of_unit(project, name) == REPORT]
    assert units == [f"{REPORT}-nord", f"{REPORT}-sor", f"{REPORT}-vest"]
    assert project.exhibits(units[1])
    for exhibit in project.exhibits(units[1]):
        groups = [project.groups[name] for name in exhibit.shown_groups or ()]
        compared = {g.is_unit: (g.label, g.where) for g in groups if isinstance(g, ComparedGroup)}
        assert compared == {
            True: ("Sør", {"fylke": [2]}), False: ("Andre", {"fylke": [1, 3]})
        }  # fmt: skip


def test_the_whole_report_is_as_without_units(tmp_path: Path) -> None:
    with_units = load_project(_with_units(tmp_path / "a"))
    without = load_project(write_project(tmp_path / "b"))
    assert with_units.exhibits(REPORT) == without.exhibits(REPORT)
    assert with_units.actor_groups == without.actor_groups
    own = with_units.colours(REPORT)
    assert {name: own[name] for name in without.groups} == without.colours(REPORT)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"units": {"by": {"ansatte": "fylker"}}}, "fylker"),
        ({"units": {"by": {"elever": "fylke"}}}, "elever"),
    ],
)
def test_units_that_cannot_be_made_are_refused(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(ConfigErrors, match=told):
        load_project(_with_units(tmp_path, **changes))


def test_two_codes_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors, match="samme navn"):
        load_project(_named(_with_units(tmp_path), "Nord", "Nord", "Vest"))


def test_the_units_of_a_public_report_are_public_under_its_policy(tmp_path: Path) -> None:
    changes = {"audience": "public", "disclosure": {"preset": "acro"}}
    project = load_project(_with_units(tmp_path, **changes))
    units = [name for name in project.reports if report_of_unit(project, name) == REPORT]
    assert {project.reports[unit].audience for unit in units} == {"public"}
    compared = [g for g in project.groups.values() if isinstance(g, ComparedGroup)]
    assert {group.least for group in compared} == {10}
