"""Smallest effects that a study of a given size can detect."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from evaluering.stats.detectable import SmallestDetectable, unbalanced
from evaluering.stats.errors import InvalidInput
from evaluering.stats.power_omnibus import (
    smallest_detectable_association,
    smallest_detectable_effect,
)
from evaluering.stats.power_solving import noncentrality_of_t, require_levels, require_sizes

__all__ = [
    "SmallestDetectable",
    "smallest_detectable_association",
    "smallest_detectable_change",
    "smallest_detectable_correlation",
    "smallest_detectable_difference",
    "smallest_detectable_effect",
]


def smallest_detectable_difference(
    first: int,
    second: int,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    alternative: str = "two-sided",
    sd: float = 1.0,
) -> SmallestDetectable:
    r"""Smallest difference of two means that a t test finds with the given power.

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
    TooFewObservations
        A group smaller than 2.
    InvalidInput
        Levels outside (0, 1), power not above significance, unknown option, sd not positive.

    Notes
    -----
    Pooled t test with :math:`n_1+n_2-2` degrees of freedom and non-centrality
    :math:`d\sqrt{n_1 n_2/(n_1+n_2)}`, solved for d. SPSS: ``POWER MEANS INDEPENDENT``. R:
    ``power.t.test(n, power=, strict=TRUE)`` for equal groups.

    References
    ----------
    Cohen, J. (1988). Statistical power analysis for the behavioral sciences. Erlbaum.
    """
    name = "smallest_detectable_difference"
    require_sizes(name, (first, second))
    require_levels(name, power, significance, alternative)
    if not sd > 0:
        raise InvalidInput(name, f"sd must be positive, got {sd!r}")
    scale = float(np.sqrt(first * second / (first + second)))
    d = noncentrality_of_t(name, first + second - 2, power, significance, alternative) / scale
    return SmallestDetectable(
        effect="Cohen's d" if sd == 1 else "difference in means",
        value=d * sd,
        n=first + second,
        group_sizes=(first, second),
        power=power,
        significance=significance,
        method="noncentral t, pooled t test",
        convention=alternative,
        warnings=unbalanced((first, second)),
    )


def smallest_detectable_change(
    pairs: int,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    alternative: str = "two-sided",
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
        Standard deviation of the differences.

    Returns
    -------
    SmallestDetectable
        In units of sd.

    Raises
    ------
    TooFewObservations, InvalidInput
        As `smallest_detectable_difference`.

    Notes
    -----
    Non-centrality :math:`d\sqrt n` with :math:`n-1` degrees of freedom. R:
    ``power.t.test(type="paired", strict=TRUE)``. SPSS: ``POWER MEANS RELATED``.
    """
    name = "smallest_detectable_change"
    require_sizes(name, (pairs,))
    require_levels(name, power, significance, alternative)
    if not sd > 0:
        raise InvalidInput(name, f"sd must be positive, got {sd!r}")
    d = noncentrality_of_t(name, pairs - 1, power, significance, alternative) / float(
        np.sqrt(pairs)
    )
    return SmallestDetectable(
        effect="Cohen's dz" if sd == 1 else "mean change",
        value=d * sd,
        n=pairs,
        group_sizes=(pairs,),
        power=power,
        significance=significance,
        method="noncentral t, paired t test",
        convention=alternative,
        warnings=(),
    )


def smallest_detectable_correlation(
    n: int,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    alternative: str = "two-sided",
) -> SmallestDetectable:
    r"""Smallest Pearson correlation that a test of zero correlation finds.

    Parameters
    ----------
    n : int
        Number of pairs, at least 4.
    power, significance, alternative
        As `smallest_detectable_difference`; the rejections on the wrong side are not counted.

    Returns
    -------
    SmallestDetectable
        Correlation in (0, 1).

    Raises
    ------
    TooFewObservations, InvalidInput
        As `smallest_detectable_difference`, with n below 4.

    Notes
    -----
    Fisher's approximation :math:`r = \tanh((z_{1-\alpha/2} + z_{power})/\sqrt{n-3})`; its
    error in r is below 0.01 for n of 20 and more. R: ``tanh((qnorm(1 - a/2) + qnorm(power)) /
    sqrt(n - 3))``. SPSS: ``POWER PEARSON ONESAMPLE`` (exact or approximate).

    References
    ----------
    Fisher, R. A. (1921). On the probable error of a coefficient of correlation. Metron 1, 3-32.
    """
    name = "smallest_detectable_correlation"
    require_sizes(name, (n,), fewest=4)
    require_levels(name, power, significance, alternative)
    tail = significance / 2 if alternative == "two-sided" else significance
    value = float(np.tanh((ndtri(1 - tail) + ndtri(power)) / np.sqrt(n - 3)))
    return SmallestDetectable(
        effect="correlation",
        value=value,
        n=n,
        group_sizes=(n,),
        power=power,
        significance=significance,
        method="Fisher's z approximation",
        convention=alternative,
        warnings=("n below 20: Fisher's approximation is rough",) if n < 20 else (),
    )
