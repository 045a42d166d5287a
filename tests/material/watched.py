"""A world for `evaluering watch` in which time, files, checks and runs are what a test says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from evaluering.workflow.watching.looking import Sight, Sums
from evaluering.workflow.watching.memory import Ended, Memory
from evaluering.workflow.watching.planning import Outlook
from evaluering.workflow.watching.watch import RunEnding, Watch, World

FILE = "data/raw/2024/svar.sav"
TARGET = "data/processed/2024/receipts/prepare.json"


@dataclass
class FakeWorld:
    """Files by content; what checks and runs come to; and what was done, in order."""

    files: dict[str, str] = field(default_factory=lambda: {FILE: "helt"})
    gone: str = ""
    made: bool = False
    other: str = ""
    outlook: Outlook | None = field(default_factory=lambda: Outlook(stale={"2024": [TARGET]}))
    result: RunEnding | None = field(default_factory=lambda: RunEnding(0))
    while_running: Callable[[], object] = field(default=lambda: None)
    seconds: float = 0
    wall: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    runs: list[tuple[str, ...]] = field(default_factory=list)
    checks: int = 0
    reads: int = 0
    told: list[Ended] = field(default_factory=list)
    phases: list[str] = field(default_factory=list)
    memories: list[Memory] = field(default_factory=list)

    def world(self) -> World:
        """Return it as the watch sees it."""
        return World(
            look=self.look, read=self.read, untouched=lambda: self.made,
            inspect=self.inspect, run=self.run,
            busy=lambda: self.other, remember=self.memories.append, ended=self.told.append,
            show=self.show, now=lambda: self.seconds, today=lambda: self.wall,
        )  # fmt: skip

    def look(self) -> Sight:
        """Return the files by size: their dates tell nothing."""
        return Sight({name: (len(text),) for name, text in self.files.items()}, self.gone)

    def read(self, sight: Sight) -> Sums:
        """Return the content."""
        self.reads += 1
        return dict(self.files)

    def inspect(self) -> Outlook | None:
        """Return what the check comes to."""
        self.checks += 1
        return self.outlook

    def run(self, targets: Sequence[str]) -> RunEnding | None:
        """Return how the run ends."""
        self.runs.append(tuple(targets))
        self.while_running()
        return self.result

    def show(self, watch: Watch) -> None:
        """Note the phase."""
        self.phases.append(watch.phase)

    def pause(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)
