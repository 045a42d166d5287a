"""One word for one thing, and no piece larger than can be read at once."""

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


LONGEST_FILE, LONGEST_BODY = 320, 60


def test_a_file_and_the_body_of_a_function_can_be_read_at_once() -> None:
    bodies = {}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_FILE, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                first = node.body[min(ast.get_docstring(node) is not None, len(node.body) - 1)]
                lines = (node.body[-1].end_lineno or 0) - first.lineno + 1
                bodies[f"{path.name}:{node.lineno} {node.name}"] = lines
    assert len(bodies) > 1000
    assert {where: lines for where, lines in bodies.items() if lines > LONGEST_BODY} == {}
