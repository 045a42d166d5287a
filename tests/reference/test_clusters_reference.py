"""Clustered errors, the intraclass correlation and maximum likelihood factors against R.

R 4.2.2 with sandwich 3.0-2 ``vcovCL(type = "HC1")`` and ``vcovHC``, lme4 1.1-31 ``lmer``, stats
``factanal(nstart = 20)``, in scripts/clusters.R.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from compare import compare
from evaluering.stats import (
    StatisticsError,
    factor_analysis,
    intraclass_correlation,
    linear_regression,
)

DATA = Path(__file__).parent / "data"
ROWS = pd.read_csv(DATA / "clusters.csv")


def test_clustered_errors() -> None:
    got = linear_regression(ROWS["y"], ROWS[["age", "leader"]], clusters=ROWS["school"])
    table = got.coefficients
    expected = {
        "coefficient": [1.8700388502658178, 0.0330447800432319, 1.1431326313022143],
        "se": [0.5931960791846236, 0.0086502118235425, 0.3645164915509383],
        "p": [0.01354770362875986, 0.00508891167098971, 0.01388834030219360],
        "lower": [0.5021262386791780, 0.0130973558077509, 0.3025560944356362],
    }
    for column, values in expected.items():
        compare(f"clustered {column}", "R sandwich", table[column], values, 1e-10)
    compare("clustered F", "R sandwich", got.statistic, 10.2799130376213, 1e-8)
    assert (got.n_clusters, got.test.df2) == (9, 8)
    assert "few clusters: 9, below 30" in got.warnings


def test_rows_without_a_cluster_are_left_out_and_one_cluster_is_refused() -> None:
    lacking = ROWS["school"].astype("float64").where(ROWS.index != 0)
    got = linear_regression(ROWS["y"], ROWS[["age"]], clusters=lacking)
    assert (got.n, got.n_excluded) == (len(ROWS) - 1, 1)
    with pytest.raises(StatisticsError, match="at least 2 clusters"):
        linear_regression(ROWS["y"], ROWS[["age"]], clusters=ROWS["school"] * 0)


def test_intraclass_correlation() -> None:
    got = intraclass_correlation(ROWS["y"], ROWS["school"])
    compare("ICC", "R lme4", got.icc, 0.262812818088784, 1e-6)
    components = [0.419737290850665, 1.177358672363995]
    compare("variance components", "R lme4", [got.between, got.within], components, 1e-6)
    none = intraclass_correlation(ROWS["age"], ROWS["school"])
    compare("ICC of none", "R lme4", none.icc, 0.0, 1e-12)
    with pytest.raises(StatisticsError, match="vary, in clusters of two"):
        intraclass_correlation(ROWS["y"], pd.Series(ROWS.index))
    with pytest.raises(StatisticsError, match="at least 2 clusters"):
        intraclass_correlation(ROWS["y"], ROWS["school"] * 0)


def test_predictors_of_very_different_units() -> None:
    frame = pd.DataFrame(
        {"x1": 1e-6 * np.arange(1, 13), "x2": 1e9 * np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])}
    )
    outcome = pd.Series([2, 4, 3, 5, 6, 9, 5, 8, 8, 7, 9, 13], name="y")
    got = linear_regression(outcome, frame, robust="classical")
    compare("R squared, scaled", "R", got.r_squared, 0.887291537723368, 1e-12)
    t = [0.975967323914157, 5.132925381202960, 3.234418135029810]
    compare("t, scaled", "R", got.coefficients["t"], t, 1e-9)
    compare("F, scaled", "R", got.statistic, 35.4260171694577, 1e-8)
    robust = linear_regression(outcome, frame).coefficients["se"]
    expected = [1.25111287565511, 1.23933870223434e05, 1.74488613602371e-10]
    compare("HC3, scaled", "R sandwich", robust / expected, [1, 1, 1], 1e-10)


def test_maximum_likelihood_is_in_no_local_optimum() -> None:
    items = pd.read_csv(DATA / "local_optimum.csv")
    got = factor_analysis(items, 2, method="ml")
    expected = [0.518428802181546, 0.417547889616928, 0.876687133132081,
                0.844494486682873, 0.504627634931213, 0.294209661840513]  # fmt: skip
    compare("ml uniquenesses, many optima", "R factanal", got.uniquenesses, expected, 1e-4)
    common = got.loadings.to_numpy()
    unique = got.uniquenesses.to_numpy()
    model = common @ common.T + np.diag(unique)
    observed = items.corr().to_numpy()
    ratio = np.linalg.solve(model, observed)
    discrepancy = np.trace(ratio) - np.linalg.slogdet(ratio)[1] - 6
    compare("ml discrepancy", "R factanal", discrepancy, 0.0154079591352403, 1e-8)
