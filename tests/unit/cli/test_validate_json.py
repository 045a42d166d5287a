"""`evaluering validate --json`: what is wrong with each wave, and what is to be done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from small_project import RAW, WAVE
from workspace import replace_in

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Callable[[Path], tuple[int, dict[str, Any]]]:
    """Return a function that asks: exit code and answer."""
    from evaluering.cli import main

    def ask(root: Path) -> tuple[int, dict[str, Any]]:
        with pytest.raises(SystemExit) as ended:
            main(["--project", str(root), "validate", "--json"])
        return int(ended.value.code or 0), json.loads(capsys.readouterr().out)

    return ask


def test_a_sound_wave_has_the_receipts_that_are_lacking(project, asked) -> None:
    code, found = asked(project)
    assert (code, found["fault"], set(found["waves"])) == (0, None, {WAVE})
    wave = found["waves"][WAVE]
    assert wave["faults"] == []
    assert f"data/processed/{WAVE}/receipts/prepare.json" in wave["stale"]


def test_a_faulty_wave_has_its_faults_and_the_others_do_without(project, asked) -> None:
    shutil.copytree(project / RAW, project / "data/raw/2025")
    replace_in(project / "data/raw/2025/wave.yaml", f"id: '{WAVE}'", "id: '2025'")
    half = project / "data/raw/2025/ledere.sav"
    half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
    code, found = asked(project)
    assert code == 1
    assert found["waves"][WAVE]["faults"] == []
    (fault,) = found["waves"]["2025"]["faults"]
    assert "data/raw/2025/ledere.sav" in fault
    assert found["waves"]["2025"]["stale"] == []


def test_a_wave_that_is_a_copy_of_another_is_named_with_it(project, asked) -> None:
    shutil.copytree(project / RAW, project / "data/raw/2025")
    replace_in(project / "data/raw/2025/wave.yaml", f"id: '{WAVE}'", "id: '2025'")
    code, found = asked(project)
    assert code == 1
    assert found["waves"][WAVE]["faults"] == []
    (fault,) = found["waves"]["2025"]["faults"]
    assert "data/raw/2025" in fault
    assert f"bølgen {WAVE}" in fault


def test_a_faulty_configuration_has_one_fault_and_no_waves(project, asked) -> None:
    replace_in(project / "config/config.yaml", "dpi: 72", "dpi: høy")
    code, found = asked(project)
    assert code == 1
    assert "figures.dpi" in found["fault"]
    assert found["waves"] == {}
