"""Which jobs a project has, each with the parts that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.presence import designed_in, indices_of, links_of, registries_of
from evaluering.config.project import Project
from evaluering.config.unit_reports import is_of_unit
from evaluering.message import message
from evaluering.workflow import steps
from evaluering.workflow.coverage import reports_of, unit_reports_of
from evaluering.workflow.gate import attacks, controls, unit_controls
from evaluering.workflow.job import Job
from evaluering.workflow.part import Part

Step = Callable[[Project, str, str, str, Exhibit], Part]

OF_REPORTS = ("results", "figures", "tables", "checks", "documents")
"""What the parts of a report are, each after those that it reads from."""


def jobs_of(project: Project) -> Iterator[Job]:
    """Yield every job of every wave, each after those that it reads from.

    They are few, as each of them starts Python, and reads and imports what all of them need: a
    wave's data, each report, its units' reports, and the attack on it. Only the attack reads
    what is made of reports that come later, so that it has to be a job of its own.
    """
    for wave in project.waves:
        project = project.of_wave(wave)
        yield _of_wave(wave, (*_data(project, wave), *_pages(project, wave)))
        reports = [r for r in reports_of(project, wave) if not is_of_unit(project, r)]
        for report in reports:
            yield from _of_report(project, wave, report)
        for report in reports:
            if gate := tuple(attacks(project, wave, report)):
                yield _job("attack", wave, report, gate)


def _of_wave(wave: str, parts: tuple[Part, ...]) -> Job:
    command = ("prepare", "--wave", wave)
    return Job("prepare", wave, message("job_prepare"), command, parts)


def _job(name: str, wave: str, report: str, parts: Iterable[Part]) -> Job:
    command = (name, "--wave", wave, "--report", report)
    title = message(f"job_{name}", report=report)
    return Job(f"{name}-{report}", wave, title, command, tuple(parts), report)


def _of_report(project: Project, wave: str, report: str) -> Iterator[Job]:
    """Yield the job that makes a report, and the one of its units' reports, if it has any."""
    made = _parts(project, wave, report)
    yield _job("build", wave, report, chain.from_iterable(made[name] for name in OF_REPORTS))
    units = [_parts(project, wave, unit) for unit in unit_reports_of(project, wave, report)]
    if units:
        parts = [part for own in units for part in own["results"]]
        parts += unit_controls(project, wave, report)
        parts += [part for own in units for name in OF_REPORTS[1:] for part in own[name]]
        yield _job("units", wave, report, parts)


def _parts(project: Project, wave: str, report: str) -> dict[str, list[Part]]:
    """Return all that is made of a report, by job."""
    written = project.of_report(report)
    exhibits = [(h.id, e) for h in written.reports[report].chapters
                for e in written.chapters[report, h.id].exhibits]  # fmt: skip
    by_exhibit: dict[str, tuple[Step, list[tuple[str, Exhibit]]]] = {
        "results": (steps.results, exhibits),
        "figures": (steps.figure, [(c, e) for c, e in exhibits if e.is_figure]),
        "tables": (steps.table, [(c, e) for c, e in exhibits if not e.is_figure]),
    }
    made = {
        name: [step(project, wave, report, chapter, exhibit) for chapter, exhibit in of]
        for name, (step, of) in by_exhibit.items()
    }
    made["results"] += controls(project, wave, report)
    made["checks"] = list(steps.checks(project, wave, report))
    made["documents"] = [
        steps.document(project, wave, report, name) for name in project.reports[report].made_in
    ]
    return made


def _data(project: Project, wave: str) -> Iterator[Part]:
    """Yield the parts that make a wave's data, from raw files to indices."""
    yield from (steps.registry(project, wave, name) for name in registries_of(project, wave))
    yield from (steps.ingest(project, wave, survey) for survey in project.waves[wave].surveys)
    yield from (steps.link(project, wave, name) for name in links_of(project, wave))
    if indices_of(project, wave):
        yield steps.indices(project, wave)
    yield from (steps.weights(project, wave, survey) for survey in designed_in(project, wave))


def _pages(project: Project, wave: str) -> Iterator[Part]:
    """Yield the parts that tell of a wave's data."""
    yield steps.quality(project, wave)
    if indices_of(project, wave):
        yield steps.appendix(project, wave)
