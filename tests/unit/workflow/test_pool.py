"""Tasks on several cores: what comes of each, whatever becomes of the process that does it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from evaluering.errors import DataError, EvalueringError
from evaluering.workflow.pool import outcomes


def squared(number: int) -> int:
    return number * number


def faulty(number: int) -> int:
    if number == 3:
        raise DataError("svar.csv", "Tallet er 3.", "Rett det.")
    return number


def unforeseen(number: int) -> int:
    return 1 // (number - 3)


def dying(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("copies", [1, 2, 4, 50])
def test_each_task_has_its_result_on_any_number_of_cores(copies):
    found = {o.task: o.result for o in outcomes(range(20), squared, copies)}
    assert found == {n: n * n for n in range(20)}


@pytest.mark.parametrize("copies", [1, 2])
def test_a_fault_of_data_is_told_in_its_own_words_and_the_others_are_done(copies):
    found = {o.task: o for o in outcomes(range(6), faulty, copies)}
    assert "Tallet er 3." in str(found[3].fault)
    assert [o.result for n, o in sorted(found.items()) if n != 3] == [0, 1, 2, 4, 5]


@pytest.mark.parametrize("copies", [1, 2])
def test_an_error_that_nobody_foresaw_keeps_its_traceback(copies):
    found = {o.task: o for o in outcomes(range(6), unforeseen, copies)}
    assert "ZeroDivisionError" in str(found[3].trace)
    assert sum(o.trace is None for o in found.values()) == 5


def test_a_copy_that_is_killed_costs_its_own_task_and_no_other():
    found = {o.task: o for o in outcomes(range(12), dying, 2)}
    assert "trolig fordi maskinen manglet minne" in str(found[3].fault)
    assert sorted(n for n, o in found.items() if o.result is not None) == [
        n for n in range(12) if n != 3
    ]


def test_no_copy_is_left_when_the_caller_stops_listening():
    before = children()
    for _ in outcomes(range(50), squared, 3):
        break
    deadline = time.monotonic() + 5
    while children() - before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert children() <= before


def test_shared_memory_is_not_needed(monkeypatch):
    def absent(*_: object) -> None:
        raise OSError("no /dev/shm")

    monkeypatch.setattr("_multiprocessing.SemLock", absent)
    assert len(list(outcomes(range(5), squared, 2))) == 5


def test_where_processes_cannot_be_copied_tasks_are_done_one_after_another(monkeypatch):
    monkeypatch.setattr("evaluering.workflow.pool.FORKS", False)
    places = {o.result for o in outcomes(range(4), lambda _: os.getpid(), 4)}
    assert places == {os.getpid()}


def test_a_fault_can_be_of_any_class_of_ours():
    class OddError(EvalueringError):
        def __init__(self, one: int, two: int) -> None:
            super().__init__(f"{one} og {two}")

    def odd(_: int) -> None:
        raise OddError(1, 2)

    assert {o.fault for o in outcomes(range(3), odd, 2)} == {"1 og 2"}


def children() -> set[int]:
    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return {int(word) for word in own.read_text(encoding="ascii").split()}
