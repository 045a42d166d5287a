"""Smallest effects that tests of several groups or of a table can detect."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtri, chndtr, fdtri, ncfdtr

from evaluering.stats.detectable import SmallestDetectable, unbalanced
from evaluering.stats.errors import InvalidInput, TooFewObservations
from evaluering.stats.power_solving import require_levels, require_sizes, solve_noncentrality


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

    Raises
    ------
    TooFewObservations, InvalidInput
        As `smallest_detectable_difference`, and fewer than two groups.

    Notes
    -----
    Noncentral F with :math:`g-1` and :math:`n-g` degrees of freedom and non-centrality
    :math:`n f^2`, solved for f. R: ``power.anova.test``, where for equal groups
    :math:`f^2 = \frac{g-1}{g}\frac{between}{within}`. SPSS: ``POWER ONEWAY ANOVA``.
    """
    name = "smallest_detectable_effect"
    sizes = tuple(group_sizes)
    if len(sizes) < 2:
        raise TooFewObservations(name, f"group_sizes has {len(sizes)} group(s), needs at least 2")
    require_sizes(name, sizes)
    require_levels(name, power, significance, "two-sided")
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
        warnings=unbalanced(sizes),
    )


def smallest_detectable_association(
    n: int, rows: int, columns: int, *, power: float = 0.8, significance: float = 0.05
) -> SmallestDetectable:
    r"""Smallest Cohen's w that a chi-square test of an r x c table finds.

    Parameters
    ----------
    n : int
        Number of observations in the table.
    rows, columns : int
        Size of the table, at least 2 x 2.
    power, significance : float
        As `smallest_detectable_difference`.

    Returns
    -------
    SmallestDetectable
        Cohen's w; Cramér's V is :math:`w/\sqrt{\min(r, c) - 1}`.

    Raises
    ------
    TooFewObservations, InvalidInput
        Fewer than 2 observations, a table smaller than 2 x 2, impossible levels.

    Notes
    -----
    Noncentral chi-square with :math:`(r-1)(c-1)` degrees of freedom and non-centrality
    :math:`n w^2`. R: ``uniroot`` over ``pchisq(..., ncp = n * w^2)``; ``pwr::pwr.chisq.test``.
    """
    name = "smallest_detectable_association"
    require_sizes(name, (n,))
    if min(rows, columns) < 2:
        raise InvalidInput(name, f"rows and columns must be at least 2, got {rows} and {columns}")
    require_levels(name, power, significance, "two-sided")
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
        warnings=(),
    )
