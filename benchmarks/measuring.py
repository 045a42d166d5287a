"""Measure commands with all that they start, and set what was measured beside a peer's."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    "PYTHONPATH": str(ROOT / "src"),
}
INTERVAL = 0.05
"""Seconds between two looks at which processes there are; briefer ones are not counted."""


@dataclass(frozen=True)
class Measurement:
    """A command: wall and CPU in seconds, processes seen, MB of the largest of them.

    CPU is user and system time of the whole tree, and memory the largest resident set of any
    process in it, both from the kernel's account of the children that were waited for.
    """

    wall: float
    cpu: float
    processes: float
    memory: float


@dataclass(frozen=True)
class Compared:
    """A row of the table: what was measured, and beside what.

    Attributes
    ----------
    name, runs
        What was done, and the measurements.
    peer, peers
        What it is held against, and its measurements, of the same pairs; empty for none.
    goal
        What the project asks of it.
    """

    name: str
    runs: Sequence[Measurement]
    peer: str = ""
    peers: Sequence[Measurement] = ()
    goal: str = ""

    @property
    def cells(self) -> list[str]:
        own = median(self.runs)
        numbers = [f"{own.wall:.1f}", f"{own.cpu:.1f}", f"{own.processes:.0f}", f"{own.memory:.0f}"]
        walls, cpus = (self._ratio(name) for name in ("wall", "cpu"))
        return [self.name, *numbers, self.peer, walls, cpus, self.goal]

    def _ratio(self, name: str) -> str:
        pairs = list(zip(self.runs, self.peers, strict=bool(self.peers)))
        ratios = [getattr(own, name) / getattr(peer, name) for own, peer in pairs]
        return f"{statistics.median(ratios):.2f}" if ratios else ""


HEAD = ["", "wall s", "CPU s", "processes", "peak MB", "beside", "wall ×", "CPU ×", "goal"]


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def median(runs: Sequence[Measurement]) -> Measurement:
    """Return the median of each number."""
    names = [field.name for field in fields(Measurement)]
    return Measurement(*(statistics.median(getattr(run, n) for run in runs) for n in names))


def alternate(pairs: int, *actions: Callable[[], Measurement]) -> tuple[Sequence[Measurement], ...]:
    """Do actions in turn, each other time backwards, so that none has the quieter machine."""
    found: list[list[Measurement]] = [[] for _ in actions]
    for pair in range(pairs):
        turn = list(enumerate(actions))
        for place, action in turn if pair % 2 == 0 else reversed(turn):
            found[place].append(action())
    return tuple(found)


def measure(command: Sequence[str], folder: Path) -> Measurement:
    """Run a command that must succeed, and measure it with its descendants."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdout=output, stderr=subprocess.STDOUT
        )
        over, seen = threading.Event(), {process.pid}
        watching = threading.Thread(target=_watch, args=(process.pid, over, seen))
        watching.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        over.set()
        watching.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            told = output.read().decode(errors="replace")[-3000:]
            raise SystemExit(f"{' '.join(command)} failed:\n{told}")
    cpu = usage.ru_utime + usage.ru_stime
    return Measurement(wall, cpu, len(seen), usage.ru_maxrss / 1024)


def _watch(root: int, over: threading.Event, seen: set[int]) -> None:
    """Collect the ids of a process's descendants."""
    while not over.wait(INTERVAL):
        try:
            seen.update(child.pid for child in psutil.Process(root).children(recursive=True))
        except psutil.NoSuchProcess:
            return
