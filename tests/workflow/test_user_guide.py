"""docs/brukerveiledning.md: every command and program in it runs, one after the other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs/brukerveiledning.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|python) prøve\n(.*?)```", TEXT, re.DOTALL)

pytestmark = pytest.mark.workflow


def test_what_is_not_run_only_installs() -> None:
    others = re.findall(r"```(?:sh|python)\n(.*?)```", TEXT, re.DOTALL)
    assert [text.split()[-2:] for text in others] == [["install", "."]]


def test_pictures_and_pages_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (GUIDE.parent / target).is_file(), target


def test_the_guide_can_be_followed(tmp_path: Path) -> None:
    program = ["set -e"]
    for sort, text in BLOCKS:
        program += ["python - <<'SLUTT'", text, "SLUTT"] if sort == "python" else [text]
    python = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{python}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", "\n".join(program)], cwd=tmp_path, env=environment | {"MPLBACKEND": "Agg"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "kind: category_means" in done.stdout
    assert (tmp_path / "eksempel/trivsel.png").is_file()
    assert (tmp_path / "eksempel/config/reports/trivsel/text/sammendrag.md").is_file()
