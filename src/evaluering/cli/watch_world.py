"""The world of a watch as it is: the folders, the commands, the clocks."""

from __future__ import annotations

import errno
import json
import re
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from evaluering.cli.run import command
from evaluering.cli.watch_telling import Teller
from evaluering.workflow.lock import LOCK, is_held, written_in
from evaluering.workflow.staging import UNWRITABLE
from evaluering.workflow.untouched import is_untouched
from evaluering.workflow.watching.looking import look, read
from evaluering.workflow.watching.planning import Outlook, outlook_of
from evaluering.workflow.watching.processes import Ran, Stop, ran
from evaluering.workflow.watching.watch import RunEnding, World

LITTLE = 2**20
"""On a disk with less room, in bytes, a run has failed for want of it."""
FULL = [UNWRITABLE[number][0] for number in (errno.ENOSPC, errno.EDQUOT)]
"""What a job says that has found no room."""
VALIDATE = ("-m", "evaluering", "validate", "--json")
ROOT = Path()
PROGRESS = re.compile(r"\[ *\d+/\d+\] |Using profiles? ")
"""Lines of a run that are no part of its last words."""


def world_of(teller: Teller, cores: str) -> World:
    """Return the world of the project in the working folder."""
    return World(
        look=lambda: look(ROOT),
        read=lambda sight: read(ROOT, sight),
        untouched=lambda: is_untouched(ROOT),
        inspect=lambda: inspected(teller.stop),
        run=lambda targets: made(teller, [f"--cores={cores}", *targets]),
        busy=lambda: process_in(written_in(LOCK)) if is_held(LOCK) else "",
        remember=teller.remember,
        ended=teller.ended,
        show=teller.show,
        now=time.monotonic,
        today=lambda: datetime.now().astimezone(),
    )


def process_in(told: str) -> str:
    """Return the process that has told of itself in a lock."""
    return told.partition(" ")[0] or "?"


def inspected(stop: Stop) -> Outlook | None:
    """Check the project in a process of its own; None when it was stopped."""
    done = ran(stop, [sys.executable, *VALIDATE], ROOT)
    if stop.number:
        return None
    for line in reversed(done.said.splitlines()):
        try:
            return outlook_of(json.loads(line))
        except (ValueError, KeyError, TypeError):
            continue
    return Outlook(fault=done.said or f"evaluering validate: {done.code}")


def made(teller: Teller, words: Sequence[str]) -> RunEnding | None:
    """Run Snakemake as `evaluering run` does; None when it was stopped."""
    before = written_in(LOCK)
    done = ran(teller.stop, command(words), ROOT, each=teller.run_said)
    if teller.stop.number:
        return None
    said = "\n".join(line for line in done.said.splitlines() if not PROGRESS.match(line))
    return RunEnding(done.code, said.strip(), _found_no_room(done), _kept_out(before, done))


def _found_no_room(done: Ran) -> bool:
    if not done.code:
        return False
    return any(words in done.said for words in FULL) or shutil.disk_usage(ROOT).free < LITTLE


def _kept_out(before: str, done: Ran) -> str:
    """Return the process of another run that began after we saw that there was none."""
    now = written_in(LOCK)
    other = process_in(now)
    return other if done.code and now != before and other != str(done.process) else ""
