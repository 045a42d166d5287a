"""Correlations against R 4.2.2 (stats, psych); the calls are in scripts/correlation.R."""

from __future__ import annotations

from compare import compare
from evaluering.stats import CorrelationTest, correlation_table, kendall, pearson, spearman
from references import reference_rows, reference_values

EXPECTED = reference_values("correlation")
R, PSYCH = EXPECTED["program"], f"psych {EXPECTED['psych']}"
DATA = reference_rows("correlation")
ROWS, COLUMNS = ["p", "q"], ["r", "s"]
CLOSED = 1e-8


def values(got: CorrelationTest) -> list[float]:
    return [got.r, got.p, got.n, got.interval.lower, got.interval.upper]


def test_coefficients() -> None:
    """``cor.test(p, q)`` and ``method = "spearman"`` or ``"kendall"`` with ``exact = FALSE``."""
    for function in (pearson, spearman, kendall):
        name = function.__name__
        compare(name, R, values(function(DATA["p"], DATA["q"])), EXPECTED[name], CLOSED)


def test_pairwise_table() -> None:
    """``corr.test(x, y, use = "pairwise", adjust = "none")``."""
    got = correlation_table(DATA, ROWS, COLUMNS)
    compare("correlation table r", PSYCH, got.r, EXPECTED["table_r"], CLOSED)
    compare("correlation table p", PSYCH, got.p, EXPECTED["table_p"], CLOSED)
    compare("correlation table n", PSYCH, got.n, EXPECTED["table_n"], CLOSED)


def test_listwise_table() -> None:
    """The same on the complete cases."""
    got = correlation_table(DATA, ROWS, COLUMNS, missing="listwise")
    compare("correlation table r, listwise", PSYCH, got.r, EXPECTED["listwise_r"], CLOSED)
    compare("correlation table p, listwise", PSYCH, got.p, EXPECTED["listwise_p"], CLOSED)
    assert (got.n == EXPECTED["listwise_n"]).all(axis=None)


def test_spearman_table() -> None:
    """``corr.test(x, y, method = "spearman", adjust = "none")``."""
    got = correlation_table(DATA, ROWS, COLUMNS, method="spearman")
    compare("Spearman table r", PSYCH, got.r, EXPECTED["spearman_r"], CLOSED)
    compare("Spearman table p", PSYCH, got.p, EXPECTED["spearman_p"], CLOSED)
