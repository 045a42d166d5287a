"""Expectations of the lowest and the highest of the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Self

from pydantic import model_validator

from evaluering.checks.claims.expectation import Among, Found, Over
from evaluering.checks.claims.expectations.bounds import Printed, rounding
from evaluering.checks.claims.quantity import Bounds, Measured
from evaluering.checks.claims.verdicts import Facet, within
from evaluering.config.base import Real, unfit


class End(Over):
    """What the lowest or the highest number is: a printed number, or bounds."""

    equals: Printed | None = None
    """Det trykte tallet, med desimalene det er trykt med."""
    between: tuple[Real, Real] | None = None
    """Laveste og høyeste tillatte verdi, begge med."""
    at_most: Real | None = None
    """Høyeste tillatte verdi."""
    at_least: Real | None = None
    """Laveste tillatte verdi."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set - {"over"}) != 1:
            raise unfit("flere eller ingen grenser", "én av equals, between, at_most, at_least")
        return self

    def bounds(self, statistic: str) -> Bounds:
        """Return the bounds of the number."""
        if self.equals is not None:
            return rounding(self.equals, statistic)
        return self.between or (self.at_least, self.at_most)


def _of_end(pick: Callable[..., Measured], name: str, wanted: End, among: Found) -> Iterator[Facet]:
    """Yield the lowest or the highest number at each place, held against bounds."""
    bounds = wanted.bounds(among.statistic)
    for _, found in among.split(among.quantity.over[wanted.over]):
        end = pick(found.values(), key=lambda number: number.value)
        yield Facet(
            about=among.quantity.about(end),
            statistic=among.quantity.ends.get(name, among.statistic),
            value=end.value,
            holds=within(end.value, bounds),
            bounds=bounds,
            n=end.n,
        )


LOWEST = Among("lowest", End, "Det laveste av tallene.", partial(_of_end, min, "lowest"))
HIGHEST = Among("highest", End, "Det høyeste av tallene.", partial(_of_end, max, "highest"))
