"""The whole configuration, loaded and checked before any job runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from evaluering.config.base import Model
from evaluering.config.crosscheck import cross_check, wave_faults
from evaluering.config.exhibits import AnyExhibit, Chapter
from evaluering.config.indices import Index
from evaluering.config.reading import read_model
from evaluering.config.registry import Registry
from evaluering.config.reports import Report, Settings
from evaluering.config.surveys import ActorGroup, Scale, Survey
from evaluering.config.waves import Wave
from evaluering.errors import ConfigError, ConfigErrors

RESERVED = frozenset({"published"})
"""Folders of data/raw that are no waves."""

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T", Scale, Index, ActorGroup)


class ScalesFile(Model):
    """scales.yaml."""

    scales: list[Scale]


class IndicesFile(Model):
    """indices.yaml."""

    indices: list[Index]


class GroupsFile(Model):
    """groups.yaml."""

    groups: list[ActorGroup]


@dataclass(frozen=True)
class Project:
    """The project's configuration, by id."""

    root: Path
    settings: Settings
    scales: Mapping[str, Scale]
    surveys: Mapping[str, Survey]
    groups: Mapping[str, ActorGroup]
    indices: Mapping[str, Index]
    registry: Registry
    reports: Mapping[str, Report]
    chapters: Mapping[tuple[str, str], Chapter]
    waves: Mapping[str, Wave]
    faulty_waves: Mapping[str, ConfigErrors] = field(default_factory=dict)
    """The faults of each wave that has any; such a wave is not among the others."""

    def exhibits(self, report: str) -> list[AnyExhibit]:
        """Every exhibit of a report, in the report's order."""
        headings = self.reports[report].chapters
        return [e for h in headings for e in self.chapters[report, h.id].exhibits]


def load_project(root: Path) -> Project:
    """Load and check the configuration below a folder.

    Parameters
    ----------
    root
        The project's folder, which holds ``config/`` and ``data/raw/``.

    Raises
    ------
    ConfigErrors
        Every fault found: in the files themselves first, then between them. The faults of a wave
        stand in ``faulty_waves`` instead, so that the other waves can be made.
    """
    faults: list[ConfigError] = []

    def read(model: type[M], name: str) -> M | None:
        try:
            return read_model(model, root / name, Path(name))
        except ConfigErrors as error:
            faults.extend(error.errors)
        except ConfigError as error:
            faults.append(error)
        return None

    settings = read(Settings, "config/config.yaml")
    scales = read(ScalesFile, "config/scales.yaml")
    indices = read(IndicesFile, "config/indices.yaml")
    groups = read(GroupsFile, "config/groups.yaml")
    registry = read(Registry, "config/registry.yaml")
    surveys = {
        path.stem: read(Survey, f"config/surveys/{path.name}")
        for path in sorted((root / "config/surveys").glob("*.yaml"))
    }
    reports = {
        name: read(Report, f"config/reports/{name}/report.yaml")
        for name in (settings.reports if settings else [])
    }
    chapters = {
        (name, heading.id): read(Chapter, chapter_file(name, heading.id))
        for name, report in reports.items()
        if report
        for heading in report.chapters
    }
    waves, faulty = _read_waves(root, settings) if settings else ({}, {})
    if faults:
        raise ConfigErrors(faults + [e for errors in faulty.values() for e in errors.errors])
    assert settings is not None
    assert scales is not None
    assert indices is not None
    assert groups is not None
    assert registry is not None
    project = Project(
        root=root,
        settings=settings,
        scales=_by_id(scales.scales, "config/scales.yaml", "scales", faults),
        surveys={name: survey for name, survey in surveys.items() if survey},
        groups=_by_id(groups.groups, "config/groups.yaml", "groups", faults),
        indices=_by_id(indices.indices, "config/indices.yaml", "indices", faults),
        registry=registry,
        reports={name: report for name, report in reports.items() if report},
        chapters={key: chapter for key, chapter in chapters.items() if chapter},
        waves=waves,
        faulty_waves=faulty,
    )
    project = _faulty_apart(project)
    if faults := faults or list(cross_check(project)):
        raise ConfigErrors(faults)
    return project


def chapter_file(report: str, chapter: str) -> str:
    """Return the file with a chapter's exhibits, from the project's root."""
    return f"config/reports/{report}/exhibits/{chapter}.yaml"


def _read_waves(root: Path, settings: Settings) -> tuple[dict[str, Wave], dict[str, ConfigErrors]]:
    """Return the waves, and the faults of those that cannot be read."""
    waves: dict[str, Wave] = {}
    faulty: dict[str, ConfigErrors] = {}
    for name in _wave_names(root, settings):
        file = Path("data/raw") / name / "wave.yaml"
        try:
            waves[name] = read_model(Wave, root / file, file)
        except ConfigErrors as errors:
            faulty[name] = errors
        except ConfigError as error:
            faulty[name] = ConfigErrors([error])
    return waves, faulty


def _faulty_apart(project: Project) -> Project:
    """Return the project without the waves that do not fit the other files."""
    found = {name: list(wave_faults(project, name, wave)) for name, wave in project.waves.items()}
    faulty = {name: ConfigErrors(faults) for name, faults in found.items() if faults}
    fit = {name: wave for name, wave in project.waves.items() if name not in faulty}
    return replace(project, waves=fit, faulty_waves={**project.faulty_waves, **faulty})


def _wave_names(root: Path, settings: Settings) -> Iterable[str]:
    """Return the waves that are asked for: all folders with files, one without wave.yaml too."""
    if settings.waves != "alle":
        return settings.waves
    folders = [path for path in (root / "data/raw").glob("[!.]*") if path.is_dir()]
    filled = [f.name for f in folders if any(path.is_file() for path in f.rglob("[!.]*"))]
    return sorted(set(filled) - RESERVED)


def _by_id(entries: list[T], file: str, key: str, faults: list[ConfigError]) -> dict[str, T]:
    counts = Counter(entry.id for entry in entries)
    faults.extend(
        ConfigError(file, f"{key}.id", f"«{name}» står {count} ganger", "hver id én gang")
        for name, count in counts.items()
        if count > 1
    )
    return {entry.id: entry for entry in entries}
