"""The statistics behind the numbers that claims are held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isnan, nan, sqrt
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evaluering.checks.claims.quantity import Interval
from evaluering.stats.correlation import CorrelationTest, pearson
from evaluering.stats.crosstab import crosstab_test
from evaluering.stats.design import SurveyDesign, joined
from evaluering.stats.design_comparison import compare_domains
from evaluering.stats.design_crosstab import rao_scott
from evaluering.stats.distributions import t_quantile
from evaluering.stats.groups import TwoGroups, two_groups
from evaluering.stats.montecarlo import permutation_p
from evaluering.stats.multiplicity import adjust
from evaluering.stats.power import (
    smallest_detectable_association,
    smallest_detectable_correlation,
    smallest_detectable_difference,
)
from evaluering.stats.proportions import proportion
from evaluering.stats.rank_correlation import spearman
from evaluering.stats.results import Interval as Limits
from evaluering.stats.samples import average_ranks
from evaluering.stats.sampling import survey_design

if TYPE_CHECKING:
    from evaluering.checks.claims.claim_data import ClaimData
    from evaluering.checks.claims.survey_answers import Sample, SurveyAnswers

Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Compared:
    """The means of two groups: their difference, its test and interval, and the pooled sd."""

    difference: float
    p: float
    interval: Interval | None
    n: tuple[int, int]
    sd: float = nan

    def limits(self) -> Interval | None:
        """Return the interval, as the numbers of other quantities do."""
        return self.interval


def mean_interval(values: Counts) -> Interval | None:
    """Return the 95 per cent interval of a mean; None of fewer than two values."""
    n = len(values)
    if n < 2:
        return None
    half = t_quantile(0.975, n - 1) * float(np.std(values, ddof=1)) / sqrt(n)
    mean = float(np.mean(values))
    return mean - half, mean + half


def share_interval(percent: float, n: int) -> Interval | None:
    """Return Wilson's 95 per cent interval in per cent; None without answers."""
    if not n or isnan(percent):
        return None
    found = proportion(round(percent * n / 100), n).interval
    return 100 * found.lower, 100 * found.upper


def mean_ranks(samples: Mapping[str, Counts]) -> dict[str, float]:
    """Return each sample's mean rank among all the values."""
    ranks, _ = average_ranks(np.concatenate(list(samples.values())))
    ends = np.cumsum([len(values) for values in samples.values()])
    parts = np.split(ranks, ends[:-1])
    return {
        name: float(part.mean()) if len(part) else nan
        for name, part in zip(samples, parts, strict=True)
    }


def compared(first: str, second: str, item: str, data: SurveyAnswers) -> Compared:
    """Compare two groups' answers to an item by the chosen test."""
    a, b = data.sample(first, item), data.sample(second, item)
    if data.choices.weighted:
        design = _together((a, b))
        own = np.arange(a.n + b.n) < a.n
        values = np.concatenate([a.values, b.values])
        weighted = compare_domains(values, {"first": own, "second": ~own}, design).pairs[0]
        limits = weighted.estimate.interval
        interval = (limits.lower, limits.upper)
        return Compared(weighted.estimate.value, weighted.test.p, interval, (a.n, b.n))
    plain = compare(a.values, b.values, ranks=data.choices.rank)
    test = plain.welch if data.conventions.two_groups == "welch" else plain.pooled
    limits = test.interval
    p = plain.mann_whitney.p if data.choices.rank else test.p
    sds = [sd for sd in plain.sds if not isnan(sd)]
    sd = sqrt(sum(sd * sd for sd in sds) / len(sds)) if sds else nan
    return Compared(plain.estimate.value, p, (limits.lower, limits.upper), plain.n, sd)


def _together(samples: Sequence[Sample]) -> SurveyDesign:
    """Return the design of samples after each other; who has no weights counts 1."""
    return joined([survey_design(np.ones(s.n)) if s.design is None else s.design for s in samples])


def known_limits(limits: Limits) -> Interval | None:
    """Return the ends of an interval, where it could be estimated."""
    return None if isnan(limits.lower) else (limits.lower, limits.upper)


def compare(first: Counts, second: Counts, *, ranks: bool = False) -> TwoGroups:
    """Compare two groups' means by both t tests, and the rank test where it is asked for."""
    return _two_groups(first.tobytes(), second.tobytes(), ranks)


@lru_cache(maxsize=4096)
def _two_groups(first: bytes, second: bytes, ranks: bool) -> TwoGroups:
    """Compare two groups once, however many claims and variants ask."""
    a, b = np.frombuffer(first), np.frombuffer(second)
    return two_groups(a, b, effect_sizes=False, ranks=ranks)


def detectable(found: Compared, power: float) -> float | None:
    """Return the smallest difference that two groups of these sizes can detect."""
    if min(found.n) < 2 or isnan(found.sd):
        return None
    return found.sd * _detectable_in_sd(*found.n, power)


@cache
def _detectable_in_sd(first: int, second: int, power: float) -> float:
    return smallest_detectable_difference(first, second, power=power).value


def distribution_p(samples: Sequence[Sample], data: SurveyAnswers) -> tuple[float, tuple[int, ...]]:
    """Return the p of the chi-square test of answers by group, and the table's shape."""
    codes = sorted({float(code) for sample in samples for code in np.unique(sample.values)})
    counts = np.array([[float((s.values == c).sum()) for s in samples] for c in codes])
    if data.choices.weighted:
        columns = np.repeat(np.arange(len(samples)), [s.n for s in samples])
        values = np.concatenate([s.values for s in samples])
        p = rao_scott(values.tolist(), columns.tolist(), _together(samples)).test.p
        return p, counts.shape
    return crosstab_p(counts, data) if counts.size else nan, counts.shape


def crosstab_p(counts: Counts, data: SurveyAnswers) -> float:
    """Return the p of a crosstab by the chosen test."""
    choices, conventions = data.choices, data.conventions
    if choices.p_value == "simulated":
        seed = conventions.monte_carlo_seed
        return permutation_p(counts, seed=seed, draws=choices.draws)
    found = crosstab_test(counts, correction=conventions.continuity_correction)
    return found.likelihood_ratio.p if choices.p_value == "likelihood" else found.test.p


def association(n: tuple[int, ...], shape: tuple[int, ...], data: SurveyAnswers) -> float | None:
    """Return the smallest association (Cohen's w) that a crosstab can detect."""
    if not data.choices.told or len(shape) < 2 or min(shape) < 2 or not sum(n):
        return None
    rows, columns = shape
    found = smallest_detectable_association(sum(n), rows, columns, power=data.power)
    return found.value


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Return the p values adjusted for the number of tests, by name."""
    found = adjust(dict(p_values), method="holm")
    return dict(zip(found.names, found.adjusted, strict=True))


def correlated(variable: str, index: str, data: ClaimData) -> CorrelationTest:
    """Correlate an index with a registry variable by the chosen method."""
    x, y = data.with_registry(index, variable)
    return _correlated(x.tobytes(), y.tobytes(), data.choices.rank)


@lru_cache(maxsize=1024)
def _correlated(x: bytes, y: bytes, ranks: bool) -> CorrelationTest:
    """Correlate two variables once, however many claims and variants ask."""
    method = spearman if ranks else pearson
    return method(np.frombuffer(x), np.frombuffer(y))


def detectable_r(n: int, data: ClaimData) -> float | None:
    """Return the smallest correlation that so many respondents can detect."""
    if not data.choices.told or n < 4:
        return None
    return smallest_detectable_correlation(n, power=data.answers.power).value
