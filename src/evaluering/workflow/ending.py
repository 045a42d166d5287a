"""What a person is told when a run ends."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.render.language import say
from evaluering.workflow.coverage import not_made
from evaluering.workflow.flow import FAULTY, Flow
from evaluering.workflow.leftovers import leftovers
from evaluering.workflow.materials import PATHS
from evaluering.workflow.staging import FULL
from evaluering.workflow.staleness import stale_jobs
from evaluering.workflow.unread import summary

LITTLE = 2**20
"""On a disk with less room, in bytes, a job that said nothing had no room for it."""


@dataclass(frozen=True)
class Failure:
    """A job that failed in this run."""

    title: str
    log: Path
    message: str


def failures(flow: Flow, since: float) -> list[Failure]:
    """Return the jobs that started after a time and have no receipt, with what they said."""
    found = [
        _failure(flow.root, f"{say(job.title)}{f' ({job.wave})' if job.wave else ''}", job.log)
        for job in flow.jobs
        if not (flow.root / job.receipt).is_file() and _written(flow.root / job.log, since)
    ]
    faulty = [(wave, PATHS.log(wave, FAULTY)) for wave in flow.faulty]
    return found + [
        _failure(flow.root, f"Bølgen {wave}", log)
        for wave, log in faulty
        if _written(flow.root / log, since)
    ]


def _failure(root: Path, title: str, log: Path) -> Failure:
    said = (root / log).read_text(encoding="utf-8", errors="replace").strip()
    if not said and shutil.disk_usage(root).free < LITTLE:
        said = f"{FULL[0]}\n  Råd: {FULL[1]}"
    return Failure(title, log, said)


def _written(log: Path, since: float) -> bool:
    return log.is_file() and log.stat().st_mtime >= since


def stopped(flow: Flow, since: float) -> str:
    """Return what a person is told when a run did not get through: each message once."""
    failed = failures(flow, since)
    undone = len(stale_jobs(flow)) - sum(1 for f in failed if not f.title.startswith("Bølgen "))
    by_message: dict[str, list[Failure]] = {}
    for failure in failed:
        by_message.setdefault(failure.message, []).append(failure)
    parts = []
    for message, same in by_message.items():
        names = "\n".join(f"{f.title}: mislyktes (se {f.log.as_posix()})" for f in same)
        parts.append(f"{names}\n{_indented(message or 'Jobben sa ingenting.')}")
    end = f"Kjøringen stoppet. {_jobs(len(failed))} mislyktes"
    end += f", og {_jobs(undone)} er ikke gjort." if undone else "."
    return "\n\n".join([*parts, f"{end} «evaluering status» viser hva som er av eldre inndata."])


def finished(flow: Flow) -> str:
    """Return what a person is told when all is made: also which reports' numbers deviate."""
    lines = ["Ferdig. Åpne reports/index.html.", *not_made(flow.project), *summary(flow)]
    for job in flow.jobs:
        if job.command[0] == "build" and (count := deviating(flow.project, job.wave, job.report)):
            page = Paths.of(flow.project).check_files(job.wave, job.report, "reproduce")[0]
            lines.append(f"{count} trykte tall avviker: se {page.as_posix()}.")
    if left := leftovers(flow):
        files = "1 fil" if len(left) == 1 else f"{len(left)} filer"
        lines.append(f"{files} lages ikke lenger: «evaluering clean» viser og sletter dem.")
    return "\n".join(lines)


def deviating(project: Project, wave: str, report: str) -> int:
    """Return how many printed numbers differ from the regenerated ones, as last compared."""
    account = Paths.of(project, project.root).check_files(wave, report, "reproduce")[1]
    if not account.is_file():
        return 0
    summary = json.loads(account.read_text(encoding="utf-8"))["summary"]
    return int(summary["near"] + summary["different"])


def _jobs(count: int) -> str:
    return "1 jobb" if count == 1 else f"{count} jobber"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
