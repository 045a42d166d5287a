"""Linear regression with robust standard errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.arguments import (
    FloatArray,
    IntArray,
    require_at_least,
    require_confidence,
    require_option,
    require_same_rows,
)
from evaluering.stats.distributions import f_test
from evaluering.stats.errors import StatisticsError
from evaluering.stats.regression_input import coefficient_table, few_rows, regression_rows
from evaluering.stats.results import FittedModel, HypothesisTest

__all__ = ["LinearRegression", "StandardErrors", "linear_regression"]

StandardErrors: TypeAlias = Literal["HC3", "HC2", "HC1", "HC0", "classical"]
HIGHEST_VIF = 10.0
FEWEST_CLUSTERS = 30


@dataclass(frozen=True, kw_only=True)
class LinearRegression(FittedModel):
    """A linear model; `test` is the F of all slopes.

    `coefficients` has one row a term, constant first: coefficient, se, t, p, lower, upper, beta
    (standardised), vif.
    """

    df_residual: int
    n_clusters: int | None
    residual_sd: float
    r_squared: float
    r_squared_adjusted: float


def linear_regression(
    outcome: pd.Series[float],
    predictors: pd.DataFrame,
    *,
    robust: StandardErrors = "HC3",
    clusters: pd.Series[Any] | None = None,
    confidence: float = 0.95,
) -> LinearRegression:
    r"""Ordinary least squares, :math:`y = b_0 + Xb + e`, with robust standard errors.

    Parameters
    ----------
    outcome : pandas.Series, shape (n,)
        Numeric, aligned with `predictors` by index.
    predictors : pandas.DataFrame, shape (n, k)
        Numeric; categories must be coded as 0/1 columns. Rows with any missing value are
        dropped and counted.
    robust : {"HC3", "HC2", "HC1", "HC0", "classical"}
        Covariance of the coefficients. HC3 is advised below some 250 rows.
    clusters : pandas.Series, shape (n,), optional
        What the rows share, as a school, aligned by index; a row without one is dropped. The errors
        are then clustered, with the correction G/(G-1) (n-1)/(n-k-1) of G clusters, and `robust`
        says nothing.
    confidence : float
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    LinearRegression
        Coefficients in units of y per unit of x; `beta` is :math:`b\,s_x/s_y`; `vif` is the
        diagonal of the inverse correlation matrix of the predictors. t, p and intervals use
        :math:`n-k-1` degrees of freedom, with clusters :math:`G-1`; F is the Wald test of all
        slopes with the same covariance, NaN with no more clusters than slopes. Warnings tell of
        fewer than ten rows per predictor, of fewer than thirty clusters and of a VIF above 10.

    Raises
    ------
    StatisticsError
        Not more than k + 1 complete rows, a constant column, linearly dependent predictors,
        different indexes, (HC2, HC3) a row that alone fixes a coefficient, or one cluster.

    Notes
    -----
    SPSS: ``REGRESSION /STATISTICS=COEFF R ANOVA TOL CI(95)``; HC3 in ``GLM /ROBUST=HC3``. R:
    ``lm``, ``sandwich::vcovHC(type="HC3")``, ``sandwich::vcovCL(type="HC1")``, ``car::vif``.
    Source: Long & Ervin (2000), American Statistician 54, 217-224; Cameron & Miller (2015),
    Journal of Human Resources 50, 317-372.

    Examples
    --------
    >>> age = pd.DataFrame({"age": [20.0, 25, 33, 41, 48, 60]})
    >>> found = linear_regression(pd.Series([1.0, 2, 3, 4, 4, 5]), age)
    >>> round(found.r_squared, 3), found.df_residual
    (0.937, 4)
    """
    name = "linear_regression"
    require_option(name, "robust", robust, StandardErrors)
    require_confidence(name, confidence)
    if clusters is not None:
        require_same_rows(name, clusters=clusters, outcome=outcome)
        outcome = outcome.where(clusters.notna())
    complete = regression_rows(name, outcome, predictors)
    y, x = complete.iloc[:, 0], complete.iloc[:, 1:]
    n, k = x.shape
    correlations = np.atleast_2d(np.corrcoef(x.to_numpy(), rowvar=False))
    vif = np.diag(np.linalg.inv(correlations))
    design = np.column_stack([np.ones(n), ((x - x.mean()) / x.std()).to_numpy()])
    shared = None if clusters is None else _numbered(name, clusters.loc[complete.index])
    if shared is None and robust in ("HC2", "HC3"):
        _refuse_full_leverage(name, design)
    fit = _fit(((y - y.mean()) / y.std()).to_numpy(), design, robust, shared)
    groups = None if shared is None else int(shared.max()) + 1
    df = n - k - 1 if groups is None else groups - 1
    back = _back(x, float(y.std()))
    params = back @ fit.params + np.eye(k + 1)[0] * y.mean()
    errors = np.sqrt(np.diag(back @ fit.cov_params() @ back.T))
    columns = list(map(str, x.columns))
    return LinearRegression(
        outcome=str(y.name),
        predictors=tuple(columns),
        n=n,
        n_excluded=len(predictors) - n,
        method="ordinary least squares",
        convention=f"{'clustered' if groups else robust} standard errors, listwise",
        coefficients=coefficient_table(columns, params, errors, df, confidence).assign(
            beta=np.concatenate(([np.nan], fit.params[1:])), vif=np.concatenate(([np.nan], vif))
        ),
        confidence=confidence,
        df_residual=n - k - 1,
        n_clusters=groups,
        residual_sd=float(np.sqrt(fit.scale) * y.std()),
        r_squared=float(fit.rsquared),
        r_squared_adjusted=float(fit.rsquared_adj),
        test=_wald(fit, k, df),
        warnings=(
            *few_rows(n, k),
            *(
                (f"few clusters: {groups}, below {FEWEST_CLUSTERS}",)
                if groups is not None and groups < FEWEST_CLUSTERS
                else ()
            ),
            *(
                f"collinearity: {term} has a VIF of {value:.1f}, above {HIGHEST_VIF:g}"
                for term, value in zip(columns, vif, strict=True)
                if value > HIGHEST_VIF
            ),
        ),
    )


def _back(x: pd.DataFrame, spread: float) -> FloatArray:
    """Return what turns coefficients of standardised variables into those of their own units.

    The model is fitted on standardised variables, since the arithmetic loses what predictors of
    very different units explain. The outcome's mean is not in it.
    """
    slopes = spread / x.std().to_numpy()
    back = np.diag([spread, *slopes])
    back[0, 1:] = -slopes * x.mean().to_numpy()
    return back


def _numbered(name: str, clusters: pd.Series[Any]) -> IntArray:
    """Return the number of each row's cluster, from 0."""
    numbers = np.asarray(pd.factorize(clusters)[0], dtype=np.int64)
    require_at_least(name, "clusters", 2, int(numbers.max()) + 1, "clusters")
    return numbers


