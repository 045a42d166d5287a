"""Runs exclude each other, survive death, and say what stopped them once."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evaluering.config.project import load_project
from evaluering.errors import EvalueringError
from evaluering.workflow import PROFILE, banner
from evaluering.workflow.attempts import Attempts
from evaluering.workflow.ending import stopped
from evaluering.workflow.flow import Flow
from evaluering.workflow.lock import RunLock
from evaluering.workflow.running import changes_nothing
from evaluering.workflow.staging import clear_abandoned, staging
from evaluering.workflow.untouched import state_below
from small_project import REPORT, WAVE, write_project
from toy import JOBS, flow_of, lay_out_toy
from workspace import REPOSITORY

HOLD = """
import sys, time
from pathlib import Path
from evaluering.workflow.lock import RunLock
lock = RunLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
time.sleep(60)
"""


def test_a_second_run_is_told_which_process_and_since_when_until_it_dies(tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "True\n"
    with pytest.raises(EvalueringError, match=rf"prosess {other.pid} siden \d\d\.\d\d\.\d{{4}}"):
        RunLock(tmp_path).require()
    other.kill()
    other.wait()
    RunLock(tmp_path).require()


def test_the_folders_of_dead_processes_are_cleared_and_those_of_living_ones_are_not(tmp_path):
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
    for name in (f".ufullstendig-{dead}-abc", ".ufullstendig-gammel"):
        (tmp_path / "figures" / name).mkdir(parents=True)
    with staging(tmp_path / "figures") as mine:
        clear_abandoned(tmp_path)
        assert list((tmp_path / "figures").iterdir()) == [mine]
    assert str(os.getpid()) in mine.name


@pytest.mark.parametrize(
    ("words", "told"),
    [(["--cores", "2"], False), (["--lint"], True), (["--lint=json"], True), (["-S"], True)],
)
def test_a_command_that_only_tells_of_the_workflow_is_no_run(words, told):
    assert changes_nothing(words) is told


def test_all_programs_see_alike_whether_anything_was_touched(tmp_path, monkeypatch):
    found = []
    for name in ("bin", "prosjekt"):  # where a script lies, and where «python -m» is called
        (tmp_path / name).mkdir()
        monkeypatch.setattr("sys.path", [str(tmp_path / name), *sys.path[1:]])
        found.append(state_below(tmp_path / "tom"))
    assert found[0] == found[1]


def test_a_job_that_has_to_be_done_has_a_new_number_that_is_remembered(tmp_path):
    attempts = Attempts(tmp_path)
    attempts.begin(JOBS[:1])
    assert [attempts.number(job) for job in JOBS[:2]] == [1, 0]
    assert Attempts(tmp_path).number(JOBS[0]) == 0
    attempts.save()
    assert Attempts(tmp_path).number(JOBS[0]) == 1


def test_the_last_words_have_each_message_once_with_every_log_that_has_it(tmp_path):
    lay_out_toy(tmp_path)
    since = time.time() - 1
    for job in JOBS[:2]:
        (tmp_path / job.receipt).unlink()
        (tmp_path / job.log).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / job.log).write_text("Feil i svar.csv\n", encoding="utf-8")
    text = stopped(flow_of(tmp_path), since)
    assert text.count("Feil i svar.csv") == 1
    for job in JOBS[:2]:
        assert f"{job.title} (2021): mislyktes (se {job.log.as_posix()})" in text
    assert "2 jobber mislyktes." in text


def test_a_job_that_was_not_begun_is_undone_and_not_failed(tmp_path):
    lay_out_toy(tmp_path)
    for job in JOBS[:2]:
        (tmp_path / job.receipt).unlink()
    (tmp_path / JOBS[0].log).parent.mkdir(parents=True)
    (tmp_path / JOBS[0].log).write_text("Feil\n", encoding="utf-8")
    text = stopped(flow_of(tmp_path), time.time() - 1)
    assert "1 jobb mislyktes, og 1 jobb er ikke gjort." in text


PAGE = "<body>\n<main>\n<h1>Evalueringsrapporter</h1>\n</main>\n</body>\n"


def test_the_notice_is_put_once_and_taken_out_without_a_trace(tmp_path):
    page = tmp_path / "reports/index.html"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    for message in ("Feil i <b>config.yaml</b>", r"Feil i \1"):
        banner.put(tmp_path, message)
    text = page.read_text(encoding="utf-8")
    assert text.count("Siste kjøring stoppet") == 1
    assert r"Feil i \1" in text
    assert "config.yaml" not in text
    banner.remove(tmp_path)
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    ("tag", "words"), [("nn", "Siste køyring stoppa"), ("en", "The last run"), ("xx", "Siste kjø")]
)
def test_the_notice_is_in_the_language_of_the_page(tmp_path, tag, words):
    page = tmp_path / "reports/index.html"
    page.parent.mkdir()
    page.write_text(f'<html lang="{tag}">\n{PAGE}', encoding="utf-8")
    banner.put(tmp_path, "Feil")
    assert words in page.read_text(encoding="utf-8")


def test_without_a_page_there_is_no_notice(tmp_path):
    banner.put(tmp_path, "Feil")
    banner.remove(tmp_path)
    assert not (tmp_path / "reports").exists()


def test_the_two_profiles_are_the_same():
    root = REPOSITORY / "profiles/default/config.yaml"
    assert root.read_text(encoding="utf-8") == (PROFILE / "config.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def flow(tmp_path_factory) -> Flow:
    return Flow(load_project(write_project(tmp_path_factory.mktemp("jobber") / "prosjekt")))


def test_parts_come_after_those_they_read_from_and_make_each_file_once(flow):
    made: set[Path] = set()
    for part in flow.parts:
        generated = {p for p in part.reads if not re.match("data/raw/|config/", p.as_posix())}
        assert generated <= made, part.id
        assert not made & set(part.makes), part.id
        made |= set(part.makes)


def test_a_job_is_held_against_the_receipts_of_the_jobs_before_it_else_against_raw_files(flow):
    prepare, build = flow.job(WAVE, "prepare"), flow.job(WAVE, f"build-{REPORT}")
    assert flow.inputs(build) == [prepare.receipt.as_posix()]
    before = flow.inputs(prepare)
    assert before
    assert all(path.startswith(("data/raw/", "config/")) for path in before)
    raw = [path for path in build.reads if path.as_posix().startswith(("data/raw/", "config/"))]
    given = "\n".join(flow.given(build))
    assert raw
    assert all(path.as_posix() in given for path in raw)


def test_what_a_job_is_given_names_raw_files_by_content(flow):
    lines = flow.given(flow.job(WAVE, "prepare"))
    assert any(re.fullmatch(r"data/raw/\S+/ledere\.sav [0-9a-f]{12}", line) for line in lines)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_is_named_with_a_remedy(tmp_path, number):
    with (
        pytest.raises(EvalueringError, match=rf"(?s){tmp_path}/figures\n.*Råd: .*på nytt"),
        staging(tmp_path / "figures"),
    ):
        raise OSError(number, "x")
    assert not list((tmp_path / "figures").iterdir())


def test_a_file_elsewhere_that_cannot_be_opened_is_not_said_to_be_of_the_folder(tmp_path):
    with pytest.raises(PermissionError), staging(tmp_path / "figures"):
        raise PermissionError(errno.EACCES, "x", str(tmp_path / "data/svar.csv"))
