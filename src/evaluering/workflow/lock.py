"""One run at a time: a lock that the kernel releases when its process dies."""

from __future__ import annotations

import fcntl
import os
from datetime import datetime
from pathlib import Path
from typing import IO

from evaluering.errors import EvalueringError

LOCK = Path(".snakemake/evaluering.lock")


class RunLock:
    """The lock of a project's folder; held until its process ends."""

    def __init__(self, root: Path) -> None:
        self._path = root / LOCK
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Take the lock unless another process has it; return whether this one has it."""
        if self._file is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        file.truncate(0)
        file.write(f"{os.getpid()} siden {datetime.now():%d.%m.%Y kl. %H.%M}")
        file.flush()
        self._file = file
        return True

    def require(self) -> None:
        """Take the lock, or raise naming the process that has it and since when.

        Raises
        ------
        EvalueringError
            Another run is under way.
        """
        if not self.take():
            holder = self._path.read_text(encoding="utf-8") or "ukjent"
            raise EvalueringError(
                f"En annen kjøring er i gang i denne mappen (prosess {holder}).\n"
                "  Råd: Vent til den er ferdig. Låsen løses av seg selv når prosessen avslutter."
            )
