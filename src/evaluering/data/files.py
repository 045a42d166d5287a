"""Reading a file from outside: an ordinary file, within its wave, and all of it at one moment."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from evaluering.errors import DataError

LARGEST = 512 * 2**20
"""More than this is no survey: it is read into memory."""
KINDS = (
    (stat.S_ISDIR, "en mappe"),
    (stat.S_ISFIFO, "et rør (named pipe)"),
    (stat.S_ISCHR, "en enhet (device)"),
    (stat.S_ISBLK, "en enhet (device)"),
    (stat.S_ISSOCK, "en socket"),
)
HOME = "wave.yaml"
ORDINARY = "Legg en vanlig fil der."


class Absent(NamedTuple):
    """What to say of a file that is not there."""

    fault: str = "Filen finnes ikke."
    remedy: str = "Legg filen i bølgens mappe."


def present(path: Path) -> bool:
    """Return whether anything has a path's name: a folder, a pipe and a broken link too.

    What is there but cannot be read is a fault, never as if there were nothing.
    """
    return os.path.lexists(path)


def read_bytes(path: Path, absent: Absent | None = None) -> bytes:
    """Return a file's content, as it was at one moment.

    Parameters
    ----------
    path
        The file.
    absent
        What to say when it is not there.

    Raises
    ------
    DataError
        The file is absent, a folder, pipe or device, a link out of its wave, unreadable, too
        large, or was changed while it was read.
    """
    try:
        # a pipe that nobody writes to would be waited for without O_NONBLOCK
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        if path.is_symlink():
            raise DataError(path, "Filen er en lenke til noe som ikke finnes.", ORDINARY) from None
        raise DataError(path, *(absent or Absent())) from None
    except PermissionError:
        raise DataError(
            path, "Filen kan ikke leses: du har ikke lesetilgang.", "Gi deg selv lesetilgang."
        ) from None
    except (OSError, ValueError):
        kind = _kind(path.stat().st_mode) if path.exists() else ""
        fault = f"Her ligger {kind}, ikke en fil." if kind else "Filen kan ikke åpnes."
        raise DataError(path, fault, ORDINARY) from None
    before = os.fstat(handle)
    if kind := _kind(before.st_mode):
        os.close(handle)
        raise DataError(path, f"Her ligger {kind}, ikke en fil.", ORDINARY)
    with os.fdopen(handle, "rb") as file:
        _refuse_leading_out(path)
        if before.st_size > LARGEST:
            limit = LARGEST // 2**20
            raise DataError(path, f"Filen er større enn {limit} MB.", "Er det riktig fil?")
        try:
            content = file.read(before.st_size + 1)
        except OSError:
            raise DataError(path, "Filen kan ikke leses.", "Legg inn en ny kopi.") from None
        if _state(os.fstat(file.fileno())) != _state(before) or len(content) != before.st_size:
            raise DataError(
                path, "Filen ble endret mens den ble lest.", "Vent til filen er ferdig lagret."
            )
    return content


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _kind(mode: int) -> str:
    """Return what stands in a file's place; nothing where it is a file."""
    if stat.S_ISREG(mode):
        return ""
    return next((name for test, name in KINDS if test(mode)), "noe annet")


def _refuse_leading_out(path: Path) -> None:
    """Refuse a file that is really elsewhere: it would not follow when the wave is kept."""
    home = home_of(path).resolve()
    if not path.resolve().is_relative_to(home):
        raise DataError(
            path, f"Filen er en lenke ut av mappen «{home.name}».", "Legg en kopi av filen der."
        )


def home_of(path: Path) -> Path:
    """Return the folder of the wave that a file belongs to; its own folder where there is none."""
    near = list(path.parents)[:3]
    return next((folder for folder in near if (folder / HOME).is_file()), path.parent)
