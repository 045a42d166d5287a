"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from evaluering.cli import main
from evaluering.workflow import WITHIN
from workspace import REPOSITORY, current_files, lay_out, run_once, snakemake

pytest_plugins = ["comparison_summary", "tried_summary"]
settings.register_profile("suite", derandomize=True, database=None, deadline=None)
settings.register_profile("fuzz", deadline=None)
settings.load_profile("fuzz" if "EVALUERING_FUZZ" in os.environ else "suite")
LONG = ("tests/workflow", "tests/afi")
"""Folders whose files take longest; begun first, two workers end at the same time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project, nothing built."""
    return lay_out(tmp_path / "prosjekt")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    """Return a copy of the project in which the whole workflow has run; not to be changed."""
    return run_once(shared / "bygd", build)


def build(root: Path) -> None:
    """Run the workflow in a copy; what is current of the checkout's own run is not made again."""
    lay_out(root)
    for path in current_files(REPOSITORY):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / path, root / path)
    result = snakemake(root)
    if result.returncode != 0:
        pytest.fail(f"the workflow failed: {result.stdout[-1500:]}", pytrace=False)


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


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commands as Snakemake does: what they read is taken to be made already."""
    monkeypatch.setenv(WITHIN, "1")
