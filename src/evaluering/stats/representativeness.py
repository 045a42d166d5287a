"""Compare the composition of a sample with that of its frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from evaluering.stats.arguments import require_at_least, whole_counts
from evaluering.stats.crosstab import sparse
from evaluering.stats.distributions import chi_square_test
from evaluering.stats.errors import StatisticsError
from evaluering.stats.raking import frame_shares
from evaluering.stats.results import HypothesisTest, Record, TestedResult, frame_records

__all__ = ["GoodnessOfFit", "goodness_of_fit"]


@dataclass(frozen=True, eq=False)
class GoodnessOfFit(TestedResult):
    """Chi-square test of a sample against the shares of its frame, and the categories."""

    n: int
    test: HypothesisTest
    categories: pd.DataFrame
    minimum_expected: float
    share_expected_below_5: float
    method: str = "chi-square goodness of fit"
    convention: str = "frame shares taken as known"

    def records(self) -> list[Record]:
        """Return one record a category: counts, per cents, their difference, residual."""
        return frame_records(self.categories)


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
    StatisticsError
        An empty frame, sample counts that are not whole numbers of at least 0, frame values that
        are NaN or negative, respondents in a category that the frame has not.

    Notes
    -----
    SPSS: ``NPAR TESTS /CHISQUARE /EXPECTED``. R: ``chisq.test(n, p = N / sum(N))`` with
    ``$stdres``. Source: Pearson (1900), Philosophical Magazine 50, 157-175.

    Examples
    --------
    >>> round(goodness_of_fit({"a": 30, "b": 70}, {"a": 50, "b": 50}).statistic, 6)
    16.0
    """
    name = "goodness_of_fit"
    require_at_least(name, "frame", 1, len(frame), "categories")
    if foreign := [category for category in sample if category not in frame]:
        raise StatisticsError(name, "sample", "have the frame's categories", foreign)
    names = np.array(list(frame), dtype=object)
    counts = whole_counts(name, "sample", np.array([sample.get(c, 0) for c in names], dtype=float))
    shares = frame_shares(name, "frame", np.array(list(frame.values()), dtype=float))
    kept = shares > 0
    if outside := names[(counts > 0) & ~kept].tolist():
        raise StatisticsError(name, "frame", "hold units where there are respondents", outside)
    counts, shares, empty = counts[kept], shares[kept], names[~kept].tolist()
    n, expected = counts.sum(), counts.sum() * shares
    testable = n > 0 and shares.size > 1
    statistic = float(((counts - expected) ** 2 / expected).sum()) if testable else nan
    below_5, smallest, few = sparse(expected)
    with np.errstate(invalid="ignore", divide="ignore"):
        residuals = (counts - expected) / np.sqrt(expected * (1 - shares))
        percent = 100 * counts / n if n else np.full(counts.shape, nan)
    categories = pd.DataFrame(
        {
            "category": names[kept],
            "n": counts.astype(int),
            "expected": expected,
            "sample_percent": percent,
            "frame_percent": 100 * shares,
            "difference": percent - 100 * shares,
            "residual": residuals if testable else np.full(counts.shape, nan),
        }
    )
    warnings = (
        (bool(empty), f"categories empty in the frame dropped: {', '.join(empty)}"),
        (not testable, "no respondents or fewer than two categories: no test"),
        (few and testable, f"{below_5:.1%} of the expected counts are below 5"),
    )
    return GoodnessOfFit(
        n=int(n),
        test=chi_square_test(statistic, float(shares.size - 1)),
        categories=categories,
        minimum_expected=smallest,
        share_expected_below_5=below_5,
        warnings=tuple(text for applies, text in warnings if applies),
    )
