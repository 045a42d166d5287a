"""Red stays red: as long as an input is faulty or newer than what was made of it, runs fail."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from small_project import FIGURES, OUTPUTS, PROCESSED, RAW, REPORT, WAVE
from spoils import (
    ITEM,
    REPLY,
    SURVEY,
    Spoil,
    cut_reply,
    empty_configuration,
    seven,
    shared_respondents,
)
from workspace import contents, environment, jobs, planned, replace_in, run, snakemake

pytestmark = pytest.mark.workflow

RED: dict[Spoil, tuple[str, str, str]] = {
    seven: (SURVEY, f"«{ITEM}»", "prepare"),
    cut_reply: (REPLY, "avkuttet", "prepare"),
    shared_respondents: ("figur-3", "samme respondent", f"build-{REPORT}"),
}
FRAME = f"{RAW}/frames/ansatte.csv"


@pytest.mark.parametrize("spoil", RED, ids=lambda spoil: spoil.__name__)
def test_a_fault_is_red_until_it_is_mended_and_leaves_every_output(
    rebuildable: Path, tmp_path: Path, spoil: Spoil
):
    file, part, job = RED[spoil]
    before = contents(rebuildable, *OUTPUTS)
    for folder in ("config", RAW):
        shutil.copytree(rebuildable / folder, tmp_path / "sound" / folder)
    spoil(rebuildable)
    for options in ([], [f"{FIGURES}/figur-3.svg"]):
        if spoil is cut_reply and options:
            continue  # the figure is not of the registry
        result = snakemake(rebuildable, *options)
        assert result.returncode == 1, result.stdout
        assert file in result.stdout
        assert result.stdout.count(part) == 1
        assert f"logs/{WAVE}/{job}.log" in result.stdout
        assert contents(rebuildable, *OUTPUTS) == before
    status = run(rebuildable, "-m", "evaluering", "status")
    assert status.returncode == 1
    assert job in status.stdout
    page = rebuildable / "reports/index.html"
    assert "Noe er av eldre inndata" in page.read_text(encoding="utf-8")
    shutil.copytree(tmp_path / "sound", rebuildable, dirs_exist_ok=True)
    if spoil is shared_respondents:  # the others would do as well, and take longer
        assert snakemake(rebuildable).returncode == 0
        assert contents(rebuildable, *OUTPUTS) == before
        assert "av eldre inndata" not in page.read_text(encoding="utf-8")
        assert "Ingenting å gjøre" in snakemake(rebuildable).stdout
        assert run(rebuildable, "-m", "evaluering", "status").returncode == 0


def test_a_person_sees_a_line_a_job_and_a_failure_once(rebuildable: Path):
    seven(rebuildable)
    (rebuildable / "config/groups.yaml").touch()
    for _ in range(2):  # and again as long as it is not mended
        result = snakemake(rebuildable)
        assert result.returncode == 1
        assert result.stdout.count(f"«{ITEM}»") == 1
        lines = result.stdout.splitlines()
        assert len(lines) < 12
        assert not [line for line in lines if "rule" in line.lower() or "input:" in line]


def test_a_target_that_nothing_makes_is_told(rebuildable: Path):
    result = snakemake(rebuildable, "finnes-ikke")
    assert result.returncode == 1
    assert "Ingen jobb lager det som ble bedt om." in result.stdout
    assert "finnes-ikke" in result.stdout


def test_content_decides_and_not_dates(rebuildable: Path):
    for path in (rebuildable / RAW).rglob("*.*"):
        os.utime(path)
    assert jobs(planned(rebuildable)) == {}
    replace_in(rebuildable / FRAME, "fylke,1,40", "fylke,1,41")
    os.utime(rebuildable / FRAME, (1, 1))
    assert f"build-{REPORT}_{WAVE}" in jobs(planned(rebuildable))
    assert FRAME in run(rebuildable, "-m", "evaluering", "status").stdout


def test_what_snakemake_has_forgotten_is_still_made_again(rebuildable: Path):
    replace_in(rebuildable / "config/indices.yaml", "upto: 2.5", "upto: 2.7")
    shutil.rmtree(rebuildable / ".snakemake")
    table = rebuildable / PROCESSED / "indices.csv"
    before = table.read_bytes()
    result = snakemake(rebuildable, f"{PROCESSED}/receipts/prepare.json")
    assert result.returncode == 0, result.stdout
    assert table.read_bytes() != before


def test_a_killed_run_is_taken_up_by_a_plain_one(project: Path):
    target = f"{PROCESSED}/indices.csv"
    command = [sys.executable, "-m", "snakemake", "--cores", "2", target]
    running = subprocess.Popen(
        command, cwd=project, env=environment(project), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    receipts = project / PROCESSED / "receipts"
    deadline = time.time() + 60
    while not list(receipts.glob("*.json")) and time.time() < deadline:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGSTOP)  # it holds the lock all the same, however slow we are
    second = snakemake(project, target)
    assert second.returncode != 0
    assert f"En annen kjøring er i gang i denne mappen (prosess {running.pid}" in second.stdout
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    done = snakemake(project, target)
    assert done.returncode == 0, done.stdout
    assert (project / target).is_file()
    assert not list(project.rglob(".ufullstendig-*"))
    assert "Ingenting å gjøre" in snakemake(project, target).stdout


def test_a_configuration_that_cannot_be_read_is_told_in_the_page_until_it_can(rebuildable: Path):
    page = rebuildable / "reports/index.html"
    before, settings = page.read_bytes(), rebuildable / "config/config.yaml"
    former = settings.read_bytes()
    empty_configuration(rebuildable)
    for _ in range(2):
        result = snakemake(rebuildable)
        assert result.returncode == 1
        assert "filen er tom" in result.stdout
        text = page.read_text(encoding="utf-8")
        assert text.count("Siste kjøring stoppet. Alt nedenfor er av eldre innhold.") == 1
        assert "filen er tom" in text
    settings.write_bytes(former)
    assert snakemake(rebuildable).returncode == 0
    assert page.read_bytes() == before
