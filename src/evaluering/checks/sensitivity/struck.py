"""The tables of a wave that a fault has struck, and all that is made of them made anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from evaluering.checks.claims.claim_data import ClaimData, WaveFrames
from evaluering.config.expressions.parsing import parsed
from evaluering.config.expressions.tree import variables_in
from evaluering.config.filters import Where
from evaluering.config.indices import Index
from evaluering.config.project import Project
from evaluering.data.indices import build_index, index_values
from evaluering.data.linking import link_respondents
from evaluering.data.tables import Tables
from evaluering.data.wave_data import WaveData

T = TypeVar("T")
PARALLEL_DRAWS = 50
"""The least of a parallel analysis, whose random eigenvalues no claim is about."""


@dataclass(frozen=True, eq=False)
class StruckTables:
    """A wave's tables with some in another form; indices and links follow."""

    project: Project
    wave: str
    whole: Tables
    """The configuration, the wave's id, and the tables as they are."""
    surveys: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    populations: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    memberships: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    registers: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """What is struck, by id."""
    lacking: Mapping[str, str] = field(default_factory=dict)
    """The item that an index is made without, by index."""
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def respondents(self, survey: str) -> pd.DataFrame:
        """Return a survey, struck or as it is."""
        return self.surveys[survey] if survey in self.surveys else self.whole.respondents(survey)

    def frame(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's population by category, if there is one."""
        return self.populations.get(survey, self.whole.frame(survey))

    def members(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's list of members, if there is one."""
        return self.memberships.get(survey, self.whole.members(survey))

    def registries(self) -> Collection[str]:
        """Return the registries that the wave has."""
        return self.whole.registries()

    def units(self, registry: str) -> pd.DataFrame:
        """Return a registry, struck or as it is."""
        return (
            self.registers[registry] if registry in self.registers else self.whole.units(registry)
        )

    def linked(self, link: str) -> pd.DataFrame:
        """Return a link's respondents, linked anew where its survey or its registry is struck."""
        found = self._link(link)
        return self.whole.linked(link) if found is None else found[0]

    def attrition(self, link: str) -> Mapping[str, Any]:
        """Return who falls away in a link."""
        found = self._link(link)
        return self.whole.attrition(link) if found is None else asdict(found[1])

    def indices(self) -> pd.DataFrame:
        """Return the index values, built anew of a survey that is struck."""
        return self._once("indices", self._indices)

    def analyses(self) -> Sequence[Mapping[str, Any]]:
        """Return the analysis behind each index, made anew of a survey that is struck."""
        return self._once("analyses", lambda: list(self._analyses()))

    def quality(self, survey: str) -> Mapping[str, Any]:
        """Return the account of a survey's rows, as it is."""
        return self.whole.quality(survey)

    def _link(self, name: str) -> Any:
        link = self.project.links[name]
        if not self.relinked(name):
            return None
        group = self.project.groups[link.group]
        book = self.project.surveys[group.survey]
        return self._once(("link", name), lambda: link_respondents(
            self.respondents(group.survey), book.columns(self.project.scales), book.respondent,
            group, link, self.project.registries[link.registry], self.units(link.registry),
            Path(group.survey),
        ))  # fmt: skip

    def relinked(self, link: str) -> bool:
        """Return whether a link has other respondents or units than it had."""
        own = self.project.links[link]
        return own.registry in self.registers or self._unlike(own.group, [own.key])

    def rebuilt(self, index: str) -> bool:
        """Return whether an index has other values than it had."""
        own = self.project.indices[index]
        return index in self.lacking or self._unlike(own.group, own.items)

    def _unlike(self, group: str, names: Sequence[str]) -> bool:
        """Return whether columns of a group's survey, or who is in the group, are struck."""
        own = self.project.groups[group]
        if own.survey not in self.surveys:
            return False
        columns = [self.project.surveys[own.survey].respondent, *names, *variables_of(own.where)]
        before, now = self.whole.respondents(own.survey), self.surveys[own.survey]
        there = [name for name in columns if name in before]
        key = (group, *there)
        return self._once(key, lambda: not now[there].equals(before[there]))

    def _struck(self) -> list[Index]:
        """Return the indices that are not as they were."""
        indices = self.project.indices
        return [self._without(own) for name, own in indices.items() if self.rebuilt(name)]

    def _without(self, index: Index) -> Index:
        kept = [item for item in index.items if item != self.lacking.get(index.id)]
        least = index.minimum_valid and min(index.minimum_valid, len(kept))
        return index.model_copy(update={"items": kept, "minimum_valid": least})

    def _indices(self) -> pd.DataFrame:
        found = self.whole.indices()
        for index in self._struck():
            survey = self.project.groups[index.group].survey
            values, _ = index_values(index, self.project.groups[index.group],
                                     self.project.surveys[survey], self.project.scales,
                                     self.respondents(survey))  # fmt: skip
            others = found.drop(columns=[index.id, f"{index.id}_class"])
            found = others.merge(values, on=["survey", "respondent"], how="outer")
        return found

    def _analyses(self) -> Iterator[Mapping[str, Any]]:
        struck = {index.id: index for index in self._struck()}
        settings = self.project.settings.conventions
        few = settings.model_copy(update={"parallel_draws": PARALLEL_DRAWS})
        for own in self.whole.analyses():
            index = struck.get(own["index"])
            if index is None:
                yield own
                continue
            group = self.project.groups[index.group]
            frame, book = self.respondents(group.survey), self.project.surveys[group.survey]
            yield build_index(index, group, book, self.project.scales, frame, few).analysis

    def _once(self, key: Any, make: Callable[[], T]) -> T:
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found


def variables_of(where: Where) -> list[str]:
    """Return the variables that a filter is of."""
    if not isinstance(where, str):
        return list(where)
    return list(dict.fromkeys(v.name for v in variables_in(parsed(where)))) if where else []


def claim_data_of(tables: StruckTables, data: ClaimData) -> ClaimData:
    """Return what claims are held against, of a wave that is struck; choices are as they were."""
    study = _of(tables, data.study)
    frames = WaveFrames({name: study.respondents(name) for name in study.surveys})
    designs = {
        name: study.design(name)
        for name in data.answers.designs
        if data.choices.weighted and tables.project.surveys[name].design is not None
    }
    answers = replace(data.answers, frames=frames, designs=designs)
    untouched = set(frames) - set(tables.surveys)
    kept = {k: v for k, v in data.answers._found.items() if _survey_of(k, data) in untouched}
    answers._found.update(kept)
    made = replace(data, answers=answers, study=study)
    made._found.update({k: v for k, v in data._found.items() if _as_it_was(k, tables)})
    return made


def _as_it_was(key: Any, tables: StruckTables) -> bool:
    """Return whether something kept of a wave is the same after the fault."""
    match key:
        case str():
            return not tables.rebuilt(key)
        case ("units", registry):
            return registry not in tables.registers
        case ("linked", link):
            return not tables.relinked(link)
    return not any(map(tables.relinked, tables.project.links)) and not any(
        map(tables.rebuilt, tables.project.indices)
    )


def _survey_of(key: tuple[Any, ...], data: ClaimData) -> str | None:
    """Return the survey that something kept of the answers is of."""
    return key[1] if key[0] in {"codes", "numeric"} else data.answers.groups[key[1]].survey


def _of(tables: StruckTables, study: WaveData) -> WaveData:
    """Return the same part of a wave with other tables."""
    if study.outer is None:
        return WaveData(study.project, study.wave, tables, siblings=study.siblings)
    return _of(tables, study.outer).only(study.where)
