"""Compare the composition of a sample with that of its frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from evaluering.stats.crosstab import ChiSquare
from evaluering.stats.distributions import chi_square_upper
from evaluering.stats.errors import InvalidInput, TooFewObservations
from evaluering.stats.observations import FloatArray, checked_counts


@dataclass(frozen=True, eq=False)
class GoodnessOfFit:
    """Chi-square test of a sample against the shares of its frame, and the categories."""

    n: int
    test: ChiSquare
    categories: pd.DataFrame
    minimum_expected: float
    share_expected_below_5: float
    method: str = "chi-square goodness of fit"
    convention: str = "frame shares taken as known"
    warnings: tuple[str, ...] = ()

    @property
    def statistic(self) -> float:
        """Chi-square."""
        return self.test.statistic

    @property
    def df(self) -> float:
        """Categories minus one."""
        return self.test.df

    @property
    def p(self) -> float:
        """Asymptotic p."""
        return self.test.p

    def to_frame(self) -> pd.DataFrame:
        """Return one row per category: counts, per cents, their difference, residual."""
        return self.categories


def goodness_of_fit(sample: Mapping[str, int], frame: Mapping[str, float]) -> GoodnessOfFit:
    r"""Test whether a sample is distributed as its frame over the categories of a variable.

    .. math::
        \chi^2 = \sum_k \frac{(n_k - n \pi_k)^2}{n \pi_k}, \qquad
        \pi_k = N_k / \sum_k N_k, \qquad
        z_k = \frac{n_k - n \pi_k}{\sqrt{n \pi_k (1 - \pi_k)}}

    Parameters
    ----------
    sample : mapping of category to int
        Numbers of respondents; categories of the frame that are not there count zero.
    frame : mapping of category to float
        Numbers of units of the frame, or their shares in any unit.

    Returns
    -------
    GoodnessOfFit
        `categories` has n, expected, sample_percent, frame_percent, difference (percentage
        points) and the standardised residual z. With no respondents, or fewer than two
        categories, the test is NaN with a warning. A warning is given as in `crosstab_test`
        when expected counts are small. No finite population correction: the test is
        conservative when much of the frame has answered.

    Raises
    ------
    TooFewObservations
        If the frame is empty.
    InvalidInput
        For sample counts that are not whole numbers of at least 0, frame values that are NaN
        or negative, or respondents in a category that the frame has not.

    Notes
    -----
    SPSS: ``NPAR TESTS /CHISQUARE /EXPECTED``. R: ``chisq.test(n, p = N / sum(N))`` with
    ``$stdres``.

    References
    ----------
    Pearson, K. (1900). Philosophical Magazine, 50, 157-175.
    """
    if not frame:
        raise TooFewObservations("goodness_of_fit", "frame has no categories")
    foreign = [category for category in sample if category not in frame]
    if foreign:
        raise InvalidInput("goodness_of_fit", f"sample has categories not in frame: {foreign}")
    names = list(frame)
    counts = checked_counts(
        "goodness_of_fit", "sample", np.array([sample.get(name, 0) for name in names], dtype=float)
    )
    shares = _shares(np.array([frame[name] for name in names], dtype=float))
    outside = [names[i] for i in np.flatnonzero((counts > 0) & (shares == 0))]
    if outside:
        raise InvalidInput("goodness_of_fit", f"respondents where frame has none: {outside}")
    empty = tuple(names[i] for i in np.flatnonzero(shares == 0))
    counts, shares = counts[shares > 0], shares[shares > 0]
    n, expected = counts.sum(), counts.sum() * shares
    testable = n > 0 and shares.size > 1
    statistic = float(((counts - expected) ** 2 / expected).sum()) if testable else nan
    df = float(shares.size - 1)
    below_5 = float((expected < 5).mean())
    with np.errstate(invalid="ignore", divide="ignore"):
        residuals = (counts - expected) / np.sqrt(expected * (1 - shares))
        percent = 100 * counts / n if n else np.full(counts.shape, nan)
    categories = pd.DataFrame(
        {
            "category": [name for name in names if name not in empty],
            "n": counts.astype(int),
            "expected": expected,
            "sample_percent": percent,
            "frame_percent": 100 * shares,
            "difference": percent - 100 * shares,
            "residual": residuals if testable else np.full(counts.shape, nan),
        }
    )
    sparse = below_5 > 0.2 or expected.min() < 1
    return GoodnessOfFit(
        n=int(n),
        test=ChiSquare(statistic, df, chi_square_upper(statistic, df)),
        categories=categories,
        minimum_expected=float(expected.min()),
        share_expected_below_5=below_5,
        warnings=(
            *((f"categories empty in the frame dropped: {', '.join(empty)}",) if empty else ()),
            *(() if testable else ("no respondents or fewer than two categories: no test",)),
            *(
                (f"{below_5:.1%} of the expected counts are below 5",)
                if sparse and testable
                else ()
            ),
        ),
    )


def _shares(frame: FloatArray) -> FloatArray:
    if not np.isfinite(frame).all() or (frame < 0).any() or frame.sum() == 0:
        raise InvalidInput(
            "goodness_of_fit", f"frame must hold numbers of at least 0, not all 0: {frame.tolist()}"
        )
    shares: FloatArray = frame / frame.sum()
    return shares
