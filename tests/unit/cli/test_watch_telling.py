"""What `evaluering watch` tells: the page and its account, in each language, and who is called."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pytest

from evaluering.cli import main, watch_world
from evaluering.cli.watch_calling import MOST, called
from evaluering.cli.watch_telling import Teller, Voice, voice
from evaluering.config.theme import Theme
from evaluering.languages import tags
from evaluering.render.language import say, writing
from evaluering.workflow.lock import LOCK
from evaluering.workflow.watching.memory import Ended, Memory
from evaluering.workflow.watching.pace import Pace
from evaluering.workflow.watching.processes import Ran, Stop
from evaluering.workflow.watching.telling import sentence
from evaluering.workflow.watching.watch import Phase, Watch
from foreign_words import foreign
from pages import Page
from small_project import REPORT_FOLDER, write_project
from workspace import replace_in

WHEN = "2026-11-27T09:00:00+01:00"
PHASES: tuple[Phase, ...] = (
    "changing", "gone", "busy", "idle", "full", "checking", "running", "stopped",
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is a project as far as is asked, to stand in."""
    (tmp_path / "config").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def teller(tag: str = "nb", *, once: bool = False, **commands: list[str]) -> Teller:
    """Return one that calls the commands given."""
    given = {"on_success": [], "on_failure": [], **commands}
    return Teller(Stop(), Voice(tag, Theme()), argparse.Namespace(once=once, **given))


def memory() -> Memory:
    """Return a memory of a run of each outcome."""
    found = Memory()
    for outcome in ("made", "found", "failed", "full", "changed", "faults"):
        faults = {"b": "4711"} if outcome == "faults" else {}
        found = found.including(Ended(outcome, WHEN, 12.4, ("a",), faults), "abc")
    return found


@pytest.mark.parametrize("tag", tags())
def test_the_page_and_the_log_are_in_one_language(tag: str, home: Path) -> None:
    tells = teller(tag)
    watch = Watch(memory(), about="4711")
    tells.begin(watch, Pace(30, 10, 300), poll=False, why="")
    for phase in PHASES:
        tells.show(Watch(memory(), phase=phase, about="4711"))
        page = Page((home / "reports/status.html").read_text("utf-8"), home / "reports/status.html")
        assert page.language == tag
        assert not foreign(" ".join(page.words), tag)
    assert not foreign((home / "logs/watch.log").read_text("utf-8"), tag)


def test_programs_are_told_the_same_as_persons(home: Path) -> None:
    teller().show(Watch(memory(), phase="idle"))
    account = json.loads((home / "reports/status.json").read_text("utf-8"))
    assert account["phase"] == "idle"
    assert [run["outcome"] for run in account["ended"]][:2] == ["faults", "changed"]
    assert account["ended"][0]["faults"] == {"b": "4711"}
    assert account["made"] == ["a"]


def test_what_a_file_says_is_never_markup(home: Path) -> None:
    ended = Ended("failed", WHEN, 1, (), {"": "<script>alert(1)</script>"})
    teller().show(Watch(Memory().including(ended, "a"), phase="idle"))
    assert "<script>" not in (home / "reports/status.html").read_text("utf-8")


def test_of_a_project_that_is_gone_nothing_is_written(home: Path, capsys) -> None:
    (home / "config").rmdir()
    tells = teller()
    tells.show(Watch(Memory(), phase="gone", about="config"))
    assert list(home.iterdir()) == []
    assert "«config»" in capsys.readouterr().err


