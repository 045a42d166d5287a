"""What `evaluering watch` looks, remembers, starts and stops with, as it is on a real machine."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from evaluering.workflow.lock import is_held, taken, written_in
from evaluering.workflow.watching import processes, telling, waking
from evaluering.workflow.watching.looking import digest, look, read
from evaluering.workflow.watching.memory import (
    Ended,
    Memory,
    is_set_back,
    read_memory,
    write_memory,
)
from evaluering.workflow.watching.processes import Stop, ran


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for place in ("config/surveys", "data/raw/2024", "figures"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "config/config.yaml").write_text("reports: [a]\n")
    (tmp_path / "data/raw/2024/svar.sav").write_bytes(b"$FL2")
    return tmp_path


def test_edits_of_configuration_and_data_are_seen_and_those_of_results_are_not(root: Path) -> None:
    before = look(root)
    (root / "figures/figur-1.svg").touch()
    assert look(root) == before
    (root / "config/groups.yaml").touch()
    assert look(root) != before


@pytest.mark.parametrize("edit", ["grown", "dated", "replaced", "renamed", "link"])
def test_whatever_happens_to_a_file_is_seen(root: Path, edit: str) -> None:
    file, before = root / "data/raw/2024/svar.sav", look(root)
    match edit:
        case "grown":
            file.write_bytes(b"$FL2@")
        case "dated":
            os.utime(file, (1, 1))
        case "replaced":  # of the same size and date, as «rsync --times» leaves it
            state = file.stat()
            (root / "ny").write_bytes(b"$FL3")
            os.utime(root / "ny", ns=(state.st_atime_ns, state.st_mtime_ns))
            (root / "ny").replace(file)
        case "renamed":
            file.rename(file.with_name("Svar.sav"))
        case "link":
            file.with_name("lenke.sav").symlink_to("borte.sav")
    assert look(root) != before


def test_a_copy_under_a_hidden_name_is_seen_and_is_no_input(root: Path) -> None:
    before, content = look(root), read(root, look(root))
    (root / "data/raw/2024/.svar.sav.aB3x").write_bytes(b"$F")
    (root / "data/raw/2024/~$svar.xlsx").touch()
    sight = look(root)
    assert sight != before
    assert digest(read(root, sight)) == digest(content)


def test_dates_are_not_content_and_names_are(root: Path) -> None:
    before = digest(read(root, look(root)))
    os.utime(root / "config/config.yaml", (1, 1))
    assert digest(read(root, look(root))) == before
    (root / "data/raw/2024").rename(root / "data/raw/2025")
    assert digest(read(root, look(root))) != before


def test_links_that_go_in_circles_end(root: Path) -> None:
    (root / "data/raw/2024/opp").symlink_to(root / "data/raw")
    assert "data/raw/2024/svar.sav" in look(root).files


def test_a_folder_that_is_gone_is_named(root: Path) -> None:
    assert look(root).gone == ""
    (root / "data/raw").rename(root / "borte")
    assert look(root).gone == "data/raw"
    (root / "config").rename(root / "ogsaa")
    assert look(root).gone == "config"


ENDED = Ended("faults", "2026-11-27T09:00:00+01:00", 1.5, ("a",), {"b": "y", "": "x"})


def test_what_is_remembered_comes_back_as_it_was(tmp_path: Path) -> None:
    memory = Memory().including(ENDED, "abc")
    write_memory(tmp_path / "data/processed/watch.json", memory)
    assert read_memory(tmp_path / "data/processed/watch.json") == memory
    assert memory.knows("abc")
    assert (tmp_path / "data/processed/watch.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"digest": "a"}', '{"digest": "", "made": [], "ended": [1]}']
)
def test_a_damaged_memory_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "watch.json").write_text(text)
    assert read_memory(tmp_path / "watch.json") == Memory()


def test_a_clock_that_is_set_back_is_noticed() -> None:
    now = datetime.now().astimezone()
    memory = Memory().including(Ended("made", now.isoformat()), "abc")
    assert not is_set_back(memory, now + timedelta(seconds=1))
    assert is_set_back(memory, now - timedelta(days=1))
    assert not is_set_back(Memory(), now)


def test_a_lock_is_held_until_it_is_closed_and_asking_does_not_take_it(tmp_path: Path) -> None:
    path = tmp_path / "mappe/en.lock"
    assert not is_held(path)
    lock = taken(path, "17 siden i går")
    assert lock is not None
    assert is_held(path)
    assert taken(path, "18") is None
    assert written_in(path) == "17 siden i går"
    lock.close()
    assert not is_held(path)
    assert taken(path, "19") is not None


def test_a_process_has_what_it_is_given_and_no_shell(tmp_path: Path) -> None:
    code = "import os, sys; print(sys.argv[1], os.environ['HVA'], sys.stdin.read()); sys.exit(3)"
    words = [sys.executable, "-c", code, "$(touch farlig); `touch farlig`"]
    heard: list[str] = []
    done = ran(
        Stop(),
        words,
        tmp_path,
        given="lest",
        environment={"HVA": "; touch farlig"},
        each=heard.append,
    )
    assert done.code == 3
    assert done.said == "$(touch farlig); `touch farlig` ; touch farlig lest"
    assert heard == [done.said]
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_does_not_end_is_killed_with_those_it_has_started(tmp_path: Path) -> None:
    began = time.monotonic()
    done = ran(Stop(), ["sh", "-c", "sleep 60 & sleep 60"], tmp_path, limit=0.2)
    assert done.late
    assert time.monotonic() - began < 10


@pytest.fixture
def stop() -> Iterator[Stop]:
    """Return a stop that listens to the signals of this process, for a test."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
    former = {number: signal.getsignal(number) for number in numbers}
    listening = Stop()
    listening.listen()
    yield listening
    for number, handler in former.items():
        signal.signal(number, handler)


