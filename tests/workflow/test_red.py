"""Red stays red: as long as an input is faulty or newer than what was made of it, runs fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_bad_input import cut_reply, seven

from workspace import (
    EXHIBITS,
    FIGURES,
    OUTPUTS,
    RAW,
    REPORT,
    WAVE,
    contents,
    environment,
    jobs,
    planned,
    replace_in,
    run,
    snakemake,
)

pytestmark = pytest.mark.workflow

CHAPTER = f"{EXHIBITS}/kapittel-6.yaml"


def shared_respondents(root: Path) -> None:
    old = "groups: [skoleeier, skoleleder, hovedtillitsvalgt]"
    replace_in(root / CHAPTER, old, "groups: [skoleeier, kompetansenettverk, hovedtillitsvalgt]")


RED = {
    seven: (f"{RAW}/uh.sav", "«sf_tilrettelegger»", "ingest-uh"),
    cut_reply: (f"{RAW}/ssb/12134.json", "avkuttet", "registry-kommuner"),
    shared_respondents: (CHAPTER, "samme respondent", f"results-{REPORT}.kapittel-6"),
}


@pytest.mark.parametrize("spoil", RED, ids=lambda spoil: spoil.__name__)
def test_a_fault_is_red_until_it_is_mended_and_leaves_every_output(
    rebuildable: Path, spoil: Callable[[Path], None]
):
    file, part, job = RED[spoil]
    before, former = contents(rebuildable, *OUTPUTS), (rebuildable / file).read_bytes()
    spoil(rebuildable)
    for options in ([], [], [f"{FIGURES}/figur-22.svg"]):
        if spoil is cut_reply and options:
            continue  # the figure is not of SSB's data
        result = snakemake(rebuildable, *options)
        assert result.returncode == 1, result.stdout
        assert result.stdout.count(part) == 1
        assert f"logs/{WAVE}/{job}.log" in result.stdout
        assert contents(rebuildable, *OUTPUTS) == before
    status = run(rebuildable, "-m", "evaluering", "status")
    assert status.returncode == 1
    assert job in status.stdout
    page = rebuildable / "reports/index.html"
    assert "Noe er av eldre inndata" in page.read_text(encoding="utf-8")
    (rebuildable / file).write_bytes(former)
    if spoil is shared_respondents:  # the others would do as well, and take a minute more
        assert snakemake(rebuildable).returncode == 0
        assert contents(rebuildable, *OUTPUTS) == before
        assert "av eldre inndata" not in page.read_text(encoding="utf-8")
        for _ in range(2):
            assert "Ingenting å gjøre" in snakemake(rebuildable).stdout
        assert run(rebuildable, "-m", "evaluering", "status").returncode == 0


def test_a_person_sees_a_line_a_job_and_a_failure_once(rebuildable: Path):
    seven(rebuildable)
    (rebuildable / "config/groups.yaml").touch()
    lines = snakemake(rebuildable).stdout.splitlines()
    assert len(lines) < 12
    assert not [line for line in lines if "rule" in line.lower() or "input:" in line]


def test_content_decides_and_not_dates(rebuildable: Path):
    for path in (rebuildable / RAW).rglob("*.*"):
        os.utime(path)
    assert jobs(planned(rebuildable)) == {}
    frame = rebuildable / RAW / "frames/skoleledere.csv"
    replace_in(frame, "fylke,1,258", "fylke,1,259")
    os.utime(frame, (1, 1))
    assert f"results_{REPORT}.vedlegg-1" in jobs(planned(rebuildable))
    assert f"{RAW}/frames/skoleledere.csv" in run(rebuildable, "-m", "evaluering", "status").stdout


def test_what_snakemake_has_forgotten_is_still_made_again(rebuildable: Path):
    replace_in(rebuildable / "config/indices.yaml", "upto: 3.5", "upto: 3.4")
    for path in (rebuildable / ".snakemake").rglob("*"):
        if path.is_file():
            path.unlink()
    table = rebuildable / f"data/processed/{WAVE}/indices.csv"
    before = table.read_bytes()
    result = snakemake(rebuildable, f"data/processed/{WAVE}/receipts/indices.json")
    assert result.returncode == 0, result.stdout
    assert table.read_bytes() != before


def test_a_killed_run_is_taken_up_by_a_plain_one(project: Path):
    target = f"data/processed/{WAVE}/indices.csv"
    command = [sys.executable, "-m", "snakemake", "--cores", "2", target]
    running = subprocess.Popen(
        command, cwd=project, env=environment(project), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    receipts = project / f"data/processed/{WAVE}/receipts"
    deadline = time.time() + 60
    while not list(receipts.glob("*.json")) and time.time() < deadline:
        time.sleep(0.05)
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
    settings.write_text("")
    for _ in range(2):
        assert snakemake(rebuildable).returncode == 1
        text = page.read_text(encoding="utf-8")
        assert text.count("Siste kjøring stoppet. Alt nedenfor er av eldre innhold.") == 1
        assert "filen er tom" in text
    settings.write_bytes(former)
    assert snakemake(rebuildable).returncode == 0
    assert page.read_bytes() == before
