"""Test the independence of two categorical variables in a table of counts."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd

from evaluering.stats.arguments import Counts, FloatArray, count_table, require_confidence
from evaluering.stats.distributions import chi_square_test
from evaluering.stats.noncentral import noncentral_chi_square
from evaluering.stats.results import (
    Estimate,
    HypothesisTest,
    Interval,
    Record,
    TestedResult,
    value_row,
)

__all__ = [
    "NO_TABLE",
    "UNTESTABLE",
    "CrosstabTest",
    "crosstab_test",
    "expected_counts",
    "occupied",
    "pearson_chi_square",
    "sparse",
]

UNTESTABLE = HypothesisTest(nan, nan, nan)
NO_TABLE = "fewer than two rows or columns with respondents"


@dataclass(frozen=True, eq=False)
class CrosstabTest(TestedResult):
    """Test of independence; the tables hold the rows and columns that are not empty."""

    n: int
    pearson: HypothesisTest
    continuity_corrected: HypothesisTest
    likelihood_ratio: HypothesisTest
    effect: Estimate
    cramers_v_corrected: float
    expected: pd.DataFrame
    adjusted_residuals: pd.DataFrame
    share_expected_below_5: float
    minimum_expected: float
    dropped_rows: tuple[Hashable, ...]
    dropped_columns: tuple[Hashable, ...]
    convention: str
    method: str = "Pearson chi-square test of independence"

    @property
    def test(self) -> HypothesisTest:
        """The chi-square test that the convention prints."""
        corrected = self.convention == "continuity corrected"
        return self.continuity_corrected if corrected else self.pearson

    def records(self) -> list[Record]:
        """Return one record a test and number; `effect` is Cramér's V."""
        numbers = ("cramers_v_corrected", "share_expected_below_5", "minimum_expected", "n")
        return [
            self.pearson.row("pearson_chi_square"),
            self.continuity_corrected.row("continuity_corrected"),
            self.likelihood_ratio.row("likelihood_ratio"),
            self.effect.row("cramers_v"),
            *(value_row(name, getattr(self, name)) for name in numbers),
        ]

    def cells_frame(self) -> pd.DataFrame:
        """Return one row per cell: row, column, expected count, adjusted residual."""
        expected, residuals = self.expected, self.adjusted_residuals
        cells = [
            (row, column, expected.iat[i, j], residuals.iat[i, j])
            for i, row in enumerate(expected.index)
            for j, column in enumerate(expected.columns)
        ]
        return pd.DataFrame(cells, columns=["row", "column", "expected", "adjusted_residual"])


