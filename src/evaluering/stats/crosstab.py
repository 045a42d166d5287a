"""Test the independence of two categorical variables in a table of counts."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.distributions import chi_square_upper
from evaluering.stats.intervals import (
    Estimate,
    Interval,
    checked_level,
    estimate_row,
    tidy_frame,
    undefined_estimate,
)
from evaluering.stats.noncentral import noncentral_chi_square
from evaluering.stats.observations import FloatArray, count_table


@dataclass(frozen=True)
class ChiSquare:
    """Chi-square statistic with its degrees of freedom and p."""

    statistic: float
    df: float
    p: float


@dataclass(frozen=True, eq=False)
class CrosstabTest:
    """Test of independence; the tables hold the rows and columns that are not empty."""

    n: int
    pearson: ChiSquare
    continuity_corrected: ChiSquare
    likelihood_ratio: ChiSquare
    cramers_v: Estimate
    cramers_v_corrected: float
    expected: pd.DataFrame
    adjusted_residuals: pd.DataFrame
    share_expected_below_5: float
    minimum_expected: float
    dropped_rows: tuple[Hashable, ...]
    dropped_columns: tuple[Hashable, ...]
    convention: str
    method: str = "Pearson chi-square test of independence"
    warnings: tuple[str, ...] = ()

    @property
    def test(self) -> ChiSquare:
        """The chi-square test that the convention prints."""
        corrected = self.convention == "continuity corrected"
        return self.continuity_corrected if corrected else self.pearson

    @property
    def statistic(self) -> float:
        """Chi-square by the convention."""
        return self.test.statistic

    @property
    def df(self) -> float:
        """Degrees of freedom."""
        return self.test.df

    @property
    def p(self) -> float:
        """Two-sided asymptotic p by the convention."""
        return self.test.p

    def to_frame(self) -> pd.DataFrame:
        """Return one row per statistic: value, df, df2, p, lower, upper."""
        return tidy_frame(
            *(
                {"statistic": name, "value": test.statistic, "df": test.df, "p": test.p}
                for name, test in (
                    ("pearson_chi_square", self.pearson),
                    ("continuity_corrected", self.continuity_corrected),
                    ("likelihood_ratio", self.likelihood_ratio),
                )
            ),
            estimate_row("cramers_v", self.cramers_v),
            {"statistic": "cramers_v_corrected", "value": self.cramers_v_corrected},
            {"statistic": "share_expected_below_5", "value": self.share_expected_below_5},
            {"statistic": "minimum_expected", "value": self.minimum_expected},
            {"statistic": "n", "value": self.n},
        )

    def cells_frame(self) -> pd.DataFrame:
        """Return one row per cell: row, column, expected count, adjusted residual."""
        expected, residuals = self.expected, self.adjusted_residuals
        return pd.DataFrame(
            [
                {
                    "row": row,
                    "column": column,
                    "expected": expected.iat[i, j],
                    "adjusted_residual": residuals.iat[i, j],
                }
                for i, row in enumerate(expected.index)
                for j, column in enumerate(expected.columns)
            ],
            columns=["row", "column", "expected", "adjusted_residual"],
        )


def occupied(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without its empty rows and columns."""
    return table.loc[table.sum(axis=1).to_numpy() > 0, table.sum(axis=0).to_numpy() > 0]


def expected_counts(observed: FloatArray) -> FloatArray:
    """Return row total times column total by n: the counts under independence."""
    expected: FloatArray = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    return expected


