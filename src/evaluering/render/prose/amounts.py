"""How numbers are written in running text: their decimals, and shares in words."""

from __future__ import annotations

from evaluering.config.exhibits.base import Exhibit
from evaluering.render.language import word
from evaluering.render.numbers import Format, P, number

DECIMALS = {"mean": 1, "sd": 1, "difference": 1, "r": 2, "spearman": 2, "hedges_g": 2,
            "change": 1, "change_lower": 1, "change_upper": 1, "effect": 2}  # fmt: skip
PERCENTS = frozenset({"percent", "rate", "n_percent", "population_percent", "deviation"})

SHARES = {
    "0": 0.0, "10": 10.0, "20": 20.0, "25": 25.0, "33": 100 / 3, "40": 40.0, "50": 50.0,
    "60": 60.0, "67": 200 / 3, "75": 75.0, "80": 80.0, "90": 90.0, "100": 100.0,
}  # fmt: skip
"""The shares that have words: ``share_of_<key>`` in the languages."""
EXACT, NEAR = 1.5, 4.0
"""Percentage points from a named share that are still it, or near it."""


def text_format(exhibit: Exhibit, statistic: str) -> Format:
    """Return how a number of an exhibit is written: by its own decimals, where it has some."""
    decimals = DECIMALS.get(statistic, 0)
    own = getattr(exhibit, "decimals", None)
    if isinstance(own, int) and statistic in PERCENTS | {"mean"}:
        decimals = own
    return (
        P if statistic in {"p", "p_adjusted", "spearman_p"} else Format(decimals, exhibit.rounding)
    )


def amount(percent: float) -> str:
    """Return a per cent in words: a named share, near one or just above it, or a round number."""
    key = min(SHARES, key=lambda key: abs(SHARES[key] - percent))
    apart, share = percent - SHARES[key], word(f"share_of_{key}")
    none_or_all = key in {"0", "100"}
    if abs(apart) <= (0 if none_or_all else EXACT):
        return share
    if abs(apart) <= NEAR and not none_or_all:
        return word("amount_below" if apart < 0 else "amount_above", share=share)
    return word("amount_about", percent=number(5 * round(percent / 5) or round(percent)))
