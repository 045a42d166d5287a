"""The little project as one that Snakemake runs in: nothing built, built once, or one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from little_runs import build_little, lay_out_little
from workspace import run_once


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a little project with a Snakefile, nothing built."""
    return lay_out_little(tmp_path / "prosjekt")


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    """Return a little project in which the whole workflow has run; not to be changed."""
    return run_once(shared / "lite", build_little)
