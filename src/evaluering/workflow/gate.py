"""The two steps of a public report: what it hides, and an attack on what was made of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from evaluering.config import sources
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of
from evaluering.config.project import Project
from evaluering.config.sources import fingerprint
from evaluering.config.unit_reports import is_of_unit
from evaluering.message import message
from evaluering.workflow.coverage import reports_of, unit_reports_of
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
    if project.reports[report].audience == "public" and not is_of_unit(project, report):
        yield _control(project, wave, report, "control", [report])


def unit_controls(project: Project, wave: str, report: str) -> Iterator[Part]:
    """Yield the control of the reports of a public report's units, all together."""
    if project.reports[report].audience == "public":
        units = unit_reports_of(project, wave, report)
        yield _control(project, wave, report, "unit-control", units)


def _control(project: Project, wave: str, report: str, command: str, own: Sequence[str]) -> Part:
    """Return the control of some reports: that of a whole, or those of its units."""
    names = list(reports_of(project, wave))
    names = names[: names.index(own[0])]
    before = [r for r in names if project.reports[r].audience == "public"]
    frames = [PATHS.frame(wave, survey) for survey in sorted(project.waves[wave].surveys)]
    exhibits = [(name, exhibit) for name in own for exhibit in project.exhibits(name)]
    return Part(
        id=f"{command}-{report}",
        wave=wave,
        report=report,
        title=message("part_control", report=report),
        command=(command, "--wave", wave, "--report", report),
        reads=(
            *(f for name, one in exhibits for f in computed_files(project, wave, name, one)),
            *(f for r in before for f in result_files(wave, r, project.exhibits(r))),
            *_known(project, wave),
            *(path for path in frames if exists_in(project, path)),
        ),
        makes=(
            *(f for name, exhibit in exhibits for f in result_files(wave, name, [exhibit])),
            *(PATHS.control(wave, name) for name in own),
        ),
        config=fingerprint(*(sources.attack_fingerprint(project, wave, name) for name in own)),
        entries=(f"cli.{command.replace('-', '_')}",),
    )


def attacks(project: Project, wave: str, report: str) -> Iterator[Part]:
    """Yield the attack on a report that is for everyone, and on its units; none on another.

    It reads all that is made of them, and the numbers of the wave's other reports. Those of
    other waves are read too, where they are there, but no wave waits for another.
    """
    if project.reports[report].audience != "public" or is_of_unit(project, report):
        return
    public = [r for r in reports_of(project, wave) if project.reports[r].audience == "public"]
    numbers = [result_files(wave, r, project.exhibits(r)) for r in public]
    own = [report, *unit_reports_of(project, wave, report)]
    yield Part(
        id=f"attack-{report}",
        wave=wave,
        report=report,
        title=message("job_attack", report=report),
        command=("attack", "--wave", wave, "--report", report),
        reads=(
            *chain.from_iterable(numbers),
            *(file for name in own for file in _documents(project, wave, name)),
            *_known(project, wave),
        ),
        makes=(PATHS.attack(wave, report),),
        config=fingerprint(*(sources.attack_fingerprint(project, wave, name) for name in own)),
        entries=("cli.attack",),
        assets=("languages",),
    )


def _documents(project: Project, wave: str, report: str) -> Iterator[Path]:
    """Yield all that is made of a report's results."""
    exhibits, paths = project.exhibits(report), Paths.of(project)
    yield from figure_files(project, wave, report, [e for e in exhibits if e.is_figure])
    yield from table_files(project, wave, report)
    yield from (paths.document(wave, report, name) for name in project.reports[report].made_in)
    yield from check_files(project, wave, report)


def _known(project: Project, wave: str) -> list[Path]:
    """Return the files of those who are known to have taken part, and what is known of them."""
    links = links_of(project, wave)
    people = [file for name in links for file in with_account(PATHS.linked(wave, name))]
    return [*people, *sorted({PATHS.units(wave, link.registry) for link in links.values()})]
