"""Whether what a report's author has written is bound to something, before and after a run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from evaluering.checks.claims.claims import ClaimsFile
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.errors import ConfigError, ConfigFault
from evaluering.exhibits.result import Result, load_result
from evaluering.render.language import writing
from evaluering.render.prose.bindings import ResultBindings, Verdict
from evaluering.render.prose.images import ImageFolder
from evaluering.render.prose.sources import TextSource, read_texts, report_folder
from evaluering.render.prose.texts import composed
from evaluering.render.prose.works import read_works
from evaluering.workflow.flow import Flow
from evaluering.workflow.staleness import stale_parts

COMPUTING = ("registry", "ingest", "link", "indices", "weights", "results")


def text_faults(
    flow: Flow, paths: Paths, claims: Mapping[str, ClaimsFile]
) -> Iterator[ConfigError]:
    """Yield what is wrong in the texts of every report, each fault once.

    Names are held against the configuration, and against the results of every wave that has
    them and in which nothing has changed since; without, what a row is called is not known yet.
    """
    for report in flow.project.reports:
        if paths.texts(flow.project.root, report):
            known = claims[report].names if report in claims else ()
            yield from faults_of_texts(flow, paths, report, known)


def faults_of_texts(
    flow: Flow, paths: Paths, report: str, claims: tuple[str, ...],
    sources: Sequence[TextSource] | None = None,
) -> Iterator[ConfigError]:  # fmt: skip
    """Yield what is wrong in the texts of a report, or in others that are to take their place."""
    seen: set[str] = set()
    project = flow.project
    for results in [*_computed(project, paths, report, _stale(flow)), {}]:
        try:
            check_texts(project, report, results, claims, sources)
        except ConfigFault as fault:
            yield from (own for own in fault.errors if str(own) not in seen)
            seen.update(map(str, fault.errors))
            break


def check_texts(
    project: Project, report: str, results: Mapping[str, Result], claims: tuple[str, ...] = (),
    sources: Sequence[TextSource] | None = None,
) -> None:  # fmt: skip
    """Read the texts of a report and bind them to what there is.

    Raises
    ------
    ConfigErrors
        What is not understood, or bound to nothing, with its line.
    """
    sources = read_texts(project.root, report) if sources is None else sources
    if not sources:
        return
    spec = project.reports[report]
    exhibits = {exhibit.id: exhibit for exhibit in project.exhibits(report)}
    works = read_works(project.root, report)
    verdicts = {name: Verdict("holds") for name in claims}
    with writing(spec.language):
        images = ImageFolder(project.root / report_folder(report))
        bound = ResultBindings(exhibits, results, {}, works, verdicts, images)
        composed(sources, spec, bound)


def _computed(
    project: Project, paths: Paths, report: str, stale: Collection[tuple[str, str]]
) -> Iterator[Mapping[str, Result]]:
    """Yield the results of each wave that has all of them, as they would be made now."""
    names = [exhibit.id for exhibit in project.exhibits(report)]
    for wave in project.waves:
        folder: Path = paths.results(wave, report)
        of_now = not {(wave, report), (wave, "")} & set(stale)
        if of_now and all((folder / f"{name}.json").is_file() for name in names):
            yield {name: load_result(folder / name) for name in names}


def _stale(flow: Flow) -> set[tuple[str, str]]:
    """Return the waves, and the reports of waves, whose numbers are to be computed anew."""
    parts = [entry.part for entry in stale_parts(flow).values()]
    return {(part.wave, part.report) for part in parts if part.command[0] in COMPUTING}
