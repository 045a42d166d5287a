"""However a run is cut short, one plain run ends as if nothing had been.

`EVALUERING_KILLS=50` (`make fuzz`) kills so many runs, each at a random moment; otherwise few.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from evaluering.workflow.receipts import read_account
from little_runs import lay_out_little
from small_project import OUTPUTS, PROCESSED, build
from tried_summary import TRIED
from workspace import contents, environment, replace_in, snakemake

pytestmark = pytest.mark.workflow

KILLS = int(os.environ.get("EVALUERING_KILLS", "1"))
KILLED = ("job", "group", "snakemake")
TARGET = f"{PROCESSED}/receipts/prepare.json"
PARTS = ("registry", "ingest", "link", "indices", "quality", "appendix")
"""What the target is made of."""


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project that the tests run copies of: the date in an SPSS file is the same."""
    return lay_out_little(tmp_path_factory.mktemp("urørt") / "prosjekt")


@pytest.fixture(scope="module")
def sound(pristine: Path) -> dict[str, str]:
    """Return what is made where nothing disturbs it."""
    return made_of(copied(pristine, pristine.with_name("uforstyrret")))


@pytest.fixture
def project(pristine: Path, tmp_path: Path) -> Path:
    """Return a project of one's own, nothing built."""
    return copied(pristine, tmp_path / "prosjekt")


def copied(root: Path, place: Path) -> Path:
    return Path(shutil.copytree(root, place))


def made_of(root: Path) -> dict[str, str]:
    """Do the jobs of a project in this process, and return what they make."""
    build(root, *PARTS)
    return contents(root, *OUTPUTS)


def begun(root: Path) -> subprocess.Popen[str]:
    """Start a run in a group of its own; what it says is kept beside the project."""
    with root.with_suffix(".sagt").open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "snakemake", "--cores", "2", TARGET], cwd=root, text=True,
            env=environment(root), start_new_session=True, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip


def kill(running: subprocess.Popen[str], who: str) -> None:
    """Kill a run's Snakemake, one of its jobs, or all of it."""
    if running.poll() is not None:
        return
    if who == "group":
        os.killpg(running.pid, signal.SIGKILL)
    elif who == "snakemake":
        running.kill()
    else:
        while running.poll() is None:
            family = psutil.Process(running.pid).children(recursive=True)
            if jobs := [process for process in family if _works(process)]:
                jobs[0].kill()
                break
            time.sleep(0.02)
    running.wait()


def _works(process: psutil.Process) -> bool:
    """Return whether a process is a command, or a copy of one, that has made no copies itself."""
    try:
        return "evaluering" in " ".join(process.cmdline()) and not process.children()
    except psutil.Error:  # it is gone meanwhile
        return False


def until_all_are_gone(group: int) -> None:
    """Wait for the jobs that outlive their Snakemake."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)


def assert_taken_up(root: Path, expected: dict[str, str]) -> None:
    """Hold one plain run to what it should leave."""
    plain = snakemake(root, TARGET)
    assert plain.returncode == 0, plain.stdout
    assert "Traceback" not in plain.stdout
    assert contents(root, *OUTPUTS) == expected
    assert not [p for p in root.rglob(".*") if "ufullstendig" in p.name]


def until_some_are_done(root: Path, running: subprocess.Popen[str], count: int) -> None:
    """Wait until so many parts of a run's job are recorded."""
    account = root / PROCESSED / "receipts/parts/prepare.json"
    while running.poll() is None and len(read_account(account).done) < count:
        time.sleep(0.02)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_is_taken_up_by_one_plain_run(
    project: Path, sound, number: int, record_property
):
    chance = random.Random(number)
    running = begun(project)
    done = chance.choice([0, 1, 3, 5])
    until_some_are_done(project, running, done)
    time.sleep(chance.uniform(0, 1 if done else 4))
    who = KILLED[number % len(KILLED)] if running.poll() is None else "ended before"
    record_property(TRIED, {who: 1})
    kill(running, KILLED[number % len(KILLED)])
    assert "Traceback" not in project.with_suffix(".sagt").read_text(encoding="utf-8")
    if number % 2:  # else the jobs that outlive their Snakemake meet those of the new run
        until_all_are_gone(running.pid)
    assert_taken_up(project, sound)
    until_all_are_gone(running.pid)
    assert contents(project, *OUTPUTS) == sound


def test_what_is_edited_during_a_run_is_in_what_the_next_one_makes(project: Path, tmp_path: Path):
    other = copied(project, tmp_path / "annet")
    edit = ("config/indices.yaml", "upto: 2.5", "upto: 2.7")
    replace_in(other / edit[0], *edit[1:])
    running = begun(project)
    until_some_are_done(project, running, 1)
    replace_in(project / edit[0], *edit[1:])
    running.wait()
    assert_taken_up(project, made_of(other))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that is a small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("left", [60_000, *range(20_000, 200_000, 20_000)][: max(1, KILLS // 5)])
def test_a_full_disk_stops_the_run_with_a_message_and_a_plain_run_goes_on(
    disk: Path, pristine: Path, sound, left: int
):
    project = copied(pristine, disk / "prosjekt")
    (project / "data/processed").mkdir()
    fill = disk / "fyll"
    free = os.statvfs(disk)
    fill.write_bytes(bytes(free.f_bavail * free.f_frsize - left))
    stopped = snakemake(project, TARGET)
    assert stopped.returncode != 0
    assert "Traceback" not in stopped.stdout
    assert "Disken er full." in stopped.stdout
    fill.unlink()
    assert_taken_up(project, sound)


def test_a_folder_that_cannot_be_written_stops_the_run_with_a_message(
    disk: Path, pristine: Path, sound
):
    project = copied(pristine, disk.parent / "prosjekt")
    (project / "data/processed").symlink_to(disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    stopped = snakemake(project, TARGET)
    assert stopped.returncode != 0
    assert "Traceback" not in stopped.stdout
    assert "Mappen kan bare leses. Råd:" in stopped.stdout
    assert "data/processed" in stopped.stdout
    (project / "data/processed").unlink()
    assert_taken_up(project, sound)
