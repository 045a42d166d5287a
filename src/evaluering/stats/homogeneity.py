"""Levene's test of equal variances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import tidy_frame
from evaluering.stats.observations import FloatArray, rounding_error
from evaluering.stats.samples import Samples, samples
from evaluering.stats.several_groups import FTest, classical_anova

LeveneConvention: TypeAlias = Literal["mean", "median"]


@dataclass(frozen=True)
class Levene:
    """Levene's test with both centres; the median-centred version is Brown and Forsythe's."""

    names: tuple[str, ...]
    n: tuple[int, ...]
    mean_centred: FTest
    median_centred: FTest
    convention: LeveneConvention
    method: str = "Levene's test of equal variances"
    warnings: tuple[str, ...] = ()

    @property
    def test(self) -> FTest:
        """The F test that the convention prints."""
        return self.mean_centred if self.convention == "mean" else self.median_centred

    def to_frame(self) -> pd.DataFrame:
        """Return one row per centre: value, df, df2, p."""
        return tidy_frame(
            *(
                {
                    "statistic": name,
                    "value": test.statistic,
                    "df": test.df1,
                    "df2": test.df2,
                    "p": test.p,
                }
                for name, test in (
                    ("levene_mean", self.mean_centred),
                    ("levene_median", self.median_centred),
                )
            )
        )


def levene(groups: Mapping[str, ArrayLike], *, convention: LeveneConvention = "mean") -> Levene:
    """Test whether independent groups have equal variances.

    The statistic is the classical F of the absolute deviations |x - c| from the centre c of
    each group.

    Parameters
    ----------
    groups : mapping of name to array_like, shape (n_j,)
        Values of each group; NaN is ignored.
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
    TooFewObservations
        With fewer than two groups in the mapping.
    InvalidInput
        If values are not numbers or the convention is unknown.

    Notes
    -----
    SPSS: ``ONEWAY /STATISTICS HOMOGENEITY`` and ``T-TEST`` (mean). R:
    ``car::leveneTest(y, g, center = mean)`` and ``center = median``.

    References
    ----------
    Brown, M. B. & Forsythe, A. B. (1974). Journal of the American Statistical Association,
    69, 364-367.
    """
    if convention not in ("mean", "median"):
        raise InvalidInput("levene", f"convention must be 'mean' or 'median', got {convention!r}")
    present = samples("levene", groups)
    return Levene(
        names=present.names,
        n=tuple(value.size for value in present.values),
        mean_centred=_levene(present, np.mean),
        median_centred=_levene(present, np.median),
        convention=convention,
        warnings=present.warnings,
    )


def _levene(present: Samples, centre: Callable[[FloatArray], np.floating]) -> FTest:
    deviations = tuple(np.abs(value - centre(value)) for value in present.values)
    resolution = max((rounding_error(value) for value in present.values), default=0.0)
    return classical_anova(Samples(present.names, deviations, ()), resolution=resolution)
