"""Say what is of older input, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from evaluering.cli import options as opt
from evaluering.errors import EvalueringError
from evaluering.workflow.flow import Flow
from evaluering.workflow.leftovers import leftovers, unknown
from evaluering.workflow.staleness import Stale, stale_jobs


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no options of its own."""


def run(options: argparse.Namespace) -> None:
    """Print a table by wave and report.

    Raises
    ------
    EvalueringError
        Something is of older input, or a wave cannot be run.
    """
    project, _ = opt.opened(options)
    flow = Flow(project)
    stale = stale_jobs(flow)
    for line in table(stale.values()):
        print(line)
    for wave in flow.faulty:
        print(f"{wave}: kan ikke kjøres; «evaluering validate --wave {wave}» sier hvorfor.")
    kept, left = unknown(flow), leftovers(flow)
    if left:
        print(f"Lages ikke lenger ({len(left)}; «evaluering clean» sletter dem):")
        print("\n".join(f"  {path.as_posix()}" for path in left))
    if kept:
        print(f"Ikke laget av arbeidsflyten ({len(kept)}):")
        print("\n".join(f"  {path.as_posix()}" for path in kept))
    if stale or flow.faulty:
        count = f"{len(stale)} av {len(flow.jobs)} jobber må gjøres"
        raise EvalueringError(f"{count}. Råd: Kjør «evaluering run» eller «snakemake».")
    print(f"Alt er laget av det som er der nå: {len(flow.jobs)} jobber.")


def table(stale: Iterable[Stale]) -> list[str]:
    """Return a line a job, by wave and report."""
    rows = [
        (entry.job.wave or "alle bølger", entry.job.report or "–", entry.job.id, entry.why)
        for entry in stale
    ]
    if not rows:
        return []
    head = ("bølge", "rapport", "jobb", "hvorfor")
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(3)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in (head, *sorted(rows))
    ]
