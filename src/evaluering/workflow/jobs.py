"""Which jobs a project has, and which job a command is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evaluering.config.formats import formats
from evaluering.config.presence import indices_of, links_of, registries_of
from evaluering.config.project import Project
from evaluering.workflow import steps
from evaluering.workflow.coverage import reports_of, why_not
from evaluering.workflow.job import Job
from evaluering.workflow.materials import check_files, drawn, table_files


def jobs_of(project: Project) -> Iterator[Job]:
    """Yield every job of every wave, and the index page."""
    for wave in project.waves:
        yield from (steps.ingest(project, wave, survey) for survey in project.waves[wave].surveys)
        yield steps.quality(project, wave)
        yield from (steps.registry(project, wave, name) for name in registries_of(project, wave))
        yield from (steps.link(project, wave, name) for name in links_of(project, wave))
        if indices_of(project, wave):
            yield steps.indices(project, wave)
            yield steps.appendix(project, wave)
        for report in reports_of(project, wave):
            for heading in project.reports[report].chapters:
                yield steps.results(project, wave, report, heading.id)
                if drawn(project, report, heading.id):
                    yield steps.figures(project, wave, report, heading.id)
            if table_files(project, wave, report):
                yield steps.tables(project, wave, report)
            if check_files(project, wave, report):
                yield steps.checks(project, wave, report)
            yield from (steps.document(project, wave, report, command) for command in formats())
    yield steps.index(project)


def job_of(project: Project, command: str, **names: str) -> Job | None:
    """Return the job of a command and its options; None when it is none or is not to be done.

    Parameters
    ----------
    project, command
        The configuration, and the first word after ``evaluering``.
    names
        The wave, survey, report and chapter that the command names.
    """
    if command in formats():
        job = steps.document(project, command=command, **names)
    elif command in STEPS:
        job = STEPS[command](project, **names)
    else:
        return None
    return job if is_made(project, command, **names) else None


def is_made(project: Project, command: str, wave: str = "", report: str = "", **names: str) -> bool:
    """Return whether a wave and a report have what a command takes."""
    if report and why_not(project, wave, report):
        return False
    if command == "registry":
        return names["registry"] in registries_of(project, wave)
    if command == "link":
        return names["link"] in links_of(project, wave)
    if command in {"indices", "appendix"}:
        return bool(indices_of(project, wave))
    return command != "checks" or bool(check_files(project, wave, report))


STEPS: dict[str, Callable[..., Job]] = {
    step.__name__: step
    for step in (
        steps.ingest, steps.quality, steps.registry, steps.link, steps.indices, steps.appendix,
        steps.results, steps.figures, steps.tables, steps.checks, steps.index,
    )
}  # fmt: skip
"""The step of each command; the documents have one in common."""


def is_job(command: str) -> bool:
    """Return whether a command is a job."""
    return command in STEPS or command in formats()
