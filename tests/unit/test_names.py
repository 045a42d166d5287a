"""One word for one thing: a class of the package has a name that no other has."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import evaluering

PACKAGE = Path(evaluering.__file__).parent


def test_a_class_has_a_name_that_no_other_has() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert len(places) > 200
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
