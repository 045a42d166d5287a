"""The notebooks: kept without output, using what is public, and running without a warning."""

from __future__ import annotations

import ast
import json
import re
import warnings
from pathlib import Path
from typing import Any

import pytest

from evaluering.cli import main

REPOSITORY = Path(__file__).parents[2]
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
ALLOWED = {"evaluering", "pandas", "scipy", "seaborn", "subprocess", "sys", "tempfile"}
OURS = {"evaluering", "evaluering.stats", "evaluering.errors"}
"""What a notebook may import of the package: what is public."""

pytestmark = pytest.mark.workflow
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def sources(path: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in cells(path) if cell["cell_type"] == "code"]


@each
def test_a_notebook_is_kept_without_output_and_uses_what_is_public(path: Path) -> None:
    own = [cell for cell in cells(path) if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in own)
    tree = ast.parse("\n".join(sources(path)))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
        )
    }
    assert {name.partition(".")[0] for name in imported} <= ALLOWED
    assert {name for name in imported if name.startswith("evaluering")} <= OURS
    assert not any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))
    text = "".join("".join(cell["source"]) for cell in cells(path))
    assert re.search(r"\*\*(syntetiske|oppdiktede)\*\*", text)


@each
def test_a_notebook_runs_from_the_top_and_all_of_it_can_be_shown(
    path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built / "notebooks").mkdir(exist_ok=True)
    monkeypatch.chdir(built / "notebooks")
    monkeypatch.setenv("MPLBACKEND", "Agg")
    namespace: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for source in sources(path):
            tree = ast.parse(source)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, path.name, "exec"), namespace)
            if isinstance(last, ast.Expr):
                shown = eval(compile(ast.Expression(last.value), path.name, "eval"), namespace)
                assert repr(shown)
                found = [
                    getattr(shown, n)() for n in ("_repr_html_", "_repr_png_") if hasattr(shown, n)
                ]
                assert not found or any(found)


def test_a_notebook_becomes_a_page_that_only_its_owner_reads_and_needs_no_web(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config/config.yaml").write_text("reports: all\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    book = json.loads(NOTEBOOKS[0].read_text(encoding="utf-8"))
    start, title = book["cells"][1], book["cells"][0]
    good = book | {"cells": [title, start | {"source": "print(1 + 1)"}]}
    bad = book | {"cells": [start | {"source": "1 / 0"}]}
    for name, content in (("god", good), ("dårlig", bad)):
        (tmp_path / f"notebooks/{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")
    assert main(["--project", str(tmp_path), "notebooks", "god"]) == 0
    page = tmp_path / "data/processed/notatboker/god.html"
    assert page.stat().st_mode & 0o077 == 0
    assert not re.findall(r'<(?:script|link)[^>]+(?:src|href)="https?:', page.read_text("utf-8"))
    assert main(["--project", str(tmp_path), "notebooks", "dårlig"]) == 1
    assert "division by zero" in capsys.readouterr().err
    assert main(["--project", str(tmp_path), "notebooks", "gud"]) == 1
    assert "Mente du «god»?" in capsys.readouterr().err