def test_a_full_disk_is_told_and_stops_nothing(home: Path, capsys, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    tells = teller()
    tells.remember(memory())
    for phase in PHASES:
        tells.show(Watch(memory(), phase=phase))
    assert capsys.readouterr().err.count("Disken er full.\n") == 2  # once for each folder


@pytest.mark.parametrize("once", [True, False])
def test_one_look_says_only_what_came_of_it(home: Path, capsys, once: bool) -> None:
    tells = teller(once=once)
    tells.run_said("[1/7] Leser")
    tells.ended(Ended("made", WHEN, 1, ("a",)))
    tells.ended(Ended("found", WHEN, 1, ("a",)))
    said = capsys.readouterr()
    assert said.out == "Ferdig på 1 s: a.\n"
    assert (said.err == "") is once


@pytest.mark.parametrize("outcome", ["made", "found", "faults", "failed", "full", "changed"])
def test_who_is_called_for_what(home: Path, outcome: str) -> None:
    write = 'printf "$EVALUERING_FAULTY" > $0'
    words = {name: ["sh", "-c", write, name] for name in ("on_success", "on_failure")}
    teller(**words).ended(Ended(outcome, WHEN, 1, ("a",), {"b": "x"}))  # type: ignore[arg-type]
    heard = {path.name for path in home.glob("on_*")}
    expected = {"made": {"on_success"}, "found": set(), "changed": set()}
    assert heard == expected.get(outcome, {"on_failure"})
    assert all((home / name).read_text() == "b" for name in heard)


ENDED = Ended("failed", WHEN, 1, ("a",), {"": "x" * 1_000_000})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["finnes-ikke"], "«finnes-ikke» kan ikke kjøres"),
        (["sh", "-c", "echo uten nett; exit 7"], "avsluttet med 7. uten nett"),
        (["sleep", "60"], "«sleep» ble avbrutt etter"),
    ],
)  # fmt: skip
def test_a_command_that_fails_is_told_and_no_more(home: Path, monkeypatch, words, told) -> None:
    monkeypatch.setattr("evaluering.cli.watch_calling.LATE", 0.3)
    found = called(Stop(), words, ENDED, sentence(ENDED))
    with writing("nb"):
        assert found is not None
        assert told in say(found)


def test_a_command_is_given_no_more_than_fits(home: Path) -> None:
    code = f"import sys; sys.exit(len(sys.stdin.read()) > {MOST + 1})"
    assert called(Stop(), [sys.executable, "-c", code], ENDED, sentence(ENDED)) is None


def test_the_language_is_the_projects_and_else_that_of_its_last_page(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    replace_in(root / REPORT_FOLDER / "report.yaml", "chapters:", "language: nn\nchapters:")
    assert voice(root).language == "nn"
    (root / "config/config.yaml").write_text("", encoding="utf-8")
    assert voice(root).language == "nb"
    (root / "reports").mkdir()
    (root / "reports/index.html").write_text('<html lang="en">', encoding="utf-8")
    assert voice(root).language == "en"


@pytest.fixture
def lock(home: Path) -> Path:
    """Return the file of the lock of runs."""
    (home / LOCK).parent.mkdir()
    return home / LOCK


@pytest.mark.parametrize(
    ("code", "after", "other"),
    [(1, "17 siden nå", ""), (1, "99 siden nå", "99"), (0, "99 siden nå", ""), (1, "5 før", "")],
)
def test_a_run_that_was_kept_out_is_told_from_one_that_failed(
    lock: Path, monkeypatch, code: int, after: str, other: str
) -> None:
    lock.write_text("5 før", encoding="utf-8")

    def ran(*_: object, **__: object) -> Ran:
        lock.write_text(after, encoding="utf-8")
        return Ran(code, "Using profile x\n[ 1/17] Leser\nsagt", 17)

    monkeypatch.setattr(watch_world, "ran", ran)
    found = watch_world.made(teller(), [])
    assert found is not None
    assert found == (code, "sagt", False, other)


@pytest.mark.parametrize("said", ["Disken er full.", "Kvoten på disken er brukt opp."])
def test_a_run_without_room_is_told_from_one_that_failed(lock: Path, monkeypatch, said) -> None:
    monkeypatch.setattr(watch_world, "ran", lambda *_, **__: Ran(1, f"Feil\n  {said}", 17))
    found = watch_world.made(teller(), [])
    assert found is not None
    assert found.full


@pytest.mark.parametrize("said", ["Killed", "{}", '{"fault": 1}', ""])
def test_a_check_that_breaks_down_is_a_fault_with_its_last_words(home, monkeypatch, said) -> None:
    monkeypatch.setattr(watch_world, "ran", lambda *_, **__: Ran(-9, said, 17))
    found = watch_world.inspected(Stop())
    assert found is not None
    assert found.fault == (said or "evaluering validate: -9")


@pytest.mark.parametrize(
    "words", [["--interval", "-1"], ["--stable", "inf"], ["--on-success", "mail 'uten slutt"]]
)
def test_an_option_that_cannot_be_is_refused(words: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["watch", *words])
    assert ended.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_a_folder_without_a_project_is_refused(evaluering, tmp_path: Path) -> None:
    code, said = evaluering(tmp_path, "watch", "--once")
    assert code == 1
    assert "ikke et prosjekt" in said
