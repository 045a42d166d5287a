"""The last step of a public report: an attack on what was made, which fails when it succeeds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from evaluering.config import sources
from evaluering.config.formats import formats
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of
from evaluering.config.project import Project
from evaluering.message import message
from evaluering.workflow.coverage import reports_of
from evaluering.workflow.materials import (
    PATHS,
    check_files,
    figure_files,
    result_files,
    table_files,
    with_account,
)
from evaluering.workflow.part import Part


def attacks(project: Project, wave: str, report: str) -> Iterator[Part]:
    """Yield the attack on a report that is for everyone; there is none on another.

    It reads all that is made of the report, and the numbers of the wave's other reports. Those of
    other waves are read too, where they are there, but no wave waits for another.
    """
    if project.reports[report].audience != "public":
        return
    exhibits, paths = project.exhibits(report), Paths.of(project)
    links = links_of(project, wave)
    numbers = [result_files(wave, r, project.exhibits(r)) for r in reports_of(project, wave)]
    yield Part(
        id=f"attack-{report}",
        wave=wave,
        report=report,
        title=message("job_attack", report=report),
        command=("attack", "--wave", wave, "--report", report),
        reads=(
            *chain.from_iterable(numbers),
            *figure_files(project, wave, report, [e for e in exhibits if e.is_figure]),
            *table_files(project, wave, report),
            *(paths.document(wave, report, name) for name in formats()),
            *check_files(project, wave, report),
            *(f for name in links for f in with_account(PATHS.linked(wave, name))),
            *sorted({PATHS.units(wave, link.registry) for link in links.values()}),
        ),
        makes=(PATHS.attack(wave, report),),
        config=sources.attack_fingerprint(project, wave, report),
        entries=("cli.attack",),
        assets=("languages",),
    )
