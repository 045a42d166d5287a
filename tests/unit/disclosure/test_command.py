"""The command that attacks a report: what it is told, what it says, and that it is a gate."""

import json
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from evaluering.cli import attack as gate
from evaluering.cli import main
from evaluering.cli.control import controlled
from evaluering.config.disclosure import Policy
from evaluering.config.formats import formats
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.disclosure.masking import accounts
from evaluering.errors import EvalueringError
from evaluering.languages import tags
from evaluering.render.disclosure import attack_text
from evaluering.render.language import writing
from evaluering.workflow.flow import Flow
from small_project import REPORT, WAVE, build, write_project

LEAKS = (
    "small_count", "hidden_known", "hidden_near", "shown_elsewhere", "hidden_sum", "whole_group",
    "everyone_answered", "small_population", "unanimous_population", "single_answers",
    "small_answer", "same_answer",
    "mean_of_few", "extreme", "statistic", "difference", "difference_of_waves", "unit", "class",
    "no_class", "text", "undecided", "contradiction",
)  # fmt: skip

TRIED = ("exhibits", "counts", "hidden", "participants", "unique", "classified", "identified")


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


def test_amounts_that_are_mostly_a_fews_are_hidden_with_the_reason(
    made: tuple[Path, Project],
) -> None:
    root, project = made
    paths = Paths.of(project, root)
    policy = Policy(dominance={"largest": 3, "share": 20}, p_percent=0)
    folder = paths.results(WAVE, REPORT)
    found = controlled(project.of_report(REPORT), paths, WAVE, REPORT, folder, policy)
    assert "dominance" in {*found.masks.rows.values()}
    shown = {name for name, own in accounts(found.masks)["hidden"].items() if "dominance" in own}
    assert shown | found.masks.whole
    hidden = [of for of in found.exhibits if of.exhibit.id in shown]
    assert all(of.result.table["mean"].isna().any() for of in hidden)


def public(project: Project) -> Project:
    """Return a project whose report is for everyone."""
    report = project.reports[REPORT].model_copy(update={"audience": "public"})
    return replace(project, reports={REPORT: report})


def test_the_build_of_a_public_report_ends_with_the_attack(made: tuple[Path, Project]) -> None:
    internal, flow = Flow(made[1]), Flow(public(made[1]))
    (last,) = [job for job in flow.jobs if job.id not in {own.id for own in internal.jobs}]
    assert last.id == f"attack-{REPORT}"
    assert flow.jobs[-1] is last
    build, before = flow.job(WAVE, f"build-{REPORT}"), internal.job(WAVE, f"build-{REPORT}")
    documents = [part for part in build.parts if part.command[0] in formats()]
    assert {path for part in documents for path in part.makes} <= set(last.reads)
    assert str(last.receipt) in flow.targets()
    own = {part.id for part in build.parts} - {part.id for part in before.parts}
    assert own == {f"control-{REPORT}"}
    unlike = {"control", "checks"}  # the control hides, and verdicts are told with less
    assert {p.id: p.config for p in build.parts if p.command[0] not in unlike} == {
        p.id: p.config for p in before.parts if p.command[0] not in unlike
    }


def test_the_gate_tells_what_follows_and_fails(
    made: tuple[Path, Project], capsys: pytest.CaptureFixture[str]
) -> None:
    root, project = made
    named = {"wave": WAVE, "report": REPORT, "project": root}
    with pytest.raises(EvalueringError, match="er offentlig, og"):
        gate.run(Namespace(**named, loaded=public(project)))
    assert "under grensen" in capsys.readouterr().out
    assert not Paths(root).attack(WAVE, REPORT).exists()


def test_the_gate_lets_a_report_through_that_nothing_follows_from(
    made: tuple[Path, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, project = made
    found = {"report": REPORT, "wave": WAVE, "leaks": []}
    tried = dict.fromkeys(TRIED, 0)
    monkeypatch.setattr(gate, "derived", lambda *_: found | {"tried": tried})
    gate.run(Namespace(wave=WAVE, report=REPORT, project=root, loaded=public(project)))
    assert json.loads(Paths(root).attack(WAVE, REPORT).read_text())["leaks"] == []


@pytest.mark.parametrize("language", tags())
def test_every_finding_has_its_sentence_in_every_language(language: str) -> None:
    cell = {"wave": WAVE, "report": REPORT, "exhibit": "tabell-1", "names": ["Rektor", "total"]}
    numbers = {"n": 2.0, "of": 4.0, "lower": 1.0, "upper": 2.0}
    leaks = [{"kind": k, "certain": True, "cells": [cell], "numbers": numbers} for k in LEAKS]
    leaks.append({"kind": "class", "certain": False, "cells": [cell] * 9, "numbers": numbers})
    found = {"report": REPORT, "wave": WAVE, "tried": dict.fromkeys(TRIED, 3), "leaks": leaks}
    with writing(language):
        text = attack_text(found, {(REPORT, "tabell-1"): "Tabell 1"})
        nothing = attack_text(found | {"leaks": []}, {})
    assert len(text.splitlines()) == 5 + len(leaks)
    assert "leak_" not in text + nothing
    assert "{" not in text + nothing
