"""What happens at the start of a run, apart from the jobs."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from evaluering.config.claims.reading import check_claims
from evaluering.config.project import load_project
from evaluering.errors import EvalueringError
from evaluering.workflow import WITHIN, banner
from evaluering.workflow.flow import Flow
from evaluering.workflow.lock import RunLock
from evaluering.workflow.staging import clear_abandoned
from evaluering.workflow.staleness import stale_jobs

GENERATED = ("data/processed", "figures", "reports")


def opened(root: Path, lock: RunLock | None) -> Flow:
    """Load the project for the rules; a real run also takes its lock and clears the way.

    Parameters
    ----------
    root
        The project's folder.
    lock
        The lock of a real run; None for a dry run and for remote jobs, which change nothing.

    Raises
    ------
    EvalueringError
        The configuration has a fault outside the waves.
    """
    try:
        project = load_project(root)
        check_claims(root, project)
    except EvalueringError as error:
        if lock is not None:
            banner.put(root, str(error))
        raise
    flow = Flow(project)
    if lock is not None and lock.take():
        banner.remove(root)
        prepare(flow)
    return flow


def shell_prefix() -> str:
    """Return what every job's shell starts with: this environment's commands, and the word."""
    commands = shlex.quote(str(Path(sys.executable).parent))
    return f"export PATH={commands}:$PATH {WITHIN}=1; "


def prepare(flow: Flow) -> None:
    """Clear what dead runs left, and take back the receipts of what has to be done again.

    Snakemake then runs these jobs whatever it remembers of them.
    """
    for folder in GENERATED:
        clear_abandoned(flow.root / folder)
    for stale in stale_jobs(flow).values():
        (flow.root / stale.job.receipt).unlink(missing_ok=True)
    age(flow)


def age(flow: Flow) -> None:
    """Date the files of jobs without a receipt before what they are made of.

    Snakemake gives the former files of a failed job today's date and forgets what they were made
    of; asked for one of them by name, it would be content.
    """
    for job in flow.jobs:
        made = [flow.root / path for path in job.makes if (flow.root / path).is_file()]
        read = [flow.root / path for path in job.reads if (flow.root / path).is_file()]
        if made and read and not (flow.root / job.receipt).is_file():
            before = min(path.stat().st_mtime for path in read) - 1
            for path in made:
                os.utime(path, (before, before))
