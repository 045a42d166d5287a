"""Which of the package's modules a command uses, found by following its imports.

Snakemake does not notice an edit in an imported package; each job therefore has a digest of
these files, and an edited function reruns what uses it and nothing else.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
SOURCE = PACKAGE.parent
BY_PLACE = ("checks.claims.quantities", "checks.claims.expectations", "checks.audit.kinds")
"""Folders whose modules are found by their place, and imported by nobody's name."""
# only imports of our own are parsed, wherever they stand: parsing whole files is slow
IMPORT = r"^[ \t]*((?:from|import)[ \t]+(?:{ours})[^\n(]*(?:\([^)]*\))?)"


def modules(*entries: str) -> list[str]:
    """Return the files of the modules that entry modules import, themselves included.

    Parameters
    ----------
    entries
        Modules within the package, as ``cli.ingest``, or a third party's by their whole names.

    Returns
    -------
    list of str
        Paths from the package's parent folder, as ``evaluering/cli/ingest.py``, sorted; those of a
        third party's modules are absolute.
    """
    found: set[str] = set()
    waiting = [f"evaluering.{entry}" if exists(entry) else entry for entry in entries]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imports(name)
    return sorted(map(_place, found))


@cache
def _place(name: str) -> str:
    """Return a module's file from the package's parent folder, or where it lies."""
    file = _file(name)
    return (file.relative_to(SOURCE) if SOURCE in file.parents else file).as_posix()


@cache
def _file(name: str) -> Path:
    root, *below = name.split(".")
    path = (SOURCE / root if root == PACKAGE.name else _folder(root)).joinpath(*below)
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _folder(root: str) -> Path:
    """Return where a third party's package lies; nothing of it is imported."""
    spec = find_spec(root)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else Path(root)


@cache
def exists(entry: str) -> bool:
    """Return whether the package has a module."""
    return _file(f"evaluering.{entry}").is_file()


@cache
def _imports(name: str) -> list[str]:
    source = re.sub("#.*", "", _file(name).read_text(encoding="utf-8"))
    parts = name.split(".")
    ours = r"evaluering\b"
    if parts[0] != PACKAGE.name:
        ours += rf"|{re.escape(parts[0])}\b|\."
    statements = re.findall(IMPORT.format(ours=ours), source, re.M)
    found = {".".join(parts[:length]) for length in range(1, len(parts))}  # the packages it is in
    if name.removeprefix(f"{PACKAGE.name}.") in BY_PLACE:
        found |= {f"{name}.{path.stem}" for path in _file(name).parent.glob("[a-z]*.py")}
    package = parts if _file(name).name == "__init__.py" else parts[:-1]
    for node in ast.parse("\n".join(statements)).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return sorted(module for module in found if _file(module).is_file())
