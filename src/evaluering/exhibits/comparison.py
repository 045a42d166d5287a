"""Comparing the mean of one variable over actor groups, with the full set of statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluering.config.reports import Conventions
from evaluering.exhibits.result import statistics
from evaluering.stats.homogeneity import levene


def compare_means(groups: Mapping[str, pd.Series], conventions: Conventions) -> dict[str, Any]:
    """Compare two or more groups.

    The printed variant stands first; ``statistics`` holds every variant, the rank test, the effect
    sizes with intervals and Levene's test, and ``pairs`` every pair of three or more groups.

    Parameters
    ----------
    groups
        Valid values by group, each with at least two.
    conventions
        Which variant is printed.
    """
    compared = _two(groups, conventions) if len(groups) == 2 else _several(groups, conventions)
    compared["statistics"] += statistics(levene(groups).to_frame())
    return compared


def _two(groups: Mapping[str, pd.Series], conventions: Conventions) -> dict[str, Any]:
    from evaluering.stats.groups import two_groups

    first, second = groups.values()
    two = two_groups(first.to_numpy(), second.to_numpy(), convention=conventions.two_groups)
    return {
        "test": f"{conventions.two_groups}_t",
        "statistic": two.test.statistic,
        "df": two.test.df,
        "p": two.test.p,
        "effect": "hedges_g",
        "effect_size": two.hedges_g.value,
        "n": sum(two.n),
        "statistics": statistics(two.to_frame()),
        "warnings": list(two.warnings),
    }


def _several(groups: Mapping[str, pd.Series], conventions: Conventions) -> dict[str, Any]:
    from evaluering.stats.posthoc import dunn, games_howell, tukey
    from evaluering.stats.several_groups import several_groups

    several = several_groups(groups, convention=conventions.several_groups)
    pairwise = tukey if conventions.several_groups == "classical" else games_howell
    pairs = [
        {"method": compared.method, **record}
        for compared in (pairwise(groups), dunn(groups))
        for record in statistics(compared.to_frame())
    ]
    return {
        "test": f"{conventions.several_groups}_f",
        "statistic": several.test.statistic,
        "df": several.test.df1,
        "df2": several.test.df2,
        "p": several.test.p,
        "effect": "eta_squared",
        "effect_size": several.eta_squared.value,
        "n": sum(several.n),
        "statistics": statistics(several.to_frame()),
        "pairs": pairs,
        "warnings": list(several.warnings),
    }


def with_adjusted_p(tests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the tests with p adjusted over the family of all items of the exhibit.

    Holm controls the chance of any false finding, Benjamini-Hochberg the share of false ones.
    """
    from evaluering.stats.multiplicity import adjust

    if len(tests) < 2:
        return tests
    family = {test["item"]: test["p"] for test in tests}
    holm = adjust(family, method="holm", family="items of the exhibit")
    hochberg = adjust(family, method="benjamini-hochberg", family="items of the exhibit")
    adjusted = zip(tests, holm.adjusted, hochberg.adjusted, strict=True)
    return [{**test, "p_holm": first, "p_bh": second} for test, first, second in adjusted]
