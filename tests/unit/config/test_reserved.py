"""Ids whose files would fall together with the project's own stop before the run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluering.config.project import load_project
from evaluering.errors import ConfigErrors
from small_project import REPORT, REPORT_FOLDER, write_project
from workspace import replace_in


@pytest.mark.parametrize("name", ["datakvalitet", "indekser"])
def test_a_report_is_not_named_as_a_folder_of_the_project(tmp_path: Path, name: str):
    root = write_project(tmp_path / "p")
    shutil.move(root / REPORT_FOLDER, root / f"config/reports/{name}")
    replace_in(root / f"config/reports/{name}/report.yaml", f"id: {REPORT}", f"id: {name}")
    replace_in(root / "config/config.yaml", f"[{REPORT}]", f"[{name}]")
    with pytest.raises(ConfigErrors, match=f"funnet:  {name}\n"):
        load_project(root)


@pytest.mark.parametrize("name", ["indices", "registry-kommuner", "link-x", "ledere-medlemmer"])
def test_a_survey_is_not_named_as_a_file_of_the_project(tmp_path: Path, name: str):
    root = write_project(tmp_path / "p")
    text = "id: {}\ntitle: T\nvariables:\n- {{name: a, label: A, kind: number}}\n"
    path = root / f"config/surveys/{name}.yaml"
    path.write_text(text.format(name), encoding="utf-8")
    with pytest.raises(ConfigErrors) as raised:
        load_project(root)
    assert [(fault.file, fault.found, fault.line) for fault in raised.value.errors] == [
        (f"config/surveys/{name}.yaml", name, 1)
    ]
