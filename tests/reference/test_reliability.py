"""Reliability against R and PSPP.

R: R 4.2.2, psych 2.2.9, ``psych::alpha``, ``psych::alpha.ci``, ``psych::omega(nfactors = 1)``, in
scripts/reliability.R. PSPP 1.6.2: ``RELIABILITY /SUMMARY=TOTAL``, in
scripts/scales_and_regression.sps.
"""

from __future__ import annotations

from compare import compare
from evaluering.stats import Reliability, reliability, reverse
from references import reference_rows, reference_values

R = reference_values("reliability")
PSPP = reference_values("scales_and_regression")
RAW = reference_rows("scale_items")
ITEMS = reverse(RAW, 1, 7, ["q5"])


def compare_alpha(title: str, got: Reliability, key: str) -> None:
    """Compare everything that psych::alpha prints, except pairwise item-total correlations."""
    expected = R[key]
    compare(f"alpha, {title}", "R psych", got.alpha, expected["alpha"], 1e-8)
    compare(
        f"standardised alpha, {title}",
        "R psych",
        got.standardised_alpha,
        expected["standardised"],
        1e-8,
    )
    compare(f"average r, {title}", "R psych", got.average_correlation, expected["average_r"], 1e-8)
    compare(
        f"alpha if deleted, {title}", "R psych", got.alpha_if_deleted, expected["if_deleted"], 1e-8
    )
    compare(f"item mean, {title}", "R psych", got.item_mean, expected["mean"], 1e-8)
    compare(f"item SD, {title}", "R psych", got.item_sd, expected["sd"], 1e-8)
    compare(f"item n, {title}", "R psych", got.item_n, expected["n"], 0)


def test_listwise() -> None:
    got = reliability(ITEMS)
    assert (got.n, got.n_excluded) == (R["n"], 14)
    compare_alpha("listwise", got, "listwise")
    compare("item-total", "R psych", got.item_total, R["listwise"]["r_drop"], 1e-8)


def limits(got: Reliability) -> list[float]:
    return [got.estimate.interval.lower, got.estimate.interval.upper]


def test_interval() -> None:
    compare("alpha interval", "R psych", limits(reliability(ITEMS)), R["interval"], 1e-8)
    ninety = limits(reliability(ITEMS, confidence=0.9))
    compare("alpha interval", "R psych", ninety, R["interval90"], 1e-8)


def test_omega() -> None:
    got = reliability(ITEMS).omega_total
    compare("omega total", "R psych, converged", got, R["omega_paf"], 1e-5)
    compare("omega total", "R psych, default", got, R["omega_psych"], 1e-5)


def test_pairwise() -> None:
    compare_alpha("pairwise", reliability(ITEMS, missing="pairwise"), "pairwise")


def test_forgotten_reversal() -> None:
    got = reliability(RAW)
    compare_alpha("forgotten reversal", got, "forgotten")
    compare("item-total", "R psych", got.item_total, R["forgotten"]["r_drop"], 1e-8)
    assert any("q5" in warning and "reversal" in warning for warning in got.warnings)


def test_pspp() -> None:
    got = reliability(ITEMS)
    compare("alpha", "PSPP", got.alpha, PSPP["Reliability Statistics #1"][1][0], 1e-8)
    rows = PSPP["Item-Total Statistics #1"][1:]
    compare("item-total", "PSPP", got.item_total, [row[3] for row in rows], 1e-8)
    compare("alpha if deleted", "PSPP", got.alpha_if_deleted, [row[4] for row in rows], 1e-8)
