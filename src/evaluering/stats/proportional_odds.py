"""Proportional-odds regression of an ordinal outcome."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from evaluering.stats.arguments import FloatArray, IntArray, require_confidence
from evaluering.stats.distributions import chi_square_test
from evaluering.stats.errors import StatisticsError
from evaluering.stats.regression_input import few_rows, regression_rows
from evaluering.stats.results import FittedModel

__all__ = ["OrdinalRegression", "ordinal_regression"]

FEWEST_ROWS_PER_CATEGORY = 10
LARGE_SLOPE = 10.0


@dataclass(frozen=True, kw_only=True)
class OrdinalRegression(FittedModel):
    """A proportional-odds model; `test` compares it with the model without predictors.

    `coefficients` has one row a predictor (coefficient, se, z, p, lower, upper, odds_ratio,
    odds_ratio_lower, odds_ratio_upper); `thresholds` one row a cut between two categories
    (threshold, se, z, p).
    """

    categories: tuple[float, ...]
    category_n: tuple[int, ...]
    thresholds: pd.DataFrame
    log_likelihood: float
    log_likelihood_null: float
    cox_snell: float
    nagelkerke: float
    mcfadden: float


def ordinal_regression(
    outcome: pd.Series[float], predictors: pd.DataFrame, *, confidence: float = 0.95
) -> OrdinalRegression:
    r"""Fit the proportional-odds model, :math:`logit P(y \le j) = \theta_j - xb`.

    Parameters
    ----------
    outcome : pandas.Series, shape (n,)
        Numeric codes whose order is meant; each distinct value is a category.
    predictors : pandas.DataFrame, shape (n, k)
        Numeric; rows with any missing value are dropped and counted.
    confidence : float
        Coverage of the Wald intervals, in (0, 1).

    Returns
    -------
    OrdinalRegression
        A positive coefficient means higher categories; its exponent is the odds ratio of a
        higher category per unit of x. The chi-square compares with the model without
        predictors. Warnings tell of few rows per predictor or category, of near separation and
        of a fit that did not converge.

    Raises
    ------
    StatisticsError
        As `linear_regression`.

    Notes
    -----
    statsmodels' ``OrderedModel`` on standardised predictors, transformed back. The assumption
    of proportional odds is not tested. SPSS: ``PLUM y WITH x /LINK=LOGIT /PRINT=FIT PARAMETER
    SUMMARY``. R: ``MASS::polr(factor(y) ~ x, Hess = TRUE)``. Source: McCullagh (1980), JRSS B 42,
    109-142; Nagelkerke (1991), Biometrika 78, 691-692.

    Examples
    --------
    >>> answers = pd.Series([1.0, 1, 2, 2, 3, 3, 2, 1])
    >>> age = pd.DataFrame({"age": [20.0, 35, 30, 45, 50, 60, 25, 40]})
    >>> ordinal_regression(answers, age).n
    8
    """
    name = "ordinal_regression"
    require_confidence(name, confidence)
    complete = regression_rows(name, outcome, predictors)
    y, x = complete.iloc[:, 0], complete.iloc[:, 1:]
    n, k = x.shape
    codes, categories = pd.factorize(y, sort=True)
    counts = np.bincount(codes)
    mean, sd = x.mean().to_numpy(), x.std().to_numpy()
    fit, fit_warnings = _fit(codes, (x.to_numpy() - mean) / sd)
    estimates, covariance = _in_original_units(fit, k, mean, sd)
    terms = _wald(estimates, np.sqrt(np.diag(covariance)), confidence)
    null = float((counts * np.log(counts / n)).sum())
    chi_square = 2 * (float(fit.llf) - null)
    cox_snell = float(-np.expm1(-chi_square / n))
    return OrdinalRegression(
        outcome=str(y.name),
        predictors=tuple(map(str, x.columns)),
        categories=tuple(map(float, categories)),
        category_n=tuple(map(int, counts)),
        n=n,
        n_excluded=len(predictors) - n,
        method="proportional-odds model, maximum likelihood",
        convention="logit P(y <= j) = threshold - xb, listwise",
        coefficients=_with_odds_ratios(terms.iloc[:k]).set_axis(list(map(str, x.columns))),
        thresholds=terms.iloc[k:][["coefficient", "se", "z", "p"]]
        .rename(columns={"coefficient": "threshold"})
        .set_axis([f"{low:g}|{high:g}" for low, high in pairwise(categories)]),
        confidence=confidence,
        log_likelihood=float(fit.llf),
        log_likelihood_null=null,
        test=chi_square_test(chi_square, k),
        cox_snell=cox_snell,
        nagelkerke=float(cox_snell / -np.expm1(2 * null / n)),
        mcfadden=float(1 - fit.llf / null),
        warnings=(
            *fit_warnings,
            *few_rows(n, k),
            *_small_categories(categories, counts),
            *_separation(x.columns, estimates[:k] * sd),
        ),
    )


def _wald(estimates: FloatArray, se: FloatArray, confidence: float) -> pd.DataFrame:
    z, margin = estimates / se, ndtri((1 + confidence) / 2) * se
    return pd.DataFrame(
        {
            "coefficient": estimates,
            "se": se,
            "z": z,
            "p": 2 * ndtr(-np.abs(z)),
            "lower": estimates - margin,
            "upper": estimates + margin,
        }
    )


def _with_odds_ratios(slopes: pd.DataFrame) -> pd.DataFrame:
    names = {"coefficient": "odds_ratio", "lower": "odds_ratio_lower", "upper": "odds_ratio_upper"}
    with np.errstate(over="ignore"):
        return slopes.assign(**{to: np.exp(slopes[of]) for of, to in names.items()})


def _fit(codes: IntArray, standardised: FloatArray) -> tuple[Any, tuple[str, ...]]:
    """Fit with statsmodels, keeping what it warns about."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    model = OrderedModel(codes, standardised, distr="logit")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fit = model.fit(method="bfgs", gtol=1e-8, maxiter=2000, disp=False)
    converged = bool(np.abs(model.score(fit.params)).max() < 1e-3)
    messages = {str(w.message) for w in caught if "onverge" not in str(w.message)}
    unfinished = () if converged else ("the fit did not converge: do not read the estimates",)
    return fit, (*unfinished, *sorted(messages))


