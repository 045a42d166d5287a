"""What lies among the inputs of a project: seen cheaply, and read whole when it lies still."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TypeAlias

from evaluering.workflow.digests import sha256
from evaluering.workflow.untouched import EDITED

NEEDED = ("config", "data/raw")
"""The folders without which there is no project; a drive that falls out takes them with it."""
Sums: TypeAlias = Mapping[str, str]
"""The checksum of each file by its path from the project; empty where it cannot be read."""


@dataclass(frozen=True)
class Sight:
    """What a look at the inputs shows.

    Attributes
    ----------
    files
        Size, times and place on the disk of each file, by its path from the project's folder.
    gone
        The first folder that has to be there and is not; empty where all are.
    """

    files: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    gone: str = ""


def look(root: Path) -> Sight:
    """Return what lies in the folders that a researcher edits, hidden and half-copied files too."""
    gone = next((name for name in NEEDED if not (root / name).is_dir()), "")
    found: dict[str, tuple[int, ...]] = {}
    for path in _files(root):
        try:
            status = (root / path).stat()
        except OSError:  # gone since, or a link to nothing
            found[path] = ()
        else:
            state = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            found[path] = state
    return Sight(found, gone)


def _files(root: Path) -> Iterator[str]:
    """Yield the files by their paths; a folder that is linked to is entered once."""
    entered: set[str] = set()
    for place in EDITED:
        if (root / place).is_file():
            yield place
        for folder, folders, files in os.walk(root / place, followlinks=True):
            here = os.path.realpath(folder)
            if here in entered:
                folders.clear()
                continue
            entered.add(here)
            yield from (Path(folder, name).relative_to(root).as_posix() for name in files)


def read(root: Path, sight: Sight) -> Sums:
    """Return the checksums of what is input.

    Names that begin with a dot or a tilde are those of editors and of files that are being copied.
    """
    return {path: _sum(root / path) for path in sorted(sight.files) if _is_input(path)}


def _is_input(path: str) -> bool:
    return not any(part.startswith((".", "~")) for part in PurePath(path).parts)


def _sum(file: Path) -> str:
    try:
        return sha256(file) if file.is_file() else ""
    except OSError:
        return ""


def digest(sums: Sums) -> str:
    """Return one checksum of all."""
    lines = (f"{name}\0{sums[name]}\n" for name in sorted(sums))
    return hashlib.sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()