def _wald(fit: Any, k: int, df: int) -> HypothesisTest:
    """Return the F of all k slopes; NaN where no more clusters than slopes are behind it."""
    if df < k:
        return HypothesisTest(nan, k, nan, df)
    slopes, covariance = fit.params[1:], fit.cov_params()[1:, 1:]
    return f_test(float(slopes @ np.linalg.solve(covariance, slopes)) / k, float(k), float(df))


def _fit(
    y: FloatArray, design: FloatArray, robust: StandardErrors, clusters: IntArray | None
) -> Any:
    """Fit with statsmodels; t and F distributions also for robust covariances."""
    from statsmodels.regression.linear_model import OLS

    if clusters is not None:
        told = {"groups": clusters}
        return OLS(y, design).fit(cov_type="cluster", cov_kwds=told, use_t=True)
    covariance = "nonrobust" if robust == "classical" else robust
    return OLS(y, design).fit(cov_type=covariance, use_t=True)


def _refuse_full_leverage(name: str, design: FloatArray) -> None:
    alone = int(((np.linalg.qr(design)[0] ** 2).sum(axis=1) > 1 - 1e-10).sum())
    if alone:
        raise StatisticsError(
            name,
            "predictors",
            "have no row that alone fixes a coefficient, or robust be HC1, HC0 or classical",
            f"{alone} row(s)",
        )
