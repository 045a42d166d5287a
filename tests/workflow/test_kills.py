"""However a run is cut short, one plain run ends as if nothing had been.

`EVALUERING_KILLS=50` (`make fuzz`) kills so many runs, each at a random moment; otherwise few.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from little_runs import lay_out_little
from small_project import OUTPUTS, PROCESSED, REPORT, WAVE
from workspace import contents, environment, replace_in, run_once, snakemake

pytestmark = pytest.mark.workflow

KILLS = int(os.environ.get("EVALUERING_KILLS", "3"))
KILLED = ("job", "group", "snakemake")
TARGETS = (
    f"{PROCESSED}/receipts/indices.json",
    f"{PROCESSED}/receipts/figures-{REPORT}.svar.json",
)
"""Both surveys, the registry, the indices, and a chapter with its figures: seven jobs."""


@pytest.fixture(scope="session")
def sound(shared: Path) -> tuple[dict[str, str], float]:
    """Return what an undisturbed run makes, and how long it takes."""

    def make(root: Path) -> None:
        begun = time.monotonic()
        done = snakemake(lay_out_little(root), *TARGETS)
        assert done.returncode == 0, done.stdout
        (root / "seconds").write_text(str(time.monotonic() - begun))

    root = run_once(shared / "uforstyrret", make)
    return contents(root, *OUTPUTS), float((root / "seconds").read_text())


def begun(root: Path) -> subprocess.Popen[str]:
    """Start a run in a group of its own; what it says is kept beside the project."""
    with root.with_suffix(".sagt").open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "snakemake", "--cores", "2", *TARGETS], cwd=root, text=True,
            env=environment(root), start_new_session=True, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip


def kill(running: subprocess.Popen[str], who: str) -> None:
    """Kill a run's Snakemake, one of its jobs, or all of it."""
    if who == "group":
        os.killpg(running.pid, signal.SIGKILL)
    elif who == "snakemake":
        running.kill()
    else:
        while running.poll() is None:
            family = psutil.Process(running.pid).children(recursive=True)
            jobs = [p for p in family if "evaluering" in " ".join(_words(p)) and not p.children()]
            if jobs:
                jobs[0].kill()
                break
            time.sleep(0.02)
    running.wait()


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


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
    plain = snakemake(root, *TARGETS)
    assert plain.returncode == 0, plain.stdout
    assert "Traceback" not in plain.stdout
    assert contents(root, *OUTPUTS) == expected
    assert not [p for p in root.rglob(".*") if "ufullstendig" in p.name]


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_is_taken_up_by_one_plain_run(project: Path, sound, number: int):
    expected, seconds = sound
    who, moment = KILLED[number % len(KILLED)], random.Random(number).uniform(0.05, 1) * seconds
    running = begun(project)
    try:
        running.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        kill(running, who)
    assert "Traceback" not in project.with_suffix(".sagt").read_text(encoding="utf-8")
    if number % 2:  # else the jobs that outlive their Snakemake and the new run's meet
        until_all_are_gone(running.pid)
    assert_taken_up(project, expected)
    until_all_are_gone(running.pid)
    assert contents(project, *OUTPUTS) == expected


def test_what_is_edited_during_a_run_is_in_what_the_next_one_makes(project: Path, sound):
    label = ("config/surveys/ledere.yaml", "Målene er uklare", "Målene er tåkete")
    running = begun(project)
    receipts = project / PROCESSED / "receipts"
    while running.poll() is None and not list(receipts.glob("*.json")):
        time.sleep(0.05)
    replace_in(project / label[0], *label[1:])
    running.wait()
    plain = snakemake(project, *TARGETS)
    assert plain.returncode == 0, plain.stdout
    found = contents(project, *OUTPUTS)
    assert set(found) == set(sound[0])
    said = (project / f"figures/{WAVE}/{REPORT}/figur-5.csv").read_text(encoding="utf-8")
    assert "Målene er tåkete" in said
    assert "Målene er uklare" not in said
    assert "Ingenting å gjøre" in snakemake(project, *TARGETS).stdout


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


@pytest.mark.parametrize("left", [40_000, 150_000])
def test_a_full_disk_stops_the_run_with_a_message_and_a_plain_run_goes_on(
    disk: Path, sound, left: int
):
    project = lay_out_little(disk / "prosjekt")
    (project / "data/processed").mkdir()
    fill = disk / "fyll"
    free = os.statvfs(disk)
    fill.write_bytes(bytes(free.f_bavail * free.f_frsize - left))
    stopped = snakemake(project, *TARGETS)
    assert stopped.returncode != 0
    assert "Traceback" not in stopped.stdout
    fill.unlink()
    assert_taken_up(project, sound[0])


def test_a_folder_that_cannot_be_written_stops_the_run_with_a_message(disk: Path, sound):
    project = lay_out_little(disk.parent / "prosjekt")
    (project / "figures").symlink_to(disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    stopped = snakemake(project, *TARGETS)
    assert stopped.returncode != 0
    assert "Traceback" not in stopped.stdout
    assert f"figures/{WAVE}" in stopped.stdout
    assert "Råd:" in stopped.stdout
    (project / "figures").unlink()
    assert_taken_up(project, sound[0])
