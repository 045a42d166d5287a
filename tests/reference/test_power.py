"""Smallest detectable effects against R 4.2.2, in scripts/power.R.

Calls: ``power.t.test(strict = TRUE)``, ``power.anova.test``, and ``uniroot`` over ``pt``, ``pf``,
``pchisq`` with non-centrality where the group sizes differ.
"""

from __future__ import annotations

from compare import compare
from evaluering.stats import (
    smallest_detectable_association,
    smallest_detectable_change,
    smallest_detectable_correlation,
    smallest_detectable_difference,
    smallest_detectable_effect,
)
from references import reference_values

R = reference_values("power")
TOLERANCE = 1e-8


def test_t() -> None:
    got = {
        "t_equal": smallest_detectable_difference(30, 30),
        "t_unequal": smallest_detectable_difference(12, 45),
        "t_tiny": smallest_detectable_difference(3, 4),
        "t_one_sided": smallest_detectable_difference(30, 30, alternative="one-sided"),
        "t_unequal_one_sided": smallest_detectable_difference(
            12, 45, power=0.9, significance=0.01, alternative="one-sided"
        ),
        "t_paired": smallest_detectable_change(25, power=0.9),
    }
    for key, result in got.items():
        compare("detectable difference", "R", result.value, R[key], TOLERANCE)
    # Cohen (1988, table 2.3.5) needs d = 0.5 for 64 per group at 80 per cent
    assert abs(smallest_detectable_difference(64, 64).value - 0.5) < 0.005


def test_correlation() -> None:
    two_sided = smallest_detectable_correlation(84).value
    one_sided = smallest_detectable_correlation(
        40, power=0.9, significance=0.01, alternative="one-sided"
    ).value
    compare("detectable correlation", "R", two_sided, R["correlation"], TOLERANCE)
    compare("detectable correlation", "R", one_sided, R["correlation_one_sided"], TOLERANCE)


def test_effect() -> None:
    equal = smallest_detectable_effect((20, 20, 20, 20)).value
    compare("detectable f", "R", equal, R["f_equal_root"], TOLERANCE)
    # power.anova.test solves with uniroot at its default tolerance of 1.2e-4
    compare("detectable f", "R power.anova.test", equal, R["f_equal"], 1e-4)
    unequal = smallest_detectable_effect((10, 25, 40)).value
    compare("detectable f", "R", unequal, R["f_unequal"], TOLERANCE)


def test_association() -> None:
    compare(
        "detectable w", "R", smallest_detectable_association(150, 3, 4).value, R["w"], TOLERANCE
    )
    strict = smallest_detectable_association(60, 2, 2, power=0.95, significance=0.01).value
    compare("detectable w", "R", strict, R["w_strict"], TOLERANCE)
