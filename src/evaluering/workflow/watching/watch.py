"""One look after another, and a run when there is something to make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from evaluering.workflow.watching.looking import Sight, Sums, digest
from evaluering.workflow.watching.memory import Ended, Memory, Outcome
from evaluering.workflow.watching.planning import Outlook, RunPlan, plan
from evaluering.workflow.watching.settling import Settling, settle

Phase: TypeAlias = Literal[
    "changing", "gone", "busy", "idle", "full", "checking", "running", "stopped"
]
AFTER: Mapping[Outcome, Phase] = {"full": "full", "changed": "changing"}
"""The phase after a run; after all others there is nothing to do."""
AGAIN = 600
"""Seconds before a run that found no room is tried again."""


class RunEnding(NamedTuple):
    """How a run of Snakemake ended.

    Attributes
    ----------
    code, said
        Its exit code and its last words.
    full
        Whether it found no room on the disk.
    other
        The process whose run kept it from beginning; empty where none did.
    """

    code: int
    said: str = ""
    full: bool = False
    other: str = ""


@dataclass(frozen=True)
class World:
    """What the watch looks, reads, runs and tells with.

    Attributes
    ----------
    look, read
        See what lies there, and read it.
    untouched
        Whether all is made of what lies there, as the workflow itself remembers.
    inspect, run
        Check an input, and run Snakemake for some targets; None when it was stopped meanwhile.
    busy
        The process that runs the workflow now; empty where none does.
    remember, ended
        Keep the memory, and tell of a run that has ended to whoever asked for it.
    show
        Tell in which phase the watch is.
    now, today
        Seconds of a clock that is never set, and the date and time as the machine has them.
    """

    look: Callable[[], Sight]
    read: Callable[[Sight], Sums]
    untouched: Callable[[], bool]
    inspect: Callable[[], Outlook | None]
    run: Callable[[Sequence[str]], RunEnding | None]
    busy: Callable[[], str]
    remember: Callable[[Memory], None]
    ended: Callable[[Ended], None]
    show: Callable[[Watch], None]
    now: Callable[[], float]
    today: Callable[[], datetime]


@dataclass(frozen=True)
class Watch:
    """How far the watch has come.

    Attributes
    ----------
    memory, settling
        What is known of former runs, and of how long the files have lain still.
    phase, about
        What it is doing, and what of: a folder that is gone, a process that runs.
    again
        When an input is tried again that there was no room for.
    """

    memory: Memory
    settling: Settling | None = None
    phase: Phase = "changing"
    about: str = ""
    again: float = 0


def tick(world: World, watch: Watch, stable: float) -> Watch:
    """Look once, and do what there is to do.

    Parameters
    ----------
    world
        What it is done with.
    watch
        How far the watch has come.
    stable
        For how many seconds files have to be unchanged.
    """
    sight = world.look()
    if sight.gone:
        return _shown(world, replace(watch, settling=None), "gone", sight.gone)
    settling = settle(watch.settling, sight, world.now(), stable, world.read)
    watch = replace(watch, settling=settling)
    if not settling.settled or settling.sums is None:
        return _shown(world, watch, "changing")
    known = watch.memory.knows(digest(settling.sums))
    if known and (is_green(watch.memory) or not world.untouched()):
        return _shown(world, watch, "idle")
    if not known and world.now() < watch.again:
        return _shown(world, watch, "full")
    if other := world.busy():
        return _shown(world, watch, "busy", other)
    return _made(world, watch, settling)


def is_green(memory: Memory) -> bool:
    """Return whether all was made when the last run ended."""
    return memory.last is not None and memory.last.outcome in ("made", "found")


def _made(world: World, watch: Watch, settling: Settling) -> Watch:
    """Check the input, and make of it what can be made."""
    began = world.now()

    def ended(outcome: Outcome, planned: RunPlan, said: str = "") -> Watch:
        faults = {**planned.faults, **({"": said} if said else {})}
        took = round(world.now() - began, 1)
        when = world.today().isoformat(timespec="seconds")
        result = Ended(outcome, when, took, planned.waves, faults)
        memory = watch.memory.including(result, digest(settling.sums or {}))
        world.remember(memory)
        world.ended(result)
        again = world.now() + AGAIN if outcome == "full" else 0
        after = replace(watch, memory=memory, again=again, phase=AFTER.get(outcome, "idle"))
        world.show(after)
        return after

    if world.untouched():
        return ended("found", RunPlan((), watch.memory.made))
    watch = _shown(world, watch, "checking")
    outlook = world.inspect()
    if outlook is None:
        return _shown(world, watch, "stopped")
    planned = plan(outlook)
    if planned.targets is None:
        return ended("faults", planned)
    watch = _shown(world, watch, "running")
    run = world.run(planned.targets)
    if run is None:
        return _shown(world, watch, "stopped")
    if run.other:
        return _shown(world, watch, "busy", run.other)
    if _is_changed(world, settling):
        return ended("changed", planned)
    if run.full:
        return ended("full", planned)
    if run.code:
        return ended("failed", planned, run.said)
    return ended("faults" if planned.faults else "made", planned)


def _is_changed(world: World, settling: Settling) -> bool:
    """Return whether the input is another than when the run began."""
    sight = world.look()
    return sight != settling.sight and world.read(sight) != settling.sums


def _shown(world: World, watch: Watch, phase: Phase, about: str = "") -> Watch:
    """Return the watch in a phase, and tell of it where it is another than before."""
    found = replace(watch, phase=phase, about=about)
    if (phase, about) != (watch.phase, watch.about):
        world.show(found)
    return found
