"""The ways of making a derived variable, each on whole columns.

Missing is missing throughout: what SPSS' ``ELSE`` takes of missing answers too, ``otherwise`` does
not (in SPSS: ``(MISSING=SYSMIS)`` before ``(ELSE=…)``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.date_parts import Part
from evaluering.config.derived import CutClass, RecodedCategory
from evaluering.config.expressions.checking import amount, condition
from evaluering.config.expressions.parsing import parsed
from evaluering.data.conditions import FALSE, TRUE, Floats, Values
from evaluering.data.missing import answered

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Made:
    """The values of a derived variable, NaN where there is none."""

    values: Floats
    """Codes or numbers, shape (n,)."""
    outside: Mask | None = None
    """Who has an answer that no category takes."""
    zero: Mask | None = None
    """Who was divided by zero."""
    too_few: Mask | None = None
    """Who has some of the answers, and too few of them."""
    valid: npt.NDArray[np.int64] | None = None
    """How many of the answers each one has."""

    def otherwise(self, code: int | None) -> Made:
        """Return the same with a category for the answers that no other takes."""
        if code is None or self.outside is None:
            return self
        values = np.where(self.outside, float(code), self.values)
        return replace(self, values=values, outside=None)

    def divided(self) -> Made:
        """Return the mean of what was summed."""
        assert self.valid is not None
        return replace(self, values=self.values / np.where(self.valid, self.valid, 1))


def recoded(values: Values, source: Column, groups: Sequence[tuple[int, RecodedCategory]]) -> Made:
    """Return codes put together; a missing code that is not named stays as it is.

    SPSS: ``RECODE x (4,5=1) (1,2=2) INTO y``.
    """
    codes, own = values.stored(source), values.of_column(source)
    made = np.where(np.isnan(own), codes, np.nan)
    for code, taken in groups:
        inside = np.isin(codes, taken.codes)
        for kind in taken.missing:
            inside |= values.is_missing(source, kind)
        made = np.where(inside, float(code), made)
    return Made(made, outside=np.isnan(made) & ~np.isnan(own))


def cut(values: Values, source: Column, classes: Sequence[tuple[int, CutClass]]) -> Made:
    """Return numbers in classes; a missing code stays as it is.

    SPSS: ``RECODE x (LO THRU 29=1) (30 THRU HI=2) INTO y``.
    """
    own = values.of_column(source)
    codes = values.stored(source)
    made = np.where(np.isnan(own) & (codes == np.floor(codes)), codes, np.nan)
    below = np.full(len(own), True)  # what lies in or above the class that is looked at
    for code, limits in classes:
        inside = below if limits.minimum is None else own >= limits.minimum
        if limits.upto is not None:
            inside, below = inside & (own <= limits.upto), own > limits.upto
        elif limits.below is not None:
            inside, below = inside & (own < limits.below), own >= limits.below
        made = np.where(inside & ~np.isnan(own), float(code), made)
    return Made(made, outside=np.isnan(made) & ~np.isnan(own))


def totalled(
    values: Values, sources: Sequence[Column], minimum: int | None, turned: Collection[str]
) -> Made:
    """Return the sum of the answers that are there, where there are enough of them.

    SPSS: ``SUM.n(x, y, z)``; divided by their number, ``MEAN.n(x, y, z)``.
    """
    total = np.zeros(len(values.frame))
    valid = np.zeros(len(values.frame), dtype=np.int64)
    for column in sources:
        own = values.of_column(column)
        if column.name in turned:
            own = min(column.values) + max(column.values) - own
        there = ~np.isnan(own)
        total += np.where(there, own, 0)
        valid += there
    enough = valid >= (len(sources) if minimum is None else minimum)
    made = np.where(enough, total, np.nan)
    return Made(made, too_few=~enough & (valid > 0), valid=valid)


def counted(values: Values, sources: Sequence[Column], codes: Sequence[int], minimum: int) -> Made:
    """Return how many of several variables have one of the codes.

    SPSS: ``COUNT n = x y z (1, 2)``, where nobody is missing: ``minimum_valid: 0`` here.
    """
    total = np.zeros(len(values.frame))
    valid = np.zeros(len(values.frame), dtype=np.int64)
    for column in sources:
        found = np.isin(values.stored(column), codes)
        total += found
        valid += found | ~np.isnan(values.of_column(column))
    enough = valid >= minimum
    return Made(np.where(enough, total, np.nan), too_few=~enough & (valid > 0))


def conditional(
    values: Values, cases: Sequence[tuple[int, str]], columns: Mapping[str, Column]
) -> Made:
    """Return the code of the first condition that is true, as long as none before it is missing.

    SPSS: ``DO IF … ELSE IF … END IF``, which ends at a condition that is missing.
    """
    made = np.full(len(values.frame), np.nan)
    waiting = np.full(len(values.frame), True)
    for code, written in cases:
        truths = values.truths(condition(parsed(written), columns))
        made = np.where(waiting & (truths == TRUE), float(code), made)
        waiting = waiting & (truths == FALSE)
    return Made(made, outside=waiting, zero=values.divided())


def expressed(values: Values, written: str, columns: Mapping[str, Column]) -> Made:
    """Return the numbers of an expression. SPSS: ``COMPUTE y = …``."""
    found = values.numbers(amount(parsed(written), columns))
    return Made(found, zero=values.divided())


def parted(values: Values, source: Column, of: Part) -> Made:
    """Return a part of dates and times that are stored as ISO 8601 has them."""
    if source.name not in values.frame:
        return Made(np.full(len(values.frame), np.nan))
    own, kind = values.frame[source.name], str(source.kind)
    own = own.where(answered(own, source))
    if kind == "time":
        own = "2000-01-01T" + own
    moments = pd.to_datetime(own, format="ISO8601", errors="coerce")
    part = {"weekday": "day_of_week"}.get(of, of)
    found = getattr(moments.dt, part) + (1 if of == "weekday" else 0)
    return Made(found.to_numpy(dtype=np.float64, na_value=np.nan))
