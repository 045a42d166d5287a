"""Means of numbers and indices by category, with their intervals and a test of the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt
from typing import Any

from evaluering.config.exhibits.category_means import CategoryMeans
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.comparison import compare_means, compare_ranks, with_adjusted_p
from evaluering.exhibits.design_tests import compare_weighted
from evaluering.exhibits.measuring import (
    TOTAL,
    CategoryValues,
    hidden_parts,
    measured,
    overlapping,
    parts_of,
)
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import MeansTest, RankTest, compared_by
from evaluering.exhibits.weighting import together
from evaluering.message import Message, Number, message
from evaluering.stats.description import describe
from evaluering.stats.design_means import design_mean
from evaluering.stats.distributions import around

LEVEL = 0.05
"""What p, adjusted over the pairs, lies below where two categories are said to differ."""


def compute(exhibit: CategoryMeans, data: WaveData) -> Result:
    """Return mean, SD, n and 95 per cent interval by category, and one test a number.

    The test is over the categories that are shown and have two answers or more. There is none where
    a respondent may be in several.
    """
    parts = parts_of(exhibit, data)
    tests = () if overlapping(exhibit, data) else _tests(exhibit, parts, data)
    labels = {part.group: part.group_label for part in parts}
    labels |= {part.item: part.item_label for part in parts}
    told = _differing(tests, labels) if exhibit.pairs else ()
    return measured(
        exhibit,
        data,
        parts,
        _row,
        method=(message("method_category_means"), *compared_by("groups_compared", tests)),
        tests=tests,
        notes=(*hidden_parts(parts), *told),
    )


def _row(part: CategoryValues) -> dict[str, Any]:
    if part.design is not None:
        weighted = design_mean(part.valid, part.design)
        mean, sd, interval = weighted.mean, weighted.sd, weighted.interval
    else:
        found = describe(part.valid)
        mean, sd = found.mean, found.sd
        error = sd / sqrt(found.n) if found.n > 1 else float("nan")
        interval = around(mean, error, 0.95, found.n - 1)
    return {
        "n": len(part.valid),
        "missing": part.missing,
        "mean": mean,
        "sd": sd,
        "lower": interval.lower,
        "upper": interval.upper,
    }


def _tests(
    exhibit: CategoryMeans, parts: Sequence[CategoryValues], data: WaveData
) -> tuple[MeansTest, ...] | tuple[RankTest, ...]:
    conventions, means, ranks = data.project.settings.conventions, [], []
    for item, own in groupby(parts, lambda part: part.item):
        compared = [
            part
            for part in own
            if part.group != TOTAL and len(part.valid) > 1 and not part.suppressed
        ]
        shown = {part.group: part.valid for part in compared}
        design = together([p.design for p in compared], [len(p.valid) for p in compared])
        if len(shown) > 1 and design is not None:
            means.append(compare_weighted(shown, design, item))
        elif len(shown) > 1 and exhibit.test == "means":
            means.append(compare_means(shown, conventions, item))
        elif len(shown) > 1:
            ranks.append(compare_ranks(shown, item))
    return tuple(ranks) or with_adjusted_p(means)


def _differing(
    tests: Sequence[MeansTest | RankTest], labels: dict[str, str]
) -> Iterator[Message] | tuple[Message, ...]:
    """Return which pairs of categories differ on each number, of three categories or more."""
    told = []
    for test in tests:
        if not test.pairs:
            continue
        first = test.pairs[0].method
        pairs = tuple(
            message(
                "pair_differs",
                first=labels[pair.first],
                second=labels[pair.second],
                p=Number(pair.adjusted_p, 3, "p"),
            )
            for pair in test.pairs
            if pair.method == first and pair.adjusted_p is not None and pair.adjusted_p < LEVEL
        )
        item, key = labels[str(test.item)], "pairs_differ" if pairs else "pairs_alike"
        told.append(message(key, item=item, method=first, **({"pairs": pairs} if pairs else {})))
    return tuple(told)