def tell_to_stop(_line: str) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


SLEEP = "import time; print('klar', flush=True); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"


def test_a_stop_reaches_the_process_that_is_waited_for(tmp_path: Path, stop: Stop) -> None:
    done = ran(stop, [sys.executable, "-c", SLEEP], tmp_path, each=tell_to_stop)
    assert done.code == -signal.SIGTERM
    assert stop.number == signal.SIGTERM
    began = time.monotonic()
    stop.pause(60)
    assert time.monotonic() - began < 5


def test_a_process_that_will_not_stop_is_killed(tmp_path: Path, stop: Stop, monkeypatch) -> None:
    monkeypatch.setattr(processes, "GRACE", 0.2)
    done = ran(stop, [sys.executable, "-c", DEAF], tmp_path, each=tell_to_stop)
    assert done.code == -signal.SIGKILL


def test_who_asks_twice_does_not_want_to_wait(tmp_path: Path, stop: Stop) -> None:
    def twice(line: str) -> None:
        tell_to_stop(line)
        tell_to_stop(line)

    done = ran(stop, [sys.executable, "-c", DEAF], tmp_path, each=twice)
    assert done.code == -signal.SIGKILL


def test_a_pause_ends_when_there_is_something_to_look_at() -> None:
    stop, began = Stop(), time.monotonic()
    for _ in range(100):
        stop.wake()
    stop.pause(60)
    assert processes.CALM <= time.monotonic() - began < 10  # and not a hundred looks
    assert stop.woken.empty()


def test_changes_wake_and_reading_does_not(root: Path) -> None:
    woken = threading.Event()
    with waking.waking([root / "data/raw"], woken.set) as why:
        assert why == ""
        (root / "data/raw/2024/svar.sav").read_bytes()
        assert not woken.wait(0.5)
        (root / "data/raw/2024/ny.sav").write_bytes(b"$")
        assert woken.wait(10)


@pytest.mark.parametrize("step", ["__init__", "start"])
def test_where_the_system_cannot_tell_it_says_why(root: Path, monkeypatch, step: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(24, "inotify instance limit reached")

    monkeypatch.setattr(waking.Observer, step, refuse)
    with waking.waking([root / "data/raw"], bool) as why:
        assert why == "inotify instance limit reached"


def test_a_log_is_its_owners_and_is_put_aside_when_it_is_long(tmp_path: Path, monkeypatch) -> None:
    file, now = tmp_path / "logs/watch.log", datetime(2026, 11, 27, 9, 0)
    telling.log(file, "en\nto", now)
    assert file.read_text() == "2026-11-27 09:00:00  en\n2026-11-27 09:00:00  to\n"
    assert file.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(telling, "LONGEST", 10)
    telling.log(file, "tre", now)
    assert file.read_text() == "2026-11-27 09:00:00  tre\n"
    assert (tmp_path / "logs/watch.1.log").is_file()


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    telling.log(tmp_path / "logs/watch.log", "en", datetime(2026, 11, 27))
