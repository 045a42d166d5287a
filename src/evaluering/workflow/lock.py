"""One run at a time: a lock that the kernel releases when its process dies."""

from __future__ import annotations

import fcntl
import os
from datetime import datetime
from pathlib import Path
from typing import IO

from evaluering.errors import EvalueringError

LOCK = Path(".snakemake/evaluering.lock")


def taken(path: Path, told: str) -> IO[str] | None:
    """Lock a file, and write in it who has it; None when another process has.

    Parameters
    ----------
    path
        The file, which is left when the lock is released.
    told
        What others are to know of the process that has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    file.truncate(0)
    file.write(told)
    file.flush()
    return file


def written_in(path: Path) -> str:
    """Return what the last process that had a lock has told of itself."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def is_held(path: Path) -> bool:
    """Return whether a process has a lock."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # no such file: nobody has begun
        return False
    return False


class RunLock:
    """The lock of a project's folder; held until its process ends."""

    def __init__(self, root: Path) -> None:
        self._path = root / LOCK
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Take the lock unless another process has it; return whether this one has it."""
        if self._file is None:
            told = f"{os.getpid()} siden {datetime.now():%d.%m.%Y kl. %H.%M}"
            self._file = taken(self._path, told)
        return self._file is not None

    def require(self) -> None:
        """Take the lock, or raise naming the process that has it and since when.

        Raises
        ------
        EvalueringError
            Another run is under way.
        """
        if not self.take():
            raise EvalueringError(
                f"En annen kjøring er i gang i denne mappen (prosess "
                f"{written_in(self._path) or 'ukjent'}).\n"
                "  Råd: Vent til den er ferdig. Låsen løses av seg selv når prosessen avslutter."
            )
