"""`evaluering exhibit` finds the wave and the report of a figure where only one has it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from evaluering.cli.exhibit import _place
from evaluering.config.project import Project, load_project
from evaluering.errors import EvalueringError
from small_project import REPORT, WAVE, write_yaml
from two_waves import LATER, exhibit, write_two_waves


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_two_waves(tmp_path / "p", [exhibit("figur", 1)])


def place(project: Project, name: str, **given: str) -> tuple[str, str]:
    return _place(project, Namespace(**{"exhibit": name, "wave": None, "report": None, **given}))


def test_what_several_waves_have_is_asked_for_with_where_it_is(root):
    project = load_project(root)
    with pytest.raises(EvalueringError, match=f"(?s)--wave {WAVE} .*--wave {LATER} "):
        place(project, "figur-1")
    assert place(project, "figur-1", wave=LATER) == (LATER, REPORT)


def test_what_one_wave_has_is_found(root):
    file = root / f"config/reports/{REPORT}/report.yaml"
    write_yaml(file, yaml.safe_load(file.read_text("utf-8")) | {"waves": [LATER]})
    assert place(load_project(root), "figur-1") == (LATER, REPORT)


def test_what_no_report_has_is_said_with_the_nearest(root):
    project = load_project(root)
    second = {("annen", chapter): own for (_, chapter), own in project.chapters.items()}
    reports = {**project.reports, "annen": project.reports[REPORT]}
    both = replace(project, reports=reports, chapters={**project.chapters, **second})
    with pytest.raises(EvalueringError, match=r"noen rapport\. Mente du «figur-1»"):
        place(both, "figur-11")
