"""The kinds of claim on indices, the registry, and the two together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import nan
from typing import Any

import numpy as np

from evaluering.checks.claims.answers import mean_interval, share_interval
from evaluering.checks.claims.claim_data import ClaimData, Scores, together
from evaluering.checks.claims.comparisons import association, crosstab_p, holm, level_of
from evaluering.checks.claims.orders import descending, mean_ranks
from evaluering.checks.claims.verdicts import CannotTest, Part, within
from evaluering.config.claims import Bounds
from evaluering.config.claims.structure import (
    Correlation,
    Crosstab,
    Dimensions,
    IndexAlike,
    IndexCount,
    IndexMean,
    IndexOrder,
    IndexShare,
    IndexShareOrder,
)
from evaluering.stats.correlation import CorrelationTest, pearson
from evaluering.stats.power import smallest_detectable_correlation
from evaluering.stats.rank_correlation import spearman

Parts = Iterator[Part]
EVERYONE = ""
PRINTED = 0.02
"""Bounds on r this near each other are a printed number."""


def _slices(claim: Any, data: ClaimData) -> dict[str, Scores]:
    """Return an index of everybody who has it, or by structural class."""
    if claim.by is None:
        return {EVERYONE: data.scores(claim.index)}
    slices = data.by_structure(claim.index, claim.by)
    return {name: slices[name] for name in getattr(claim, "classes", None) or slices}


def _about(claim: Any, data: ClaimData, *names: str) -> dict[str, str]:
    about = {"index": claim.index}
    if names == (EVERYONE,):
        return about
    labels = data.structural_labels(claim.by)
    return {**about, "by": claim.by, "class": " og ".join(labels[name] for name in names)}


def _index_mean(claim: IndexMean, data: ClaimData) -> Parts:
    for name, scores in _slices(claim, data).items():
        yield Part(
            about=_about(claim, data, name),
            statistic="mean",
            value=scores.mean,
            holds=within(scores.mean, claim.bounds),
            bounds=claim.bounds,
            n=(scores.n,),
            interval=mean_interval(scores.values),
        )


def _index_alike(claim: IndexAlike, data: ClaimData) -> Parts:
    slices = _slices(claim, data)
    means = {name: scores.mean for name, scores in slices.items()}
    low, high = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
    apart = means[high] - means[low]
    yield Part(
        about=_about(claim, data, high),
        statistic="gap",
        value=apart,
        holds=within(apart, (None, claim.within)),
        bounds=(None, claim.within),
        n=tuple(scores.n for scores in slices.values()),
        against={"class": data.structural_labels(claim.by)[low]},
    )


def _index_order(claim: IndexOrder, data: ClaimData) -> Parts:
    for index in claim.indices:
        slices = data.by_structure(index, claim.by)
        samples = {name: slices[name].values for tier in claim.order for name in tier}
        statistic, values = _levels(claim, samples, data)
        tiers = [{name: values[name] for name in tier} for tier in claim.order]
        sizes = {name: len(sample) for name, sample in samples.items()}
        labels = data.structural_labels(claim.by)
        about = {"index": index, "by": claim.by}
        answers = samples if statistic == "mean" and not data.choices.variant else None
        yield from descending(tiers, statistic, "class", about, sizes, answers, labels)


def _levels(
    claim: IndexOrder, samples: Mapping[str, Any], data: ClaimData
) -> tuple[str, dict[str, float]]:
    if claim.statistic == "sd":
        spread = {k: float(np.std(v, ddof=1)) if len(v) > 1 else nan for k, v in samples.items()}
        return "sd", spread
    if data.choices.rank:
        return "mean rank", mean_ranks(samples)
    return "mean", {k: float(np.mean(v)) if len(v) else nan for k, v in samples.items()}


def _index_share(claim: IndexShare, data: ClaimData) -> Parts:
    slices: dict[tuple[str, ...], Scores] = {
        (name,): scores for name, scores in _slices(claim, data).items()
    }
    if claim.pooled:
        slices = {tuple(name for names in slices for name in names): together(slices.values())}
    levels, shown = _levels_of(claim.index, claim.levels, data)
    for names, scores in slices.items():
        n, percent = scores.n, scores.percent(levels)
        value = round(percent * n / 100) if claim.of == "count" and n else percent
        yield Part(
            about={**_about(claim, data, *names), "level": shown},
            statistic=claim.of,
            value=value,
            holds=within(value, claim.bounds) if n else None,
            bounds=claim.bounds,
            n=(n,),
            interval=share_interval(percent, n) if claim.of == "percent" else None,
        )


def _index_share_order(claim: IndexShareOrder, data: ClaimData) -> Parts:
    levels, shown = _levels_of(claim.index, claim.levels, data)
    slices = _slices(claim, data)
    shares = {name: scores.percent(levels) for name, scores in slices.items()}
    tiers = [{name: shares[name] for name in tier} for tier in claim.order]
    sizes = {name: scores.n for name, scores in slices.items()}
    about = {"index": claim.index, "by": claim.by, "level": shown}
    labels = data.structural_labels(claim.by)
    yield from descending(tiers, "percent", "class", about, sizes, labels=labels)


def _levels_of(index: str, names: list[str], data: ClaimData) -> tuple[list[int], str]:
    """Return the places of an index's classes, from 0, and what they are called."""
    labels = data.index_labels(index)
    return [[*labels].index(name) for name in names], " eller ".join(labels[n] for n in names)


