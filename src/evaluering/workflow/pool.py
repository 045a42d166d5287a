"""Tasks on several cores: copies of this process, each given one task at a time.

The copies are made when all that is heavy has been imported. Nothing but pipes is used, so that
it works without shared memory; and a copy that dies, killed or out of memory, costs its own task
and no other. Libraries with pools of their own either break as a whole then, or need semaphores.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

from evaluering.errors import EvalueringError

T = TypeVar("T")
R = TypeVar("R")
FORKS = sys.platform == "linux"
"""Elsewhere a copy of a process cannot be relied on, and tasks are done one after another."""
PR_SET_PDEATHSIG = 1
"""The kernel's number of the signal that a process gets when its parent dies."""
MEMORY = (signal.SIGKILL,) if FORKS else ()


@dataclass(frozen=True)
class Ending(Generic[T, R]):
    """What came of a task.

    Attributes
    ----------
    task, result
        The task, and what it gave; None when it failed.
    fault
        What is wrong with data or configuration, or how the process died.
    died
        Whether its process died.
    trace
        The traceback of an error that nobody foresaw.
    """

    task: T
    result: R | None = None
    fault: str | None = None
    trace: str | None = None
    died: bool = False


def outcomes(tasks: Sequence[T], action: Callable[[T], R], copies: int) -> Iterator[Ending[T, R]]:
    """Yield what comes of each task, in the order in which they end.

    Parameters
    ----------
    tasks, action
        What is to be done, and how; what it gives must be picklable.
    copies
        On how many cores; on one, in this process.
    """
    if copies < 2 or len(tasks) < 2 or not FORKS:
        yield from (_done(task, action) for task in tasks)
        return
    gc.collect()
    gc.freeze()  # what is there is not copied by the collector's marks
    waiting = deque(tasks)
    working: dict[int, _Copy[T, R]] = {}
    try:
        while waiting or working:
            while waiting and len(working) < copies:
                copy = _Copy(action, [other.pipe for other in working.values()])
                copy.give(waiting.popleft())
                working[copy.pipe.fileno()] = copy
            for pipe in wait([copy.pipe for copy in working.values()]):
                copy = working[pipe.fileno()]  # type: ignore[union-attr]
                outcome, alive = copy.outcome()
                if alive and waiting:
                    copy.give(waiting.popleft())
                else:
                    del working[copy.pipe.fileno()]
                    copy.end()
                yield outcome
    finally:
        for copy in working.values():
            copy.end(now=True)
        gc.unfreeze()


class Died(Exception):
    """A copy of this process died; how, in words."""


def in_copy(action: Callable[[], R]) -> R:
    """Do something in a copy of this process, and give back what it took; return what it gives.

    Raises
    ------
    EvalueringError
        A fault in data or configuration, which the copy was stopped by.
    Died
        The copy was killed, or is out of memory.
    """
    if not FORKS:
        return action()
    copy = _Copy[None, R](lambda _: action(), [])
    try:
        copy.give(None)
        ending, _ = copy.outcome()
    finally:
        copy.end(now=True)
    if ending.died:
        raise Died(ending.fault)
    if ending.trace:
        raise RuntimeError(ending.trace)
    if ending.fault is not None:
        raise EvalueringError(ending.fault)
    return ending.result  # type: ignore[return-value]


class _Copy(Generic[T, R]):
    """A copy of this process, and the task that it has been given."""

    def __init__(self, action: Callable[[T], R], others: Sequence[Connection]) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._process: ForkProcess = context.Process(
            target=_work, args=(theirs, [self.pipe, *others], action, os.getpid())
        )
        self._process.start()
        theirs.close()

    def give(self, task: T) -> None:
        self.task = task
        self.pipe.send(task)

    def outcome(self) -> tuple[Ending[T, R], bool]:
        """Return what came of the task, and whether the copy lives."""
        try:
            result, fault, trace = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._process.join()
            return Ending(self.task, fault=_death(self._process.exitcode), died=True), False
        return Ending(self.task, result, fault, trace), True

    def end(self, now: bool = False) -> None:
        self.pipe.close()
        if now:
            self._process.kill()
        self._process.join()


def _end_with(parent: int) -> None:
    """Let the kernel kill this process when the one that copied it dies: nobody awaits its work."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone already
        os.kill(os.getpid(), signal.SIGKILL)


def _work(
    pipe: Connection, others: Sequence[Connection], action: Callable[[T], R], parent: int
) -> None:
    """Do the tasks that come, until the process that gives them closes the pipe or is gone."""
    _end_with(parent)
    for other in others:  # held open here, it would never be seen to be closed elsewhere
        other.close()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        done = _done(task, action)
        sys.stdout.flush()
        sys.stderr.flush()
        pipe.send((done.result, done.fault, done.trace))


def _done(task: T, action: Callable[[T], R]) -> Ending[T, R]:
    try:
        return Ending(task, action(task))
    except EvalueringError as error:
        return Ending(task, fault=str(error))
    except Exception:
        return Ending(task, trace=traceback.format_exc())


def _death(code: int | None) -> str:
    """Return how a process died, in words."""
    number = -(code or 0)
    if number in MEMORY:
        return (
            "Prosessen ble stoppet utenfra, trolig fordi maskinen manglet minne.\n"
            "  Råd: Lukk andre programmer, eller kjør på færre kjerner: --cores 1."
        )
    name = signal.Signals(number).name if number > 0 else f"kode {code}"
    return f"Prosessen døde ({name}).\n  Råd: Kjør på nytt, og meld fra hvis det gjentar seg."
