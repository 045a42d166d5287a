"""Crosstabs against R 4.2.2 (stats, vcd, effectsize, coin); see scripts/crosstab.R."""

from __future__ import annotations

import numpy as np

from compare import compare
from evaluering.stats import (
    ConditionalTest,
    crosstab_test,
    exact_test,
    goodness_of_fit,
    monte_carlo_test,
)
from references import reference_values

EXPECTED = reference_values("crosstab")
PSPP = reference_values("ordinal_pspp")
R, VCD = EXPECTED["program"], f"vcd {EXPECTED['vcd']}"
TABLE = np.array(EXPECTED["table"])
TWO = TABLE[:2, 1:3]
SMALL = np.array([[7, 2, 1], [1, 5, 6]])
CLOSED = 1e-8
DISPLAYED = 5.1e-3
"""PSPP shows two decimals."""


def test_chi_square() -> None:
    """``chisq.test(t, correct = FALSE)``, ``summary(vcd::assocstats(t))``."""
    got = crosstab_test(TABLE)
    compare("chi-square", R, [got.statistic, got.df, got.p], EXPECTED["pearson"], CLOSED)
    ratio = got.likelihood_ratio
    values = [ratio.statistic, ratio.df, ratio.p]
    compare("likelihood ratio", VCD, values, EXPECTED["likelihood_ratio"], CLOSED)
    compare("expected counts", R, got.expected, EXPECTED["expected"], CLOSED)
    compare("adjusted residuals", R, got.adjusted_residuals, EXPECTED["stdres"], CLOSED)
    compare("Cramér's V", VCD, got.effect.value, EXPECTED["v"], CLOSED)


def test_cramers_v() -> None:
    """The limits solve ``pchisq(x2, df, ncp) = .975`` and ``.025``; ``cramers_v(adjust=TRUE)``."""
    got = crosstab_test(TABLE)
    limits = [got.effect.interval.lower, got.effect.interval.upper]
    compare("Cramér's V interval", R, limits, EXPECTED["v_ci"], CLOSED)
    compare(
        "Cramér's V corrected",
        "effectsize",
        got.cramers_v_corrected,
        EXPECTED["v_corrected"],
        CLOSED,
    )


def test_pspp() -> None:
    """``CROSSTABS /STATISTICS=CHISQ PHI /CELLS=EXPECTED ASRESIDUAL``; see scripts/ordinal.sps."""
    got, program = crosstab_test(TABLE), PSPP["program"]
    ratio = got.likelihood_ratio
    compare("chi-square", program, [got.statistic, got.df], PSPP["pearson"], DISPLAYED)
    expected = PSPP["likelihood_ratio"]
    compare("likelihood ratio", program, [ratio.statistic, ratio.df], expected, DISPLAYED)
    compare("Cramér's V", program, [got.effect.value], PSPP["cramers_v"], DISPLAYED)
    residuals = PSPP["adjusted_residuals"]
    compare("adjusted residuals", program, got.adjusted_residuals, residuals, DISPLAYED)


def test_continuity_correction() -> None:
    """``chisq.test(two, correct = FALSE)`` and ``chisq.test(two)``."""
    plain, corrected = crosstab_test(TWO), crosstab_test(TWO, correction=True)
    compare("2x2 chi-square", R, [plain.statistic, plain.p], EXPECTED["pearson2"], CLOSED)
    compare("2x2 Yates", R, [corrected.statistic, corrected.p], EXPECTED["yates2"], CLOSED)


def test_exact() -> None:
    """``fisher.test``; the exact chi-square p sums over all tables in a loop."""
    compare("Fisher exact 2x2", R, exact_test(TWO).p, EXPECTED["fisher2"], CLOSED)
    compare("Fisher exact 2x3", R, exact_test(SMALL).p, EXPECTED["fisher_small"], CLOSED)
    got = exact_test(SMALL, ordering="chi_square").p
    compare("exact chi-square 2x3", R, got, EXPECTED["exact_chi_small"], CLOSED)


def within_four_errors(statistic: str, got: ConditionalTest, expected: float) -> None:
    """A simulated p is right when it is within four of its standard errors of the exact p."""
    compare(statistic, R, got.p, expected, 4 * got.standard_error)


def test_monte_carlo() -> None:
    """``fisher.test``; the tolerance is four standard errors of the simulation."""
    small = monte_carlo_test(SMALL, seed=1, ordering="fisher")
    within_four_errors("Monte Carlo Fisher 2x3", small, EXPECTED["fisher_small"])
    chi_square = monte_carlo_test(SMALL, seed=2)
    within_four_errors("Monte Carlo chi-square 2x3", chi_square, EXPECTED["exact_chi_small"])
    table = monte_carlo_test(TABLE, seed=3, ordering="fisher", draws=200_000)
    compare("Monte Carlo Fisher 3x4", R, table.p, EXPECTED["fisher"], 4 * table.standard_error)


def test_goodness_of_fit() -> None:
    """``chisq.test(n, p = c(.2, .3, .3, .2))``."""
    sample = dict(zip("abcd", TABLE.sum(axis=0).tolist(), strict=True))
    got = goodness_of_fit(sample, {"a": 20, "b": 30, "c": 30, "d": 20})
    expected = EXPECTED["gof"]
    compare("goodness of fit", R, [got.statistic, got.df, got.p], expected["test"], CLOSED)
    frame = got.to_frame()
    compare("goodness of fit residuals", R, frame["residual"], expected["stdres"], CLOSED)
    compare("goodness of fit expected", R, frame["expected"], expected["expected"], CLOSED)
