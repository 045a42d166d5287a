"""Test the independence of two categorical variables in a survey's design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd

from evaluering.stats.arguments import FloatArray, IntArray, labelled, require_same_length
from evaluering.stats.crosstab import NO_TABLE, UNTESTABLE, expected_counts
from evaluering.stats.design import SurveyDesign
from evaluering.stats.distributions import chi_square_test, f_test
from evaluering.stats.results import HypothesisTest, Record, TestedResult, value_row

__all__ = ["RaoScott", "rao_scott"]


@dataclass(frozen=True, eq=False)
class RaoScott(TestedResult):
    """Rao and Scott's tests; `test` is the second-order F, `pearson` the uncorrected."""

    n: int
    proportions: pd.DataFrame
    pearson: HypothesisTest
    first_order: HypothesisTest
    test: HypothesisTest
    mean_design_effect: float
    cramers_v: float
    method: str = "Rao-Scott test of independence"
    convention: str = "second order (F), linearised covariance"

    def records(self) -> list[Record]:
        """Return one record a test."""
        return [
            self.pearson.row("weighted_pearson"),
            self.first_order.row("rao_scott_chi_square"),
            self.test.row("rao_scott_f"),
            value_row("cramers_v", self.cramers_v),
        ]


def rao_scott(rows: Sequence[object], columns: Sequence[object], design: SurveyDesign) -> RaoScott:
    r"""Test independence in a weighted crosstab with Rao and Scott's corrections.

    With the Pearson statistic of the weighted proportions times n, :math:`X^2`, and the
    generalised design effects :math:`\delta` of the interaction contrasts (the eigenvalues of
    :math:`\Delta = V_0^{-1} V`, V the linearised and :math:`V_0` the simple random covariance):

    .. math::
        X^2_1 = X^2 / \bar\delta, \quad df = (r - 1)(c - 1); \qquad
        F = X^2 / \sum \delta, \quad df_1 = \frac{(\sum \delta)^2}{\sum \delta^2}, \quad
        df_2 = \nu\, df_1

    Parameters
    ----------
    rows, columns : sequence, shape (respondents,)
        Category of each respondent, in the order of the design; a respondent with None or NaN in
        either is left out.
    design : SurveyDesign
        Weights, strata, clusters and population. :math:`\nu`, its clusters less its strata, counts
        everyone in it, as R does.

    Returns
    -------
    RaoScott
        NaN with a warning when fewer than two rows or columns hold respondents, or the design
        effects cannot be estimated. n counts the respondents, not the weights; Cramér's V is of
        the weighted proportions.

    Raises
    ------
    StatisticsError
        Not as many as the design's respondents.

    Notes
    -----
    SPSS: ``CSTABULATE /TEST INDEPENDENCE``. R: ``survey::svychisq(~row + column, design)`` for
    the F, ``statistic = "Chisq"`` for the first order. Source: Rao & Scott (1984), Annals of
    Statistics 12, 46-60.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> test = rao_scott(["x", "x", "y", "y", "x", "y"], [1, 1, 2, 2, 2, 1], design)
    >>> 0 <= test.p <= 1
    True
    """
    require_same_length("rao_scott", rows=rows, columns=columns, design=design)
    given = [labelled(values) for values in (rows, columns)]
    answered = ~(pd.isna(given[0]) | pd.isna(given[1])) & (design.weights > 0)
    domain, n = design.within(answered), int(answered.sum())
    (row_codes, row_names), (column_codes, column_names) = (
        pd.factorize(values[answered]) for values in given
    )
    shape = (len(row_names), len(column_names))
    cells = (row_codes * shape[1] + column_codes).astype(np.int64)
    totals = domain.weighted_counts(cells, shape[0] * shape[1])
    p = totals / totals.sum() if n else totals
    table = pd.DataFrame(p.reshape(shape), index=row_names, columns=column_names)
    if min(shape) < 2:
        return _undefined(n, table, f"{NO_TABLE}: no test")
    expected = expected_counts(p.reshape(shape))
    phi2 = float(((p.reshape(shape) - expected) ** 2 / expected).sum())
    pearson = chi_square_test(n * phi2, float((shape[0] - 1) * (shape[1] - 1)))
    delta = _design_effects(cells, domain, p, shape)
    total, squares = float(np.trace(delta)), float(np.trace(delta @ delta))
    if not (np.isfinite(total) and total > 0 and squares > 0 and domain.clusters > 1):
        return _undefined(n, table, "the design effects cannot be estimated: no test")
    mean, df1 = total / len(delta), total**2 / squares
    return RaoScott(
        n=n,
        proportions=table,
        pearson=pearson,
        first_order=chi_square_test(pearson.statistic / mean, pearson.df),
        test=f_test(pearson.statistic / total, df1, design.df_of_all * df1),
        mean_design_effect=mean,
        cramers_v=sqrt(phi2 / (min(shape) - 1)),
        warnings=("some cells are empty",) if (p == 0).any() else (),
    )


def _design_effects(
    cells: IntArray, domain: SurveyDesign, p: FloatArray, shape: tuple[int, int]
) -> FloatArray:
    """Return the matrix whose eigenvalues are the generalised design effects."""
    share = domain.weights / domain.total
    contrasts = np.kron(_centred(shape[0]), _centred(shape[1]))
    inverse = np.where(p > 0, 1 / np.where(p > 0, p, 1.0), 0.0)
    scaled = contrasts * inverse[:, np.newaxis]
    simple = contrasts.T @ scaled / len(domain)
    covariance = domain.covariance(share[:, np.newaxis] * (scaled[cells] - p @ scaled))
    try:
        solution = np.linalg.solve(simple, covariance)
    except np.linalg.LinAlgError:
        return np.full(simple.shape, nan)
    return np.asarray(solution, dtype=np.float64)


def _centred(size: int) -> FloatArray:
    """Return size - 1 contrasts that sum to zero."""
    basis = np.eye(size)[:, 1:]
    centred: FloatArray = basis - basis.mean(axis=0)
    return centred


def _undefined(n: int, table: pd.DataFrame, warning: str) -> RaoScott:
    return RaoScott(n, table, UNTESTABLE, UNTESTABLE, UNTESTABLE, nan, nan, warnings=(warning,))
