"""Agreement against R 4.2.2 (psych, vcd) and Krippendorff's published example.

The calls are in scripts/agreement.R, where alpha is written out from its definition.
"""

from __future__ import annotations

from typing import get_args

import numpy as np

from compare import compare
from evaluering.stats import Kappa, cohens_kappa, krippendorff_alpha
from evaluering.stats.krippendorff import Measurement
from references import reference_rows, reference_values

EXPECTED = reference_values("agreement")
R, PSYCH, VCD = EXPECTED["program"], f"psych {EXPECTED['psych']}", f"vcd {EXPECTED['vcd']}"
DATA = reference_rows("coders")
CLOSED = 1e-8
NA = np.nan
KRIPPENDORFF_2011 = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
        [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
    ]
).T
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}


def values(got: Kappa) -> list[float]:
    return [got.kappa, got.standard_error]


def test_kappa() -> None:
    """``cohen.kappa(t)`` and ``Kappa(t)``."""
    got = cohens_kappa(list(DATA["coder1"]), list(DATA["coder2"]))
    compare("Cohen's kappa", PSYCH, [*values(got), got.n], EXPECTED["kappa"], CLOSED)
    compare("Cohen's kappa", VCD, values(got), EXPECTED["vcd_unweighted"], CLOSED)


def test_weighted_kappa() -> None:
    """``Kappa(t, weights = "Equal-Spacing")`` and ``"Fleiss-Cohen"``, ``cohen.kappa(t)``."""
    first, second = list(DATA["coder1"]), list(DATA["coder2"])
    linear = cohens_kappa(first, second, weights="linear")
    quadratic = cohens_kappa(first, second, weights="quadratic")
    compare("linear kappa", VCD, values(linear), EXPECTED["linear"], CLOSED)
    compare("quadratic kappa", VCD, values(quadratic), EXPECTED["quadratic"], CLOSED)
    compare("quadratic kappa", PSYCH, quadratic.kappa, EXPECTED["psych_quadratic"], CLOSED)


def test_krippendorff() -> None:
    got = [krippendorff_alpha(DATA, measurement=m).alpha for m in get_args(Measurement)]
    compare("Krippendorff's alpha", R, got, EXPECTED["krippendorff"], CLOSED)


def test_krippendorff_published() -> None:
    """Krippendorff (2011), example C; printed with three decimals."""
    for name in get_args(Measurement):
        got = krippendorff_alpha(KRIPPENDORFF_2011, measurement=name).alpha
        compare(
            f"Krippendorff's alpha, {name}", "Krippendorff (2011)", got, PUBLISHED[name], 5.1e-4
        )
