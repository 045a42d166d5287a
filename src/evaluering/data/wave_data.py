"""The data of one wave: answers by group, indices, registries, links, divisions and frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.divisions import dividing
from evaluering.config.groups import ActorGroup
from evaluering.config.project import Project
from evaluering.config.registries import Link
from evaluering.config.surveys import Survey
from evaluering.config.waves import Wave
from evaluering.data.conditions import meeting
from evaluering.data.design import Weighed, weigh
from evaluering.data.divisions import Division, divided
from evaluering.data.filtered import Filtered, filtered
from evaluering.data.missing import kinds
from evaluering.data.registry import with_classes
from evaluering.data.respondents import answers
from evaluering.data.routing import asked
from evaluering.data.tables import Tables
from evaluering.errors import DataError
from evaluering.stats.design import SurveyDesign


@dataclass(frozen=True, eq=False)
class WaveData:
    """One wave of a project; a table is read when it is first asked for."""

    project: Project
    wave: Wave
    """The configuration, and the wave's own."""
    tables: Tables
    """Where the tables come from."""
    _weighed: dict[str, Weighed] = field(default_factory=dict, repr=False)
    """The designs that have been made: domains of one are told by its being the same."""
    outer: WaveData | None = field(default=None, repr=False)
    where: Mapping[str, str] = field(default_factory=dict)
    """The data that this is a part of, and the condition on each survey that makes it so."""
    _filtered: dict[str, Filtered] = field(default_factory=dict, repr=False)
    _inside: dict[str, pd.Series[bool]] = field(default_factory=dict, repr=False)
    """Who is in each group that was asked for."""
    siblings: Callable[[str], WaveData] | None = field(default=None, repr=False)
    """What gives the data of another wave, where there are several."""

    @property
    def surveys(self) -> dict[str, Survey]:
        """The codebooks of the surveys that the wave has."""
        return {name: self.project.surveys[name] for name in self.wave.surveys}

    @property
    def links(self) -> dict[str, Link]:
        """The links whose survey and registry the wave has."""
        here = self.tables.registries()
        return {
            name: link
            for name, link in self.project.links.items()
            if link.registry in here and self.group(link.group).survey in self.wave.surveys
        }

    def columns(self, survey: str) -> dict[str, Column]:
        """Return the codebook columns of a survey."""
        return self.project.surveys[survey].columns(self.project.scales)

    def group(self, group: str) -> ActorGroup:
        """Return an actor group by id."""
        return self.project.groups[group]

    def respondents(self, survey: str) -> pd.DataFrame:
        """Return a survey's respondents, those who are in: one row each, codes kept."""
        if self.outer is None:
            return self.tables.respondents(survey)
        if survey not in self.where:
            return self.outer.respondents(survey)
        return self._own(survey).frame

    def only(self, where: Mapping[str, str]) -> WaveData:
        """Return the part of the data of those whom a condition on their survey is true for.

        What is not of answers is unchanged: frames, members, registries, attrition, and the
        analyses behind the indices.

        Parameters
        ----------
        where
            A checked condition by survey.
        """
        return replace(self, outer=self, where=where, _filtered={}, _inside={}) if where else self

    def at(self, wave: str) -> WaveData:
        """Return the same part of another wave's data.

        Raises
        ------
        KeyError
            Only this wave's data are given.
        """
        if wave == self.wave.id:
            return self
        if self.outer is not None:
            return self.outer.at(wave).only(self.where)
        if self.siblings is None:
            raise KeyError(wave)
        return self.siblings(wave)

    @property
    def whole(self) -> WaveData:
        """The data of everybody."""
        return self if self.outer is None else self.outer.whole

    def filters(self) -> list[Filtered]:
        """Return the filters that made this part, the outermost first."""
        if self.outer is None:
            return []
        here = [survey for survey in self.where if survey in self.wave.surveys]
        return [*self.outer.filters(), *(self._own(survey) for survey in here)]

    def _own(self, survey: str) -> Filtered:
        if survey not in self._filtered:
            assert self.outer is not None
            frame, columns = self.outer.respondents(survey), self.columns(survey)
            self._filtered[survey] = filtered(survey, frame, self.where[survey], columns)
        return self._filtered[survey]

    def respondents_of(self, group: str) -> pd.DataFrame:
        """Return an actor group's respondents: one row each, codes kept."""
        spec = self.group(group)
        frame = self.respondents(spec.survey)
        if group not in self._inside:  # an expression over many respondents takes its time
            self._inside[group] = meeting(frame, spec.where, self.columns(spec.survey))
        return frame.loc[self._inside[group]]

    def answers(self, group: str, items: Sequence[str]) -> pd.DataFrame:
        """Return a group's valid answers, indexed by respondent; every missing is NaN."""
        survey = self.group(group).survey
        frame = self.respondents_of(group)
        identifier = self.project.surveys[survey].respondent
        return answers(frame, self.columns(survey), items).set_axis(frame[identifier])

    def missing(self, group: str, item: str) -> pd.Series[str]:
        """Return the kind of missing of each of a group's answers to an item; NA for an answer."""
        frame, column = self.respondents_of(group), self.columns(self.group(group).survey)[item]
        return kinds(frame[item], column)

    def asked(self, survey: str, name: str) -> pd.Series[bool]:
        """Return which respondents of a survey were asked what a column holds."""
        return asked(self.respondents(survey), self.columns(survey)[name])

    def weighed(self, survey: str) -> Weighed:
        """Return a survey's design over all its respondents, and the account of it.

        Raises
        ------
        DataError
            The weights, strata, clusters, population or raking cannot be used, as `weigh` says.
        """
        if survey not in self._weighed:
            book, entry = self.project.surveys[survey], self.wave.surveys[survey]
            raw = f"data/raw/{self.wave.id}"
            self._weighed[survey] = weigh(
                book,
                self.columns(survey),
                self.tables.respondents(survey),
                self.frame(survey),
                (f"{raw}/{entry.file}", f"{raw}/frames/{survey}.csv"),
            )
        return self._weighed[survey]

    def design(self, survey: str) -> SurveyDesign:
        """Return a survey's design, with a row for each of `respondents`.

        Weights, strata, clusters and population for the functions of `evaluering.stats`; the
        weights are as they are given, of a raking with mean 1.
        """
        return self.design_among(survey, self.respondents(survey))

    def design_of(self, group: str) -> SurveyDesign:
        """Return the domain of a group in its survey's design, with a row for each of `answers`."""
        return self.design_among(self.group(group).survey, self.respondents_of(group))

    def design_at(self, survey: str, respondents: pd.Series[str]) -> SurveyDesign:
        """Return the domain of some respondents by identifier, with a row for each of them."""
        identifier = self.project.surveys[survey].respondent
        everyone = pd.Index(self.tables.respondents(survey)[identifier])
        return self.weighed(survey).design.at(everyone.get_indexer(pd.Index(respondents)))

    def design_among(self, survey: str, frame: pd.DataFrame) -> SurveyDesign:
        """Return the domain of some rows of a survey's `respondents`, in their order."""
        everyone = self.tables.respondents(survey).index
        return self.weighed(survey).design.at(everyone.get_indexer(frame.index))

    def division(self, survey: str, by: str, link: str | None = None) -> Division:
        """Return a survey's respondents by category: of a variable, an item, boxes, classes.

        Raises
        ------
        KeyError
            The survey has no such division.
        """
        of = dividing(self.project, survey, by, link)
        if of is None:
            raise KeyError(by)
        return divided(self, of)

    def frame(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's population by category; None where the wave has none."""
        return self.tables.frame(survey)

    def population(self, survey: str, by: str) -> dict[str, int]:
        """Return the population by category of a division.

        Raises
        ------
        DataError
            The wave has no frame of the survey, or the frame not the division.
        """
        frame = self.frame(survey)
        file = f"data/raw/{self.wave.id}/frames/{survey}.csv"
        if frame is None:
            raise DataError(file, "Populasjonsrammen finnes ikke.", "Legg den i bølgens mappe.")
        own = frame.loc[frame["variable"] == by]
        if own.empty:
            raise DataError(file, f"Rammen har ikke «{by}».", "Legg linjene til i rammen.")
        return dict(zip(own["category"], own["population"].astype(int), strict=True))

    def members(self, survey: str) -> pd.DataFrame | None:
        """Return a survey's list of members by unit and role; None where the wave has none."""
        return self.tables.members(survey)

    def units(self, registry: str) -> pd.DataFrame:
        """Return a registry: ``key``, ``name``, values, and classes (0 = lowest)."""
        return with_classes(self.tables.units(registry), self.project.registries[registry])

    def linked(self, link: str) -> pd.DataFrame:
        """Return a link's respondents: ``respondent``, ``key``, values, and classes."""
        spec = self.project.links[link]
        found, survey = self.tables.linked(link), self.group(spec.group).survey
        if any(one.survey == survey for one in self.filters()):
            inside = self.respondents(survey)[self.project.surveys[survey].respondent]
            found = found.loc[found["respondent"].isin(inside)]
        return with_classes(found, self.project.registries[spec.registry])

    def attrition(self, link: str) -> Mapping[str, Any]:
        """Return how many respondents remain at each step of a link."""
        return self.tables.attrition(link)

    def index(self, index: str) -> pd.DataFrame:
        """Return an index of its group: ``respondent``, ``value`` and ``level`` (0 = lowest).

        Every member of the group has a row; who has too few answers has no value.
        """
        group = self.group(self.project.indices[index].group)
        identifier = self.project.surveys[group.survey].respondent
        everyone = self.respondents_of(group.id)[[identifier]].set_axis(["respondent"], axis=1)
        values = self.tables.indices()
        own = values.loc[values["survey"] == group.survey, ["respondent", index, f"{index}_class"]]
        own = own.set_axis(["respondent", "value", "level"], axis=1)
        return everyone.merge(own, on="respondent", how="left", validate="one_to_one")

    def analysis(self, index: str) -> Mapping[str, Any]:
        """Return the factor analysis and reliability behind an index."""
        return next(a for a in self.tables.analyses() if a["index"] == index)

    def linked_index(self, link: Link, index: str) -> pd.DataFrame:
        """Return a link's respondents with an index: its columns, ``value`` and ``level``.

        Who is linked but not in the index's group has no value.
        """
        linked = self.linked(link.id)
        return linked.merge(self.index(index), on="respondent", how="left", validate="one_to_one")

    def year(self, registry: str) -> int:
        """Return the year of a registry's data in this wave."""
        return self.project.year(registry, self.wave.id)
