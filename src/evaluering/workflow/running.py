"""What happens at the start of a run, apart from the jobs."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from evaluering.config.project import Project, load_project
from evaluering.errors import EvalueringError
from evaluering.speaking import forgive, refuse_unreadable_names
from evaluering.workflow import WITHIN, banner
from evaluering.workflow.flow import Flow, refuse_braces
from evaluering.workflow.lock import RunLock
from evaluering.workflow.staging import clear_abandoned
from evaluering.workflow.staleness import Stale, stale_jobs

CHECKS = "checks"
"""The command whose parts are the checks of a report."""

GENERATED = ("data/processed", "figures", "reports")

TELLING = frozenset({
    "--lint", "--summary", "-S", "--detailed-summary", "-D", "--list-rules", "--list", "-l",
    "--list-target-rules", "--lt", "--list-changes", "--list-untracked", "--dag", "--rulegraph",
    "--filegraph", "--d3dag", "--report", "--unlock",
})  # fmt: skip
"""The options with which Snakemake runs no job."""


def opened(
    root: Path, lock: RunLock | None, check: Callable[[Path, Project, Collection[str]], object]
) -> tuple[Flow, bool]:
    """Load the project for the rules; a real run also takes its lock and clears the way.

    Returns
    -------
    flow, done
        All jobs, and whether none of them has to be done.

    Parameters
    ----------
    root
        The project's folder.
    lock
        The lock of a real run; None for a dry run and for remote jobs, which change nothing.
    check
        Holds the claims of reports to be right before a run; those of reports that are checked
        and of which nothing has changed are left out. A room above knows how.

    Raises
    ------
    EvalueringError
        The configuration has a fault outside the waves.
    """
    forgive()
    try:
        refuse_unreadable_names(root)
        flow = Flow(load_project(root))
        refuse_braces(flow)
        stale = stale_jobs(flow)
        check(root, flow.project, _checked(flow, stale))
    except EvalueringError as error:
        if lock is not None:
            banner.put(root, str(error))
        raise
    real = lock is not None and lock.take()
    if real:
        banner.remove(root)
    prepare(flow, stale, lasting=real)
    return flow, not stale and not flow.faulty


def _checked(flow: Flow, stale: Mapping[tuple[str, str], Stale]) -> set[str]:
    """Return the reports whose checks are made of what is there now, in every wave."""
    checked = {part.report for part in flow.parts if part.command[0] == CHECKS}
    parts = [entry.part for job in stale.values() for entry in job.parts]
    return checked - {part.report for part in parts if part.command[0] == CHECKS}


def changes_nothing(words: Iterable[str]) -> bool:
    """Return whether a Snakemake command only tells of the workflow."""
    return any(word.partition("=")[0] in TELLING for word in words)


def shell_prefix() -> str:
    """Return what every job's shell starts with: this environment's commands, and the word."""
    commands = shlex.quote(str(Path(sys.executable).parent))
    return f"export PATH={commands}:$PATH {WITHIN}=1; "


def prepare(flow: Flow, found: Mapping[tuple[str, str], Stale], lasting: bool) -> None:
    """See to it that Snakemake runs every job that has to be done, whatever it remembers.

    It records a failed job as done, of the inputs that it failed on. A job that has to be done
    therefore has a new number among its parameters, and no receipt.
    """
    stale = [entry.job for entry in found.values() if not entry.derived]
    flow.attempts.begin(stale)
    if lasting:
        flow.attempts.save()
        for job in stale:
            (flow.root / job.receipt).unlink(missing_ok=True)
        for folder in GENERATED:
            clear_abandoned(flow.root / folder)
