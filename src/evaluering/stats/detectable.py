"""The result of a power calculation."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class SmallestDetectable:
    """Result of the power functions: `effect` names the measure, `value` is its size."""

    effect: str
    value: float
    n: int
    group_sizes: tuple[int, ...]
    power: float
    significance: float
    method: str
    convention: str
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row."""
        return pd.DataFrame(
            {
                "effect": [self.effect],
                "value": [self.value],
                "n": [self.n],
                "group_sizes": [", ".join(map(str, self.group_sizes))],
                "power": [self.power],
                "significance": [self.significance],
            }
        )


def unbalanced(sizes: tuple[int, ...]) -> tuple[str, ...]:
    """Warn when the largest group is four times the smallest or more."""
    if max(sizes) < 4 * min(sizes):
        return ()
    return ("group sizes differ by a factor of four or more: unequal variances matter",)
