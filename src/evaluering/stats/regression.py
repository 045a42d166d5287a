"""Linear regression with robust standard errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.arguments import FloatArray, require_confidence, require_option
from evaluering.stats.errors import StatisticsError
from evaluering.stats.regression_input import few_rows, regression_rows
from evaluering.stats.results import HypothesisTest, Record, TestedResult, frame_records

__all__ = ["LinearRegression", "StandardErrors", "linear_regression"]

StandardErrors: TypeAlias = Literal["HC3", "HC2", "HC1", "HC0", "classical"]
HIGHEST_VIF = 10.0


@dataclass(frozen=True)
class LinearRegression(TestedResult):
    """A linear model; `test` is the F of all slopes.

    `coefficients` has one row a term, constant first: coefficient, se, t, p, lower, upper, beta
    (standardised), vif.
    """

    outcome: str
    predictors: tuple[str, ...]
    n: int
    n_excluded: int
    method: str
    convention: str
    coefficients: pd.DataFrame
    confidence: float
    df_residual: int
    residual_sd: float
    r_squared: float
    r_squared_adjusted: float
    test: HypothesisTest

    def records(self) -> list[Record]:
        """Return one record a term."""
        return frame_records(self.coefficients.rename_axis("term").reset_index())


def linear_regression(
    outcome: pd.Series[float],
    predictors: pd.DataFrame,
    *,
    robust: StandardErrors = "HC3",
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
    confidence : float
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    LinearRegression
        Coefficients in units of y per unit of x; `beta` is :math:`b\,s_x/s_y`; `vif` is the
        diagonal of the inverse correlation matrix of the predictors. t, p and intervals use
        :math:`n-k-1` degrees of freedom; F is the Wald test of all slopes with the same
        covariance. Warnings tell of fewer than ten rows per predictor and of a VIF above 10.

    Raises
    ------
    StatisticsError
        Not more than k + 1 complete rows, a constant column, linearly dependent predictors,
        different indexes, or (HC2, HC3) a row that alone fixes a coefficient.

    Notes
    -----
    SPSS: ``REGRESSION /STATISTICS=COEFF R ANOVA TOL CI(95)``; HC3 in ``GLM /ROBUST=HC3``. R:
    ``lm``, ``sandwich::vcovHC(type="HC3")``, ``car::vif``. Source: Long & Ervin (2000), American
    Statistician 54, 217-224.
    """
    name = "linear_regression"
    require_option(name, "robust", robust, StandardErrors)
    require_confidence(name, confidence)
    complete = regression_rows(name, outcome, predictors)
    y, x = complete.iloc[:, 0], complete.iloc[:, 1:]
    n, k = x.shape
    correlations = np.atleast_2d(np.corrcoef(x.to_numpy(), rowvar=False))
    vif = np.diag(np.linalg.inv(correlations))
    design = np.column_stack([np.ones(n), x.to_numpy()])
    if robust in ("HC2", "HC3"):
        _refuse_full_leverage(name, design)
    fit = _fit(y.to_numpy(), design, robust)
    interval = np.asarray(fit.conf_int(alpha=1 - confidence))
    terms = ["(constant)", *map(str, x.columns)]
    beta = fit.params[1:] * (x.std() / y.std()).to_numpy()
    slopes = np.eye(k + 1)[1:]
    wald = fit.f_test(slopes)
    return LinearRegression(
        outcome=str(y.name),
        predictors=tuple(map(str, x.columns)),
        n=n,
        n_excluded=len(predictors) - n,
        method="ordinary least squares",
        convention=f"{robust} standard errors, listwise",
        coefficients=pd.DataFrame(
            {
                "coefficient": fit.params,
                "se": fit.bse,
                "t": fit.tvalues,
                "p": fit.pvalues,
                "lower": interval[:, 0],
                "upper": interval[:, 1],
                "beta": np.concatenate(([np.nan], beta)),
                "vif": np.concatenate(([np.nan], vif)),
            },
            index=terms,
        ),
        confidence=confidence,
        df_residual=n - k - 1,
        residual_sd=float(np.sqrt(fit.scale)),
        r_squared=float(fit.rsquared),
        r_squared_adjusted=float(fit.rsquared_adj),
        test=HypothesisTest(
            float(np.squeeze(wald.fvalue)), k, float(np.squeeze(wald.pvalue)), n - k - 1
        ),
        warnings=(
            *few_rows(n, k),
            *(
                f"collinearity: {term} has a VIF of {value:.1f}, above {HIGHEST_VIF:g}"
                for term, value in zip(terms[1:], vif, strict=True)
                if value > HIGHEST_VIF
            ),
        ),
    )


def _fit(y: FloatArray, design: FloatArray, robust: StandardErrors) -> Any:
    """Fit with statsmodels; t and F distributions also for robust covariances."""
    from statsmodels.regression.linear_model import OLS

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