def crosstab_test(
    counts: ArrayLike | pd.DataFrame, *, correction: bool = False, level: float = 0.95
) -> CrosstabTest:
    r"""Test the independence of the rows and columns of a table of counts.

    .. math::
        \chi^2 = \sum_{ij} \frac{(O_{ij} - E_{ij})^2}{E_{ij}}, \qquad
        V = \sqrt{\frac{\chi^2}{n \min(r - 1, c - 1)}}

    Parameters
    ----------
    counts : array_like or DataFrame, shape (rows, columns)
        Numbers of respondents. Empty rows and columns are dropped and reported.
    correction : bool
        Whether `statistic` and `p` of a 2 x 2 table carry Yates' continuity correction. Both
        versions are always in the result; Cramér's V rests on the uncorrected one.
    level : float
        Confidence level of the interval for Cramér's V.

    Returns
    -------
    CrosstabTest
        Adjusted residuals are standard normal under independence. Cramér's V lies between 0
        and 1; its interval inverts the noncentral chi-square distribution, √(λ / (n m)), and
        its bias-corrected version is Bergsma's. When fewer than two rows or columns remain,
        every statistic is NaN, with a warning. A warning is also given when more than 20 per
        cent of the expected counts are below 5, or one is below 1 (Cochran's rule).

    Raises
    ------
    InvalidInput
        If counts is not two-dimensional, is empty, or holds NaN, negative or non-integer
        values; if the level is not within (0, 1).

    Notes
    -----
    SPSS: ``CROSSTABS /STATISTICS CHISQ PHI /CELLS EXPECTED ASRESID``. R:
    ``chisq.test(counts, correct = FALSE)`` with ``$stdres`` as the adjusted residuals.

    References
    ----------
    Agresti, A. (2013). Categorical data analysis, ch. 3. Bergsma, W. (2013). Journal of the
    Korean Statistical Society, 42, 323-328. Smithson, M. (2003). Confidence intervals.
    """
    level = checked_level("crosstab_test", level)
    full = count_table("crosstab_test", counts)
    table = occupied(full)
    dropped_rows = tuple(full.index[full.sum(axis=1).to_numpy() == 0])
    dropped_columns = tuple(full.columns[full.sum(axis=0).to_numpy() == 0])
    observed = table.to_numpy()
    rows, columns = observed.shape
    n = int(observed.sum())
    expected = expected_counts(observed) if n else observed
    below_5 = float((expected < 5).mean()) if n else nan
    smallest = float(expected.min()) if n else nan
    testable = rows > 1 and columns > 1
    pearson = _pearson(observed, expected) if testable else ChiSquare(nan, nan, nan)
    square = (rows, columns) == (2, 2)
    return CrosstabTest(
        n=n,
        pearson=pearson,
        continuity_corrected=(
            _pearson(observed, expected, corrected=True) if square else ChiSquare(nan, nan, nan)
        ),
        likelihood_ratio=(
            _likelihood_ratio(observed, expected) if testable else ChiSquare(nan, nan, nan)
        ),
        cramers_v=_cramers_v(pearson, n, rows, columns, level),
        cramers_v_corrected=_bias_corrected_v(pearson, n, rows, columns),
        expected=pd.DataFrame(expected, index=table.index, columns=table.columns),
        adjusted_residuals=pd.DataFrame(
            _adjusted_residuals(observed, expected) if testable else np.full_like(expected, nan),
            index=table.index,
            columns=table.columns,
        ),
        share_expected_below_5=below_5,
        minimum_expected=smallest,
        dropped_rows=dropped_rows,
        dropped_columns=dropped_columns,
        convention="continuity corrected" if correction and square else "uncorrected",
        warnings=_warnings(dropped_rows, dropped_columns, testable, below_5, smallest),
    )


def _pearson(observed: FloatArray, expected: FloatArray, *, corrected: bool = False) -> ChiSquare:
    distance = np.abs(observed - expected)
    if corrected:
        distance = distance - np.minimum(0.5, distance)
    rows, columns = observed.shape
    df = float((rows - 1) * (columns - 1))
    statistic = float((distance**2 / expected).sum())
    return ChiSquare(statistic, df, chi_square_upper(statistic, df))


def _likelihood_ratio(observed: FloatArray, expected: FloatArray) -> ChiSquare:
    rows, columns = observed.shape
    df = float((rows - 1) * (columns - 1))
    ratio = np.where(observed > 0, observed, expected) / expected
    statistic = 2 * float((observed * np.log(ratio)).sum())
    return ChiSquare(statistic, df, chi_square_upper(statistic, df))


def _adjusted_residuals(observed: FloatArray, expected: FloatArray) -> FloatArray:
    n = observed.sum()
    row, column = observed.sum(axis=1) / n, observed.sum(axis=0) / n
    residuals: FloatArray = (observed - expected) / np.sqrt(
        expected * np.outer(1 - row, 1 - column)
    )
    return residuals


def _cramers_v(pearson: ChiSquare, n: int, rows: int, columns: int, level: float) -> Estimate:
    if np.isnan(pearson.statistic):
        return undefined_estimate(level)
    scale = n * (min(rows, columns) - 1)
    limits = noncentral_chi_square(pearson.statistic, pearson.df, level)
    return Estimate(
        sqrt(pearson.statistic / scale),
        Interval(sqrt(limits.lower / scale), min(1.0, sqrt(limits.upper / scale)), level),
    )


def _bias_corrected_v(pearson: ChiSquare, n: int, rows: int, columns: int) -> float:
    if np.isnan(pearson.statistic) or n < 2:
        return nan
    phi = max(0.0, pearson.statistic / n - pearson.df / (n - 1))
    smaller = min(
        rows - (rows - 1) ** 2 / (n - 1),
        columns - (columns - 1) ** 2 / (n - 1),
    )
    return sqrt(phi / (smaller - 1)) if smaller > 1 else nan


def _warnings(
    dropped_rows: tuple[Hashable, ...],
    dropped_columns: tuple[Hashable, ...],
    testable: bool,
    below_5: float,
    smallest: float,
) -> tuple[str, ...]:
    dropped = tuple(
        f"empty {kind} dropped: {', '.join(map(str, labels))}"
        for kind, labels in (("rows", dropped_rows), ("columns", dropped_columns))
        if labels
    )
    if not testable:
        return (*dropped, "fewer than two rows or columns with respondents: no test")
    sparse = below_5 > 0.2 or smallest < 1
    note = (
        f"{below_5:.1%} of the expected counts are below 5; the smallest is {smallest:.3g}: "
        "the chi-square approximation may fail",
    )
    return (*dropped, *(note if sparse else ()))
