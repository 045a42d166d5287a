"""The gate of a public report: attack it, and fail where anything follows."""

from __future__ import annotations

import argparse
import json

from evaluering.cli import options as opt
from evaluering.cli.disclosure import derived, limits_of, told
from evaluering.errors import EvalueringError
from evaluering.message import message
from evaluering.render.language import say, writing
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Print what follows from a report; where nothing does, keep what it was tried on.

    Raises
    ------
    EvalueringError
        Something follows. Snakemake deletes what a failed job made, so that the findings stand in
        the log.
    """
    project, paths = opt.opened(options)
    wave, report = options.wave, options.report
    found = derived(project, paths, wave, report, limits_of(project, report))
    print(told(project, report, found), end="")
    if n := len(found["leaks"]):
        with writing(project.reports[report].language):
            raise EvalueringError(say(message("attack_gate", report=report, wave=wave, n=n)))
    target = paths.attack(wave, report)
    with staging(target.parent) as folder:
        content = json.dumps(found, ensure_ascii=False, indent=1)
        (folder / target.name).write_text(content + "\n", encoding="utf-8")
