"""What a watch says of itself, as messages, sentences and plain data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from evaluering.message import Message, message
from evaluering.render.language import say, word
from evaluering.workflow.staging import OWN_FILE, close_off
from evaluering.workflow.watching.memory import Ended
from evaluering.workflow.watching.watch import AGAIN, Watch, is_green

LONGEST = 2**20
"""Bytes after which a log is put aside, and a new one is begun."""


def phase_told(watch: Watch) -> Message:
    """Return what a watch is doing."""
    match watch.phase:
        case "gone":
            return message("watch_gone", folder=watch.about)
        case "busy":
            return message("watch_busy", process=watch.about)
        case "full":
            return message("watch_full", minutes=AGAIN // 60)
        case "idle" if watch.memory.last and not is_green(watch.memory):
            return message("watch_idle_red")
        case phase:
            return message(f"watch_{phase}")


def sentence(ended: Ended) -> str:
    """Return how a run went, with all that is wrong, in the language in use."""
    seconds = f"{ended.seconds:.0f}"
    first = word(f"watch_ended_{ended.outcome}", seconds=seconds, waves=ended.waves or "–")
    return "\n".join([first, *(line for line in _faults(ended))])


def _faults(ended: Ended) -> list[str]:
    return [f"{wave}: {fault}" if wave else fault for wave, fault in ended.faults.items()]


def account(watch: Watch, notes: Sequence[Message], process: int, now: datetime) -> dict[str, Any]:
    """Return what the status page tells, for programs; sentences in the language in use.

    Parameters
    ----------
    watch, notes
        How far it has come, and what else there is to say of it.
    process, now
        The number of its process, and the time.
    """
    return {
        "phase": watch.phase,
        "told": say(phase_told(watch)),
        "process": process,
        "since": now.isoformat(timespec="seconds"),
        "notes": [say(note) for note in notes],
        "input": watch.memory.digest,
        "made": list(watch.memory.made),
        "ended": [_plain(ended) for ended in watch.memory.ended],
    }


def _plain(ended: Ended) -> dict[str, Any]:
    return {
        "outcome": ended.outcome,
        "told": sentence(Ended(ended.outcome, ended.when, ended.seconds, ended.waves)),
        "when": ended.when,
        "seconds": ended.seconds,
        "waves": list(ended.waves),
        "faults": dict(ended.faults),
    }


def log(file: Path, text: str, now: datetime) -> None:
    """Put lines in a log that only its owner can read; on a full disk there is no room for them."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        close_off(file.parent)
        if file.is_file() and file.stat().st_size > LONGEST:
            file.replace(file.with_suffix(".1.log"))
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWN_FILE)
        with os.fdopen(handle, "a", encoding="utf-8", errors="replace") as lines:
            lines.writelines(f"{now:%Y-%m-%d %H:%M:%S}  {line}\n" for line in text.splitlines())
    except OSError:
        return
