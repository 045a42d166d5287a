"""Pairwise comparisons against R 4.2.2 (stats, rstatix); the calls are in scripts/posthoc.R."""

from __future__ import annotations

from typing import get_args

import numpy as np

from compare import compare
from evaluering.stats import adjust, dunn, games_howell, tukey
from evaluering.stats.multiplicity import Adjustment
from references import reference_rows, reference_values

EXPECTED = reference_values("posthoc")
R, RSTATIX = EXPECTED["program"], f"rstatix {EXPECTED['rstatix']}"
DATA = reference_rows("groups")
GROUPS = {str(name): part.to_numpy() for name, part in DATA.groupby("group")["value"]}
CLOSED = 1e-8
STUDENTIZED = 1e-5
"""Both programs integrate and invert the studentized range numerically (R's qtukey to 1e-4)."""


def test_tukey() -> None:
    """``TukeyHSD(aov(value ~ group))``: differences there are the second minus the first."""
    frame = tukey(GROUPS).to_frame()
    expected = np.array(EXPECTED["tukey"])
    compare("Tukey difference", R, -frame["difference"], expected[:, 0], CLOSED)
    compare("Tukey interval", R, -frame[["upper", "lower"]], expected[:, 1:3], STUDENTIZED)
    compare("Tukey p", R, frame["adjusted_p"], expected[:, 3], STUDENTIZED)


def test_games_howell() -> None:
    """The formulas with ``ptukey`` and ``qtukey``."""
    frame = games_howell(GROUPS).to_frame()
    expected = np.array(EXPECTED["games_howell"])
    columns = ["difference", "standard_error", "df"]
    compare("Games-Howell difference, SE, df", R, frame[columns], expected[:, :3], CLOSED)
    compare("Games-Howell p", R, frame["adjusted_p"], expected[:, 3], STUDENTIZED)
    compare("Games-Howell interval", R, frame[["lower", "upper"]], expected[:, 4:], STUDENTIZED)


def test_games_howell_rstatix() -> None:
    """``games_howell_test(value ~ group, detailed = TRUE)``; it rounds p to three digits."""
    frame = games_howell(GROUPS).to_frame()
    expected = np.array(EXPECTED["games_howell_rstatix"], dtype=float)
    limits = -frame[["difference", "upper", "lower"]]
    compare("Games-Howell interval", RSTATIX, limits, expected[:, :3], STUDENTIZED)
    compare("Games-Howell df", RSTATIX, frame["df"], expected[:, 4], CLOSED)
    compare("Games-Howell p (rounded)", RSTATIX, frame["adjusted_p"], expected[:, 5], 6e-4)


def test_dunn() -> None:
    """``dunn_test(value ~ group, detailed = TRUE)`` (second minus first), ``p.adjust``."""
    frame = dunn(GROUPS).to_frame()
    got = frame.assign(difference=-frame["difference"], statistic=-frame["statistic"])
    columns = ["difference", "statistic", "p", "adjusted_p"]
    expected = np.array(EXPECTED["dunn"], dtype=float)
    compare("Dunn (Holm)", RSTATIX, got[columns], expected, CLOSED)
    bonferroni = dunn(GROUPS, adjustment="bonferroni").to_frame()["adjusted_p"]
    compare("Dunn (Bonferroni)", R, bonferroni, EXPECTED["dunn_bonferroni"], CLOSED)


def test_adjustments() -> None:
    """``p.adjust(p, "holm")``, ``"BH"``, ``"bonferroni"``, with an NA in the family."""
    family = {f"test {i}": np.nan if p is None else p for i, p in enumerate(EXPECTED["p"])}
    names = {"holm": "holm", "benjamini-hochberg": "bh", "bonferroni": "bonferroni", "none": "p"}
    for method in get_args(Adjustment):
        got = adjust(family, method=method).adjusted
        compare(f"p.adjust {method}", R, got, EXPECTED[names[method]], CLOSED)
