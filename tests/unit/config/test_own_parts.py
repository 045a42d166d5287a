"""Scales, groups and indices stand in common files or in a survey's own, and have defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluering import __version__
from evaluering.config.project import load_project
from evaluering.config.theme import PALETTE
from evaluering.errors import ConfigError, ConfigErrors
from small_project import ALL, NONE, configuration, write_project, write_yaml

LEADERS = "config/surveys/ledere.yaml"
STAFF = "config/surveys/ansatte.yaml"


def edited(root: Path, file: str, **keys: Any) -> None:
    """Set keys at the top of a configuration file."""
    content = yaml.safe_load((root / file).read_text(encoding="utf-8"))
    write_yaml(root / file, content | keys)


def faults_of(root: Path) -> list[ConfigError]:
    with pytest.raises((ConfigErrors, ConfigError)) as raised:
        load_project(root)
    found = raised.value
    return found.errors if isinstance(found, ConfigErrors) else [found]


def test_a_survey_may_have_its_own_scales_groups_and_indices(tmp_path):
    root = write_project(tmp_path)
    common = load_project(root)
    groups = configuration(ALL)["config/groups.yaml"]["groups"]
    indices = configuration(ALL)["config/indices.yaml"]["indices"]
    scales = configuration(ALL)["config/scales.yaml"]["scales"]
    for file, survey in ((LEADERS, "ledere"), (STAFF, "ansatte")):
        own = [{k: v for k, v in g.items() if k != "survey"} for g in groups
               if g["survey"] == survey]  # fmt: skip
        made = [i for i in indices if i["group"] in {g["id"] for g in own}]
        edited(root, file, groups=own, indices=made)
    edited(root, LEADERS, scales=scales)
    for name in ("groups", "indices", "scales"):
        (root / f"config/{name}.yaml").unlink()
    moved = load_project(root)
    assert moved.groups == common.groups
    assert moved.indices == common.indices
    assert moved.scales == common.scales


@pytest.mark.parametrize(
    ("name", "key"), [("scales", "enighet"), ("groups", "rektor"), ("indices", "klarhet")]
)
def test_an_id_in_two_files_is_a_fault_that_names_both(tmp_path, name, key):
    root = write_project(tmp_path)
    entry = next(
        entry for entry in configuration(ALL)[f"config/{name}.yaml"][name] if entry["id"] == key
    )
    if name == "scales":
        entry = {**entry, "labels": [f"{label}!" for label in entry["labels"]]}
    edited(root, LEADERS, **{name: [entry]})
    (fault,) = faults_of(root)
    assert (fault.file, fault.key) == (LEADERS, f"{name}.id")
    assert f"«{key}» står 2 ganger, også i config/{name}.yaml" in str(fault.found)


def test_the_same_scale_in_two_files_is_one(tmp_path):
    root = write_project(tmp_path)
    (scale,) = (
        s for s in configuration(ALL)["config/scales.yaml"]["scales"] if s["id"] == "enighet"
    )
    edited(root, LEADERS, scales=[scale])
    assert (
        load_project(root).scales["enighet"]
        == load_project(write_project(tmp_path / "b")).scales["enighet"]
    )


def test_an_id_in_two_surveys_is_a_fault_that_names_both(tmp_path):
    root = write_project(tmp_path)
    group = {"id": "alle", "label": "Alle"}
    edited(root, LEADERS, groups=[group])
    edited(root, STAFF, groups=[group])
    (fault,) = faults_of(root)
    assert {fault.file, str(fault.found).split("også i ")[1]} == {LEADERS, STAFF}


def test_a_survey_without_groups_is_one_group_of_its_own_title(tmp_path):
    groups = load_project(write_project(tmp_path, NONE)).groups
    assert {g.id: (g.label, g.survey, g.where) for g in groups.values()} == {
        "ledere": ("Ledere", "ledere", {}),
        "ansatte": ("Ansatte", "ansatte", {}),
    }


def test_groups_without_a_colour_have_each_their_own_and_none_that_is_stated(tmp_path):
    root = write_project(tmp_path)
    edited(root, STAFF, groups=[{"id": "nord", "label": "Nord", "where": {"fylke": [1]},
                                 "colour": PALETTE[0]}])  # fmt: skip
    assert load_project(root).colours() == {
        "rektor": PALETTE[1], "avdeling": PALETTE[2], "ansatt": "#228833", "nord": PALETTE[0],
    }  # fmt: skip


def test_with_nothing_said_there_are_settings_all_reports_and_all_waves(tmp_path):
    root = write_project(tmp_path)
    (root / "config/config.yaml").write_text("disclosure: {minimum_n: 5}\n", encoding="utf-8")
    project = load_project(root)
    assert (list(project.reports), list(project.waves)) == (["rapport"], ["2024"])
    assert project.settings.figures.formats == ["svg", "png"]


@pytest.mark.parametrize("later", ["1.0.0", "0.99", "12.3.4"])
def test_a_project_made_by_a_newer_version_is_refused_before_its_keys_are_read(tmp_path, later):
    root = write_project(tmp_path)
    edited(root, "config/config.yaml", made_with=later, new_key="av en nyere utgave")
    (fault,) = faults_of(root)
    assert fault.key == "made_with"
    assert str(fault.found) == f"{later}; dette er evaluering {__version__}"


@pytest.mark.parametrize("made_with", [__version__, "0.0.9", "ukjent"])
def test_a_project_made_by_this_version_or_an_older_one_is_read(tmp_path, made_with):
    root = write_project(tmp_path)
    edited(root, "config/config.yaml", made_with=made_with)
    assert load_project(root).settings.made_with == made_with


def test_a_folder_without_configuration_is_no_project_and_is_told_how_to_become_one(tmp_path):
    (fault,) = faults_of(tmp_path)
    assert tmp_path.name in str(fault.found)
    assert "ikke et prosjekt" in str(fault.found)
    assert "evaluering init" in fault.allowed


def test_a_project_without_reports_or_any_optional_file_is_valid(tmp_path):
    root = write_project(tmp_path, NONE)
    edited(root, "config/config.yaml", reports="all")
    for path in sorted((root / "config/reports").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    project = load_project(root)
    assert (project.reports, project.indices, project.registries) == ({}, {}, {})
