"""Factor analysis against R and PSPP.

R: R 4.2.2, psych 2.2.9, GPArotation (version in the JSON), calls in scripts/factor.R.
PSPP: 1.6.2, calls in scripts/scales_and_regression.sps.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from alignment import alignment
from compare import compare
from evaluering.stats import (
    factor_analysis,
    parallel_analysis,
    polychoric_correlations,
)
from references import reference_rows, reference_values

R = reference_values("factor")
PSPP = reference_values("scales_and_regression")
ITEMS = reference_rows("factor_items")

CLOSED = 1e-8
ITERATIVE = 1e-5
PSYCH_DEFAULT = 2e-4
"""psych::fa stops early (its minres is 1e-5 from the converged solution), GPArotation stops at
1e-5, and promax starts from a varimax that stops early."""


STATS_VARIMAX = 2e-3
"""stats::varimax stops at eps = 1e-5: on these data its columns are 8e-4 from the maximum."""

SPSS_PAF: dict[str, Any] = {"method": "paf", "convention": "spss", "convergence": 0.001}


def pspp(title: str, columns: slice, rows: slice) -> np.ndarray[Any, Any]:
    """Cut numbers from a table of PSPP."""
    return np.array([row[columns] for row in PSPP[title][rows]], dtype=float)


def compare_solution(
    statistic: str, program: str, got: Any, pattern: Any, phi: Any, tolerance: float
) -> None:
    """Compare pattern and factor correlations under one and the same alignment."""
    match = alignment(pattern, got.loadings)
    compare(statistic, program, got.loadings, match.loadings(pattern), tolerance)
    if phi is not None:
        compare(
            f"{statistic}: factor correlations",
            program,
            got.factor_correlations,
            match.correlations(phi),
            tolerance,
        )


def test_adequacy() -> None:
    """psych::KMO, psych::cortest.bartlett; PSPP FACTOR /PRINT=KMO AIC."""
    got = factor_analysis(ITEMS)
    assert got.n == R["n"]
    bartlett = [got.bartlett.statistic, got.bartlett.p, got.bartlett.df]
    compare("KMO", "R psych", got.kmo, R["kmo"], CLOSED)
    compare("KMO per item", "R psych", got.kmo_per_item, R["kmo_per_item"], CLOSED)
    compare("Bartlett", "R psych", bartlett, R["bartlett"], CLOSED)
    kmo = PSPP["KMO and Bartlett's Test #1"]
    compare("KMO", "PSPP", got.kmo, kmo[0][2], CLOSED)
    compare("Bartlett", "PSPP", got.bartlett.statistic, kmo[1][2], CLOSED)
    anti_image = pspp("Anti-Image Matrices #1", slice(2, None), slice(10, None))
    compare("KMO per item", "PSPP", got.kmo_per_item, np.diag(anti_image), CLOSED)


def test_closed_forms() -> None:
    """psych::smc, eigen(cor(items)); PSPP FACTOR /PRINT=INITIAL."""
    got = factor_analysis(ITEMS, 3)
    compare("initial communalities", "R psych", got.communalities_initial, R["smc"], CLOSED)
    compare("eigenvalues", "R", got.eigenvalues, R["eigenvalues"], CLOSED)
    initial = pspp("Communalities #1", slice(1, 2), slice(1, None))[:, 0]
    compare("initial communalities", "PSPP", got.communalities_initial, initial, CLOSED)
    eigenvalues = pspp("Total Variance Explained #1", slice(1, 2), slice(2, None))[:, 0]
    compare("eigenvalues", "PSPP", got.eigenvalues, eigenvalues, CLOSED)


@pytest.mark.parametrize("method", ["paf", "minres"])
def test_unrotated(method: str) -> None:
    """psych::fa(fm = "pa", min.err = 1e-15)."""
    got = factor_analysis(ITEMS, 3, method=method)
    compare_solution(f"{method} loadings", "R psych, converged", got, R["paf"], None, ITERATIVE)
    communalities = (np.array(R["paf"]) ** 2).sum(axis=1)
    compare(f"{method} communalities", "R psych", got.communalities, communalities, ITERATIVE)


def test_paf_at_spss_convergence() -> None:
    """PSPP FACTOR /EXTRACTION=PAF with its default ECONVERGE(0.001)."""
    got = factor_analysis(ITEMS, 3, **SPSS_PAF)
    matrix = pspp("Factor Matrix #1", slice(1, None), slice(2, None))
    compare_solution("paf at 0.001", "PSPP", got, matrix, None, CLOSED)
    extracted = pspp("Communalities #1", slice(2, 3), slice(1, None))[:, 0]
    compare("paf at 0.001, communalities", "PSPP", got.communalities, extracted, CLOSED)
    sums = pspp("Total Variance Explained #1", slice(4, 5), slice(2, 5))[:, 0]
    compare("paf at 0.001, variance", "PSPP", got.variance_explained * 9, sums, CLOSED)


def test_maximum_likelihood() -> None:
    """stats::factanal(rotation = "none", control = list(opt = list(factr = 1)))."""
    got = factor_analysis(ITEMS, 3, method="ml")
    compare_solution("ml loadings", "R factanal, converged", got, R["ml"], None, ITERATIVE)
    compare("ml uniquenesses", "R factanal", got.uniquenesses, R["ml_uniquenesses"], ITERATIVE)


def test_one_factor() -> None:
    """psych::fa(R, 1, fm = "minres")."""
    got = factor_analysis(ITEMS, 1)
    compare("one-factor loadings", "R psych, default", got.loadings, R["one_factor"], PSYCH_DEFAULT)


@pytest.mark.parametrize(
    ("rotation", "kaiser", "key"),
    [
        ("varimax", None, "paf_varimax"),
        ("varimax", False, "paf_varimax_raw"),
        ("promax", None, "paf_promax"),
        ("oblimin", None, "paf_oblimin"),
        ("oblimin", True, "paf_oblimin_kaiser"),
    ],
)
def test_rotation_converged(rotation: str, kaiser: bool | None, key: str) -> None:
    """stats::varimax(eps = 1e-15), psych::kaiser("Promax"), GPArotation::oblimin(eps = 1e-8)."""
    got = factor_analysis(ITEMS, 3, method="paf", rotation=rotation, kaiser=kaiser)
    expected = R[key]
    pattern, phi = (
        (expected["loadings"], expected["phi"]) if isinstance(expected, dict) else (expected, None)
    )
    title = key.removeprefix("paf_").replace("_", ", ")
    compare_solution(title, "R, converged", got, pattern, phi, ITERATIVE)


def test_spss_oblimin_is_the_normalised_one() -> None:
    """GPArotation::oblimin(normalize = TRUE) is what the spss convention gives."""
    got = factor_analysis(ITEMS, 3, method="paf", rotation="oblimin", convention="spss")
    expected = R["paf_oblimin_kaiser"]
    assert got.kaiser
    compare_solution(
        "oblimin, spss", "R, converged", got, expected["loadings"], expected["phi"], ITERATIVE
    )


def test_spss_varimax_and_promax() -> None:
    """PSPP FACTOR /EXTRACTION=PAF /ROTATION=VARIMAX and PROMAX(4), ECONVERGE(0.001)."""
    varimax = factor_analysis(ITEMS, 3, rotation="varimax", **SPSS_PAF)
    rotated = pspp("Rotated Factor Matrix #1", slice(1, None), slice(2, None))
    compare_solution("varimax, spss", "PSPP", varimax, rotated, None, ITERATIVE)
    sums = pspp("Total Variance Explained #1", slice(7, 8), slice(2, 5))[:, 0]
    explained = varimax.variance_explained * 9
    compare("varimax variance", "PSPP", explained, np.sort(sums)[::-1], ITERATIVE)
    promax = factor_analysis(ITEMS, 3, rotation="promax", **SPSS_PAF)
    pattern = pspp("Pattern Matrix #1", slice(1, None), slice(2, None))
    phi = pspp("Factor Correlation Matrix #1", slice(1, None), slice(1, 4))
    compare_solution("promax, spss", "PSPP", promax, pattern, phi, ITERATIVE)
    structure = pspp("Structure Matrix #1", slice(1, None), slice(2, None))
    # PSPP signs pattern and structure apart, so that they are aligned apart
    match = alignment(structure, promax.structure)
    compare(
        "promax structure, spss", "PSPP", promax.structure, match.loadings(structure), ITERATIVE
    )


@pytest.mark.parametrize("key", sorted(R["default"]))
def test_psych_defaults(key: str) -> None:
    """psych::fa(R, 3, fm = ..., rotate = ...) as it comes."""
    method, rotation = key.split("_")
    expected = R["default"][key]
    got = factor_analysis(ITEMS, 3, method=method, rotation=rotation)
    program = "R psych, default"
    tolerance = STATS_VARIMAX if rotation == "varimax" else PSYCH_DEFAULT
    phi = expected["phi"] or None
    compare_solution(f"{method} {rotation}", program, got, expected["loadings"], phi, tolerance)
    match = alignment(expected["structure"], got.structure)
    structure = match.loadings(expected["structure"])
    compare(f"{method} {rotation} structure", program, got.structure, structure, tolerance)
    compare(
        f"{method} {rotation} communalities",
        program,
        got.communalities,
        expected["communality"],
        tolerance,
    )
    explained = np.sort(expected["explained"])[::-1]
    compare(f"{method} {rotation} variance", program, got.variance_explained, explained, tolerance)


def test_pattern_structure_and_correlations_belong_together() -> None:
    """The fault of factor_analyzer: phi stays unsorted when the loadings are sorted."""
    got = factor_analysis(ITEMS, 3, rotation="oblimin")
    model = got.loadings @ got.factor_correlations @ got.loadings.T
    unrotated = factor_analysis(ITEMS, 3).loadings
    np.testing.assert_allclose(model, unrotated @ unrotated.T, atol=1e-8)
    np.testing.assert_allclose(got.structure, got.loadings @ got.factor_correlations, atol=1e-12)
    np.testing.assert_allclose(
        got.communalities.sum(), got.variance_explained.sum() * 9, atol=1e-10
    )


def test_parallel_analysis() -> None:
    """eigen(cor(rnorm)) of 2 000 draws in R; the observed eigenvalues are exact.

    The tolerance of the random ones is that of the simulation: with a standard deviation of
    0.05 over draws, the mean of 500 has a standard error of 0.002 and the 95 % quantile 0.005.
    """
    got = parallel_analysis(ITEMS, np.random.default_rng(1))
    compare("observed eigenvalues", "R", got.observed, R["eigenvalues"], CLOSED)
    mean, q95 = R["parallel"]["mean"], R["parallel"]["q95"]
    compare("random eigenvalues, mean", "R simulation", got.random_mean, mean, 0.02)
    compare("random eigenvalues, 95 %", "R simulation", got.random_quantile, q95, 0.03)
    assert got.suggested == R["parallel"]["suggested"]
    factors = parallel_analysis(ITEMS, np.random.default_rng(1), draws=20, eigenvalues="factors")
    compare("reduced eigenvalues", "R psych", factors.observed, R["reduced_eigenvalues"], CLOSED)


def test_polychoric() -> None:
    """polycor::polychor(table(x, y)); psych::polychoric(items)."""
    frame = ITEMS.iloc[:, :5].dropna()
    got = polychoric_correlations(frame)
    upper = [got.correlations.iloc[i, j] for i in range(5) for j in range(i + 1, 5)]
    # polychor and psych search with optimize() at its default tolerance of 1.2e-4
    compare("polychoric", "R polycor", upper, R["polychor"], 1e-4)
    compare("polychoric", "R psych", got.correlations, R["psych_polychoric"], 1e-4)
    thresholds = [list(cut) for cut in got.thresholds.values()]
    compare("polychoric thresholds", "R psych", thresholds, R["psych_tau"], CLOSED)
    factor = factor_analysis(frame, 1, correlation="polychoric")
    compare(
        "polychoric loadings", "R psych, default", factor.loadings, R["polychoric_factor"], 2e-4
    )
