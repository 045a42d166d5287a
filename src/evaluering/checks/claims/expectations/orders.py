"""Expectations among numbers: tiers in descending order, alike, and nearer to a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import isnan, nan
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from evaluering.checks.claims.expectation import Among, Found, Over
from evaluering.checks.claims.expectations.bounds import DeclaredPhrase
from evaluering.checks.claims.quantity import Measured, Some
from evaluering.checks.claims.verdicts import Facet, untested, within
from evaluering.config.base import Real, Reference, unfit

if TYPE_CHECKING:
    from evaluering.checks.claims.survey_answers import Choices

OTHERS = "øvrige"
"""What stands for all that are not named, in an order."""
REPEATED = frozenset({"item", "answer"})
"""Dimensions over which the same respondents are compared, so that no interval is of two groups."""


class Order(Over):
    """All numbers of a tier are larger than all of the next."""

    tiers: Annotated[list[Some[Reference]], Field(min_length=2)]
    """Lag av navn, ovenfra og ned; «øvrige» er alle som ikke er nevnt."""

    def unfitting(self, names: Sequence[str]) -> tuple[str, str] | None:
        """Refuse a name that the quantity does not measure."""
        named = [name for tier in self.tiers for name in tier if name != OTHERS]
        other = next((name for name in named if name not in names), None)
        return None if other is None else (other, ", ".join(names))


class Alike(Over):
    """The largest number is at most so much above the smallest."""

    within: Real | None = None
    """Største tillatte avstand."""
    phrase: DeclaredPhrase | None = None
    """I stedet for «within»: ord om avstanden, etter navnet under «phrases»."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.within is None) == (self.phrase is None):
            raise unfit("begge eller ingen av dem", "én av within og phrase")
        return self

    def apart(self, choices: Choices) -> float | None:
        """Return the largest distance that is allowed, under a set of choices."""
        return self.phrase.under(choices.phrases)[1] if self.phrase else self.within

    def unfitting(self, names: Sequence[str]) -> tuple[str, str] | None:
        """Refuse fewer than two names."""
        return None if len(names) > 1 else (f"{len(names)} navn", f"minst to under «{self.over}»")


class Nearer(Over):
    """The first name's number is nearer to a value than the second's."""

    to: Real
    """Verdien."""

    def unfitting(self, names: Sequence[str]) -> tuple[str, str] | None:
        """Refuse what is not two names."""
        return None if len(names) == 2 else (f"{len(names)} navn", f"to under «{self.over}»")


def ordered(wanted: Order, among: Found) -> Iterator[Facet]:
    """Compare the lowest of each tier with the highest of the next."""
    dimension = among.quantity.over[wanted.over]
    for about, found in among.split(dimension):
        statistic, values = _levels(among.statistic, found, among.choices)
        independent = dimension not in REPEATED and among.choices.told
        for upper, lower in pairwise(tiers_of(wanted.tiers, values)):
            absent = [name for name, value in {**upper, **lower}.items() if isnan(value)]
            if absent:
                where = {**about, dimension: _called(absent[0], dimension, found)}
                yield Facet(where, statistic, nan, None, reason=untested("no_answers"))
                continue
            low, high = min(upper, key=upper.__getitem__), max(lower, key=lower.__getitem__)
            yield Facet(
                about={**about, dimension: found[low].called(dimension)},
                statistic=statistic,
                value=upper[low],
                holds=upper[low] > lower[high],
                n=(*found[low].n, *found[high].n),
                against={dimension: found[high].called(dimension)},
                other=lower[high],
                apart=_apart(found[low], found[high]) if independent else None,
            )


def _levels(
    statistic: str, found: Mapping[str, Measured], choices: Choices
) -> tuple[str, dict[str, float]]:
    """Return the numbers by name, or the mean ranks of the answers behind them."""
    samples = {name: m.sample for name, m in found.items() if m.sample is not None}
    if choices.rank and len(samples) == len(found):
        from evaluering.checks.claims.comparisons import mean_ranks

        return "mean rank", mean_ranks(samples)
    return statistic, {name: number.value for name, number in found.items()}


def _apart(first: Measured, second: Measured) -> tuple[float, float] | None:
    """Return Welch's interval of the difference of two means."""
    if first.sample is None or second.sample is None:
        return None
    from evaluering.checks.claims.comparisons import compare

    limits = compare(first.sample, second.sample).welch.interval
    return limits.lower, limits.upper


def _called(name: str, dimension: str, found: Mapping[str, Measured]) -> str:
    return found[name].called(dimension) if name in found else name


def tiers_of(tiers: Sequence[Sequence[str]], values: Mapping[str, float]) -> list[dict[str, float]]:
    """Return the values tier by tier; «øvrige» stands for all that no tier names."""
    named = {name for tier in tiers for name in tier}
    rest = [name for name in values if name not in named]
    spelt = [[n for name in tier for n in (rest if name == OTHERS else [name])] for tier in tiers]
    return [{name: values.get(name, nan) for name in tier} for tier in spelt]


def alike(wanted: Alike, among: Found) -> Iterator[Facet]:
    """Hold the distance from the highest to the lowest against what is allowed."""
    dimension = among.quantity.over[wanted.over]
    for about, found in among.split(dimension):
        high = max(found.values(), key=lambda number: number.value)
        low = min(found.values(), key=lambda number: number.value)
        apart = high.value - low.value
        bounds = (None, wanted.apart(among.choices))
        yield Facet(
            about={**about, dimension: high.called(dimension)},
            statistic="points" if among.statistic == "percent" else "gap",
            value=apart,
            holds=within(apart, bounds),
            bounds=bounds,
            n=tuple(n for number in found.values() for n in number.n),
            against={dimension: low.called(dimension)},
        )


def nearer(wanted: Nearer, among: Found) -> Iterator[Facet]:
    """Compare how far the first name's number and the second's are from a value."""
    dimension = among.quantity.over[wanted.over]
    for about, found in among.split(dimension):
        near, far, *_ = found.values()
        testable = not (isnan(near.value) or isnan(far.value))
        closer = abs(near.value - wanted.to) < abs(far.value - wanted.to)
        yield Facet(
            about={**about, dimension: near.called(dimension)},
            statistic=among.statistic,
            value=near.value,
            holds=closer if testable else None,
            n=(*near.n, *far.n),
            against={dimension: far.called(dimension)},
            other=far.value,
        )


ORDER = Among("order", Order, "Alle tallene i et lag er større enn alle i det neste.", ordered)
ALIKE = Among("alike", Alike, "Det største tallet er høyst så mye over det minste.", alike)
NEARER = Among("nearer", Nearer, "Det første tallet er nærmere en verdi enn det andre.", nearer)
