"""The little project as one that Snakemake runs in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_project import write_project
from workspace import REPOSITORY, snakemake


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
