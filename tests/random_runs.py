"""Validating a project and running all its jobs in this process, and what came of it."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluering.cli import validate
from evaluering.cli.recording import do
from evaluering.config.project import load_project
from evaluering.errors import EvalueringError
from evaluering.workflow import WITHIN
from evaluering.workflow.flow import Flow
from evaluering.workflow.job import Job


@dataclass(frozen=True)
class Outcome:
    """What came of a project.

    Attributes
    ----------
    refused
        What validation said; empty when it accepted.
    stopped
        The job that stopped, and what it said; empty when all succeeded.
    kinds
        Kind, language and look of each exhibit of an accepted project.
    """

    name: str
    refused: str = ""
    stopped: str = ""
    kinds: tuple[tuple[str, str, str], ...] = ()

    @property
    def ran(self) -> bool:
        """Whether it was valid and ran to the end."""
        return not (self.refused or self.stopped)


def outcome(root: Path, chosen: Callable[[Job], bool], quick: bool = False) -> Outcome:
    """Validate a project, its data too unless `quick`, and do the jobs that are chosen in order."""
    os.environ[WITHIN] = "1"
    quiet = io.StringIO()
    step = "validate"
    with contextlib.redirect_stdout(quiet), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            try:
                project = load_project(root)
                validate.run(
                    argparse.Namespace(project=root, loaded=project, wave=None, quick=quick)
                )
            except EvalueringError as refusal:
                return Outcome(root.name, refused=str(refusal) or "no words")
            for job in filter(chosen, Flow(project).jobs):
                step = f"{job.id} ({job.wave})"
                do(project, job)
        except Exception:
            return Outcome(root.name, stopped=f"{step}\n{traceback.format_exc()}")
    kinds = [
        (exhibit.kind, report.language, "figure" if exhibit.is_figure else "table")
        for report in project.reports.values()
        for exhibit in project.exhibits(report.id)
    ]
    return Outcome(root.name, kinds=tuple(kinds))
