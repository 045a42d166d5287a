"""Adjust the p-values of a declared family of tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Final, Literal, TypeAlias

import numpy as np

from evaluering.stats.arguments import FloatArray, require_at_least, require_option
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["AdjustedFamily", "Adjustment", "adjust", "adjusted_p"]

Adjustment: TypeAlias = Literal["holm", "benjamini-hochberg", "bonferroni", "none"]


@dataclass(frozen=True)
class AdjustedFamily(StatisticalResult):
    """Raw and adjusted p-values of a family, in the order in which it was declared."""

    family: str
    names: tuple[str, ...]
    p: tuple[float, ...]
    adjusted: tuple[float, ...]
    n: int
    method: Adjustment
    convention: str = "tests without p are not counted"

    def records(self) -> list[Record]:
        """Return one record a test: family, test, p, adjusted_p."""
        return [
            {"family": self.family, "test": name, "p": p, "adjusted_p": adjusted}
            for name, p, adjusted in zip(self.names, self.p, self.adjusted, strict=True)
        ]


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
    StatisticsError
        An empty family, a p outside [0, 1], an unknown method.

    Notes
    -----
    R: ``p.adjust``. SPSS has Bonferroni in single procedures only. Source: Holm (1979),
    Scandinavian Journal of Statistics 6, 65-70; Benjamini & Hochberg (1995), Journal of the Royal
    Statistical Society B 57, 289-300.

    Examples
    --------
    >>> adjust({"a": 0.01, "b": 0.04, "c": 0.03}).adjusted
    (0.03, 0.06, 0.06)
    """
    require_option("adjust", "method", method, Adjustment)
    require_at_least("adjust", "p_values", 1, len(p_values), "test (it is empty)")
    for name, p in p_values.items():
        if p < 0 or p > 1:
            raise StatisticsError("adjust", f"p_values[{name!r}]", "lie in [0, 1]", repr(p))
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
