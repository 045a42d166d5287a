"""Whatever the machine's locale says: text is UTF-8, and no sign stops a message."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from small_project import WAVE, write_project
from workspace import REPOSITORY, replace_in

pytestmark = pytest.mark.slow

ASCII = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
EVERY_STEP = """
import sys, warnings
warnings.filterwarnings("error", category=EncodingWarning, module="evaluering")
from pathlib import Path
from evaluering.cli import main
from evaluering.cli.making import make
from evaluering.config.project import load_project
from evaluering.workflow.flow import Flow
project = load_project(Path(sys.argv[1]))
flow = Flow(project)
for job in flow.jobs:
    make(flow, job.parts)
for command in ("validate", "status"):
    assert main(["--project", sys.argv[1], command]) == 0
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_project(tmp_path / "mappe æ" / "prosjekt", indices=False)


def ran(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words], cwd=root, env=os.environ | environment, capture_output=True,
        check=False,
    )  # fmt: skip


def test_a_command_works_where_the_locale_is_ascii(small: Path):
    found = ran(small, "-m", "evaluering", "validate", **ASCII)
    assert found.returncode == 0, found.stderr
    assert "bølge" in found.stdout.decode("utf-8")


def test_a_fault_is_told_in_norwegian_where_the_locale_is_ascii(small: Path):
    replace_in(small / "config/config.yaml", "dpi: 72", "dpi: høy")
    found = ran(small, "-m", "evaluering", "validate", **ASCII)
    assert found.returncode == 1
    assert "nøkkel:  figures.dpi" in found.stderr.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_lacks_a_sign_does_not_stop_the_message(small: Path, encoding: str):
    replace_in(small / "config/config.yaml", "dpi: 72", "dpi: 中文😀")
    found = ran(small, "-m", "evaluering", "validate", PYTHONIOENCODING=encoding)
    assert found.returncode == 1
    assert b"\\u4e2d" in found.stderr
    assert b"Traceback" not in found.stderr


def test_snakemake_works_or_says_what_is_wrong_where_the_locale_is_ascii(small: Path):
    for name in ("Snakefile", "profiles/default/config.yaml"):  # as a project is laid out
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, small / name)
    table = f"data/processed/{WAVE}/ansatte.csv"
    words = ("-m", "snakemake", "--cores", "1", table)
    found = ran(small, *words, **ASCII)
    assert found.returncode == 0, found.stderr[-800:]
    assert (small / table).is_file()
    assert b"Traceback" not in found.stderr
    (small / "config/lære.yaml").touch()
    found = ran(small, *words, **ASCII)
    assert found.returncode == 1
    assert b"PYTHONUTF8=1" in found.stderr + found.stdout
    assert b"Traceback" not in found.stderr


def test_every_file_is_opened_with_its_encoding(small: Path):
    found = ran(small, "-X", "warn_default_encoding", "-c", EVERY_STEP, str(small))
    assert found.returncode == 0, found.stderr.decode("utf-8")[-800:]
