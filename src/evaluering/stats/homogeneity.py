"""Levene's test of equal variances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from evaluering.stats.anova import classical_anova
from evaluering.stats.arguments import FloatArray, Values, require_option
from evaluering.stats.results import HypothesisTest, Record, TestedResult
from evaluering.stats.samples import Samples, rounding_error, samples

__all__ = ["Levene", "LeveneConvention", "levene"]

LeveneConvention: TypeAlias = Literal["mean", "median"]


@dataclass(frozen=True)
class Levene(TestedResult):
    """Levene's test with both centres; the median-centred version is Brown and Forsythe's."""

    names: tuple[str, ...]
    n: tuple[int, ...]
    mean_centred: HypothesisTest
    median_centred: HypothesisTest
    convention: LeveneConvention
    method: str = "Levene's test of equal variances"

    @property
    def test(self) -> HypothesisTest:
        """The F test that the convention prints."""
        return self.mean_centred if self.convention == "mean" else self.median_centred

    def records(self) -> list[Record]:
        """Return one record a centre."""
        return [self.mean_centred.row("levene_mean"), self.median_centred.row("levene_median")]


def levene(groups: Mapping[str, Values], *, convention: LeveneConvention = "mean") -> Levene:
    """Test whether independent groups have equal variances.

    The statistic is the classical F of the absolute deviations |x - c| from the centre c of
    each group.

    Parameters
    ----------
    groups : mapping of name to Values, shape (n_j,)
        Values of each group.
    convention : {"mean", "median"}
        Which centre `test` uses: the mean as SPSS, or the median as scipy and R's car. Both
        are always computed.

    Returns
    -------
    Levene
        Groups without valid values are left out with a warning. NaN when no variation of
        the deviations is left within the groups, or fewer than two groups.

    Raises
    ------
    StatisticsError
        Fewer than two groups, values that are not numbers, an unknown convention.

    Notes
    -----
    SPSS: ``ONEWAY /STATISTICS HOMOGENEITY`` and ``T-TEST`` (mean). R: ``car::leveneTest(y, g,
    center = mean)`` and ``center = median``. Source: Brown & Forsythe (1974), Journal of the
    American Statistical Association 69, 364-367.

    Examples
    --------
    >>> test = levene({"a": [1, 2, 3, 4], "b": [1, 5, 9, 13]})
    >>> round(test.statistic, 3)
    6.353
    """
    require_option("levene", "convention", convention, LeveneConvention)
    present = samples("levene", groups)
    return Levene(
        names=present.names,
        n=present.sizes,
        mean_centred=_levene(present, np.mean),
        median_centred=_levene(present, np.median),
        convention=convention,
        warnings=present.warnings,
    )


def _levene(present: Samples, centre: Callable[[FloatArray], np.floating]) -> HypothesisTest:
    deviations = tuple(np.abs(value - centre(value)) for value in present.values)
    resolution = max((rounding_error(value) for value in present.values), default=0.0)
    return classical_anova(Samples(present.names, deviations, ()), resolution=resolution)
