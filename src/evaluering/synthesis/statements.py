"""Holding the report's statements against the surveys: one small function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.reports import Conventions
from evaluering.config.surveys import ActorGroup, Column, Scale, Survey
from evaluering.data.routing import asked, members
from evaluering.stats.crosstab import crosstab_test
from evaluering.stats.groups import two_groups
from evaluering.synthesis.statement_models import (
    Alike,
    Bounds,
    CodeOrder,
    Count,
    Difference,
    Distribution,
    Evenly,
    GroupOrder,
    ItemOrder,
    Means,
    Nearer,
    Share,
    Statement,
)

Floats = npt.NDArray[np.float64]
Check = tuple[bool, str]
"""Whether one comparison holds, and the numbers it rests on."""

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Outcome:
    """Whether a statement holds, and what was observed."""

    statement: Statement
    holds: bool
    observed: str


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
    """

    frames: Mapping[str, pd.DataFrame]
    surveys: Mapping[str, Survey]
    scales: Mapping[str, Scale]
    groups: Mapping[str, ActorGroup]
    conventions: Conventions
    _columns: dict[str, dict[str, Column]] = field(default_factory=dict, repr=False)

    def columns(self, survey: str) -> dict[str, Column]:
        """Return the columns of a survey's codebook."""
        if survey not in self._columns:
            self._columns[survey] = self.surveys[survey].columns(self.scales)
        return self._columns[survey]

    def asked(self, group: str, item: str, among: Mapping[str, list[int]] = {}) -> pd.Series:
        """Return the codes of those of a group who were asked an item, missing codes included."""
        found = self.groups[group]
        frame = self.frames[found.survey]
        column = self.columns(found.survey)[item]
        return frame.loc[members(frame, {**found.where, **among}) & asked(frame, column), item]

    def valid(self, group: str, item: str, among: Mapping[str, list[int]] = {}) -> Floats:
        """Return the valid answers of a group to an item; missing codes are left out."""
        codes = self.asked(group, item, among)
        missing = self.columns(self.groups[group].survey)[item].missing
        return codes[~codes.isin(list(missing))].dropna().to_numpy(dtype=np.float64)

    def mean(self, group: str, item: str) -> float:
        """Return the mean of the valid answers."""
        values = self.valid(group, item)
        return float(values.mean()) if len(values) else float("nan")


def outcomes(statements: Iterable[Statement], data: SurveyAnswers) -> list[Outcome]:
    """Return whether each statement holds, with what was observed.

    Parameters
    ----------
    statements
        The statements, whose groups and items exist (`statement_reading.read_statements` checks).
    data
        The answers.
    """
    found = []
    for statement in statements:
        checks = list(_KINDS[statement.kind](statement, data))
        failed = [text for holds, text in checks if not holds]
        shown = failed or [text for _, text in checks]
        found.append(Outcome(statement, not failed, "; ".join(shown)))
    return found


def unmet(found: Iterable[Outcome]) -> list[Outcome]:
    """Return the required statements that do not hold."""
    return [outcome for outcome in found if outcome.statement.required and not outcome.holds]


def _within(value: float, bounds: Bounds) -> bool:
    return bounds[0] - TOLERANCE <= value <= bounds[1] + TOLERANCE


