"""Files are written beside their place and moved into it when all are written."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from evaluering.errors import DataError

PREFIX = ".ufullstendig-"
PRIVATE = (("data", "processed"), ("logs",))
"""The folders of what is about single persons, by the last parts of their paths."""
OWN_FILE, OWN_FOLDER = 0o600, 0o700
FULL = ("Disken er full.", "Frigjør plass, og kjør på nytt.")
UNWRITABLE = {
    errno.ENOSPC: FULL,
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
    close_off(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"{PREFIX}{os.getpid()}-") as name:
        temporary = Path(name)
        yield temporary
        private = is_private(folder)
        for path in sorted(p for p in temporary.rglob("*") if p.is_file()):
            target = folder / path.relative_to(temporary)
            target.parent.mkdir(parents=True, exist_ok=True)
            if private:
                path.chmod(OWN_FILE)
            path.replace(target)


def is_private(path: Path) -> bool:
    """Return whether what lies there is about single persons."""
    parts = path.resolve().parts
    return any(parts[n : n + len(own)] == own for own in PRIVATE for n in range(len(parts)))


def close_off(path: Path) -> None:
    """Let nobody but the owner into the folders of answers and logs, whatever the umask."""
    inner = path.resolve()
    while is_private(inner):
        if inner.is_dir() and inner.stat().st_mode & ~OWN_FOLDER & 0o777:
            with suppress(PermissionError):  # another owner's, who decides
                inner.chmod(OWN_FOLDER)
        inner = inner.parent


def close_log() -> None:
    """Let nobody but the owner read the log that this process writes to."""
    for stream in (1, 2):
        with suppress(OSError):  # a closed stream
            if stat.S_ISREG(os.fstat(stream).st_mode):
                os.fchmod(stream, OWN_FILE)


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
