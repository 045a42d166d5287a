"""The tables of one wave: what was read and built, from files or from memory."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from evaluering.config.paths import Paths
from evaluering.config.presence import registries_of
from evaluering.config.project import Project
from evaluering.data.files import present
from evaluering.data.frames import read_frame
from evaluering.data.index_values import read_indices
from evaluering.data.linking import read_linked
from evaluering.data.membership import read_membership
from evaluering.data.registry import read_units
from evaluering.data.respondents import read_respondents
from evaluering.errors import DataError


class Tables(Protocol):
    """Where a wave's tables come from."""

    def respondents(self, survey: str) -> pd.DataFrame:
        """Return an ingested survey."""

    def frame(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's population by category; None where the wave has none."""

    def members(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's list of members by unit and role; None where the wave has none."""

    def registries(self) -> Collection[str]:
        """Return the registries that the wave has."""

    def units(self, registry: str) -> pd.DataFrame:
        """Return a registry, one row a unit."""

    def linked(self, link: str) -> pd.DataFrame:
        """Return a link's respondents with their unit's values."""

    def attrition(self, link: str) -> Mapping[str, Any]:
        """Return who fell away in a link."""

    def indices(self) -> pd.DataFrame:
        """Return the index values by survey and respondent."""

    def analyses(self) -> Sequence[Mapping[str, Any]]:
        """Return the analysis behind each index."""

    def quality(self, survey: str) -> Mapping[str, Any]:
        """Return the account of a survey's rows and missing answers."""


@dataclass(frozen=True)
class StoredTables:
    """A wave's tables as the commands have saved them; each is read once."""

    project: Project
    paths: Paths
    wave: str

    def __post_init__(self) -> None:
        """Keep what has been read."""
        for name in ("respondents", "frame", "members", "units", "linked", "indices"):
            object.__setattr__(self, name, cache(getattr(self, name)))

    def respondents(self, survey: str) -> pd.DataFrame:
        """Return an ingested survey."""
        columns = self.project.surveys[survey].columns(self.project.scales)
        return read_respondents(self.paths.respondents(self.wave, survey), columns)

    def frame(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's population by category; None where the wave has none."""
        path = self.paths.frame(self.wave, survey)
        return read_frame(path, self.project.surveys[survey]) if present(path) else None

    def members(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's list of members by unit and role; None where the wave has none."""
        path = self.paths.members(self.wave, survey)
        return read_membership(path) if present(path) else None

    def registries(self) -> Collection[str]:
        """Return the registries that the wave has."""
        return registries_of(self.project, self.wave)

    def units(self, registry: str) -> pd.DataFrame:
        """Return a registry, one row a unit."""
        return read_units(self.paths.units(self.wave, registry))

    def linked(self, link: str) -> pd.DataFrame:
        """Return a link's respondents with their unit's values."""
        return read_linked(self.paths.linked(self.wave, link))

    def attrition(self, link: str) -> Mapping[str, Any]:
        """Return who fell away in a link."""
        found: Mapping[str, Any] = _account(self.paths.linked(self.wave, link, "json"))
        return found

    def indices(self) -> pd.DataFrame:
        """Return the index values by survey and respondent."""
        return read_indices(self.paths.indices(self.wave))

    def analyses(self) -> Sequence[Mapping[str, Any]]:
        """Return the analysis behind each index."""
        found: Sequence[Mapping[str, Any]] = _account(self.paths.indices(self.wave, "json"))
        return found

    def quality(self, survey: str) -> Mapping[str, Any]:
        """Return the account of a survey's rows and missing answers."""
        found: Mapping[str, Any] = _account(self.paths.quality(self.wave, survey))
        return found


@dataclass(frozen=True)
class GivenTables:
    """A wave's tables as given, by id."""

    surveys: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    populations: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    memberships: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    unit_tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    links: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    attritions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    index_values: pd.DataFrame = field(default_factory=pd.DataFrame)
    index_analyses: Sequence[Mapping[str, Any]] = ()
    qualities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def respondents(self, survey: str) -> pd.DataFrame:
        """Return a survey."""
        return self.surveys[survey]

    def frame(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's population by category, if there is one."""
        return self.populations.get(survey)

    def members(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's list of members, if there is one."""
        return self.memberships.get(survey)

    def registries(self) -> Collection[str]:
        """Return the registries that there are."""
        return self.unit_tables

    def units(self, registry: str) -> pd.DataFrame:
        """Return a registry."""
        return self.unit_tables[registry]

    def linked(self, link: str) -> pd.DataFrame:
        """Return a link's respondents."""
        return self.links[link]

    def attrition(self, link: str) -> Mapping[str, Any]:
        """Return who fell away in a link."""
        return self.attritions[link]

    def indices(self) -> pd.DataFrame:
        """Return the index values."""
        return self.index_values

    def analyses(self) -> Sequence[Mapping[str, Any]]:
        """Return the analyses behind the indices."""
        return self.index_analyses

    def quality(self, survey: str) -> Mapping[str, Any]:
        """Return the account of a survey's rows."""
        return self.qualities[survey]


def _account(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(path, "Filen er ikke laget ennå.", "Kjør «evaluering run».") from None
