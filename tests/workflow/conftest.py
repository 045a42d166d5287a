"""The little project as one that Snakemake runs in: nothing built, built once, or one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_project import write_project
from workspace import REPOSITORY, run_once, snakemake


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a little project with a Snakefile, nothing built."""
    return lay_out_little(tmp_path / "prosjekt")


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    """Return a little project in which the whole workflow has run; not to be changed."""
    return run_once(shared / "lite", build_little)


def lay_out_little(root: Path) -> Path:
    """Write a little project with the repository's Snakefile and profile."""
    write_project(root)
    shutil.copy2(REPOSITORY / "Snakefile", root)
    shutil.copytree(REPOSITORY / "profiles", root / "profiles")
    return root


def build_little(root: Path) -> None:
    """Write a little project and run its workflow."""
    result = snakemake(lay_out_little(root))
    if result.returncode != 0:
        pytest.fail(f"the workflow failed: {result.stdout[-1500:]}", pytrace=False)
