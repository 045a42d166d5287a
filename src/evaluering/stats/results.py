"""What all results share: their names, and how they become records and tables."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, ClassVar, TypeAlias

import pandas as pd

__all__ = [
    "Estimate",
    "EstimatedResult",
    "FittedModel",
    "HypothesisTest",
    "Interval",
    "Record",
    "StatisticalResult",
    "TestedEstimate",
    "TestedResult",
    "frame_records",
    "value_row",
]

Record: TypeAlias = dict[str, object]


@dataclass(frozen=True)
class Interval:
    """Confidence interval with its level (a proportion, 0.95 for 95 per cent).

    Examples
    --------
    >>> Interval(2.0, 3.0).times(2).upper
    6.0
    """

    lower: float
    upper: float
    confidence: float = 0.95

    @classmethod
    def undefined(cls, confidence: float = 0.95) -> Interval:
        """Return the interval of what cannot be estimated (both limits NaN)."""
        return cls(nan, nan, confidence)

    def times(self, factor: float) -> Interval:
        """Return the interval of the quantity times a positive factor."""
        return Interval(factor * self.lower, factor * self.upper, self.confidence)


@dataclass(frozen=True)
class Estimate:
    """An estimate and its confidence interval.

    Examples
    --------
    >>> Estimate(2.5, Interval(2.0, 3.0)).interval.lower
    2.0
    """

    value: float
    interval: Interval

    @classmethod
    def undefined(cls, confidence: float = 0.95) -> Estimate:
        """Return an estimate that cannot be computed (value and limits NaN)."""
        return cls(nan, Interval.undefined(confidence))

    def row(self, statistic: str, *, p: float = nan, **more: object) -> Record:
        """Return a record in the columns that all tests and estimates share."""
        row = value_row(statistic, self.value, p=p)
        return {**row, "lower": self.interval.lower, "upper": self.interval.upper, **more}


@dataclass(frozen=True)
class HypothesisTest:
    """A test statistic with its degrees of freedom and p; `df2` is an F test's second.

    Examples
    --------
    >>> HypothesisTest(2.1, 30, 0.044).p
    0.044
    """

    statistic: float
    df: float
    p: float
    df2: float = nan

    def row(self, statistic: str, **more: object) -> Record:
        """Return a record in the columns that all tests and estimates share."""
        return value_row(statistic, self.statistic, self.df, self.df2, self.p) | more


def value_row(
    statistic: str, value: float, df: float = nan, df2: float = nan, p: float = nan
) -> Record:
    """Return the record of a number without an interval."""
    names = ("statistic", "value", "df", "df2", "p", "lower", "upper")
    return dict(zip(names, (statistic, value, df, df2, p, nan, nan), strict=True))


def frame_records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame as records."""
    return [
        dict(zip(map(str, frame.columns), row, strict=True))
        for row in frame.itertuples(index=False)
    ]


@dataclass(frozen=True, kw_only=True)
class StatisticalResult(ABC):
    """A frozen result: what was done, its numbers as attributes, records and table, warnings.

    Examples
    --------
    >>> from evaluering.stats import two_groups
    >>> found = two_groups([1, 2, 3, 4], [3, 4, 5, 5])
    >>> found.to_frame()["statistic"].tolist()[:2]
    ['welch_t', 'pooled_t']
    """

    columns: ClassVar[tuple[str, ...] | None] = None
    warnings: tuple[str, ...] = ()

    @abstractmethod
    def records(self) -> list[Record]:
        """Return the numbers, one record a row of the table."""

    def to_frame(self) -> pd.DataFrame:
        """Return the records as a table."""
        columns = None if self.columns is None else list(self.columns)
        return pd.DataFrame(self.records(), columns=columns)


class EstimatedResult(StatisticalResult):
    """A result with one estimate.

    Examples
    --------
    >>> from evaluering.stats import two_groups
    >>> found = two_groups([1, 2, 3, 4], [3, 4, 5, 5])
    >>> isinstance(found, EstimatedResult), round(found.estimate.value, 2)
    (True, -1.75)
    """

    estimate: Estimate

    @property
    def interval(self) -> Interval:
        """Confidence interval of the estimate."""
        return self.estimate.interval


class TestedResult(StatisticalResult):
    """A result with one test that is printed, as a field or a property.

    Examples
    --------
    >>> from evaluering.stats import two_groups
    >>> found = two_groups([1, 2, 3, 4], [3, 4, 5, 5])
    >>> isinstance(found, TestedResult), round(found.p, 3)
    (True, 0.076)
    """

    if TYPE_CHECKING:

        @property
        def test(self) -> HypothesisTest:
            """The test that the convention prints."""

    @property
    def statistic(self) -> float:
        """Statistic of `test`."""
        return self.test.statistic

    @property
    def df(self) -> float:
        """Degrees of freedom of `test`."""
        return self.test.df

    @property
    def p(self) -> float:
        """Two-sided p of `test`."""
        return self.test.p


class TestedEstimate(EstimatedResult, TestedResult):
    """A result with one estimate and its test."""


@dataclass(frozen=True, kw_only=True)
class FittedModel(TestedResult):
    """A regression; `test` is that of all predictors, `coefficients` has one row a term."""

    outcome: str
    predictors: tuple[str, ...]
    n: int
    n_excluded: int
    method: str
    convention: str
    coefficients: pd.DataFrame
    confidence: float
    test: HypothesisTest

    def records(self) -> list[Record]:
        """Return one record a term."""
        return frame_records(self.coefficients.rename_axis("term").reset_index())
