"""Whether anything has been touched since a run that made all: then there is nothing to ask.

Reading the configuration takes longer than Snakemake does; looking at the dates of files does
not. What a run was made of is remembered by size, times and place on the disk, as git remembers
what it has read. Whatever does not match makes the next run look at contents.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evaluering import __version__

FILE = Path(".snakemake/evaluering-urort.json")
EDITED = ("Snakefile", "environment.yaml", "config", "data/raw", "profiles")
"""What a researcher edits: files, and folders with all that is in them."""
PACKAGE = Path(__file__).parent.parent
PLAIN = ("--cores", "-c", "--jobs", "-j", "--profile", "--snakefile", "-s")
"""The options of a run that asks for all, and for nothing else."""
State = dict[str, list[int]]


def is_plain(words: Sequence[str]) -> bool:
    """Return whether Snakemake was asked to make all, with nothing forced, left out or shown."""
    waiting = iter(words)
    for word in waiting:
        name, given, _ = word.partition("=")
        if name in PLAIN:
            if not given and next(waiting, "").startswith("-"):
                return False
        elif not (word[:2] in {"-c", "-j"} and word[2:].isdecimal()):
            return False
    return True


def state_below(root: Path) -> State:
    """Return the state of all that a run is made of: what a researcher edits, and the code."""
    found = state_of(_below([root / name for name in EDITED])) | state_of(_below([PACKAGE]))
    # a package that is installed or removed changes its folder: it may have what we find by name;
    # the first folder is only where the program lies that looks, and others look at the same
    places = sys.path[0 if sys.flags.safe_path else 1 :]
    return found | state_of(path for path in map(Path, places) if path.is_dir())


def state_of(paths: Iterable[Path]) -> State:
    """Return the state of the files and folders that are there."""
    states = ((os.fspath(path), _state(path)) for path in paths)
    return {name: state for name, state in states if state is not None}


def remember(root: Path, state: State) -> None:
    """Remember that all is made: of what, as it was when the run began, and what was made."""
    content = {"version": __version__, "python": sys.version, "state": state}
    file = root / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_suffix(f".{os.getpid()}")
    waiting.write_text(json.dumps(content), encoding="utf-8")
    waiting.replace(file)


def is_untouched(root: Path) -> bool:
    """Return whether all is as the run left it that last made all."""
    try:
        content = json.loads((root / FILE).read_text(encoding="utf-8"))
        if (content["version"], content["python"]) != (__version__, sys.version):
            return False
        state: State = content["state"]
        now = state_below(root)
        if any(state.get(name) != value for name, value in now.items()):
            return False
        others = (name for name in state if name not in now)
        return all(_state(Path(name)) == state[name] for name in others)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return False


def _below(places: Iterable[Path]) -> Iterator[Path]:
    """Yield files, and folders with all below them; caches of compiled code are not looked at."""
    for place in places:
        yield place
        for folder, folders, files in os.walk(place):
            folders[:] = [name for name in folders if name != "__pycache__"]
            yield from (Path(folder, name) for name in (*folders, *files))


def _state(path: Path) -> list[int] | None:
    """Return what changes when a file does; of a folder, when something is put in or taken out."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
