"""Ordinal association against R 4.2.2 (stats, numDeriv, coin) and PSPP 1.6.2.

R's errors are the delta method with a numerical gradient (scripts/ordinal.R), independent of
the closed formulas of the library; the linear-by-linear test is ``coin::lbl_test``
(scripts/crosstab.R); PSPP's values come from scripts/ordinal.sps.
"""

from __future__ import annotations

import numpy as np

from compare import compare
from evaluering.stats import linear_by_linear, ordinal_association
from evaluering.stats.ordinal import OrdinalMeasure
from references import reference_values

EXPECTED = reference_values("ordinal")
CROSSTAB = reference_values("crosstab")
PSPP = reference_values("ordinal_pspp")
R, COIN = EXPECTED["program"], f"coin {CROSSTAB['coin']}"
TABLE = np.array(CROSSTAB["table"])
CLOSED = 1e-8
DISPLAYED = 5.1e-3


def values(measure: OrdinalMeasure) -> list[float]:
    return [measure.value, measure.standard_error, measure.standard_error_null]


def test_measures() -> None:
    got = ordinal_association(TABLE)
    compare("gamma, ASE1, ASE0", R, values(got.gamma), EXPECTED["gamma"], CLOSED)
    compare("tau-b, ASE1, ASE0", R, values(got.tau_b), EXPECTED["tau_b"], CLOSED)
    compare("tau-c, ASE1, ASE0", R, values(got.tau_c), EXPECTED["tau_c"], CLOSED)
    compare("tau-b (cor)", R, got.tau_b.value, EXPECTED["tau_b_cor"], CLOSED)


def test_measures_pspp() -> None:
    """``CROSSTABS /STATISTICS=GAMMA BTAU CTAU``: value, error and T with two decimals."""
    got = ordinal_association(TABLE)
    for name in ("gamma", "tau_b", "tau_c"):
        measure: OrdinalMeasure = getattr(got, name)
        shown = [measure.value, measure.standard_error, measure.z]
        compare(f"{name}, ASE1, T", PSPP["program"], shown, PSPP[name], DISPLAYED)


def test_linear_by_linear() -> None:
    """``lbl_test(t)`` and ``lbl_test(t, scores = list(c(0, 1, 5), c(1, 2, 4, 8)))``."""
    got = linear_by_linear(TABLE)
    compare("linear-by-linear", COIN, [got.statistic, got.p], CROSSTAB["lbl"], CLOSED)
    scored = linear_by_linear(TABLE, row_scores=[0, 1, 5], column_scores=[1, 2, 4, 8])
    compare(
        "linear-by-linear, scores",
        COIN,
        [scored.statistic, scored.p],
        CROSSTAB["lbl_scores"],
        CLOSED,
    )
    expected = PSPP["linear_by_linear"]
    compare("linear-by-linear", PSPP["program"], [got.statistic, got.df], expected, DISPLAYED)
