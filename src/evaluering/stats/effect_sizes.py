"""Standardised mean differences and explained variance, with exact intervals."""

from __future__ import annotations

from math import exp, isnan, lgamma, log, nan, sqrt

from evaluering.stats.noncentral import noncentral_f, noncentral_t
from evaluering.stats.results import Estimate, Interval

__all__ = ["explained_variance", "small_sample_factor", "standardized_difference"]


def small_sample_factor(df: float) -> float:
    """Return Hedges' exact factor J = Γ(df/2) / (√(df/2) Γ((df-1)/2)), NaN below df 2."""
    if df < 2:
        return nan
    return exp(lgamma(df / 2) - lgamma((df - 1) / 2) - log(df / 2) / 2)


def standardized_difference(
    difference: float, pooled_sd: float, n1: int, n2: int, *, confidence: float = 0.95
) -> tuple[Estimate, Estimate]:
    r"""Return Cohen's d and Hedges' g of a mean difference, with noncentral t intervals.

    .. math:: d = (\bar x_1 - \bar x_2) / s_p, \qquad g = J(n_1 + n_2 - 2)\, d

    Parameters
    ----------
    difference, pooled_sd : float
        Mean difference and pooled standard deviation, in the unit of the values.
    n1, n2 : int
        Group sizes.
    confidence : float
        Level of the intervals.

    Returns
    -------
    tuple of Estimate
        d and g in standard deviations, with the sign of the difference; NaN when the pooled
        standard deviation is zero or NaN. The interval inverts the noncentral t distribution of
        the pooled t statistic and is multiplied by J for g.

    Notes
    -----
    SPSS 27: ``T-TEST /ES DISPLAY(TRUE)``. R: ``effectsize::cohens_d`` and ``hedges_g``. Source:
    Hedges & Olkin (1985), Statistical methods for meta-analysis; Cumming & Finch (2001),
    Educational and Psychological Measurement 61, 532-574.

    Examples
    --------
    >>> d, g = standardized_difference(0.5, 1.0, 30, 28)
    >>> round(d.value, 3), round(g.value, 3)
    (0.5, 0.493)
    """
    df = n1 + n2 - 2
    if df < 1 or not pooled_sd > 0:
        return Estimate.undefined(confidence), Estimate.undefined(confidence)
    scale, factor = sqrt(1 / n1 + 1 / n2), small_sample_factor(df)
    d = difference / pooled_sd
    limits = noncentral_t(d / scale, df, confidence)
    return (
        Estimate(d, limits.times(scale)),
        Estimate(factor * d, limits.times(factor).times(scale)),
    )


def explained_variance(
    f: float, df1: float, df2: float, *, confidence: float = 0.95
) -> tuple[Estimate, Estimate]:
    r"""Return eta and omega squared of a one-way analysis of variance.

    .. math::
        \hat\eta^2 = \frac{F\,df_1}{F\,df_1 + df_2}, \qquad
        \hat\omega^2 = \frac{(F - 1)\,df_1}{(F - 1)\,df_1 + N}, \qquad N = df_1 + df_2 + 1

    Parameters
    ----------
    f, df1, df2 : float
        The classical F statistic and its degrees of freedom.
    confidence : float
        Level of the two-sided interval.

    Returns
    -------
    tuple of Estimate
        Proportions. A negative omega squared is kept, as SPSS does. The interval is
        λ / (λ + N) for the limits λ of the noncentrality of F; it is an interval for the
        population value, which both estimate, and can therefore lie below eta squared.

    Notes
    -----
    SPSS 27: ``ONEWAY /ES=OVERALL``. R: ``MBESS::ci.pvaf``; ``effectsize::eta_squared`` gives the
    same estimates, but λ / (λ + df2) as limits. Source: Steiger (2004), Psychological Methods
    9, 164-182.

    Examples
    --------
    >>> eta, omega = explained_variance(4.2, 2, 57)
    >>> round(eta.value, 3), round(omega.value, 3)
    (0.128, 0.096)
    """
    if not (df1 > 0 and df2 > 0) or isnan(f):
        return Estimate.undefined(confidence), Estimate.undefined(confidence)
    total = df1 + df2 + 1
    limits = noncentral_f(f, df1, df2, confidence)
    interval = Interval(
        limits.lower / (limits.lower + total), limits.upper / (limits.upper + total), confidence
    )
    return (
        Estimate(f * df1 / (f * df1 + df2), interval),
        Estimate((f - 1) * df1 / ((f - 1) * df1 + total), interval),
    )
