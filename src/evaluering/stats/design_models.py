"""Linear and logistic regression in a survey's design, with linearised errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, nan
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.arguments import (
    FloatArray,
    require_confidence,
    require_option,
    require_same_length,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.distributions import f_test
from evaluering.stats.errors import StatisticsError
from evaluering.stats.regression_input import coefficient_table, few_rows, regression_rows
from evaluering.stats.results import FittedModel

__all__ = ["DesignRegression", "RegressionFamily", "design_regression"]

RegressionFamily: TypeAlias = Literal["linear", "logistic"]
MOST_ITERATIONS = 50


@dataclass(frozen=True, kw_only=True)
class DesignRegression(FittedModel):
    """A weighted model; `test` is Wald's F of all slopes.

    `coefficients` has one row a term, constant first: coefficient, se, t, p, lower, upper, and
    beta (linear, standardised) or odds_ratio. `r_squared` is Nagelkerke's of a logistic model.
    """

    df_residual: int
    r_squared: float


def design_regression(
    outcome: pd.Series[float],
    predictors: pd.DataFrame,
    design: SurveyDesign,
    *,
    family: RegressionFamily = "linear",
    confidence: float = 0.95,
) -> DesignRegression:
    r"""Fit a regression by weighted estimating equations, with a sandwich over the design.

    .. math:: \hat V = A^{-1} V\!\left(\sum w_i x_i (y_i - \mu_i)\right) A^{-1}, \qquad
        A = \sum w_i v_i x_i x_i^T

    with :math:`v = 1` in the linear and :math:`\mu(1 - \mu)` in the logistic model.

    Parameters
    ----------
    outcome : pandas.Series, shape (respondents,)
        In the order of the design, aligned with `predictors` by index; 0 and 1 when logistic.
    predictors : pandas.DataFrame, shape (respondents, k)
        Numeric; categories must be coded as 0/1 columns. Rows with any missing value are left out
        and counted: the others are a domain of the design.
    design : SurveyDesign
        Weights, strata, clusters and population. With weights of 1 and clusters the errors are the
        cluster-robust ones of R's ``svyglm``.
    family : {"linear", "logistic"}
        The model.
    confidence : float
        Coverage of the intervals.

    Returns
    -------
    DesignRegression
        t, p, intervals and F use clusters less strata, less k, degrees of freedom.

    Raises
    ------
    StatisticsError
        As `regression_rows`; an outcome that is not 0 and 1, or that the predictors separate, in
        a logistic model; no degrees of freedom.

    Notes
    -----
    SPSS: ``CSGLM`` and ``CSLOGISTIC``. R: ``svyglm(y ~ x, design, family = gaussian())`` or
    ``quasibinomial()``, ``regTermTest`` and ``psrsq(method = "Nagelkerke")``. Source: Binder
    (1983), International Statistical Review 51, 279-292; Lumley (2010), Complex surveys.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> outcome = pd.Series([1.0, 2, 3, 4, 5, 5])
    >>> age = pd.DataFrame({"age": [20.0, 25, 33, 41, 48, 60]})
    >>> found = design_regression(outcome, age, design)
    >>> round(found.r_squared, 3), found.n
    (0.913, 6)
    """
    name = "design_regression"
    require_confidence(name, confidence)
    require_option(name, "family", family, RegressionFamily)
    require_same_length(name, predictors=predictors, design=design)
    numbered = predictors.set_axis(range(len(predictors)))
    counted = design.weights > 0
    own = outcome.set_axis(range(len(predictors))) if len(outcome) == len(predictors) else outcome
    if not outcome.index.equals(predictors.index):
        raise StatisticsError(name, "outcome", "have the index of predictors", "different indexes")
    complete = regression_rows(name, own[counted], numbered[counted])
    kept = np.zeros(len(design), dtype=bool)
    kept[complete.index] = True
    domain = design.within(kept)
    y, x = complete.iloc[:, 0].to_numpy(float), complete.iloc[:, 1:].to_numpy(float)
    n, k = x.shape
    if (df := domain.df - k) < 1:
        raise StatisticsError(name, "design", "have more clusters than strata and terms", df)
    matrix = np.column_stack([np.ones(n), x])
    w = domain.weights / domain.weights.mean()
    fit = _least_squares if family == "linear" else _logistic
    beta, mean, information, fitted = fit(y, matrix, w)
    inverse = np.linalg.inv(information)
    covariance = domain.covariance((w * (y - mean))[:, np.newaxis] * matrix @ inverse)
    slopes = beta[1:]
    wald = float(slopes @ np.linalg.solve(covariance[1:, 1:], slopes)) / k
    scale = _spread(x, w) / _spread(y[:, np.newaxis], w)
    effect = np.concatenate(([nan], slopes * scale)) if family == "linear" else np.exp(beta)
    columns = list(map(str, complete.columns[1:]))
    return DesignRegression(
        outcome=str(complete.columns[0]),
        predictors=tuple(columns),
        n=n,
        n_excluded=int(counted.sum()) - n,
        method="weighted least squares" if family == "linear" else "weighted logistic regression",
        convention="linearised standard errors, listwise",
        coefficients=coefficient_table(
            columns, beta, np.sqrt(np.diag(covariance)), df, confidence
        ).assign(**{"beta" if family == "linear" else "odds_ratio": effect}),
        confidence=confidence,
        df_residual=df,
        r_squared=fitted,
        test=f_test(wald, k, df),
        warnings=few_rows(n, k),
    )


def _least_squares(
    y: FloatArray, matrix: FloatArray, w: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, float]:
    """Return the coefficients, the fitted means, the information and R squared."""
    root = np.sqrt(w)
    beta = np.asarray(
        np.linalg.lstsq(matrix * root[:, np.newaxis], y * root, rcond=None)[0], dtype=np.float64
    )
    mean: FloatArray = matrix @ beta
    left, all_of_it = float(w @ (y - mean) ** 2), float(w @ (y - w @ y / w.sum()) ** 2)
    return beta, mean, (matrix * w[:, np.newaxis]).T @ matrix, 1 - left / all_of_it


def _logistic(
    y: FloatArray, matrix: FloatArray, w: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, float]:
    """Return the coefficients, the fitted shares, the information and Nagelkerke's R squared."""
    if not np.isin(y, (0.0, 1.0)).all():
        raise StatisticsError("design_regression", "outcome", "be 0 and 1", "other values")
    beta = np.zeros(matrix.shape[1])
    for _ in range(MOST_ITERATIONS):
        mean = 1 / (1 + np.exp(-np.clip(matrix @ beta, -500, 500)))
        information = (matrix * (w * mean * (1 - mean))[:, np.newaxis]).T @ matrix
        if np.linalg.cond(information) > 1e14:
            break
        step = np.linalg.solve(information, matrix.T @ (w * (y - mean)))
        beta = beta + step
        if np.abs(step).max() <= 1e-12 * max(1.0, float(np.abs(beta).max())):
            mean = 1 / (1 + np.exp(-(matrix @ beta)))
            information = (matrix * (w * mean * (1 - mean))[:, np.newaxis]).T @ matrix
            return beta, mean, information, _nagelkerke(y, mean, w)
    raise StatisticsError(
        "design_regression", "predictors", "not separate the outcomes", "no convergence"
    )


def _nagelkerke(y: FloatArray, mean: FloatArray, w: FloatArray) -> float:
    n, share = float(w.sum()), float(w @ y / w.sum())
    likely = float(w @ np.log(np.where(y == 1, mean, 1 - mean)))
    null = n * (share * np.log(share) + (1 - share) * np.log(1 - share))
    return float((1 - exp(2 * (null - likely) / n)) / (1 - exp(2 * null / n)))


def _spread(values: FloatArray, w: FloatArray) -> FloatArray:
    """Return the weighted standard deviation of each column."""
    share = w / w.sum()
    spread: FloatArray = np.sqrt(share @ (values - share @ values) ** 2)
    return spread
