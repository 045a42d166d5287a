"""Texts that configuration gives in languages, but not in the one that is written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluering.config.crosscheck import SETTINGS, survey_file
from evaluering.config.lines import located
from evaluering.config.places import chapter_file
from evaluering.config.project import Project
from evaluering.config.texts import lacking
from evaluering.errors import ConfigError


def untranslated(project: Project) -> Iterator[str]:
    """Yield a line a text that is shown in another language than the report's.

    Parameters
    ----------
    project
        The project as it is written.
    """
    for file, content, tags in _shown(project):
        for tag in tags:
            for key, text in lacking(content, tag):
                used = next(iter(text.languages))
                fault = ConfigError(file, key, f"mangler «{tag}»", "")
                (placed,) = located(project.root, [fault])
                line = f", linje {placed.line}" if placed.line else ""
                yield f"{file}{line}: «{key}» mangler «{tag}» og skrives på «{used}»."


def _shown(project: Project) -> Iterator[tuple[str, object, list[str]]]:
    """Yield each file's content with the languages that it is shown in."""
    spoken = {name: report.language for name, report in project.reports.items()}
    every = list(dict.fromkeys([*spoken.values(), project.language]))
    yield SETTINGS, project.settings, every
    for name, survey in project.surveys.items():
        yield survey_file(name), survey, every
    for kind in ("scales", "groups", "indices"):
        found: Mapping[str, object] = getattr(project, kind)
        apart = {entry.id for survey in project.surveys.values() for entry in getattr(survey, kind)}
        shared = {name: entry for name, entry in found.items() if name not in apart}
        yield f"config/{kind}.yaml", {kind: shared}, every
    yield "config/registries.yaml", {"registries": project.registries}, every
    for name, report in project.reports.items():
        yield (
            f"config/reports/{name}/report.yaml",
            report,
            list({spoken[name]: 0, project.language: 0}),
        )
        for heading in report.chapters:
            chapter = project.chapters[name, heading.id]
            yield chapter_file(name, heading.id), chapter, [spoken[name]]
    for name, wave in project.waves.items():
        yield f"data/raw/{name}/wave.yaml", wave, every
