"""The command that attacks a report: what it is told, what it says, and that it is a gate."""

import json
from pathlib import Path

import pytest

from evaluering.cli import main
from evaluering.config.project import Project
from evaluering.languages import tags
from evaluering.render.disclosure import attack_text
from evaluering.render.language import writing
from small_project import REPORT, WAVE, build, write_project

LEAKS = (
    "small_count", "hidden_known", "hidden_near", "shown_elsewhere", "hidden_sum", "whole_group",
    "everyone_answered", "small_population", "single_answers", "small_answer", "same_answer",
    "mean_of_few", "extreme", "difference", "difference_of_waves", "unit", "class", "no_class",
    "text", "undecided", "contradiction",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Project]:
    """Return a little project with its results."""
    root = write_project(tmp_path_factory.mktemp("angrep") / "p")
    return root, build(root, "ingest", "registry", "link", "indices", "results")


def attack(root: Path, *words: str) -> int:
    return main(["--project", str(root), "disclosure", REPORT, *words])


def test_what_follows_is_told_by_cell_and_is_an_error(
    made: tuple[Path, Project], capsys: pytest.CaptureFixture[str]
) -> None:
    assert attack(made[0], "--json") == 1
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert f"{len(found['leaks'])} funn" in told.err
    assert found["tried"]["participants"] == 22
    assert all(leak["cells"] for leak in found["leaks"])
    assert {leak["kind"] for leak in found["leaks"]} <= set(LEAKS)


def test_nobody_is_named(made: tuple[Path, Project], capsys: pytest.CaptureFixture[str]) -> None:
    attack(made[0], "--json")
    told = capsys.readouterr().out
    linked = (made[0] / "data/processed" / WAVE / "link-kommune.csv").read_text(encoding="utf-8")
    for line in linked.splitlines()[1:]:
        respondent, key, name, *_ = line.split(",")
        assert f'"{respondent}"' not in told
        assert f'"{key}"' not in told
        assert name not in told


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["key", "0301", "9876", "1234"], "2 av 3 nøkler i «key» finnes ikke"),
        (["kommune", "0301"], "Kolonnen «key» mangler"),
        (["key"], "ingen linjer"),
    ],
)
def test_a_list_of_participants_that_does_not_fit_is_refused(
    made: tuple[Path, Project], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    lines: list[str], fault: str,
) -> None:  # fmt: skip
    units = (made[0] / "data/processed" / WAVE / "registry-kommuner.csv").read_text()
    known = units.splitlines()[1].split(",")[0]
    path = tmp_path / "deltakere.csv"
    path.write_text("\n".join(lines).replace("0301", known) + "\n", encoding="utf-8")
    assert attack(made[0], "--participants", str(path)) == 1
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--least", "0"), ("--least", "-1"), ("--seconds", "0")])
def test_a_threshold_below_one_and_no_time_are_refused(
    made: tuple[Path, Project], capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    with pytest.raises(SystemExit):
        attack(made[0], *words)
    assert words[1] in capsys.readouterr().err


def test_a_report_that_is_not_made_is_told_of(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    build(root, "registry", "ingest", "link", "indices")
    assert attack(root) == 1


@pytest.mark.parametrize("language", tags())
def test_every_finding_has_its_sentence_in_every_language(language: str) -> None:
    cell = {"wave": WAVE, "report": REPORT, "exhibit": "tabell-1", "names": ["Rektor", "total"]}
    numbers = {"n": 2.0, "of": 4.0, "lower": 1.0, "upper": 2.0}
    leaks = [{"kind": k, "certain": True, "cells": [cell], "numbers": numbers} for k in LEAKS]
    leaks.append({"kind": "class", "certain": False, "cells": [cell] * 9, "numbers": numbers})
    names = ("exhibits", "counts", "hidden", "participants", "unique", "classified", "identified")
    found = {"report": REPORT, "wave": WAVE, "tried": dict.fromkeys(names, 3), "leaks": leaks}
    with writing(language):
        text = attack_text(found, {"tabell-1": "Tabell 1"})
        nothing = attack_text(found | {"leaks": []}, {})
    assert len(text.splitlines()) == 5 + len(leaks)
    assert "leak_" not in text + nothing
    assert "{" not in text + nothing
