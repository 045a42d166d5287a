"""Regressions against R and PSPP.

R 4.2.2: ``lm``, sandwich ``vcovHC``, lmtest ``coeftest`` and ``waldtest``, car ``vif``, MASS
``polr``, in scripts/regression.R (versions in the JSON). PSPP 1.6.2: ``REGRESSION``.
"""

from __future__ import annotations

import pytest

from compare import compare
from evaluering.stats import linear_regression, ordinal_regression
from references import reference_rows, reference_values

R = reference_values("regression")
PSPP = reference_values("scales_and_regression")
ROWS = reference_rows("regression_rows")
PREDICTORS = ROWS[["support", "age", "leader"]]


@pytest.mark.parametrize("robust", ["classical", "HC0", "HC1", "HC2", "HC3"])
def test_linear(robust: str) -> None:
    got = linear_regression(ROWS["score"], PREDICTORS, robust=robust)
    assert got.n == R["n"]
    table, expected = got.coefficients, R[robust]
    for column in ("se", "t", "p", "lower", "upper"):
        compare(f"OLS {column}, {robust}", "R sandwich", table[column], expected[column], 1e-8)
    compare(f"OLS F, {robust}", "R lmtest", got.statistic, expected["f"], 1e-8)
    compare(f"OLS p of F, {robust}", "R lmtest", got.p, expected["f_p"], 1e-8)


def test_linear_fit() -> None:
    got = linear_regression(ROWS["score"], PREDICTORS)
    table = got.coefficients
    compare("OLS coefficients", "R", table["coefficient"], R["coefficients"], 1e-8)
    compare("OLS beta", "R", table["beta"].iloc[1:], R["beta"], 1e-8)
    compare("VIF", "R car", table["vif"].iloc[1:], R["vif"], 1e-8)
    compare("R squared", "R", got.r_squared, R["r_squared"], 1e-8)
    compare("R squared, adjusted", "R", got.r_squared_adjusted, R["r_squared_adjusted"], 1e-8)
    compare("residual SD", "R", got.residual_sd, R["residual_sd"], 1e-8)


def test_linear_pspp() -> None:
    got = linear_regression(ROWS["score"], PREDICTORS, robust="classical")
    rows = PSPP["Coefficients (score) #1"][2:]
    columns = {"coefficient": 1, "se": 2, "t": 4, "lower": 6, "upper": 7}
    for name, column in columns.items():
        compare(f"OLS {name}", "PSPP", got.coefficients[name], [row[column] for row in rows], 1e-8)
    slopes = got.coefficients.iloc[1:]
    compare("OLS beta", "PSPP", slopes["beta"], [row[3] for row in rows[1:]], 1e-8)
    compare("VIF", "PSPP", slopes["vif"], [row[9] for row in rows[1:]], 1e-8)
    compare("OLS F", "PSPP", got.statistic, PSPP["ANOVA (score) #1"][1][4], 1e-8)


def test_ordinal() -> None:
    got = ordinal_regression(ROWS["level"], PREDICTORS)
    expected = R["ordinal"]
    assert got.n == R["n_ordinal"]
    program = "R MASS"
    slopes, cuts = got.coefficients, got.thresholds
    compare("polr slopes", program, slopes["coefficient"], expected["coefficients"], 1e-5)
    compare("polr thresholds", program, cuts["threshold"], expected["thresholds"], 1e-5)
    se = [*slopes["se"], *cuts["se"]]
    compare("polr se", "R numDeriv", se, expected["se_exact"], 1e-5)
    # polr differentiates its gradient with a step of 1e-3
    compare("polr se", program, se, expected["se"], 1e-4)
    for name in ("log_likelihood", "statistic", "p", "cox_snell", "nagelkerke", "mcfadden"):
        compare(
            f"polr {name}",
            program,
            getattr(got, name),
            expected[{"statistic": "chi_square"}.get(name, name)],
            1e-8,
        )
    compare(
        "polr log_likelihood_null",
        program,
        got.log_likelihood_null,
        expected["log_likelihood_null"],
        1e-5,
    )
