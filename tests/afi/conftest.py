"""What the suite of AFI-rapport 2021:06 has in common: the project as it is configured."""

from __future__ import annotations

import pytest

from evaluering.config.project import Project, load_project
from workspace import REPOSITORY


@pytest.fixture(scope="session")
def configuration() -> Project:
    """Return the configuration of AFI's project."""
    return load_project(REPOSITORY)
