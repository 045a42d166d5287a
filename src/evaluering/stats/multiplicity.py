"""Adjust the p-values of a declared family of tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.errors import InvalidInput, TooFewObservations
from evaluering.stats.observations import FloatArray

Adjustment: TypeAlias = Literal["holm", "benjamini-hochberg", "bonferroni", "none"]


@dataclass(frozen=True)
class AdjustedFamily:
    """Raw and adjusted p-values of a family, in the order in which it was declared."""

    family: str
    names: tuple[str, ...]
    p: tuple[float, ...]
    adjusted: tuple[float, ...]
    n: int
    method: Adjustment
    convention: str = "tests without p are not counted"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per test: family, test, p, adjusted_p."""
        return pd.DataFrame(
            {
                "family": self.family,
                "test": self.names,
                "p": self.p,
                "adjusted_p": self.adjusted,
            }
        )


def adjust(
    p_values: Mapping[str, float], *, method: Adjustment = "holm", family: str = "family"
) -> AdjustedFamily:
    r"""Adjust p-values for the number of tests in a family.

    With p ascending and m tests: Holm :math:`\max_{j \le i} (m - j + 1) p_{(j)}`,
    Benjamini-Hochberg :math:`\min_{j \ge i} m p_{(j)} / j`, Bonferroni :math:`m p_{(i)}`; at
    most 1.

    Parameters
    ----------
    p_values : mapping of test name to float
        The whole family, tests that were never printed included.
    method : {"holm", "benjamini-hochberg", "bonferroni", "none"}
        Holm and Bonferroni bound the chance of any false rejection, Benjamini-Hochberg the
        expected share of false rejections.
    family : str
        Name under which the family is reported.

    Returns
    -------
    AdjustedFamily
        A NaN p (a test that could not be made) stays NaN, is not counted in n and gives a
        warning.

    Raises
    ------
    TooFewObservations
        For an empty family.
    InvalidInput
        For a p outside [0, 1] or an unknown method.

    Notes
    -----
    R: ``p.adjust``. SPSS has Bonferroni in single procedures only.

    References
    ----------
    Holm, S. (1979). Scandinavian Journal of Statistics, 6, 65-70. Benjamini, Y. & Hochberg,
    Y. (1995). Journal of the Royal Statistical Society B, 57, 289-300.
    """
    if method not in _ADJUSTMENTS:
        raise InvalidInput("adjust", f"method must be one of {list(_ADJUSTMENTS)}, got {method!r}")
    if not p_values:
        raise TooFewObservations("adjust", "p_values is empty")
    for name, p in p_values.items():
        if p < 0 or p > 1:
            raise InvalidInput("adjust", f"p_values[{name!r}] must lie in [0, 1], got {p!r}")
    missing = tuple(name for name, p in p_values.items() if isnan(p))
    return AdjustedFamily(
        family=family,
        names=tuple(p_values),
        p=tuple(float(p) for p in p_values.values()),
        adjusted=adjusted_p(np.array(list(p_values.values()), dtype=float), method),
        n=len(p_values) - len(missing),
        method=method,
        warnings=(f"tests without p: {', '.join(missing)}",) if missing else (),
    )


def adjusted_p(p: FloatArray, method: Adjustment) -> tuple[float, ...]:
    """Return adjusted p-values in the order given, NaN where p is NaN."""
    result = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    ascending = known[np.argsort(p[known], kind="stable")]
    result[ascending] = np.minimum(1.0, _ADJUSTMENTS[method](p[ascending]))
    return tuple(result.tolist())


def _holm(p: FloatArray) -> FloatArray:
    return np.maximum.accumulate(p * np.arange(p.size, 0, -1))


def _benjamini_hochberg(p: FloatArray) -> FloatArray:
    raised = p * p.size / np.arange(1, p.size + 1)
    return np.minimum.accumulate(raised[::-1])[::-1]


_ADJUSTMENTS: Final[Mapping[str, Callable[[FloatArray], FloatArray]]] = {
    "holm": _holm,
    "benjamini-hochberg": _benjamini_hochberg,
    "bonferroni": lambda p: p * p.size,
    "none": lambda p: p,
}
