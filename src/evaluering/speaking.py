"""Reading file names and writing messages as UTF-8, whatever the machine's locale says."""

from __future__ import annotations

import logging
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from evaluering.errors import EvalueringError

UTF8 = "utf-8"


def speak() -> None:
    """See to it that this process reads and writes UTF-8, and that no sign stops a message.

    Where Python takes names and text for ASCII (``LANG=C`` with its UTF-8 mode off), the command
    begins anew with the mode on, and so do the processes that it starts.
    """
    if sys.getfilesystemencoding() != UTF8 and os.environ.get("PYTHONUTF8") != "1":
        environment = {**os.environ, "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)
    forgive()


def forgive() -> None:
    """See to it that a sign that the terminal or a log lacks is shown by number, and no error.

    Nor is a log that cannot be written, as on a full disk: what stopped the run is told anyway.
    """
    logging.raiseExceptions = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and (stream.encoding or "").lower() != UTF8:
            stream.reconfigure(errors="backslashreplace")


def refuse_unreadable_names(root: Path) -> None:
    """Refuse a project with names that this Python cannot read as text.

    Raises
    ------
    EvalueringError
        Python takes file names for ASCII, and a configuration or data file has another name.
    """
    if sys.getfilesystemencoding() == UTF8:
        return
    for place in ("config", "data/raw"):
        for path in (root / place).rglob("*"):
            if not path.name.isascii():
                name = os.fsencode(path.relative_to(root)).decode(UTF8, "replace")
                raise EvalueringError(
                    f"Filnavnet «{name}» kan ikke leses: Python tar filnavn for "
                    f"{sys.getfilesystemencoding()} (LANG=C, PYTHONUTF8=0).\n"
                    "  Råd: Kjør «evaluering run», eller sett PYTHONUTF8=1 og kjør på nytt."
                )
