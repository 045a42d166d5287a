"""Run the project's notebooks and write each as a page; on request, since nothing rests on them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from evaluering.config.paths import Paths
from evaluering.config.places import SETTINGS
from evaluering.errors import EvalueringError
from evaluering.workflow.staging import staging

FOLDER = Path("notebooks")
LONGEST = 600
"""Seconds that a cell may take."""
PLAIN = {"mathjax_url": "", "require_js_url": "", "jquery_url": "", "widget_renderer_url": "",
         "mermaid_js_url": ""}  # fmt: skip
"""What a page would otherwise fetch from the web."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the notebooks."""
    parser.add_argument(
        "names", nargs="*", metavar="NAVN", help="notatbøkene, uten .ipynb (utelatt: alle)"
    )


def run(options: argparse.Namespace) -> None:
    """Run each notebook from the top, and write it with what it shows.

    The pages may show single answers, so they lie with the processed data, which only the owner
    can read.

    Raises
    ------
    EvalueringError
        There is no such notebook, a cell fails, or the packages that run notebooks are missing.
    """
    root: Path = options.project
    if not (root / SETTINGS).is_file():
        raise EvalueringError(f"Mappen «{root.resolve().name}» er ikke et prosjekt.")
    chosen = _chosen(root, options.names)
    target = Paths(root).notebooks()
    with staging(target) as folder:
        for path in chosen:
            (folder / f"{path.stem}.html").write_text(_page(path), encoding="utf-8")
            print((target / f"{path.stem}.html").as_posix())


def _chosen(root: Path, names: Sequence[str]) -> list[Path]:
    """Return the notebooks that are asked for, or all."""
    known = {path.stem: path for path in sorted((root / FOLDER).glob("*.ipynb"))}
    if not known:
        raise EvalueringError(f"Mappen {FOLDER}/ har ingen notatbøker (.ipynb).")
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            guess = f" Mente du «{near[0]}»?" if near else ""
            raise EvalueringError(
                f"Notatboken «{name}» finnes ikke.{guess} Det finnes: {', '.join(known)}"
            )
    return [known[name] for name in names or known]


def _page(path: Path) -> str:
    """Return a notebook as HTML, run anew."""
    try:
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError
        from nbconvert import HTMLExporter
        from nbformat import ValidationError, read
    except ImportError as error:
        raise EvalueringError(
            f"Pakken {error.name} mangler; den kjører notatbøkene.\n"
            "  Råd: Installer den: pip install 'evaluering[notebooks]'"
        ) from None
    try:
        notebook: Any = read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ValidationError):
        raise EvalueringError(f"{path.as_posix()} er ikke en notatbok.") from None
    python = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{python}{os.pathsep}{os.environ.get('PATH', '')}"}
    client = NotebookClient(
        notebook, timeout=LONGEST, resources={"metadata": {"path": str(path.parent)}}
    )
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        raise EvalueringError(
            f"{path.as_posix()} stoppet i en celle:\n{_indented(str(error.evalue))}\n"
            "  Råd: Åpne notatboken og kjør den fra toppen."
        ) from None
    except CellTimeoutError:
        raise EvalueringError(
            f"{path.as_posix()}: en celle tok mer enn {LONGEST} sekunder."
        ) from None
    exporter = HTMLExporter(**PLAIN)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(notebook)
    return str(body)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines()[:20])
