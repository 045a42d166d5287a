"""Comparing tiers: everything in one above everything in the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import isnan

import numpy as np

from evaluering.checks.claims.comparisons import compare
from evaluering.checks.claims.survey_answers import Floats
from evaluering.checks.claims.verdicts import Part
from evaluering.stats.samples import average_ranks


def descending(
    tiers: Sequence[Mapping[str, float]],
    statistic: str,
    kind: str,
    about: Mapping[str, str],
    sizes: Mapping[str, int],
    samples: Mapping[str, Floats] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Iterator[Part]:
    """Compare the lowest of each tier with the highest of the next.

    Parameters
    ----------
    tiers
        Value by name, the highest tier first.
    statistic
        What the values are.
    kind
        What the names are: group, item, class and so on.
    about
        What is the same in all the comparisons.
    sizes
        Numbers of respondents by name.
    samples
        The answers by name, where the values are means of independent samples.
    labels
        What readers call the names, where these are ids or codes.
    """
    labels = labels or {}
    for upper, lower in pairwise(tiers):
        absent = [name for name, value in {**upper, **lower}.items() if isnan(value)]
        if absent:
            reason = "ingen svar"
            found = {**about, kind: labels.get(absent[0], absent[0])}
            yield Part(found, statistic, float("nan"), None, reason=reason)
            continue
        low, high = min(upper, key=upper.__getitem__), max(lower, key=lower.__getitem__)
        yield Part(
            about={**about, kind: labels.get(low, low)},
            statistic=statistic,
            value=upper[low],
            holds=upper[low] > lower[high],
            n=tuple(sizes[name] for name in (low, high) if name in sizes),
            against={kind: labels.get(high, high)},
            other=lower[high],
            apart=_apart(samples[low], samples[high]) if samples else None,
        )


def _apart(first: Floats, second: Floats) -> tuple[float, float]:
    """Return Welch's interval of the difference of two means."""
    limits = compare(first, second).welch.interval
    return limits.lower, limits.upper


def mean_ranks(samples: Mapping[str, Floats]) -> dict[str, float]:
    """Return each sample's mean rank among all the values."""
    ranks, _ = average_ranks(np.concatenate(list(samples.values())))
    ends = np.cumsum([len(values) for values in samples.values()])
    parts = np.split(ranks, ends[:-1])
    return {
        name: float(part.mean()) if len(part) else float("nan")
        for name, part in zip(samples, parts, strict=True)
    }
