"""Typesetting in a process of its own: it takes more memory than all the rest of a command.

As a program it reads a job from standard input and writes the PDF to standard output; it imports
nothing of ours but this file's package, so that it holds no more than it must.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

STANDARD: Final = "ua-1"


def typeset(template: str, data: str, folders: Sequence[Path]) -> bytes:
    """Return a document as PDF/UA-1.

    Parameters
    ----------
    template
        The source, which reads the document as the input ``document``.
    data
        The document as JSON.
    folders
        Where its fonts lie; those of the machine are not used.

    Raises
    ------
    RuntimeError
        The document cannot be set; the typesetter's own words.
    """
    job = json.dumps([template, data, [str(folder) for folder in folders]])
    done = subprocess.run(
        [sys.executable, "-P", __file__], input=job.encode(), capture_output=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _set() -> None:
    import typst

    template, data, folders = json.loads(sys.stdin.buffer.read())
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    made = typst.compile(
        template.encode(), sys_inputs={"document": data}, pdf_standards=STANDARD, font_paths=fonts
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _set()
