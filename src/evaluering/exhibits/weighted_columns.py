"""The columns of a banner table by a survey's design: per cents, means, and which are larger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluering.data.divisions import Mask
from evaluering.stats.arguments import FloatArray
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_comparison import compare_domains
from evaluering.stats.design_means import design_mean, design_proportion


@dataclass(frozen=True, eq=False)
class WeightedColumns:
    """Columns of respondents, which may overlap, and what they are weighted by."""

    inside: Mask
    """Who is in each column, shape (n, columns)."""
    design: SurveyDesign
    """With a row for each respondent."""
    compared: Mask
    """Which columns are compared with others, shape (columns,)."""
    level: float
    adjustment: str
    """Of the tests: whether p is multiplied by the number of pairs."""

    def shares(self, who: Mask, base: Mask) -> dict[str, FloatArray]:
        """Return the per cent of each column's base that is in a row, with error and limits."""
        found = []
        for own in self.inside.T:
            one = design_proportion(who[base & own].astype(float), self.design.within(base & own))
            limits = (one.interval.lower, one.interval.upper)
            found.append([100 * x for x in (one.mean, one.standard_error, *limits)])
        names = ("percent", "standard_error", "lower", "upper")
        return dict(zip(names, np.array(found).reshape(-1, 4).T, strict=True))

    def means(self, values: FloatArray) -> dict[str, FloatArray]:
        """Return each column's mean and standard deviation, with error and limits."""
        found = []
        for own in self.inside.T:
            one = design_mean(values[own], self.design.within(own))
            found.append(
                [one.mean, one.sd, one.standard_error, one.interval.lower, one.interval.upper]
            )
        names = ("mean", "sd", "standard_error", "lower", "upper")
        return dict(zip(names, np.array(found).reshape(-1, 5).T, strict=True))

    def higher(self, values: FloatArray) -> NDArray[np.bool_]:
        """Return whether a column's mean is beyond chance larger than another's.

        Parameters
        ----------
        values
            A number, or a tick, of each respondent; NaN for who is in no base.

        Returns
        -------
        numpy.ndarray, shape (columns, columns)
            By the t of the differences of domains, which counts those in both.
        """
        size = self.inside.shape[1]
        larger = np.zeros((size, size), dtype=np.bool_)
        held = self.design.weights * ~np.isnan(values) @ self.inside > 0
        places = np.flatnonzero(self.compared & held)
        if len(places) < 2:
            return larger
        groups = {str(place): self.inside[:, place] for place in places}
        pairs = compare_domains(values, groups, self.design).pairs
        tested = [pair for pair in pairs if not np.isnan(pair.test.p)]
        factor = len(tested) if self.adjustment == "bonferroni" else 1
        for pair in tested:
            if pair.test.p * factor < self.level:
                first, second = int(pair.first), int(pair.second)
                upward = pair.estimate.value > 0
                larger[(first, second) if upward else (second, first)] = True
        return larger
