"""When `evaluering watch` runs, and when it does not: with a clock and runs that are not real."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from evaluering.workflow.watching.memory import Memory
from evaluering.workflow.watching.pace import Code, Pace, follow, once
from evaluering.workflow.watching.planning import Outlook
from evaluering.workflow.watching.watch import AGAIN, RunEnding, Watch, tick
from watched import FILE, TARGET, FakeWorld

PACE = Pace(interval=5, stable=10, patience=60)


def watched(fake: FakeWorld, seconds: float, watch: Watch | None = None) -> Watch:
    """Return the watch after some seconds."""
    end = fake.seconds + seconds
    begin = watch or Watch(Memory())
    return follow(fake.world(), begin, PACE, fake.pause, lambda: fake.seconds >= end)


def test_a_file_that_lies_still_is_made_once_and_never_again() -> None:
    fake = FakeWorld()
    watch = watched(fake, 9)
    assert fake.runs == []
    assert fake.checks == 0
    watch = watched(fake, 1000, watch)
    assert fake.runs == [()]
    assert [ended.outcome for ended in fake.told] == ["made"]
    assert watch.phase == "idle"
    reads = fake.reads
    watched(fake, 1000, watch)
    assert fake.reads == reads  # what has not been touched is not read again
    assert fake.checks == 1


def test_a_file_that_grows_is_not_touched_until_it_has_lain_still() -> None:
    fake = FakeWorld(files={FILE: "h"})
    watch = Watch(Memory())
    for _ in range(40):
        fake.files[FILE] += "e"
        watch = tick(fake.world(), watch, PACE.stable)
        fake.pause(3)
    assert (fake.checks, fake.runs, fake.reads) == (0, [], 0)
    watched(fake, 30, watch)
    assert fake.runs == [()]


def test_content_that_changes_without_a_trace_in_size_and_date_is_waited_for() -> None:
    fake = FakeWorld()
    watch = Watch(Memory())
    for n in range(20):
        fake.files[FILE] = f"{n:04}"  # as long as before, of the same date
        watch = tick(fake.world(), watch, PACE.stable)
        fake.pause(5)
    assert fake.runs == []
    assert fake.reads > 2
    watched(fake, 40, watch)
    assert fake.runs == [()]


def test_an_edited_configuration_is_a_new_input() -> None:
    fake = FakeWorld()
    watch = watched(fake, 60)
    fake.files["config/groups.yaml"] = "groups: []"
    watched(fake, 60, watch)
    assert fake.runs == [(), ()]


def test_going_back_to_an_earlier_input_is_made_again() -> None:
    fake = FakeWorld()
    watch = watched(fake, 60)
    for text in ("annet", "helt"):
        fake.files[FILE] = text
        watch = watched(fake, 60, watch)
    assert len(fake.runs) == 3


def test_a_failed_input_is_not_tried_again_until_it_changes() -> None:
    fake = FakeWorld(result=RunEnding(1, "Feil i svar.sav"))
    watch = watched(fake, 1000)
    assert fake.runs == [()]
    assert [(e.outcome, e.faults) for e in fake.told] == [("failed", {"": "Feil i svar.sav"})]
    fake.files[FILE], fake.result = "rettet", RunEnding(0)
    watched(fake, 60, watch)
    assert [e.outcome for e in fake.told] == ["failed", "made"]


def test_a_failed_input_that_somebody_has_made_by_hand_is_no_longer_red() -> None:
    fake = FakeWorld(result=RunEnding(1, "Feil"))
    watch = watched(fake, 60)
    fake.made = True
    watch = watched(fake, 60, watch)
    assert fake.runs == [()]
    assert [e.outcome for e in fake.told] == ["failed", "found"]
    assert watch.phase == "idle"


def test_what_is_made_already_is_not_run() -> None:
    fake = FakeWorld(made=True)
    watch = watched(fake, 100)
    assert (fake.runs, fake.checks) == ([], 0)
    assert [e.outcome for e in fake.told] == ["found"]
    assert watch.memory.last is not None


def test_a_faulty_wave_is_named_and_the_sound_one_is_made() -> None:
    outlook = Outlook(faulty={"2025": "Filer mangler"}, stale={"2024": [TARGET]})
    fake = FakeWorld(outlook=outlook)
    watch = watched(fake, 100)
    assert fake.runs == [(TARGET,)]
    assert [(e.outcome, e.faults) for e in fake.told] == [("faults", {"2025": "Filer mangler"})]
    assert watch.memory.made == ("2024",)


def test_where_only_faulty_waves_are_new_nothing_is_run() -> None:
    fake = FakeWorld(outlook=Outlook(faulty={"2025": "Avkuttet"}, stale={"2024": []}))
    watched(fake, 100)
    assert fake.runs == []
    assert [e.outcome for e in fake.told] == ["faults"]


def test_a_faulty_configuration_runs_nothing() -> None:
    fake = FakeWorld(outlook=Outlook(fault="Feil i config/config.yaml"))
    watched(fake, 100)
    assert fake.runs == []
    assert [e.faults for e in fake.told] == [{"": "Feil i config/config.yaml"}]


def test_a_run_that_is_under_way_is_waited_for() -> None:
    fake = FakeWorld(other="4711")
    watch = watched(fake, 300)
    assert (watch.phase, watch.about) == ("busy", "4711")
    assert (fake.runs, fake.checks) == ([], 0)
    fake.other = ""
    watched(fake, 30, watch)
    assert fake.runs == [()]


def test_a_run_that_another_one_kept_out_is_no_failure() -> None:
    fake = FakeWorld(result=RunEnding(1, "En annen kjøring", other="4711"))
    watch = watched(fake, 20)
    assert (watch.phase, fake.told, watch.memory.digest) == ("busy", [], "")
    fake.result = RunEnding(0)
    watched(fake, 30, watch)
    assert [e.outcome for e in fake.told] == ["made"]


def test_input_that_changes_during_a_run_is_made_again_and_its_failure_is_not_told_as_one() -> None:
    fake = FakeWorld(result=RunEnding(1, "Feil"))
    fake.while_running = lambda: fake.files.update({FILE: "nytt innhold"})
    watch = watched(fake, 14)
    assert [e.outcome for e in fake.told] == ["changed"]
    fake.while_running, fake.result = lambda: None, RunEnding(0)
    watched(fake, 60, watch)
    assert [e.outcome for e in fake.told] == ["changed", "made"]


def test_without_room_an_input_is_tried_again_after_a_while() -> None:
    fake = FakeWorld(result=RunEnding(1, "Disken er full.", full=True))
    watch = watched(fake, AGAIN)
    assert len(fake.runs) == 1
    assert watch.phase == "full"
    fake.result = RunEnding(0)
    watch = watched(fake, AGAIN, watch)
    assert [(e.outcome, e.faults) for e in fake.told] == [("full", {}), ("made", {})]
    assert watch.phase == "idle"


def test_a_folder_that_is_gone_is_waited_for_and_nothing_is_run() -> None:
    fake = FakeWorld()
    watch = watched(fake, 60)
    fake.gone, fake.files = "data/raw", {}
    watch = watched(fake, 500, watch)
    assert (watch.phase, watch.about) == ("gone", "data/raw")
    fake.gone, fake.files = "", {FILE: "helt"}
    watch = watched(fake, 60, watch)
    assert watch.phase == "idle"
    assert fake.runs == [()]


def test_a_project_that_is_gone_ends_the_watch() -> None:
    fake = FakeWorld(gone="config")
    watched(fake, 1e9)
    assert fake.seconds == 0


def test_a_clock_that_is_set_back_changes_nothing() -> None:
    fake = FakeWorld()
    watch = watched(fake, 60)
    fake.wall -= timedelta(days=400)
    fake.files[FILE] = "noe nytt"
    watch = watched(fake, 60, watch)
    watched(fake, 500, watch)
    assert [e.outcome for e in fake.told] == ["made", "made"]


def test_a_watch_that_is_told_to_stop_during_a_run_remembers_nothing_of_it() -> None:
    fake = FakeWorld(result=None)
    watch = Watch(Memory())
    while not fake.runs:
        watch = tick(fake.world(), watch, PACE.stable)
        fake.pause(5)
    assert (watch.phase, watch.memory, fake.told) == ("stopped", Memory(), [])


def test_a_new_watch_knows_what_the_former_one_made() -> None:
    fake = FakeWorld()
    memory = watched(fake, 60).memory
    watched(fake, 60, Watch(memory))
    assert fake.runs == [()]


CODES = {
    Code.MADE: {},
    Code.FAULTS: {"outlook": Outlook(fault="Feil")},
    Code.FAILED: {"result": RunEnding(1, "Feil")},
    Code.BUSY: {"other": "4711"},
    Code.UNREADY: {"gone": "data/raw"},
}


@pytest.mark.parametrize("code", CODES)
def test_one_look_has_an_exit_code_for_each_outcome_and_keeps_it(code: Code) -> None:
    fake = FakeWorld(**CODES[code])
    for _ in range(2):
        memory = fake.memories[-1] if fake.memories else Memory()
        _, found = once(fake.world(), Watch(memory), PACE, fake.pause, lambda: False)
        assert found == code
    assert len(fake.told) <= 1


def test_one_look_gives_up_on_a_file_that_does_not_come_to_rest() -> None:
    fake = FakeWorld()

    def pause(seconds: float) -> None:
        fake.pause(seconds)
        fake.files[FILE] += "x"

    _, code = once(fake.world(), Watch(Memory()), PACE, pause, lambda: False)
    assert code == Code.UNREADY
    assert PACE.patience <= fake.seconds < PACE.patience + PACE.interval
    assert fake.checks == 0


def test_one_look_at_what_is_made_waits_for_nothing() -> None:
    fake = FakeWorld()
    memory = watched(fake, 60).memory
    began = fake.seconds
    assert once(fake.world(), Watch(memory), PACE, fake.pause, lambda: False)[1] == Code.MADE
    assert fake.seconds == began


def test_files_that_change_are_looked_at_more_often() -> None:
    watch = Watch(Memory())
    assert PACE.until_next(watch) < PACE.interval
    assert PACE.until_next(replace(watch, phase="idle")) == PACE.interval