def _in_original_units(
    fit: Any, k: int, mean: FloatArray, sd: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Slopes and thresholds with their covariance, from the engine's parameters.

    The engine holds the first threshold and the logarithms of the steps to the next, for
    standardised predictors.
    """
    params = np.asarray(fit.params, dtype=np.float64)
    steps = np.concatenate(([params[k]], np.exp(params[k + 1 :])))
    cuts = len(steps)
    jacobian = np.zeros((k + cuts, k + cuts))
    jacobian[:k, :k] = np.diag(1 / sd)
    jacobian[k:, :k] = mean / sd
    jacobian[k:, k:] = np.tril(np.ones((cuts, cuts))) * np.concatenate(([1.0], steps[1:]))
    slopes = params[:k] / sd
    estimates = np.concatenate((slopes, np.cumsum(steps) + mean @ slopes))
    try:
        own = np.asarray(fit.cov_params(), dtype=np.float64)
    except ValueError:  # the Hessian could not be inverted
        raise StatisticsError(
            "ordinal_regression", "predictors", "identify the model", "no standard errors"
        ) from None
    return estimates, jacobian @ own @ jacobian.T


def _small_categories(categories: Any, counts: IntArray) -> tuple[str, ...]:
    return tuple(
        f"few rows: category {category:g} of the outcome has {count}"
        for category, count in zip(categories, counts, strict=True)
        if count < FEWEST_ROWS_PER_CATEGORY
    )


def _separation(names: pd.Index[str], standardised: FloatArray) -> tuple[str, ...]:
    return tuple(
        f"near separation: {name} almost determines the outcome"
        for name, slope in zip(names, standardised, strict=True)
        if abs(slope) > LARGE_SLOPE
    )
