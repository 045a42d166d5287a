"""The project that the engine's tests run on: a little one, made for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_project import write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a little project with all its parts, nothing built."""
    return write_project(tmp_path / "prosjekt")
