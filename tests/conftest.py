"""Fixtures that several folders of tests share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluering.cli import main
from workspace import lay_out, snakemake


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project, nothing built."""
    return lay_out(tmp_path / "prosjekt")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project in which the whole workflow has run; not to be changed."""
    root = lay_out(tmp_path_factory.mktemp("bygd") / "prosjekt", own_source=True)
    result = snakemake(root)
    if result.returncode != 0:
        pytest.fail(f"the workflow failed: {result.stdout[-1500:]}", pytrace=False)
    return root


@pytest.fixture
def rebuildable(built: Path, tmp_path: Path) -> Path:
    """Return a built project of one's own."""
    return Path(shutil.copytree(built, tmp_path / "prosjekt"))


@pytest.fixture
def evaluering(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Return a function that runs one command in a folder: exit code and what it wrote."""

    def command(root: Path, *words: str) -> tuple[int, str]:
        code = main(["--project", str(root), *words])
        written = capsys.readouterr()
        return code, written.out + written.err

    return command
