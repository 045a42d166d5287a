"""Smallest effects that a study of a given size can detect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri, chndtr, fdtri, ncfdtr, ndtri

from evaluering.stats.arguments import require_at_least, whole_number
from evaluering.stats.errors import StatisticsError
from evaluering.stats.power_solving import (
    Alternative,
    noncentrality_of_t,
    require_power,
    solve_noncentrality,
)
from evaluering.stats.results import Record, StatisticalResult

__all__ = [
    "SmallestDetectable",
    "smallest_detectable_association",
    "smallest_detectable_change",
    "smallest_detectable_correlation",
    "smallest_detectable_difference",
    "smallest_detectable_effect",
]


@dataclass(frozen=True)
class SmallestDetectable(StatisticalResult):
    """The smallest effect: `effect` names the measure, `value` is its size."""

    effect: str
    value: float
    n: int
    group_sizes: tuple[int, ...]
    power: float
    significance: float
    method: str
    convention: str

    def records(self) -> list[Record]:
        """Return one record."""
        names = ("effect", "value", "n", "power", "significance")
        sizes = ", ".join(map(str, self.group_sizes))
        return [{**{name: getattr(self, name) for name in names}, "group_sizes": sizes}]


def smallest_detectable_difference(
    first: int,
    second: int,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    alternative: Alternative = "two-sided",
    sd: float = 1.0,
) -> SmallestDetectable:
    r"""Smallest difference of two means that a pooled t test finds with the given power.

    Parameters
    ----------
    first, second : int
        Group sizes, at least 2 each.
    power : float
        Probability of finding the difference, between `significance` and 1.
    significance : float
        Level of the test, in (0, 1).
    alternative : {"two-sided", "one-sided"}
        Two-sided power counts the rejections on both sides.
    sd : float
        Common standard deviation; with 1 the value is Cohen's d.

    Returns
    -------
    SmallestDetectable
        `effect` is "difference in means", or "Cohen's d" when sd is 1; in units of sd.

    Raises
    ------
    StatisticsError
        A group smaller than 2, levels outside their range, unknown option, sd not positive.

    Notes
    -----
    Non-centrality :math:`d\sqrt{n_1 n_2/(n_1+n_2)}` with :math:`n_1+n_2-2` degrees of freedom,
    solved for d. SPSS: ``POWER MEANS INDEPENDENT``. R: ``power.t.test(n, power=, strict=TRUE)``
    for equal groups. Source: Cohen (1988), Statistical power analysis.

    Examples
    --------
    >>> round(smallest_detectable_difference(64, 64).value, 3)
    0.499
    """
    name, sizes = "smallest_detectable_difference", (first, second)
    require_power(name, sizes, power, significance, alternative)
    _require_sd(name, sd)
    scale = float(np.sqrt(first * second / (first + second)))
    d = noncentrality_of_t(name, first + second - 2, power, significance, alternative) / scale
    return SmallestDetectable(
        effect="Cohen's d" if sd == 1 else "difference in means",
        value=d * sd,
        n=first + second,
        group_sizes=sizes,
        power=power,
        significance=significance,
        method="noncentral t, pooled t test",
        convention=alternative,
        warnings=_unbalanced(sizes),
    )


def smallest_detectable_change(
    pairs: int,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    alternative: Alternative = "two-sided",
    sd: float = 1.0,
) -> SmallestDetectable:
    r"""Smallest mean of paired differences that a paired t test finds.

    Parameters
    ----------
    pairs : int
        Number of complete pairs, at least 2.
    power, significance, alternative
        As `smallest_detectable_difference`.
    sd : float
        Standard deviation of the differences; the value is in units of it.

    Notes
    -----
    Non-centrality :math:`d\sqrt n` with :math:`n-1` degrees of freedom. R:
    ``power.t.test(type="paired", strict=TRUE)``. SPSS: ``POWER MEANS RELATED``.

    Examples
    --------
    >>> round(smallest_detectable_change(60, sd=0.9).value, 3)
    0.331
    """
    name = "smallest_detectable_change"
    require_power(name, (pairs,), power, significance, alternative)
    _require_sd(name, sd)
    noncentrality = noncentrality_of_t(name, pairs - 1, power, significance, alternative)
    return SmallestDetectable(
        effect="Cohen's dz" if sd == 1 else "mean change",
        value=noncentrality / float(np.sqrt(pairs)) * sd,
        n=pairs,
        group_sizes=(pairs,),
        power=power,
        significance=significance,
        method="noncentral t, paired t test",
        convention=alternative,
    )


def smallest_detectable_correlation(
    n: int,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    alternative: Alternative = "two-sided",
) -> SmallestDetectable:
    r"""Smallest Pearson correlation, in (0, 1), that a test of zero correlation finds.

    Parameters
    ----------
    n : int
        Number of pairs, at least 4.
    power, significance, alternative
        As `smallest_detectable_difference`; the rejections on the wrong side are not counted.

    Notes
    -----
    Fisher's approximation :math:`r = \tanh((z_{1-\alpha/2} + z_{power})/\sqrt{n-3})`; its
    error in r is below 0.01 for n of 20 and more. R: ``tanh((qnorm(1 - a/2) + qnorm(power)) /
    sqrt(n - 3))``. SPSS: ``POWER PEARSON ONESAMPLE`` (exact or approximate). Source: Fisher
    (1921), Metron 1, 3-32.

    Examples
    --------
    >>> round(smallest_detectable_correlation(86).value, 3)
    0.298
    """
    name = "smallest_detectable_correlation"
    require_power(name, (n,), power, significance, alternative, fewest=4)
    tail = significance / 2 if alternative == "two-sided" else significance
    return SmallestDetectable(
        effect="correlation",
        value=float(np.tanh((ndtri(1 - tail) + ndtri(power)) / np.sqrt(n - 3))),
        n=n,
        group_sizes=(n,),
        power=power,
        significance=significance,
        method="Fisher's z approximation",
        convention=alternative,
        warnings=("n below 20: Fisher's approximation is rough",) if n < 20 else (),
    )


def smallest_detectable_effect(
    group_sizes: Sequence[int], *, power: float = 0.8, significance: float = 0.05
) -> SmallestDetectable:
    r"""Smallest Cohen's f among several means that one-way ANOVA finds.

    Parameters
    ----------
    group_sizes : sequence of int
        Sizes of two or more groups, at least 2 each.
    power, significance : float
        As `smallest_detectable_difference`.

    Returns
    -------
    SmallestDetectable
        Cohen's f, the standard deviation of the (n-weighted) group means over the common
        standard deviation within groups; :math:`\eta^2 = f^2/(1+f^2)`.

    Notes
    -----
    Noncentral F with :math:`g-1` and :math:`n-g` degrees of freedom and non-centrality
    :math:`n f^2`, solved for f. R: ``power.anova.test``, where for equal groups
    :math:`f^2 = \frac{g-1}{g}\frac{between}{within}`. SPSS: ``POWER ONEWAY ANOVA``.

    Examples
    --------
    >>> round(smallest_detectable_effect([40, 40, 40]).value, 3)
    0.287
    """
    name, sizes = "smallest_detectable_effect", tuple(group_sizes)
    require_at_least(name, "group_sizes", 2, len(sizes), "groups")
    require_power(name, sizes, power, significance)
    n = sum(sizes)
    df = len(sizes) - 1, n - len(sizes)
    critical = float(fdtri(*df, 1 - significance))
    noncentrality = solve_noncentrality(
        name, lambda nc: 1 - float(ncfdtr(*df, nc, critical)), power
    )
    return SmallestDetectable(
        effect="Cohen's f",
        value=float(np.sqrt(noncentrality / n)),
        n=n,
        group_sizes=sizes,
        power=power,
        significance=significance,
        method="noncentral F, one-way ANOVA",
        convention="omnibus",
        warnings=_unbalanced(sizes),
    )


def smallest_detectable_association(
    n: int, rows: int, columns: int, *, power: float = 0.8, significance: float = 0.05
) -> SmallestDetectable:
    r"""Smallest Cohen's w that a chi-square test of an r x c table finds.

    Parameters
    ----------
    n : int
        Number of observations in the table, at least 2.
    rows, columns : int
        Size of the table, at least 2 x 2.
    power, significance : float
        As `smallest_detectable_difference`.

    Returns
    -------
    SmallestDetectable
        Cohen's w; Cramér's V is :math:`w/\sqrt{\min(r, c) - 1}`.

    Notes
    -----
    Noncentral chi-square with :math:`(r-1)(c-1)` degrees of freedom and non-centrality
    :math:`n w^2`. R: ``uniroot`` over ``pchisq(..., ncp = n * w^2)``; ``pwr::pwr.chisq.test``.

    Examples
    --------
    >>> round(smallest_detectable_association(120, 2, 3).value, 3)
    0.283
    """
    name = "smallest_detectable_association"
    for side, size in (("rows", rows), ("columns", columns)):
        whole_number(name, side, size, least=2)
    require_power(name, (n,), power, significance)
    df = (rows - 1) * (columns - 1)
    critical = float(chdtri(df, significance))
    noncentrality = solve_noncentrality(name, lambda nc: 1 - float(chndtr(critical, df, nc)), power)
    return SmallestDetectable(
        effect="Cohen's w",
        value=float(np.sqrt(noncentrality / n)),
        n=n,
        group_sizes=(n,),
        power=power,
        significance=significance,
        method="noncentral chi-square",
        convention=f"{rows} x {columns} table",
    )


def _require_sd(function: str, sd: float) -> None:
    if not sd > 0:
        raise StatisticsError(function, "sd", "be positive", repr(sd))


def _unbalanced(sizes: tuple[int, ...]) -> tuple[str, ...]:
    """Warn when the largest group is four times the smallest or more."""
    if max(sizes) < 4 * min(sizes):
        return ()
    return ("group sizes differ by a factor of four or more: unequal variances matter",)
