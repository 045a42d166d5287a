"""Files are written beside their place and moved into it when all are written."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evaluering.errors import DataError

PREFIX = ".ufullstendig-"
UNWRITABLE = {
    errno.ENOSPC: ("Disken er full.", "Frigjør plass, og kjør på nytt."),
    errno.EDQUOT: ("Kvoten på disken er brukt opp.", "Frigjør plass, og kjør på nytt."),
    errno.EROFS: ("Mappen kan bare leses.", "Gjør den skrivbar, og kjør på nytt."),
    errno.EACCES: ("Du har ikke lov til å skrive her.", "Gi deg selv tilgang, og kjør på nytt."),
    errno.EPERM: ("Du har ikke lov til å skrive her.", "Gi deg selv tilgang, og kjør på nytt."),
}
"""Why a folder cannot be written in, and what to do about it."""


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give a temporary folder whose files are moved into place when all are written.

    A run that fails or is killed leaves what was there before.

    Raises
    ------
    DataError
        The disk is full, or the folder cannot be written in.
    """
    try:
        with _staged(folder) as temporary:
            yield temporary
    except OSError as error:
        elsewhere = error.filename and not str(error.filename).startswith(str(folder))
        if error.errno not in UNWRITABLE or elsewhere:
            raise
        raise DataError(folder, *UNWRITABLE[error.errno]) from error


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
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
