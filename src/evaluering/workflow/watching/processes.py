"""The processes that a watch starts, and stops when it is told to stop itself."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType

GRACE = 30
"""Seconds that a process has to stop by itself."""
LINES = 200
"""The last lines of what a process says that are kept."""
CALM = 0.5
"""Seconds between two looks, however often the system tells of changes."""


@dataclass
class Stop:
    """Whether the watch is to stop, and the process that it waits for.

    What is done in a signal's handler takes no lock that the interrupted code may have.

    Attributes
    ----------
    woken
        Has something in it when there is something to look at, or when the watch is to stop.
    number
        The signal that asked for it; 0 before.
    child
        The process whose group is stopped with the watch.
    """

    woken: SimpleQueue[int] = field(default_factory=SimpleQueue)
    number: int = 0
    child: subprocess.Popen[str] | None = None

    def listen(self) -> None:
        """Stop at SIGTERM and SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(number, self._signalled)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGALRM:  # it has had the time to stop by itself
            self.end_child(signal.SIGKILL)
            return
        again, self.number = bool(self.number), number
        self.wake()
        self.end_child(signal.SIGKILL if again else signal.SIGTERM)

    def end_child(self, number: int = signal.SIGTERM) -> None:
        """Stop the process and those that it has started; kill them after a while."""
        if self.child is not None:
            _send(self.child, number)
            signal.setitimer(signal.ITIMER_REAL, 0 if number == signal.SIGKILL else GRACE)

    def ended(self) -> None:
        """Forget the process, which has ended."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        self.child = None

    def wake(self) -> None:
        """End a pause."""
        self.woken.put(0)

    def pause(self, seconds: float) -> None:
        """Wait, no longer than until there is something to look at."""
        with suppress(Empty):
            self.woken.get(timeout=seconds)
            if not self.number:
                time.sleep(min(seconds, CALM))
            while True:  # what has come meanwhile is looked at together
                self.woken.get_nowait()


def _send(child: subprocess.Popen[str], number: int) -> None:
    """Send a signal to a process and those that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


@dataclass(frozen=True)
class Ran:
    """How a process ended: its exit code, its last words, its number, and whether it was late."""

    code: int
    said: str
    process: int
    late: bool = False


def ran(
    stop: Stop,
    words: Sequence[str],
    folder: Path,
    *,
    given: str = "",
    environment: Mapping[str, str] | None = None,
    limit: float | None = None,
    each: Callable[[str], object] | None = None,
) -> Ran:
    """Run a process in a group of its own, no shell between.

    Parameters
    ----------
    stop
        Stops it too.
    words, folder
        The program with its arguments, and where it runs.
    given, environment
        What it reads, and what it has in its environment besides.
    limit
        Seconds after which it is killed.
    each
        Is given each line that it says.

    Raises
    ------
    OSError
        There is no such program, or it cannot be started.
    """
    child = subprocess.Popen(
        words, cwd=folder, env={**os.environ, **(environment or {})}, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace",
    )  # fmt: skip
    late = threading.Event()

    def kill() -> None:
        late.set()
        _send(child, signal.SIGKILL)

    timer = threading.Timer(limit, kill) if limit else None
    lines: deque[str] = deque(maxlen=LINES)
    stop.child = child
    try:
        if stop.number:  # asked for before it was known which process to stop
            stop.end_child()
        if timer:
            timer.start()
        _give(child, given)
        for line in child.stdout or ():
            lines.append(line)
            if each:
                each(line.rstrip("\n"))
        code = child.wait()
    finally:
        stop.ended()
        if timer:
            timer.cancel()
    return Ran(code, "".join(lines).strip(), child.pid, late.is_set())


def _give(child: subprocess.Popen[str], text: str) -> None:
    if child.stdin is not None:
        with suppress(BrokenPipeError):
            child.stdin.write(text)
        with suppress(BrokenPipeError):
            child.stdin.close()
