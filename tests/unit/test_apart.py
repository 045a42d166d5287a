"""The engine's tests know no project but those that they make: another one may take AFI's place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
SUITE = {"afi"}
"""The folders whose tests run on the repository's own project."""
OF_AFI = {
    *("WAVE", "REPORT", "RAW", "PROCESSED", "RESULTS", "FIGURES", "TABLES", "EXHIBITS", "SURVEYS"),
    *("lay_out", "current_files"),
}
"""What `workspace` has that is of AFI's project."""
OF_BOTH = {
    *("conftest.py", "workspace.py", "published_exhibits.py", "file_targets.py"),
    Path(__file__).name,
}
FILES = sorted(
    path
    for path in TESTS.rglob("*.py")
    if not SUITE & set(path.relative_to(TESTS).parts) and path.name not in OF_BOTH
)
NAMED = re.compile(
    r"2021-syntetisk|afi-2021-06|load_project\(REPOSITORY|evaluering\(REPOSITORY"
    r"|(REPOSITORY|ROOT) / f?[\"'](config|data|figures|reports|notebooks)"
)


def imported(path: Path) -> set[tuple[str, str]]:
    """Return the modules and the names that a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {(str(node.module), alias.name) for node in imports for alias in node.names}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_no_test_of_the_engine_names_the_repositorys_project(path: Path) -> None:
    assert not NAMED.findall(path.read_text(encoding="utf-8"))
    names = {name for module, name in imported(path) if module == "workspace"}
    assert not names & OF_AFI
    assert not [module for module, _ in imported(path) if module == "published_exhibits"]


@pytest.mark.parametrize(
    "text",
    ['load_project(REPOSITORY)', 'REPOSITORY / "config/scales.yaml"', 'ROOT / "data/raw"',
     'WAVE = "2021-syntetisk"'],
)  # fmt: skip
def test_a_test_that_reads_it_would_be_found(text: str) -> None:
    assert NAMED.search(text)
