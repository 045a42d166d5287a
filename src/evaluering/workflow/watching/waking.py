"""Being woken when the system tells of a change; what has changed is looked at anyway.

A look at every interval is what is relied on: a shared drive tells of nothing that is done from
another machine. Where the system cannot tell at all, looking is all there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

UNSEEN = ("opened", "closed_no_write")
"""Events of files that are only read: our own reading would wake us."""


class Waker(FileSystemEventHandler):
    """Calls a function at each change of a file."""

    def __init__(self, wake: Callable[[], object]) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake whoever waits."""
        if event.event_type not in UNSEEN:
            self._wake()


@contextmanager
def waking(folders: Iterable[Path], wake: Callable[[], object]) -> Iterator[str]:
    """Call a function at changes below some folders while the block runs.

    Parameters
    ----------
    folders, wake
        The folders, which must be there, and the function.

    Yields
    ------
    str
        Why the system does not tell of changes; empty where it does.
    """
    observer, why = None, ""
    try:
        observer = Observer()
        for folder in folders:
            observer.schedule(Waker(wake), str(folder), recursive=True)
        observer.start()
    except OSError as error:  # no more watches, or a file system without any
        why = error.strerror or type(error).__name__
    try:
        yield why
    finally:
        if observer is not None and observer.is_alive():
            observer.stop()
            observer.join()
