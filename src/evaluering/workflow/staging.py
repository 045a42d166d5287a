"""Files are written beside their place and moved into it when all are written."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".ufullstendig-"


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give a temporary folder whose files are moved into place when all are written.

    A run that fails or is killed leaves what was there before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"{PREFIX}{os.getpid()}-") as name:
        temporary = Path(name)
        yield temporary
        for path in sorted(p for p in temporary.rglob("*") if p.is_file()):
            target = folder / path.relative_to(temporary)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


def clear_abandoned(root: Path) -> None:
    """Delete the temporary folders below a folder whose process is no longer there."""
    for folder in root.rglob(f"{PREFIX}*"):
        owner = re.fullmatch(rf"{re.escape(PREFIX)}(\d+)-.*", folder.name)
        if folder.is_dir() and not (owner and alive(int(owner[1]))):
            shutil.rmtree(folder, ignore_errors=True)


def alive(process: int) -> bool:
    """Return whether a process is running on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
