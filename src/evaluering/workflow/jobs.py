"""Which jobs a project has, each with the parts that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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

OF_WAVES = ("prepare", "pages")
GATE = "attack"
OF_REPORTS = ("results", "figures", "tables", "checks", "documents", GATE)


def jobs_of(project: Project) -> Iterator[Job]:
    """Yield every job of every wave, each after those that it reads from."""
    for wave in project.waves:
        project = project.of_wave(wave)
        yield _of_wave("prepare", wave, _data(project, wave))
        yield _of_wave("pages", wave, _pages(project, wave))
        reports = reports_of(project, wave)
        for report in reports:
            if is_of_unit(project, report):
                continue  # it is made with the others of its report
            yield from _of_report(project, wave, report)


def _of_wave(name: str, wave: str, parts: Iterator[Part]) -> Job:
    command = (name, "--wave", wave)
    return Job(name, wave, message(f"job_{name}"), command, tuple(parts))


def _of_report(project: Project, wave: str, report: str) -> Iterator[Job]:
    """Yield the jobs of a report that have something to make."""
    made = _parts(project, wave, report)
    for name in OF_REPORTS:
        if name == GATE:  # it is of the units' reports too
            yield from _of_units(project, wave, report)
        if made[name]:
            command = (name, "--wave", wave, "--report", report)
            title = message(f"job_{name}", report=report)
            yield Job(f"{name}-{report}", wave, title, command, tuple(made[name]), report)


def _of_units(project: Project, wave: str, report: str) -> Iterator[Job]:
    """Yield the job that makes the reports of a report's units, if it has any."""
    made = [_parts(project, wave, unit) for unit in unit_reports_of(project, wave, report)]
    if not made:
        return
    parts = [part for own in made for part in own["results"]]
    parts += unit_controls(project, wave, report)
    parts += [part for own in made for name in OF_REPORTS[1:] for part in own[name]]
    command = ("units", "--wave", wave, "--report", report)
    title = message("job_units", report=report)
    yield Job(f"units-{report}", wave, title, command, tuple(parts), report)


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
    made["attack"] = list(attacks(project, wave, report))
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
