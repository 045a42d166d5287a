"""docs/automatisering.md: what stands in its blocks is there, and what it tells is as it tells."""

from __future__ import annotations

import argparse
import configparser
import re
import shlex
from pathlib import Path

import pytest
import yaml

from evaluering.cli import COMMANDS, _options
from evaluering.cli.watch import arguments
from evaluering.cli.watch_calling import LATE, facts
from evaluering.workflow.watching.memory import Ended
from evaluering.workflow.watching.pace import Code
from evaluering.workflow.watching.processes import GRACE
from evaluering.workflow.watching.watch import AGAIN

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs/automatisering.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)(?: ([\w.ø-]+))?\n(.*?)```", TEXT, re.DOTALL)


def blocks(sort: str) -> list[str]:
    """Return the texts of the blocks of a sort."""
    return [text for own, _, text in BLOCKS if own == sort]


def units() -> dict[str, configparser.ConfigParser]:
    """Return the units of systemd by name."""
    found = {}
    for sort, name, text in BLOCKS:
        if sort == "ini":
            found[name] = configparser.ConfigParser(strict=True, interpolation=None)
            found[name].optionxform = str  # type: ignore[assignment,method-assign]
            found[name].read_string(text)
    return found


def commands() -> list[list[str]]:
    """Return the words of every command of ours that the page has."""
    lines = [line for text in blocks("sh") for line in text.splitlines()]
    lines += [unit["Service"]["ExecStart"] for unit in units().values() if "Service" in unit]
    lines += [line.split("&&")[-1] for line in blocks("cron")[0].splitlines()]
    lines += [step["run"] for step in steps() if "run" in step]
    found = [shlex.split(line, comments=True) for line in lines]
    return [words for words in found if words and Path(words[0]).name == "evaluering"]


def steps() -> list[dict[str, str]]:
    """Return the steps of the workflow in CI."""
    (content,) = (yaml.safe_load(text) for text in blocks("yaml"))
    (job,) = content["jobs"].values()
    found: list[dict[str, str]] = job["steps"]
    return found


def test_every_sort_of_block_is_looked_at() -> None:
    assert {sort for sort, _, _ in BLOCKS} == {"sh", "ini", "cron", "dockerfile", "yaml"}
    assert len(commands()) == 8


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_and_option_is_there(words: list[str]) -> None:
    assert _options(words[1:]).command == words[1]


def test_the_options_are_all_told_with_what_they_are_when_left_out() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    arguments(parser)
    told = dict(reversed(re.findall(r"`(--[a-z-]+)(?: (\d+))?`", TEXT)))  # the first counts
    for action in parser._actions:
        (option,) = action.option_strings
        assert option in told
        if isinstance(action.default, float):
            assert float(told[option]) == action.default


def test_the_exit_codes_are_those_that_are_returned() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d) \|", TEXT, re.MULTILINE)]
    assert told == sorted({1, 2, *Code})


def test_the_variables_are_those_that_a_command_has() -> None:
    told = set(re.findall(r"`(EVALUERING_\w+)`", TEXT))
    assert told == set(facts(Ended("made", "2026-11-27"), ""))


def test_the_times_are_those_of_the_code() -> None:
    assert f"etter {'ti' if AGAIN == 600 else AGAIN} minutter" in TEXT
    assert f"får {GRACE} sekunder" in TEXT
    assert f"bruke {LATE} sekunder" in TEXT


def test_systemd_waits_as_long_as_a_run_may_take_to_stop() -> None:
    found = units()
    assert set(found) == {"evaluering.service", "evaluering-once.service", "evaluering-once.timer"}
    for unit in found.values():
        if "Service" in unit:
            assert unit["Service"]["KillMode"] == "mixed"
            assert int(unit["Service"].get("TimeoutStopSec", "90")) > GRACE
    later = {str(int(Code.BUSY)), str(int(Code.UNREADY))}
    assert set(found["evaluering-once.service"]["Service"]["SuccessExitStatus"].split()) == later


def test_the_line_of_cron_has_five_times_and_a_command() -> None:
    mail, line = blocks("cron")[0].splitlines()
    assert re.fullmatch(r"MAILTO=\S+@\S+", mail)
    assert re.match(r"(?:[\d*/,-]+ ){5}cd \S+ && \S+/evaluering ", line)


def test_the_image_is_made_of_files_that_are_there_and_of_no_data() -> None:
    text = blocks("dockerfile")[0]
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE)
              for name in line.split()]  # fmt: skip
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    assert not {".", "data", "config"} & set(copied)
    command = yaml.safe_load(re.findall(r"^ENTRYPOINT (.+)$", text, re.MULTILINE)[0])
    assert command == ["evaluering"]
    assert yaml.safe_load(re.findall(r"^CMD (.+)$", text, re.MULTILINE)[0])[0] in COMMANDS


def test_the_workflow_in_ci_makes_targets_that_the_makefile_has() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = [step["run"].split()[1] for step in steps() if step.get("run", "").startswith("make ")]
    assert made
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in made)


def test_files_that_are_named_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / "docs" / target).exists(), target