def occupied(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without its empty rows and columns."""
    return table.loc[table.sum(axis=1).to_numpy() > 0, table.sum(axis=0).to_numpy() > 0]


def expected_counts(observed: FloatArray) -> FloatArray:
    """Return row total times column total by n: the counts under independence."""
    expected: FloatArray = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    return expected


def sparse(expected: FloatArray) -> tuple[float, float, bool]:
    """Return the share below 5, the smallest, and whether they are too small (Cochran's rule)."""
    below_5, smallest = float((expected < 5).mean()), float(expected.min())
    return below_5, smallest, below_5 > 0.2 or smallest < 1


def crosstab_test(
    counts: Counts, *, correction: bool = False, confidence: float = 0.95
) -> CrosstabTest:
    r"""Test the independence of the rows and columns of a table of counts.

    .. math::
        \chi^2 = \sum_{ij} \frac{(O_{ij} - E_{ij})^2}{E_{ij}}, \qquad
        V = \sqrt{\frac{\chi^2}{n \min(r - 1, c - 1)}}

    Parameters
    ----------
    counts : Counts, shape (rows, columns)
        Numbers of respondents. Empty rows and columns are dropped and reported.
    correction : bool
        Whether `test` of a 2 x 2 table carries Yates' continuity correction. Both versions are
        always in the result; Cramér's V rests on the uncorrected one.
    confidence : float
        Level of the interval for Cramér's V.

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
    StatisticsError
        Counts that are no table of whole numbers of at least 0, a level not within (0, 1).

    Notes
    -----
    SPSS: ``CROSSTABS /STATISTICS CHISQ PHI /CELLS EXPECTED ASRESID``. R: ``chisq.test(counts,
    correct = FALSE)`` with ``$stdres`` as the adjusted residuals. Source: Agresti (2013),
    Categorical data analysis, ch. 3; Bergsma (2013), Journal of the Korean Statistical Society
    42, 323-328; Smithson (2003), Confidence intervals.

    Examples
    --------
    >>> result = crosstab_test([[10, 20], [20, 10]])
    >>> round(result.statistic, 4), round(result.effect.value, 4)
    (6.6667, 0.3333)
    """
    require_confidence("crosstab_test", confidence)
    full = count_table("crosstab_test", counts)
    table = occupied(full)
    dropped_rows = tuple(full.index[full.sum(axis=1).to_numpy() == 0])
    dropped_columns = tuple(full.columns[full.sum(axis=0).to_numpy() == 0])
    observed = table.to_numpy()
    shape, n = observed.shape, int(observed.sum())
    expected = expected_counts(observed) if n else observed
    below_5, smallest, few = sparse(expected) if n else (nan, nan, False)
    testable, square = min(shape) > 1, shape == (2, 2)
    pearson = pearson_chi_square(observed, expected) if testable else UNTESTABLE
    residuals = _adjusted_residuals(observed, expected) if testable else np.full(shape, nan)
    return CrosstabTest(
        n=n,
        pearson=pearson,
        continuity_corrected=(
            pearson_chi_square(observed, expected, corrected=True) if square else UNTESTABLE
        ),
        likelihood_ratio=_likelihood_ratio(observed, expected) if testable else UNTESTABLE,
        effect=_cramers_v(pearson, n, shape, confidence),
        cramers_v_corrected=_bias_corrected_v(pearson, n, shape),
        expected=pd.DataFrame(expected, index=table.index, columns=table.columns),
        adjusted_residuals=pd.DataFrame(residuals, index=table.index, columns=table.columns),
        share_expected_below_5=below_5,
        minimum_expected=smallest,
        dropped_rows=dropped_rows,
        dropped_columns=dropped_columns,
        convention="continuity corrected" if correction and square else "uncorrected",
        warnings=(
            *_dropped("rows", dropped_rows),
            *_dropped("columns", dropped_columns),
            *(() if testable else (f"{NO_TABLE}: no test",)),
            *(
                (
                    f"{below_5:.1%} of the expected counts are below 5; the smallest is "
                    f"{smallest:.3g}: the chi-square approximation may fail",
                )
                if few and testable
                else ()
            ),
        ),
    )


def pearson_chi_square(
    observed: FloatArray, expected: FloatArray, *, corrected: bool = False
) -> HypothesisTest:
    """Return Pearson's test of a table, with Yates' continuity correction if wanted."""
    distance = np.abs(observed - expected)
    if corrected:
        distance = distance - np.minimum(0.5, distance)
    return chi_square_test(float((distance**2 / expected).sum()), _df(observed.shape))


def _df(shape: tuple[int, ...]) -> float:
    return float((shape[0] - 1) * (shape[1] - 1))


def _likelihood_ratio(observed: FloatArray, expected: FloatArray) -> HypothesisTest:
    ratio = np.where(observed > 0, observed, expected) / expected
    return chi_square_test(2 * float((observed * np.log(ratio)).sum()), _df(observed.shape))


def _adjusted_residuals(observed: FloatArray, expected: FloatArray) -> FloatArray:
    n = observed.sum()
    row, column = observed.sum(axis=1) / n, observed.sum(axis=0) / n
    residuals: FloatArray = (observed - expected) / np.sqrt(
        expected * np.outer(1 - row, 1 - column)
    )
    return residuals


def _cramers_v(
    pearson: HypothesisTest, n: int, shape: tuple[int, ...], confidence: float
) -> Estimate:
    if np.isnan(pearson.statistic):
        return Estimate.undefined(confidence)
    scale = n * (min(shape) - 1)
    limits = noncentral_chi_square(pearson.statistic, pearson.df, confidence)
    return Estimate(
        sqrt(pearson.statistic / scale),
        Interval(sqrt(limits.lower / scale), min(1.0, sqrt(limits.upper / scale)), confidence),
    )


def _bias_corrected_v(pearson: HypothesisTest, n: int, shape: tuple[int, ...]) -> float:
    if np.isnan(pearson.statistic) or n < 2:
        return nan
    phi = max(0.0, pearson.statistic / n - pearson.df / (n - 1))
    smaller = min(size - (size - 1) ** 2 / (n - 1) for size in shape)
    return sqrt(phi / (smaller - 1)) if smaller > 1 else nan


def _dropped(kind: str, labels: tuple[Hashable, ...]) -> tuple[str, ...]:
    return (f"empty {kind} dropped: {', '.join(map(str, labels))}",) if labels else ()
