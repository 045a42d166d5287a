"""Commands make the parts that are stale; a part that fails or dies leaves the others made."""

from __future__ import annotations

import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from evaluering.cli import main, making
from evaluering.cli import results as results_command
from evaluering.cli.making import make
from evaluering.config.project import load_project
from evaluering.errors import EvalueringError
from evaluering.workflow.flow import Flow
from evaluering.workflow.pool import Died, in_copy
from evaluering.workflow.staleness import stale_jobs, stale_parts
from small_project import OUTPUTS, PROCESSED, REPORT, WAVE, write_project
from spoils import seven
from workspace import contents, replace_in

pytestmark = pytest.mark.slow

WORDS = ("--wave", WAVE, "--report", REPORT)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path / "prosjekt")


def evaluering(root: Path, *words: str) -> int:
    return main(["--project", str(root), *words])


def names(root: Path) -> set[str]:
    return {name for _, name in stale_parts(Flow(load_project(root)))}


def test_only_what_is_stale_is_made_and_all_of_it_when_asked(root, capsys):
    assert evaluering(root, "prepare", "--wave", WAVE, "--jobs", "2") == 0
    assert re.search(r"dataene: (\d+) av \1 laget", capsys.readouterr().out)
    assert evaluering(root, "prepare", "--wave", WAVE) == 0
    assert "dataene: 0 av" in capsys.readouterr().out
    assert evaluering(root, "ingest", "--wave", WAVE, "--survey", "ledere", "--again") == 0
    assert "dataene: 1 av 1 laget" in capsys.readouterr().out
    assert not [job for job in stale_jobs(Flow(load_project(root))) if job[1] == "prepare"]


def test_several_cores_make_the_same_bytes_as_one(root, tmp_path):
    # a copy: an SPSS file says when it was written
    other = Path(shutil.copytree(root, tmp_path / "annet"))
    for folder, copies in ((root, "1"), (other, "3")):
        for job in Flow(load_project(folder)).jobs:
            assert evaluering(folder, *job.command, "--jobs", copies) == 0
    assert contents(root, *OUTPUTS) == contents(other, *OUTPUTS)
    receipts = [
        sorted((folder / PROCESSED / "receipts").glob("*.json")) for folder in (root, other)
    ]
    assert [p.read_bytes() for p in receipts[0]] == [p.read_bytes() for p in receipts[1]]


def test_a_faulty_survey_stops_what_reads_it_and_nothing_else(root, capsys):
    seven(root)
    assert evaluering(root, "prepare", "--wave", WAVE, "--jobs", "2") == 1
    told = capsys.readouterr().err
    assert told.count("maal_klare") == 1
    left = names(root)
    assert "ingest-ledere" in left
    assert not {"ingest-ansatte", "registry-kommuner"} & left
    assert not (root / PROCESSED / "receipts/prepare.json").exists()


def test_a_part_whose_process_is_killed_is_named_and_the_others_are_made(root, monkeypatch):
    assert evaluering(root, "prepare", "--wave", WAVE) == 0
    real = results_command.run

    def dying(options):
        if options.exhibit == "figur-3":
            os.kill(os.getpid(), signal.SIGKILL)
        real(options)

    monkeypatch.setattr(results_command, "run", dying)
    flow = Flow(load_project(root))
    parts = [p for p in flow.job(WAVE, f"build-{REPORT}").parts if p.command[0] == "results"]
    with pytest.raises(EvalueringError, match=r"manglet minne") as raised:
        make(flow, parts, 2)
    assert "figur-3" in str(raised.value)
    monkeypatch.undo()
    own = {part.id for part in parts}
    assert names(root) & own == {f"results-{REPORT}.figur-3"}
    assert not list((root / PROCESSED).rglob("figur-3.*"))
    make(flow, parts)
    assert not names(root) & own


def test_a_round_whose_process_is_killed_names_its_parts_and_a_plain_run_makes_them(
    root, monkeypatch
):
    job = Flow(load_project(root)).job(WAVE, "prepare")
    monkeypatch.setattr(making, "MANY", 1)
    monkeypatch.setattr(making, "_made", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(EvalueringError, match="manglet minne") as raised:
        make(Flow(load_project(root)), job.parts)
    assert "registry-kommuner, ingest-ansatte" in str(raised.value)
    assert not (root / job.receipt).exists()
    monkeypatch.undo()
    make(Flow(load_project(root)), job.parts)
    assert (root / job.receipt).is_file()


def test_what_stops_a_copy_of_the_process_stops_what_waits_for_it():
    assert in_copy(lambda: os.getpid()) != os.getpid()
    with pytest.raises(EvalueringError, match="galt"):
        in_copy(lambda: refuse("galt"))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        in_copy(lambda: 1 / 0)
    with pytest.raises(Died, match="manglet minne"):
        in_copy(lambda: os.kill(os.getpid(), signal.SIGKILL))


def refuse(text: str) -> None:
    raise EvalueringError(text)


def test_an_edited_text_makes_the_exhibits_that_show_it_anew_and_no_other(root, capsys):
    for words in (("prepare", "--wave", WAVE), ("results", *WORDS)):
        assert evaluering(root, *words) == 0
    replace_in(root / "config/surveys/ledere.yaml", "Målene er klare", "Målene er klare!")
    stale = {name for name in names(root) if name.startswith("results-")}
    capsys.readouterr()
    assert evaluering(root, "results", *WORDS) == 0
    made, whole = map(int, re.findall(r"(\d+) av (\d+) laget", capsys.readouterr().out)[-1])
    assert made == len(stale)
    assert 0 < made < whole


@pytest.mark.parametrize("jobs", ["0", "-1", "to", "1.5", "100000"])
def test_a_number_of_jobs_that_is_none_is_refused(root, jobs, capsys):
    with pytest.raises(SystemExit):
        evaluering(root, "results", *WORDS, "--jobs", jobs)
    assert "ikke et helt tall fra 1 til 1024" in capsys.readouterr().err


def test_an_exhibit_that_a_command_does_not_make_is_told(root, capsys):
    assert evaluering(root, "figures", *WORDS, "--exhibit", "figur-99") == 1
    assert "--exhibit figur-99 finnes ikke" in capsys.readouterr().err
    assert evaluering(root, "figures", *WORDS, "--exhibit", "tabell-2") == 1
    assert "tabell-2" in capsys.readouterr().err
