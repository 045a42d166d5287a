"""What the next commit in git would hold: the index, not the folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluering.errors import EvalueringError

ORDINARY = "100"
"""What the modes of ordinary files begin with; links and other repositories hold no answers."""


@dataclass(frozen=True)
class IndexEntry:
    """A file as it is staged."""

    path: Path
    """From the folder that was asked about."""
    blob: str
    """What git calls its content."""


def entries(root: Path, *, changed: bool = False) -> Iterator[IndexEntry]:
    """Yield the files of the index below a folder.

    Parameters
    ----------
    root
        The folder.
    changed
        Only those that are not as in the last commit.

    Raises
    ------
    EvalueringError
        The folder is not kept in git.
    """
    wanted = None
    if changed and _git(root, "rev-parse", "--verify", "-q", "HEAD", fails=True):
        listed = _git(root, "diff", "--cached", "--name-only", "--relative", "-z", "HEAD")
        wanted = {name.decode() for name in listed.split(b"\0")}
    for line in _git(root, "ls-files", "--stage", "-z").split(b"\0"):
        if line:
            said, _, name = line.partition(b"\t")
            mode, blob, _ = said.decode().split()
            if mode.startswith(ORDINARY) and (wanted is None or name.decode() in wanted):
                yield IndexEntry(Path(name.decode()), blob)


def contents(root: Path, staged: Iterable[IndexEntry]) -> Iterator[tuple[IndexEntry, bytes]]:
    """Yield each file with its content; git is asked once for all of them."""
    own = list(staged)
    asked = "".join(f"{entry.blob}\n" for entry in own)
    told = _git(root, "cat-file", "--batch", given=asked.encode()) if own else b""
    place = 0
    for entry in own:
        head = told.index(b"\n", place)
        size = int(told[place:head].split()[-1])
        yield entry, told[head + 1 : head + 1 + size]
        place = head + 1 + size + 1


def _git(root: Path, *words: str, given: bytes = b"", fails: bool = False) -> bytes:
    command = ["git", "-C", str(root), *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=not fails)
    except (OSError, subprocess.CalledProcessError):
        raise EvalueringError(
            "Mappen er ikke i git.\n  Råd: Nevn filene: «evaluering guard FIL»."
        ) from None
    return done.stdout
