"""The answers of all surveys by actor group, under a set of choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.checks.claims.comparisons import known_limits, mean_interval, share_interval
from evaluering.checks.claims.quantity import NOTHING, Interval, Measured
from evaluering.checks.claims.verdicts import CannotTest
from evaluering.config.claims import PhraseWidth
from evaluering.config.columns import Column
from evaluering.config.groups import ActorGroup
from evaluering.config.missing import DONT_KNOW
from evaluering.config.reports import Conventions
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.data.conditions import meeting
from evaluering.data.routing import asked, members
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_means import design_mean, design_proportion

Floats = npt.NDArray[np.float64]
T = TypeVar("T")
NOBODY: Mapping[str, list[int]] = {}


def once(kept: dict[Any, Any], key: object, make: Callable[[], T]) -> T:
    """Return what is kept under a key, made the first time that it is asked for."""
    if key not in kept:
        kept[key] = make()
    found: T = kept[key]
    return found


@dataclass(frozen=True)
class Choices:
    """How the answers are analysed, where other ways are reasonable.

    Attributes
    ----------
    rank
        Ranks instead of values.
    weighted
        With the weights of the survey's design; else with those that rake it to the frame.
    middle
        «Vet ikke» as the middle category of the scale.
    complete
        Only those who answered all of these items.
    family
        The tests that p is adjusted for, by Holm; empty for no adjustment.
    p_value
        How the p of a crosstab is found.
    limits
        How many steps the class limits of the indices are moved.
    lenient
        An index is given when three in four of its items are answered.
    phrases
        Which of the limits of a report's words are used.
    variant
        Whether this is another choice than the report's: a printed p need then not be met
        exactly, only its level.
    draws
        How many tables a simulated p is of.
    verdict_only
        Whether only the verdict is wanted, so that nothing is computed that just stands beside it.
    """

    rank: bool = False
    weighted: bool = False
    middle: bool = False
    complete: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    p_value: Literal["asymptotic", "simulated", "likelihood"] = "asymptotic"
    limits: int = 0
    lenient: bool = False
    phrases: PhraseWidth = "between"
    variant: bool = False
    draws: int = 2000
    verdict_only: bool = False

    @property
    def told(self) -> bool:
        """Whether what stands beside a verdict is wanted: intervals, and what could be seen."""
        return not (self.variant or self.verdict_only)


@dataclass(frozen=True)
class Sample:
    """Valid answers and, where they are weighted, their design."""

    values: Floats
    design: SurveyDesign | None

    @property
    def n(self) -> int:
        """The number of valid answers."""
        return len(self.values)

    @property
    def mean(self) -> float:
        """The mean, weighted where there are weights; NaN of nothing."""
        return self._average(self.values)

    def mean_interval(self) -> Interval | None:
        """Return the 95 per cent interval of the mean."""
        if self.design is not None:
            return known_limits(design_mean(self.values, self.design).interval)
        return mean_interval(self.values)

    def percent(self, codes: list[int]) -> float:
        """Return the per cent with one of the codes."""
        return 100 * self._average(np.isin(self.values, codes).astype(float))

    def _average(self, values: Floats) -> float:
        if not self.n or (self.design is not None and not self.design.total):
            return float("nan")
        weights = None if self.design is None else self.design.weights
        return float(np.average(values, weights=weights))

    def share(
        self, at: Mapping[str, str], codes: list[int], labels: Mapping[str, str] = NOTHING
    ) -> Measured:
        """Return the per cent with one of the codes, as measured somewhere."""
        percent = self.percent(codes)
        return Measured(at, percent, (self.n,), labels, lambda: self._limits(percent, codes))

    def _limits(self, percent: float, codes: list[int]) -> Interval | None:
        """Return the 95 per cent interval of a per cent."""
        if self.design is None:
            return share_interval(percent, self.n)
        ticks = np.isin(self.values, codes).astype(float)
        return known_limits(design_proportion(ticks, self.design).interval.times(100))


@dataclass(frozen=True)
class SurveyAnswers:
    """The answers of all surveys, by actor group.

    Attributes
    ----------
    frames
        Respondents by survey, codes kept.
    surveys, scales, groups
        The codebooks, the scales and the actor groups.
    conventions
        Which variant of each test is used.
    choices
        What else is chosen.
    designs
        What each survey's respondents are weighted by, in the order of the frame.
    """

    frames: Mapping[str, pd.DataFrame]
    surveys: Mapping[str, Survey]
    scales: Mapping[str, Scale]
    groups: Mapping[str, ActorGroup]
    conventions: Conventions
    choices: Choices = Choices()
    designs: Mapping[str, SurveyDesign] = field(default_factory=dict)
    power: float = 0.8
    _columns: dict[str, dict[str, Column]] = field(default_factory=dict, repr=False)
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def under(self, choices: Choices, conventions: Conventions | None = None) -> SurveyAnswers:
        """Return the same answers under other choices; what no choice changes is kept."""
        other = replace(self, choices=choices, conventions=conventions or self.conventions)
        kept = {key: value for key, value in self._found.items() if key[0] in {"codes", "asked"}}
        other._found.update(kept)
        return other

    def columns(self, survey: str) -> dict[str, Column]:
        """Return the columns of a survey's codebook."""
        if survey not in self._columns:
            self._columns[survey] = self.surveys[survey].columns(self.scales)
        return self._columns[survey]

    def asked(self, group: str, item: str, among: Mapping[str, list[int]] = NOBODY) -> Sample:
        """Return the codes of those of a group who were asked an item, missing codes included."""
        inside = self._asked(group, item, among)
        survey = self.groups[group].survey
        return Sample(self._codes(survey, item)[inside], self._design(survey, inside))

    def answered(self, group: str, item: str, among: Mapping[str, list[int]] = NOBODY) -> Sample:
        """Return the codes of those of a group who answered an item, «vet ikke» included."""
        survey = self.groups[group].survey
        kinds = self.columns(survey)[item].missing
        codes = self._codes(survey, item)
        unsure = [v for v in np.unique(codes[~np.isnan(codes)]) if kinds.kind(v) == DONT_KNOW]
        given = ~np.isnan(self.numeric(survey, item)) | np.isin(codes, unsure)
        inside = self._asked(group, item, among) & given
        return Sample(codes[inside], self._design(survey, inside))

    def sample(self, group: str, item: str, among: Mapping[str, list[int]] = NOBODY) -> Sample:
        """Return the valid answers of a group to an item; missing codes are left out."""
        return once(
            self._found,
            ("sample", group, item, str(among)),
            lambda: self._sample(group, item, among),
        )

    def valid(self, group: str, item: str, among: Mapping[str, list[int]] = NOBODY) -> Floats:
        """Return the valid answers themselves."""
        return self.sample(group, item, among).values

    def mean(self, group: str, item: str) -> float:
        """Return the mean of the valid answers."""
        return self.sample(group, item).mean

    def weighted(self, group: str) -> bool:
        """Return whether the answers of a group carry weights."""
        return self.choices.weighted and self.groups[group].survey in self.designs

    def members(self, group: str) -> npt.NDArray[np.bool_]:
        """Return who belongs to a group, in the order of the survey's frame."""
        found = self.groups[group]
        columns = self.columns(found.survey)
        return meeting(self.frames[found.survey], found.where, columns).to_numpy(dtype=bool)

    def numeric(self, survey: str, item: str) -> Floats:
        """Return all respondents' answers to an item, NaN for everything missing."""
        return once(self._found, ("numeric", survey, item), lambda: self._numeric(survey, item))

    def _sample(self, group: str, item: str, among: Mapping[str, list[int]]) -> Sample:
        survey = self.groups[group].survey
        values = self.numeric(survey, item)
        inside = self._asked(group, item, among) & ~np.isnan(values)
        for other in self.columns(survey).keys() & set(self.choices.complete):
            inside &= ~np.isnan(self.numeric(survey, other))
        return Sample(values[inside], self._design(survey, inside))

    def _numeric(self, survey: str, item: str) -> Floats:
        column = self.columns(survey)[item]
        codes = self._codes(survey, item)
        present = codes[~np.isnan(codes)]
        absent = [v for v in np.unique(present) if column.missing.kind(v) is not None]
        values = np.where(np.isin(codes, absent), np.nan, codes)
        if self.choices.middle and column.kind == "item" and len(column.values) % 2:
            unsure = [v for v in absent if column.missing.kind(v) == DONT_KNOW]
            middle = list(column.values)[len(column.values) // 2]
            values = np.where(np.isin(codes, unsure), middle, values)
        return values

    def _codes(self, survey: str, item: str) -> Floats:
        def make() -> Floats:
            if item not in self.frames[survey]:
                raise CannotTest("no_variable", variable=item, survey=survey)
            return self.frames[survey][item].to_numpy(dtype=np.float64, na_value=np.nan)

        return once(self._found, ("codes", survey, item), make)

    def _asked(
        self, group: str, item: str, among: Mapping[str, list[int]]
    ) -> npt.NDArray[np.bool_]:
        found = self.groups[group]
        frame, column = self.frames[found.survey], self.columns(found.survey)[item]

        def make() -> npt.NDArray[np.bool_]:
            inside = members(frame, among) & asked(frame, column)
            return self.members(group) & inside.to_numpy(dtype=bool)

        return once(self._found, ("asked", group, str(column.asked_if), str(among)), make)

    def _design(self, survey: str, inside: npt.NDArray[np.bool_]) -> SurveyDesign | None:
        if self.choices.weighted and survey in self.designs:
            return self.designs[survey].within(inside)
        return None
