"""The kinds of claim that rest on a test between groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isnan, nan, sqrt

import numpy as np
import numpy.typing as npt

from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.checks.claims.verdicts import Part, within
from evaluering.config.claims import Bounds
from evaluering.config.claims.answers import Difference, Distribution
from evaluering.stats.crosstab import crosstab_test
from evaluering.stats.groups import TwoGroups, two_groups
from evaluering.stats.montecarlo import permutation_p
from evaluering.stats.multiplicity import adjust
from evaluering.stats.power import smallest_detectable_association, smallest_detectable_difference
from evaluering.stats.weighted_crosstab import rao_scott
from evaluering.stats.weighted_groups import weighted_two_groups

Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Compared:
    difference: float
    p: float
    interval: tuple[float, float] | None
    n: tuple[int, int]
    sd: float = nan


def difference(claim: Difference, data: SurveyAnswers) -> Iterator[Part]:
    """Yield the difference of two groups' means and its test, item by item."""
    p_bounds = level_of(claim.p, data)
    first, second = claim.groups
    family = dict.fromkeys([*claim.items, *data.choices.family])
    found = {item: _compared(first, second, item, data) for item in family}
    p_values = {item: compared.p for item, compared in found.items()}
    if data.choices.family:
        p_values = holm(p_values)
    for item in claim.items:
        compared = found[item]
        p = p_values[item] if claim.p else compared.p
        met = [] if claim.difference is None else [within(compared.difference, claim.difference)]
        met += [] if p_bounds is None else [within(p, p_bounds)]
        yield Part(
            about={"item": item, "group": first},
            statistic="difference",
            value=compared.difference,
            holds=None if None in met or isnan(compared.difference) else all(met),
            bounds=claim.difference,
            n=compared.n,
            interval=compared.interval,
            p=p,
            p_bounds=p_bounds,
            against={"group": second},
            detectable=None if data.choices.variant else _detectable(compared, data.power),
        )


def _compared(first: str, second: str, item: str, data: SurveyAnswers) -> _Compared:
    a, b = data.sample(first, item), data.sample(second, item)
    if data.choices.weighted:
        ones = np.ones(a.n) if a.weights is None else a.weights
        others = np.ones(b.n) if b.weights is None else b.weights
        weighted = weighted_two_groups(a.values, ones, b.values, others)
        limits = weighted.estimate.interval
        interval = (limits.lower, limits.upper)
        return _Compared(weighted.estimate.value, weighted.welch.p, interval, (a.n, b.n))
    plain = compare(a.values, b.values)
    test = plain.welch if data.conventions.two_groups == "welch" else plain.pooled
    limits = test.interval
    p = plain.mann_whitney.p if data.choices.rank else test.p
    sds = [sd for sd in plain.sds if not isnan(sd)]
    sd = sqrt(sum(sd * sd for sd in sds) / len(sds)) if sds else nan
    return _Compared(plain.estimate.value, p, (limits.lower, limits.upper), plain.n, sd)


def compare(first: Counts, second: Counts) -> TwoGroups:
    """Compare two groups' means by both t tests and the rank test."""
    return _two_groups(first.tobytes(), second.tobytes())


@lru_cache(maxsize=4096)
def _two_groups(first: bytes, second: bytes) -> TwoGroups:
    """Compare two groups once, however many claims and variants ask."""
    a, b = np.frombuffer(first), np.frombuffer(second)
    return two_groups(a, b, effect_sizes=False)


def _detectable(compared: _Compared, power: float) -> float | None:
    if min(compared.n) < 2 or isnan(compared.sd):
        return None
    return compared.sd * _detectable_in_sd(*compared.n, power)


@cache
def _detectable_in_sd(first: int, second: int, power: float) -> float:
    return smallest_detectable_difference(first, second, power=power).value


def distribution(claim: Distribution, data: SurveyAnswers) -> Iterator[Part]:
    """Yield the chi-square test of a distribution over groups, item by item."""
    p_bounds = level_of(claim.p, data)
    for item in claim.items:
        samples = [data.sample(group, item) for group in claim.groups]
        codes = sorted({float(code) for sample in samples for code in np.unique(sample.values)})
        counts = np.array([[float((s.values == c).sum()) for s in samples] for c in codes])
        if data.choices.weighted:
            columns = np.repeat(np.arange(len(samples)), [s.n for s in samples])
            weights = np.concatenate(
                [np.ones(s.n) if s.weights is None else s.weights for s in samples]
            )
            values = np.concatenate([s.values for s in samples])
            p = rao_scott(values.tolist(), columns.tolist(), weights).test.p
        else:
            p = crosstab_p(counts, data) if counts.size else nan
        n = tuple(sample.n for sample in samples)
        yield Part(
            about={"item": item, "group": " / ".join(claim.groups)},
            statistic="p",
            value=p,
            holds=within(p, p_bounds or claim.p),
            bounds=p_bounds,
            n=n,
            detectable=association(n, counts.shape, data) if counts.size else None,
        )


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
    rows, columns = shape
    if data.choices.variant or min(shape) < 2 or not sum(n):
        return None
    found = smallest_detectable_association(sum(n), rows, columns, power=data.power)
    return found.value


def holm(p_values: dict[str, float]) -> dict[str, float]:
    """Return the p values adjusted for the number of tests, by name."""
    found = adjust(p_values, method="holm")
    return dict(zip(found.names, found.adjusted, strict=True))


def level_of(bounds: Bounds | None, data: SurveyAnswers) -> Bounds | None:
    """Return what is asked of p: under another choice a printed p need only be as low."""
    if bounds is None or not data.choices.variant or bounds[1] >= 1:
        return bounds
    return 0.0, bounds[1]
