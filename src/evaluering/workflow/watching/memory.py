"""What is remembered between two runs: which input was last taken to its end, and how it went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from evaluering.workflow.staging import staging

Outcome: TypeAlias = Literal["made", "found", "faults", "failed", "full", "changed"]
"""All is made; was made already; not all can be; a job failed; no room; input changed meanwhile."""
ENDED: tuple[Outcome, ...] = ("made", "found", "faults", "failed")
"""After these the same input is not run again; the others say nothing of the input."""
SHOWN = 20


@dataclass(frozen=True)
class Ended:
    """How a run went.

    Attributes
    ----------
    outcome, waves
        What came of it, and the waves that were run.
    faults
        What is wrong, by wave; under no name with the configuration, or the last words of the run.
    when, seconds
        When it ended, and how long it took.
    """

    outcome: Outcome
    when: str
    seconds: float = 0
    waves: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Memory:
    """What is known of former runs.

    Attributes
    ----------
    digest
        The checksum of the input that was last taken to its end. No other is remembered: what is
        made of one is replaced by what is made of the next.
    made
        The waves that have been made.
    ended
        The last runs, newest first.
    """

    digest: str = ""
    made: tuple[str, ...] = ()
    ended: tuple[Ended, ...] = ()

    @property
    def last(self) -> Ended | None:
        """How the last run went."""
        return self.ended[0] if self.ended else None

    def knows(self, digest: str) -> bool:
        """Return whether an input is the one that was last taken to its end."""
        return digest == self.digest

    def including(self, ended: Ended, digest: str) -> Memory:
        """Return what is known after a run of an input."""
        made = self.made
        if ended.outcome in ("made", "found", "faults"):
            made = tuple(dict.fromkeys((*made, *ended.waves)))
        known = digest if ended.outcome in ENDED else ""
        return replace(self, digest=known, made=made, ended=(ended, *self.ended)[:SHOWN])


def is_set_back(memory: Memory, now: datetime) -> bool:
    """Return whether the clock shows an earlier time than when the last run ended."""
    return memory.last is not None and now < datetime.fromisoformat(memory.last.when)


def read_memory(file: Path) -> Memory:
    """Return what is remembered; nothing where the file is gone or is not as written."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        ended = tuple(_ended(one) for one in content["ended"])
        memory = Memory(str(content["digest"]), tuple(content["made"]), ended)
        for one in ended:
            datetime.fromisoformat(one.when)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Memory()
    return memory


def write_memory(file: Path, memory: Memory) -> None:
    """Remember.

    Raises
    ------
    DataError
        The disk is full, or the folder cannot be written in.
    """
    with staging(file.parent) as folder:
        text = json.dumps(plain(memory), ensure_ascii=False, indent=1)
        (folder / file.name).write_text(text + "\n", encoding="utf-8")


def plain(memory: Memory) -> dict[str, Any]:
    """Return what is remembered as plain data."""
    ended = [asdict(one) for one in memory.ended]
    return {"digest": memory.digest, "made": list(memory.made), "ended": ended}


def _ended(content: Mapping[str, Any]) -> Ended:
    faults = {str(wave): str(fault) for wave, fault in content["faults"].items()}
    waves = tuple(content["waves"])
    return Ended(content["outcome"], content["when"], content["seconds"], waves, faults)
