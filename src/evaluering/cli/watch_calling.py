"""The command that is to know how a run went: what it is given, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.message import Message, message
from evaluering.workflow.watching.memory import Ended
from evaluering.workflow.watching.processes import Stop, ran

LATE = 60
"""Seconds that the command may take."""
MOST = 10_000
"""Signs of what is said that it is given."""


def facts(ended: Ended, text: str) -> dict[str, str]:
    """Return what a command has in its environment: facts are never part of its words."""
    page, account = (str(path.resolve()) for path in Paths(Path()).status())
    found = {
        "OUTCOME": ended.outcome,
        "PROJECT": str(Path().resolve()),
        "WAVES": " ".join(ended.waves),
        "FAULTY": " ".join(wave for wave in ended.faults if wave),
        "MESSAGE": text[:MOST],
        "PAGE": page,
        "STATUS": account,
    }
    return {f"EVALUERING_{name}": value.replace("\0", "") for name, value in found.items()}


def called(stop: Stop, command: Sequence[str], ended: Ended, text: str) -> Message | None:
    """Run a command, no shell between; return what went wrong with it.

    Parameters
    ----------
    stop
        Stops it too.
    command
        The program and its arguments.
    ended, text
        How the run went, and what is said of it, which it can also read.
    """
    known = facts(ended, text)
    try:
        done = ran(stop, command, Path(), given=text[:MOST] + "\n", environment=known, limit=LATE)
    except OSError as error:
        return message("watch_call_none", command=command[0], why=error.strerror)
    if done.late:
        return message("watch_call_late", command=command[0], seconds=LATE)
    if done.code:
        said = (done.said.splitlines() or [""])[-1]
        return message("watch_call_failed", command=command[0], code=str(done.code), said=said)
    return None
