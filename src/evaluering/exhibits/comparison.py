"""Comparing the mean of one variable over actor groups, with the full set of statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import nan

import pandas as pd

from evaluering.config.reports import Conventions
from evaluering.exhibits.significance import (
    MeansTest,
    PairwiseComparison,
    RankTest,
    Statistic,
    known,
    records,
)
from evaluering.stats.homogeneity import levene
from evaluering.stats.results import HypothesisTest, value_row


def compare_means(
    groups: Mapping[str, pd.Series], conventions: Conventions, item: str
) -> MeansTest:
    """Compare two or more groups on an item.

    The printed variant stands first; ``statistics`` holds every variant, the rank test, the effect
    sizes with intervals and Levene's test, and ``pairs`` every pair of three or more groups.

    Parameters
    ----------
    groups
        Valid values by group, each with at least two.
    conventions
        Which variant is printed.
    item
        The item's variable name.
    """
    compared = _two(groups, conventions) if len(groups) == 2 else _several(groups, conventions)
    variances = records(Statistic, levene(groups).to_frame())
    return replace(compared, statistics=(*compared.statistics, *variances), item=item)


def _two(groups: Mapping[str, pd.Series], conventions: Conventions) -> MeansTest:
    from evaluering.stats.groups import two_groups

    first, second = groups.values()
    two = two_groups(first.to_numpy(), second.to_numpy(), convention=conventions.two_groups)
    return MeansTest(
        groups=tuple(groups),
        test="welch_t" if conventions.two_groups == "welch" else "pooled_t",
        statistic=two.test.statistic,
        df=two.test.df,
        p=two.test.p,
        effect="hedges_g",
        effect_size=two.effect.value,
        n=sum(two.n),
        statistics=records(Statistic, two.to_frame()),
        warnings=tuple(two.warnings),
    )


def _several(groups: Mapping[str, pd.Series], conventions: Conventions) -> MeansTest:
    from evaluering.stats.anova import several_groups
    from evaluering.stats.posthoc import dunn, games_howell, tukey

    several = several_groups(groups, convention=conventions.several_groups)
    classical = conventions.several_groups == "classical"
    compared = [tukey(groups) if classical else games_howell(groups), dunn(groups)]
    return MeansTest(
        groups=tuple(groups),
        test="classical_f" if classical else "welch_f",
        statistic=several.test.statistic,
        df=several.test.df,
        df2=several.test.df2,
        p=several.test.p,
        effect="eta_squared",
        effect_size=several.effect.value,
        n=sum(several.n),
        statistics=records(Statistic, several.to_frame()),
        pairs=tuple(
            pair
            for pairs in compared
            for pair in records(PairwiseComparison, pairs.to_frame(), method=pairs.method)
        ),
        warnings=tuple(several.warnings),
    )


def compare_ranks(groups: Mapping[str, pd.Series], item: str) -> RankTest:
    """Compare the ranks of two or more groups on an item: Mann-Whitney, or Kruskal-Wallis.

    Their effects are the rank-biserial correlation, and epsilon squared, H / (n - 1). Dunn's test
    compares every pair of three or more groups, with Holm's adjustment.

    Parameters
    ----------
    groups
        Valid values by group, each with at least two.
    item
        The item's name.
    """
    from evaluering.stats.posthoc import dunn
    from evaluering.stats.rank_tests import kruskal_wallis, mann_whitney

    values = [own.to_numpy(dtype=float) for own in groups.values()]
    n = sum(map(len, values))
    found: HypothesisTest
    if len(values) == 2:
        found = two = mann_whitney(*values)
        name, effect, size = "mann_whitney_u", "rank_biserial", two.rank_biserial
    else:
        found = kruskal_wallis(values)
        name, effect, size = "kruskal_wallis_h", "epsilon_squared", found.statistic / (n - 1)
    rows = pd.DataFrame([found.row(name), value_row(effect, size)])
    compared = dunn(groups) if len(values) > 2 else None
    return RankTest(
        item=item,
        groups=tuple(groups),
        test="mann_whitney" if len(values) == 2 else "kruskal_wallis",
        statistic=known(found.statistic),
        df=known(found.df),
        p=known(found.p),
        effect=effect,
        effect_size=known(size),
        n=n,
        statistics=records(Statistic, rows),
        pairs=records(PairwiseComparison, compared.to_frame(), method=compared.method)
        if compared
        else (),
        warnings=(),
    )


def with_adjusted_p(tests: Sequence[MeansTest]) -> tuple[MeansTest, ...]:
    """Return the tests with p adjusted over the family of all items of the exhibit.

    Holm controls the chance of any false finding, Benjamini-Hochberg the share of false ones.
    """
    from evaluering.stats.multiplicity import adjust

    if len(tests) < 2:
        return tuple(tests)
    family = {str(test.item): nan if test.p is None else test.p for test in tests}
    holm = adjust(family, method="holm", family="items of the exhibit")
    hochberg = adjust(family, method="benjamini-hochberg", family="items of the exhibit")
    adjusted = zip(tests, holm.adjusted, hochberg.adjusted, strict=True)
    return tuple(replace(test, p_holm=first, p_bh=second) for test, first, second in adjusted)
