"""Valid means it runs: random projects, with and without a fault, are refused or run to the end.

EVALUERING_RANDOM=3000 tries more of them than the default; a seed that fails can be tried again
by `one((seed, faulty))`.
"""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from evaluering.config.kinds import has, kinds
from evaluering.workflow.job import Job
from random_draws import Draw
from random_faults import FAULTS, put_fault
from random_projects import write_random
from random_runs import Outcome, outcome

COUNT = int(os.environ.get("EVALUERING_RANDOM", "300"))
FAULTY = COUNT // 3
DOCUMENTS = ("report", "word", "pdf", "workbook")
EVERY = 8
"""Of so many projects one gets the indices' pages and, in turn, one of the documents."""

pytestmark = pytest.mark.workflow


def one(tried: tuple[int, bool]) -> tuple[str, Outcome]:
    """Write a project, put a fault in if it is to have one, and run it."""
    seed, faulty = tried
    with tempfile.TemporaryDirectory() as folder:
        root = write_random(Path(folder) / f"prosjekt-{seed}", seed)
        fault = put_fault(Draw(seed), root) if faulty else ""
        # without a fault the ingest reads the data anyway: few need to have them read beforehand
        quick = not faulty and seed % EVERY > 0
        return fault, outcome(root, lambda job: _is_tried(job, seed), quick)


def _is_tried(job: Job, seed: int) -> bool:
    command, turn = job.command[0], seed % EVERY == 0
    if command in DOCUMENTS:
        return turn and command == DOCUMENTS[seed // EVERY % len(DOCUMENTS)]
    return turn or command != "appendix"


@pytest.fixture(scope="module")
def outcomes() -> dict[bool, list[tuple[str, Outcome]]]:
    """Return what came of the projects without a fault, and of those with one."""
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        return {
            faulty: list(pool.map(one, [(seed, faulty) for seed in range(count)], chunksize=4))
            for faulty, count in ((False, COUNT), (True, FAULTY))
        }


def test_every_random_project_is_valid_and_runs_to_the_end(outcomes):
    faults = [f"{o.name}: {o.refused}{o.stopped}" for _, o in outcomes[False] if not o.ran]
    assert not faults, f"{len(faults)} of {COUNT}\n\n" + "\n\n".join(faults[:3])


def test_a_random_fault_is_refused_by_name_or_does_no_harm(outcomes):
    stopped = [f"{o.name}, {fault}: {o.stopped}" for fault, o in outcomes[True] if o.stopped]
    assert not stopped, f"{len(stopped)} of {FAULTY}\n\n" + "\n\n".join(stopped[:3])


def test_what_is_refused_is_told_with_its_file_and_a_remedy(outcomes):
    refusals = [(fault, o.refused) for fault, o in outcomes[True] if o.refused]
    assert len(refusals) > FAULTY / 3
    for fault, said in refusals:
        assert said.startswith("Feil i "), (fault, said)
        assert "tillatt: " in said or "Råd: " in said, (fault, said)


def test_every_kind_is_tried_in_both_languages_and_looks(outcomes):
    tried = {kind for _, o in outcomes[False] for kind in o.kinds}
    looks = {n: ("table", "figure") if has(n, "figure") else ("table",) for n in kinds()}
    every = {(name, lang, look) for name in looks for lang in ("nb", "en") for look in looks[name]}
    assert tried == every


def test_every_sort_of_fault_is_tried(outcomes):
    assert {fault.split(":")[0] for fault, _ in outcomes[True]} == set(FAULTS)