def _index_count(claim: IndexCount, data: ClaimData) -> Parts:
    n = sum(scores.n for scores in _slices(claim, data).values())
    about = {"index": claim.index} | ({"by": claim.by} if claim.by else {})
    yield Part(about, "count", n, within(n, claim.bounds), bounds=claim.bounds)


def _crosstab(claim: Crosstab, data: ClaimData) -> Parts:
    slices = data.by_structure(claim.index, claim.by).values()
    n, levels = sum(scores.n for scores in slices), len(data.indices[claim.index].classes)
    if not n:
        raise CannotTest("ingen koblede respondenter har indeksen")
    counts = np.array(
        [[float((s.levels == level).sum()) for s in slices] for level in range(levels)]
    )
    p, p_bounds = crosstab_p(counts, data.answers), level_of(claim.p, data.answers)
    yield Part(
        about={"index": claim.index, "by": claim.by},
        statistic="p",
        value=p,
        holds=within(p, p_bounds or claim.p),
        bounds=p_bounds,
        n=(n,),
        detectable=association((n,), counts.shape, data.answers),
    )


def _correlation(claim: Correlation, data: ClaimData) -> Parts:
    found = {index: _correlated(claim.variable, index, data) for index in claim.indices}
    p_bounds, r_bounds = level_of(claim.p, data.answers), _sign_of(claim.r, data)
    p_values = {index: c.p for index, c in found.items()}
    if data.choices.family:
        pairs = [pair.split("|") for pair in data.choices.family]
        family = {f"{v}|{i}": _correlated(v, i, data).p for v, i in pairs}
        adjusted = holm(family)
        p_values = {i: adjusted.get(f"{claim.variable}|{i}", p) for i, p in p_values.items()}
    for index, correlated in found.items():
        met = [] if r_bounds is None else [within(correlated.r, r_bounds)]
        met += [] if p_bounds is None else [within(p_values[index], p_bounds)]
        limits = correlated.interval
        yield Part(
            about={"variable": claim.variable, "index": index},
            statistic="r",
            value=correlated.r,
            holds=None if None in met else all(met),
            bounds=r_bounds,
            n=(correlated.n,),
            interval=(limits.lower, limits.upper),
            p=p_values[index],
            p_bounds=p_bounds,
            detectable=_detectable(correlated.n, data),
        )


def _sign_of(bounds: Bounds | None, data: ClaimData) -> Bounds | None:
    """Return what is asked of r: under another choice a printed r need only have its sign."""
    if bounds is None or not data.choices.variant or bounds[1] - bounds[0] > PRINTED:
        return bounds
    return (0.0, 1.0) if bounds[0] > 0 else (-1.0, 0.0)


def _correlated(variable: str, index: str, data: ClaimData) -> CorrelationTest:
    x, y = data.with_registry(index, variable)
    return _tested(x.tobytes(), y.tobytes(), data.choices.rank)


@lru_cache(maxsize=1024)
def _tested(x: bytes, y: bytes, ranks: bool) -> CorrelationTest:
    """Correlate two variables once, however many claims and variants ask."""
    method = spearman if ranks else pearson
    return method(np.frombuffer(x), np.frombuffer(y))


def _detectable(n: int, data: ClaimData) -> float | None:
    if data.choices.variant or n < 4:
        return None
    return smallest_detectable_correlation(n, power=data.answers.power).value


def _dimensions(claim: Dimensions, data: ClaimData) -> Parts:
    eigenvalues = data.eigenvalues(claim.index)
    found = sum(value > 1 for value in eigenvalues)
    about = {"index": claim.index}
    wanted = (claim.dimensions, claim.dimensions)
    yield Part(about, "dimensions", found, found == claim.dimensions, bounds=wanted)
    items = len(eigenvalues)
    yield Part(about, "items", items, items == claim.items, bounds=(claim.items, claim.items))


KINDS: Mapping[str, Callable[[Any, ClaimData], Parts]] = {
    "index_mean": _index_mean,
    "index_alike": _index_alike,
    "index_order": _index_order,
    "index_share": _index_share,
    "index_share_order": _index_share_order,
    "index_count": _index_count,
    "crosstab": _crosstab,
    "correlation": _correlation,
    "dimensions": _dimensions,
}
