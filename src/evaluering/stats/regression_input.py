"""What regressions share: the complete rows, and the table of the coefficients."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from evaluering.stats.arguments import FloatArray
from evaluering.stats.distributions import around, t_two_sided
from evaluering.stats.errors import StatisticsError
from evaluering.stats.items import complete_items, numeric_items

__all__ = ["coefficient_table", "few_rows", "regression_rows"]

FEWEST_ROWS_PER_PREDICTOR = 10


def regression_rows(
    function: str, outcome: pd.Series[float], predictors: pd.DataFrame
) -> pd.DataFrame:
    """Return the complete rows with the outcome in the first column.

    Raises
    ------
    StatisticsError
        Different indexes, an outcome named like a predictor, linearly dependent predictors, not
        more complete rows than predictors plus one, a constant column.
    """
    frame = numeric_items(function, predictors)
    if not isinstance(outcome, pd.Series):
        raise StatisticsError(function, "outcome", "be a Series", type(outcome).__name__)
    if not outcome.index.equals(predictors.index):
        raise StatisticsError(
            function, "outcome", "have the index of predictors", "different indexes"
        )
    title = "outcome" if outcome.name is None else str(outcome.name)
    if title in frame.columns:
        raise StatisticsError(function, "outcome", "not have the name of a predictor", title)
    joined = pd.concat([outcome.to_frame(title), frame], axis=1)
    k = frame.shape[1]
    complete = complete_items(function, joined, minimum_rows=k + 2)
    centred = complete.iloc[:, 1:] - complete.iloc[:, 1:].mean()
    if np.linalg.matrix_rank((centred / centred.std()).to_numpy(), tol=1e-8) < k:
        raise StatisticsError(
            function, "predictors", "be independent", "predictors that are linearly dependent"
        )
    return complete


def few_rows(n: int, k: int) -> tuple[str, ...]:
    """Warn when there are fewer than ten rows for each of k predictors."""
    if n >= FEWEST_ROWS_PER_PREDICTOR * k:
        return ()
    return (f"few rows: {n} for {k} predictors, below {FEWEST_ROWS_PER_PREDICTOR} each",)


def coefficient_table(
    predictors: Sequence[str], beta: FloatArray, errors: FloatArray, df: int, confidence: float
) -> pd.DataFrame:
    """Return one row a term, constant first: coefficient, se, t, p, lower, upper."""
    limits = [around(float(b), float(e), confidence, df) for b, e in zip(beta, errors, strict=True)]
    t = beta / errors
    return pd.DataFrame(
        {
            "coefficient": beta,
            "se": errors,
            "t": t,
            "p": [t_two_sided(float(own), df) for own in t],
            "lower": [own.lower for own in limits],
            "upper": [own.upper for own in limits],
        },
        index=["(constant)", *predictors],
    )
