"""Which of the package's modules a command uses, found by following its imports.

Snakemake does not notice an edit in an imported package; each job therefore has a digest of
these files, and an edited function reruns what uses it and nothing else.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
SOURCE = PACKAGE.parent
BY_PLACE = ("checks.claims.quantities", "checks.claims.expectations", "checks.audit.kinds")
"""Folders whose modules are found by their place, and imported by nobody's name."""
# only the package's own imports are parsed, wherever they stand: parsing whole files is slow
IMPORT = re.compile(r"^[ \t]*((?:from|import)[ \t]+evaluering\b[^\n(]*(?:\([^)]*\))?)", re.M)


def modules(*entries: str) -> list[str]:
    """Return the files of the modules that entry modules import, themselves included.

    Parameters
    ----------
    entries
        Modules within the package, as ``cli.ingest``.

    Returns
    -------
    list of str
        Paths from the package's parent folder, as ``evaluering/cli/ingest.py``, sorted.
    """
    found: set[str] = set()
    waiting = [f"evaluering.{entry}" for entry in entries]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imports(name)
    return sorted(_file(name).relative_to(SOURCE).as_posix() for name in found)


@cache
def _file(name: str) -> Path:
    path = SOURCE.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def exists(entry: str) -> bool:
    """Return whether the package has a module."""
    return _file(f"evaluering.{entry}").is_file()


@cache
def _imports(name: str) -> list[str]:
    source = re.sub("#.*", "", _file(name).read_text(encoding="utf-8"))
    statements = IMPORT.findall(source)
    parts = name.split(".")
    by_place = [f"{name}.{p.stem}" for p in _file(name).parent.glob("[a-z]*.py")]
    found = set(by_place) if name.removeprefix("evaluering.") in BY_PLACE else set()
    found |= {".".join(parts[:length]) for length in range(1, len(parts))}  # the packages it is in
    for node in ast.parse("\n".join(statements)).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return sorted(module for module in found if _file(module).is_file())