def _number(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _means(statement: Means, data: SurveyAnswers) -> Iterator[Check]:
    for group in statement.groups:
        for item in statement.items:
            mean = data.mean(group, item)
            yield _within(mean, statement.bounds), f"{item} {group} {_number(mean)}"


def _difference(statement: Difference, data: SurveyAnswers) -> Iterator[Check]:
    first, second = statement.groups
    for item in statement.items:
        compared = two_groups(
            data.valid(first, item),
            data.valid(second, item),
            convention=data.conventions.two_groups,
        )
        difference, p = compared.mean_difference.value, compared.test.p
        holds = statement.difference is None or _within(difference, statement.difference)
        holds &= statement.p is None or _within(p, statement.p)
        yield holds, f"{item} {_number(difference)} (p = {_number(p, 4)})"


def _alike(statement: Alike, data: SurveyAnswers) -> Iterator[Check]:
    for item in statement.items:
        means = [data.mean(group, item) for group in statement.groups]
        apart = max(means) - min(means)
        yield apart <= statement.within, f"{item} {_number(apart)} mellom gruppene"


def _nearer(statement: Nearer, data: SurveyAnswers) -> Iterator[Check]:
    for item in statement.items:
        near, far = (data.mean(group, item) for group in statement.groups)
        holds = abs(near - statement.value) < abs(far - statement.value)
        yield holds, f"{item} {_number(near)} og {_number(far)}"


def _item_order(statement: ItemOrder, data: SurveyAnswers) -> Iterator[Check]:
    for group in statement.groups:
        tiers = [{item: data.mean(group, item) for item in tier} for tier in statement.order]
        for holds, text in _descending(tiers):
            yield holds, f"{group}: {text}"


def _group_order(statement: GroupOrder, data: SurveyAnswers) -> Iterator[Check]:
    for item in statement.items:
        tiers = [{group: data.mean(group, item) for group in tier} for tier in statement.order]
        for holds, text in _descending(tiers):
            yield holds, f"{item}: {text}"


def _descending(tiers: Sequence[Mapping[str, float]], digits: int = 2) -> Iterator[Check]:
    """Compare the lowest of each tier with the highest of the next."""
    for upper, lower in pairwise(tiers):
        low, high = min(upper, key=upper.__getitem__), max(lower, key=lower.__getitem__)
        text = f"{low} {_number(upper[low], digits)}, {high} {_number(lower[high], digits)}"
        yield upper[low] > lower[high], text


def _share(statement: Share, data: SurveyAnswers) -> Iterator[Check]:
    for group in statement.groups:
        for item in statement.items:
            if statement.of == "asked":
                values = data.asked(group, item).to_numpy()
            else:
                values = data.valid(group, item)
            share = _percent(values, statement.codes)
            text = f"{item} {group} {_number(share, 1)} % (n = {len(values)})"
            yield _within(share, statement.bounds), text


def _percent(values: npt.NDArray[Any], codes: Sequence[int]) -> float:
    return 100 * float(np.isin(values, codes).mean()) if len(values) else float("nan")


def _code_order(statement: CodeOrder, data: SurveyAnswers) -> Iterator[Check]:
    for group in statement.groups:
        for item in statement.items:
            values = data.valid(group, item)
            tiers = [{str(c): _percent(values, [c]) for c in tier} for tier in statement.order]
            for holds, text in _descending(tiers, 1):
                yield holds, f"{item} {group}, kode {text} %"


def _count(statement: Count, data: SurveyAnswers) -> Iterator[Check]:
    for group in statement.groups:
        counts = [len(data.valid(group, item)) for item in statement.items]
        holds = statement.fewest in {None, min(counts)} and statement.most in {None, max(counts)}
        yield holds, f"{group} n = {min(counts)}–{max(counts)}"


def _distribution(statement: Distribution, data: SurveyAnswers) -> Iterator[Check]:
    for item in statement.items:
        counts = pd.DataFrame(
            {g: pd.Series(data.valid(g, item)).value_counts() for g in statement.groups}
        ).fillna(0)
        p = crosstab_test(counts, correction=data.conventions.continuity_correction).test.p
        yield _within(p, statement.p), f"{item} p = {_number(p, 4)}"


def _evenly(statement: Evenly, data: SurveyAnswers) -> Iterator[Check]:
    for group in statement.groups:
        for item in statement.items:
            shares = [
                _percent(data.valid(group, item, {statement.by: [category]}), [statement.code])
                for category in statement.categories
            ]
            apart = max(shares) - min(shares)
            yield apart <= statement.within, f"{item} {_number(apart, 1)} prosentpoeng"


_KINDS: dict[str, Callable[[Any, SurveyAnswers], Iterator[Check]]] = {
    "means": _means,
    "difference": _difference,
    "alike": _alike,
    "nearer": _nearer,
    "item_order": _item_order,
    "group_order": _group_order,
    "share": _share,
    "code_order": _code_order,
    "count": _count,
    "distribution": _distribution,
    "evenly": _evenly,
}
