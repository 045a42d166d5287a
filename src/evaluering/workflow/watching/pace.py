"""How often is looked: until told to stop, or until there is an answer for a scheduler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from evaluering.workflow.watching.looking import NEEDED, digest
from evaluering.workflow.watching.settling import Settling
from evaluering.workflow.watching.watch import Watch, World, tick


class Code(IntEnum):
    """What a scheduler is told; 1 and 2 are those of every command: a fault, and wrong options."""

    MADE = 0
    FAULTS = 3
    FAILED = 4
    BUSY = 5
    UNREADY = 6


@dataclass(frozen=True)
class Pace:
    """Seconds between looks, of lying still, and of waiting for that when asked to look once."""

    interval: float
    stable: float
    patience: float

    def until_next(self, watch: Watch) -> float:
        """Return how long to wait before the next look: shorter while files change."""
        if watch.phase == "changing":
            return min(self.interval, max(self.stable / 3, 0.05))
        return self.interval


def follow(
    world: World,
    watch: Watch,
    pace: Pace,
    pause: Callable[[float], object],
    stopping: Callable[[], bool],
) -> Watch:
    """Look again and again until told to stop, or until the project is gone.

    Parameters
    ----------
    world, watch, pace
        What is looked with, how far the watch has come, and how often.
    pause
        Waits for some seconds, or until something may have happened.
    stopping
        Whether the watch is to stop.
    """
    while not stopping() and not is_homeless(watch):
        watch = tick(world, watch, pace.stable)
        if not stopping() and not is_homeless(watch):
            pause(pace.until_next(watch))
    return watch


def is_homeless(watch: Watch) -> bool:
    """Return whether the project itself is gone: nothing can be written where it was."""
    return watch.phase == "gone" and watch.about == NEEDED[0]


def once(
    world: World,
    watch: Watch,
    pace: Pace,
    pause: Callable[[float], object],
    stopping: Callable[[], bool],
) -> tuple[Watch, Code]:
    """Look until there is an answer: at once where nothing is new, else when files lie still."""
    sight = world.look()
    sums = {} if sight.gone else world.read(sight)
    if watch.memory.knows(digest(sums)):  # as it was when it lay still
        watch = replace(watch, settling=Settling(sight, world.now(), sums, settled=True))
    deadline = world.now() + pace.patience
    while not stopping():
        watch = tick(world, watch, pace.stable)
        code = code_of(watch)
        if code is not None:
            return watch, code
        if world.now() >= deadline:
            break
        pause(pace.until_next(watch))
    return watch, Code.UNREADY


def code_of(watch: Watch) -> Code | None:
    """Return what a scheduler is told; None while there is no answer yet."""
    match watch.phase:
        case "busy":
            return Code.BUSY
        case "gone":
            return Code.UNREADY
        case "full":
            return Code.FAILED
        case "idle":
            last = watch.memory.last
            red = {"faults": Code.FAULTS, "failed": Code.FAILED}
            return red.get(last.outcome, Code.MADE) if last else Code.MADE
        case _:
            return None
