"""Validating random projects and running their jobs, and what came of it."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from evaluering.cli import validate
from evaluering.cli.making import make
from evaluering.config.project import load_project
from evaluering.errors import EvalueringError
from evaluering.workflow import WITHIN
from evaluering.workflow.flow import Flow
from evaluering.workflow.part import Part
from random_draws import Draw
from random_faults import put_fault
from random_projects import write_random

DOCUMENTS = ("report", "word", "pdf", "workbook")
EVERY = 8
"""Of so many projects one gets the indices' pages and, in turn, one of the documents."""


@dataclass(frozen=True)
class Outcome:
    """What came of a project.

    Attributes
    ----------
    refused
        What validation said; empty when it accepted.
    stopped
        The part that stopped, and what it said; empty when all succeeded.
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


def tried(seeds: Iterable[int], faulty: bool) -> list[tuple[str, Outcome]]:
    """Try the projects of some seeds, in processes of their own; give each one's fault too.

    The processes are no copies of this one: threads that it has begun, as those that set a PDF,
    are missing in a copy, which would wait for them for ever.
    """
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(one, [(seed, faulty) for seed in seeds], chunksize=2))


def one(tried: tuple[int, bool]) -> tuple[str, Outcome]:
    """Write a project, put a fault in if it is to have one, and run it."""
    seed, faulty = tried
    with tempfile.TemporaryDirectory() as folder:
        root = write_random(Path(folder) / f"prosjekt-{seed}", seed)
        fault = put_fault(Draw(seed), root, seed) if faulty else ""
        # without a fault the ingest reads the data anyway: few need to have them read beforehand
        quick = not faulty and seed % EVERY > 0
        return fault, outcome(root, lambda part: _is_tried(part, seed), quick)


def _is_tried(part: Part, seed: int) -> bool:
    command, turn = part.command[0], seed % EVERY == 0
    if command in DOCUMENTS:
        return turn and command == DOCUMENTS[seed // EVERY % len(DOCUMENTS)]
    return turn or command != "appendix"


def outcome(root: Path, chosen: Callable[[Part], bool], quick: bool = False) -> Outcome:
    """Validate a project, its data too unless `quick`, and make the chosen parts in order."""
    os.environ[WITHIN] = "1"
    quiet = io.StringIO()
    step = "validate"
    with contextlib.redirect_stdout(quiet), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            try:
                project = load_project(root)
                validate.run(
                    argparse.Namespace(
                        project=root, loaded=project, wave=None, quick=quick, json=False
                    )
                )
            except EvalueringError as refusal:
                return Outcome(root.name, refused=str(refusal) or "no words")
            flow = Flow(project)
            for part in filter(chosen, flow.parts):
                step = f"{part.id} ({part.wave})"
                make(flow, [part])
        except Exception:
            return Outcome(root.name, stopped=f"{step}\n{traceback.format_exc()}")
    kinds = [
        (exhibit.kind, report.language, "figure" if exhibit.is_figure else "table")
        for report in project.reports.values()
        for exhibit in project.exhibits(report.id)
    ]
    return Outcome(root.name, kinds=tuple(kinds))
