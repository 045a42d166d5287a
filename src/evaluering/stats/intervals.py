"""Point estimates with their confidence intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Final

import pandas as pd

from evaluering.stats.errors import InvalidInput

TIDY_COLUMNS: Final = ("statistic", "value", "df", "df2", "p", "lower", "upper")


@dataclass(frozen=True)
class Interval:
    """Confidence interval with its level (a proportion, 0.95 for 95 per cent)."""

    lower: float
    upper: float
    level: float = 0.95


@dataclass(frozen=True)
class Estimate:
    """An estimate and its confidence interval."""

    value: float
    interval: Interval


def undefined_interval(level: float = 0.95) -> Interval:
    """Return the interval of a quantity that cannot be estimated (both limits NaN)."""
    return Interval(nan, nan, level)


def undefined_estimate(level: float = 0.95) -> Estimate:
    """Return an estimate that cannot be computed (value and limits NaN)."""
    return Estimate(nan, undefined_interval(level))


def checked_level(function: str, level: float) -> float:
    """Return a confidence level between 0 and 1, or raise `InvalidInput`."""
    if not 0 < level < 1:
        raise InvalidInput(function, f"level must lie between 0 and 1, got {level!r}")
    return float(level)


def tidy_frame(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Return one row per statistic, in the columns that all results share."""
    return pd.DataFrame(list(rows)).reindex(columns=list(TIDY_COLUMNS))


def estimate_row(statistic: str, estimate: Estimate) -> dict[str, object]:
    """Return an estimate as one row of `tidy_frame`."""
    return {
        "statistic": statistic,
        "value": estimate.value,
        "lower": estimate.interval.lower,
        "upper": estimate.interval.upper,
    }
