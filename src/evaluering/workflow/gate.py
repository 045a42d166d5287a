"""The two steps of a public report: what it hides, and an attack on what was made of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from evaluering.config import sources
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of
from evaluering.config.project import Project
from evaluering.message import message
from evaluering.workflow.coverage import reports_of
from evaluering.workflow.materials import (
    PATHS,
    check_files,
    computed_files,
    exists_in,
    figure_files,
    result_files,
    table_files,
    with_account,
)
from evaluering.workflow.part import Part


def controls(project: Project, wave: str, report: str) -> Iterator[Part]:
    """Yield the control of a public report; there is none of another.

    It reads the results as they are computed, and those of the public reports that come before.
    """
    if project.reports[report].audience != "public":
        return
    exhibits, names = project.exhibits(report), list(reports_of(project, wave))
    before = [r for r in names[: names.index(report)] if project.reports[r].audience == "public"]
    frames = [PATHS.frame(wave, survey) for survey in sorted(project.waves[wave].surveys)]
    yield Part(
        id=f"control-{report}",
        wave=wave,
        report=report,
        title=message("part_control", report=report),
        command=("control", "--wave", wave, "--report", report),
        reads=(
            *(f for exhibit in exhibits for f in computed_files(project, wave, report, exhibit)),
            *(f for r in before for f in result_files(wave, r, project.exhibits(r))),
            *_known(project, wave),
            *(path for path in frames if exists_in(project, path)),
        ),
        makes=(*result_files(wave, report, exhibits), PATHS.control(wave, report)),
        config=sources.attack_fingerprint(project, wave, report),
        entries=("cli.control",),
    )


def attacks(project: Project, wave: str, report: str) -> Iterator[Part]:
    """Yield the attack on a report that is for everyone; there is none on another.

    It reads all that is made of the report, and the numbers of the wave's other reports. Those of
    other waves are read too, where they are there, but no wave waits for another.
    """
    if project.reports[report].audience != "public":
        return
    exhibits, paths = project.exhibits(report), Paths.of(project)
    public = [r for r in reports_of(project, wave) if project.reports[r].audience == "public"]
    numbers = [result_files(wave, r, project.exhibits(r)) for r in public]
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
            *(paths.document(wave, report, name) for name in project.reports[report].made_in),
            *check_files(project, wave, report),
            *_known(project, wave),
        ),
        makes=(PATHS.attack(wave, report),),
        config=sources.attack_fingerprint(project, wave, report),
        entries=("cli.attack",),
        assets=("languages",),
    )


def _known(project: Project, wave: str) -> list[Path]:
    """Return the files of those who are known to have taken part, and what is known of them."""
    links = links_of(project, wave)
    people = [file for name in links for file in with_account(PATHS.linked(wave, name))]
    return [*people, *sorted({PATHS.units(wave, link.registry) for link in links.values()})]
