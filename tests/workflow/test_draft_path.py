"""The path of the guide to drafts: its commands, in an empty folder, on a file with answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluering.config.project import load_project
from example_blocks import blocks, script, shell
from readme_project import write_answers
from workspace import REPOSITORY

GUIDE = (REPOSITORY / "docs/utkast.md").read_text(encoding="utf-8")
PROJECT = "min-rapport"


@pytest.mark.workflow
def test_five_commands_make_a_report_and_an_overview_makes_another(tmp_path: Path) -> None:
    write_answers(tmp_path / "svar.sav")
    first, *_ = blocks(GUIDE, "kommando")
    done = shell(script([first]), tmp_path, home=tmp_path)
    assert done.returncode == 0, done.stdout
    root = tmp_path / PROJECT
    (report,) = root.glob("reports/*/svar")
    made = {path.name for path in report.iterdir()}
    assert {"rapport.html", "rapport.docx", "rapport.pdf", "tabeller.xlsx"} <= made
    assert len(load_project(root).exhibits("svar")) > 2


def test_the_guide_s_overview_makes_the_exhibits_that_it_names(tmp_path: Path) -> None:
    write_answers(tmp_path / "svar.sav")
    first, last = blocks(GUIDE, "kommando")
    begun = "\n".join(first.text.splitlines()[:3])
    (overview,) = blocks(GUIDE, "fil")
    done = shell(f"set -e\n{begun}\n{script([overview, last])}", tmp_path, home=tmp_path)
    assert done.returncode == 0, done.stdout
    project = load_project(tmp_path / PROJECT)
    assert [h.title for h in project.reports["svar"].chapters] == ["Hvem som svarte", "Erfaringer"]
    kinds = {exhibit.kind for exhibit in project.exhibits("svar")}
    assert {"likert", "frequencies", "multiple_response"} <= kinds
