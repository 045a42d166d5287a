"""Test the independence of two categorical variables over weighted respondents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from evaluering.stats.crosstab import ChiSquare, expected_counts
from evaluering.stats.distributions import chi_square_upper, f_upper
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import tidy_frame
from evaluering.stats.observations import FloatArray
from evaluering.stats.raking import positive_weights
from evaluering.stats.several_groups import FTest


@dataclass(frozen=True, eq=False)
class RaoScott:
    """Rao and Scott's tests; `pearson` is the uncorrected statistic of the weighted table."""

    n: int
    proportions: pd.DataFrame
    pearson: ChiSquare
    first_order: ChiSquare
    second_order: FTest
    mean_design_effect: float
    method: str = "Rao-Scott test of independence"
    convention: str = "second order (F), probability weights with replacement"
    warnings: tuple[str, ...] = ()

    @property
    def test(self) -> FTest:
        """The second-order F test."""
        return self.second_order

    def to_frame(self) -> pd.DataFrame:
        """Return one row per statistic: value, df, df2, p."""
        second = self.second_order
        return tidy_frame(
            *(
                {"statistic": name, "value": test.statistic, "df": test.df, "p": test.p}
                for name, test in (
                    ("weighted_pearson", self.pearson),
                    ("rao_scott_chi_square", self.first_order),
                )
            ),
            {
                "statistic": "rao_scott_f",
                "value": second.statistic,
                "df": second.df1,
                "df2": second.df2,
                "p": second.p,
            },
        )


def rao_scott(rows: Sequence[object], columns: Sequence[object], weights: ArrayLike) -> RaoScott:
    r"""Test independence in a weighted crosstab with Rao and Scott's corrections.

    With the Pearson statistic of the weighted proportions times n, :math:`X^2`, and the
    generalised design effects :math:`\delta` of the interaction contrasts (the eigenvalues of
    :math:`\Delta = V_0^{-1} V`, V the linearised and :math:`V_0` the simple random covariance):

    .. math::
        X^2_1 = X^2 / \bar\delta, \quad df = (r - 1)(c - 1); \qquad
        F = X^2 / \sum \delta, \quad df_1 = \frac{(\sum \delta)^2}{\sum \delta^2}, \quad
        df_2 = (n - 1)\, df_1

    Parameters
    ----------
    rows, columns : sequence, shape (respondents,)
        Category of each respondent; a respondent with None or NaN in either is left out.
    weights : array_like, shape (respondents,)
        Positive weights in any unit.

    Returns
    -------
    RaoScott
        NaN with a warning when fewer than two rows or columns hold respondents, or the design
        effects cannot be estimated. n counts the respondents, not the weights.

    Raises
    ------
    InvalidInput
        If the lengths differ, or a weight is missing or not positive.

    Notes
    -----
    SPSS: ``CSTABULATE /TEST INDEPENDENCE``. R: ``survey::svychisq(~row + column, design)``
    for the F, ``statistic = "Chisq"`` for the first order.

    References
    ----------
    Rao, J. N. K. & Scott, A. J. (1984). Annals of Statistics, 12, 46-60.
    """
    w = positive_weights("rao_scott", weights)
    frame = pd.DataFrame(
        {
            "row": pd.Series(list(rows), dtype=object),
            "column": pd.Series(list(columns), dtype=object),
        }
    )
    if not len(rows) == len(columns) == w.size:
        raise InvalidInput(
            "rao_scott",
            f"rows ({len(rows)}), columns ({len(columns)}) and weights ({w.size}) differ in length",
        )
    answered = frame.notna().all(axis=1).to_numpy()
    w = w[answered]
    row_codes, row_names = pd.factorize(frame["row"][answered])
    column_codes, column_names = pd.factorize(frame["column"][answered])
    shape, n = (len(row_names), len(column_names)), w.size
    cells = row_codes * shape[1] + column_codes
    totals = np.zeros(shape[0] * shape[1])
    np.add.at(totals, cells, w)
    p = totals / totals.sum() if n else totals
    table = pd.DataFrame(p.reshape(shape), index=row_names, columns=column_names)
    if min(shape) < 2:
        return _undefined(n, table, "fewer than two rows or columns with respondents: no test")
    pearson = _pearson(p.reshape(shape), n)
    delta = _design_effects(cells, w, p, shape)
    total, squares = float(np.trace(delta)), float(np.trace(delta @ delta))
    if not (np.isfinite(total) and total > 0 and squares > 0):
        return _undefined(n, table, "the design effects cannot be estimated: no test")
    mean = total / len(delta)
    f, df1 = pearson.statistic / total, total**2 / squares
    df2 = (n - 1) * df1
    first = pearson.statistic / mean
    return RaoScott(
        n=n,
        proportions=table,
        pearson=pearson,
        first_order=ChiSquare(first, pearson.df, chi_square_upper(first, pearson.df)),
        second_order=FTest(f, df1, df2, f_upper(f, df1, df2)),
        mean_design_effect=mean,
        warnings=("some cells are empty",) if (p == 0).any() else (),
    )


def _pearson(p: FloatArray, n: int) -> ChiSquare:
    expected = expected_counts(p)
    statistic = n * float(((p - expected) ** 2 / expected).sum())
    df = float((p.shape[0] - 1) * (p.shape[1] - 1))
    return ChiSquare(statistic, df, chi_square_upper(statistic, df))


def _design_effects(
    cells: NDArray[np.intp], w: FloatArray, p: FloatArray, shape: tuple[int, int]
) -> FloatArray:
    """Return the matrix whose eigenvalues are the generalised design effects."""
    n, share = w.size, w / w.sum()
    scores = share[:, np.newaxis] * (np.eye(p.size)[cells] - p)
    covariance = n / (n - 1) * scores.T @ scores if n > 1 else np.full((p.size, p.size), nan)
    contrasts = np.kron(_centred(shape[0]), _centred(shape[1]))
    inverse = np.divide(1.0, p, out=np.zeros_like(p), where=p > 0)
    scaled = contrasts * inverse[:, np.newaxis]
    simple = contrasts.T @ scaled / n
    try:
        solution: FloatArray = np.linalg.solve(simple, scaled.T @ covariance @ scaled)
    except np.linalg.LinAlgError:
        return np.full(simple.shape, nan)
    return solution


def _centred(size: int) -> FloatArray:
    """Return size - 1 contrasts that sum to zero."""
    basis = np.eye(size)[:, 1:]
    centred: FloatArray = basis - basis.mean(axis=0)
    return centred


def _undefined(n: int, table: pd.DataFrame, warning: str) -> RaoScott:
    nothing = ChiSquare(nan, nan, nan)
    return RaoScott(n, table, nothing, nothing, FTest(nan, nan, nan, nan), nan, warnings=(warning,))
