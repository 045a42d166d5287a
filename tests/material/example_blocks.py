"""The marked examples of a document: files to write and commands to run, and a reader of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from workspace import REPOSITORY

_BLOCK = re.compile(
    r"<!-- eksempel: (?P<kind>\w+)(?: (?P<place>\S+))? -->\s*```\w*\n(?P<text>.*?)```\s*"
    r"<!-- eksempel: slutt -->",
    re.S,
)


@dataclass(frozen=True)
class Block:
    """One example: its kind (fil, kommando, utdrag …), what it is of, and its text."""

    kind: str
    place: str
    text: str


def blocks(document: str, *kinds: str) -> list[Block]:
    """Return the examples of some kinds, in the document's order."""
    found = [Block(m["kind"], m["place"] or "", m["text"]) for m in _BLOCK.finditer(document)]
    assert document.count("<!-- eksempel: ") == 2 * len(found), "an example is not well formed"
    return [block for block in found if block.kind in kinds]


def script(examples: list[Block]) -> str:
    """Return a shell script that does what a reader of the examples does."""
    parts = ["set -e"]
    for block in examples:
        if block.kind == "fil":
            folder = block.place.rpartition("/")[0]
            parts.append(f"mkdir -p '{folder}'\ncat > '{block.place}' <<'SLUTT'")
            parts.append(f"{block.text}SLUTT")
        else:
            parts.append(block.text)
    return "\n".join(parts) + "\n"


def shell(text: str, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as a reader does, with this package and its programs at hand."""
    environment = os.environ | {
        "HOME": str(home),
        "PYTHONPATH": str(REPOSITORY / "src"),
        "PYTHONUTF8": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    return subprocess.run(
        ["bash", "-c", text], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
