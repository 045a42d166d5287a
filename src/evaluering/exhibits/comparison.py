"""Comparing the mean of one variable over actor groups, by the report's convention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluering.config.reports import Conventions
from evaluering.exhibits.result import statistics

METHODS = {
    "welch_t": "Welchs t-test",
    "pooled_t": "t-test med felles varians",
    "classical_f": "enveis variansanalyse (ANOVA)",
    "welch_f": "Welchs variansanalyse",
}


def compare_means(groups: Mapping[str, pd.Series], conventions: Conventions) -> dict[str, Any]:
    """Compare two or more groups; the printed variant first, all variants in ``statistics``.

    Parameters
    ----------
    groups
        Valid values by group, each with at least two.
    conventions
        Which variant is printed.
    """
    if len(groups) == 2:
        from evaluering.stats.groups import two_groups

        first, second = groups.values()
        two = two_groups(first, second, convention=conventions.two_groups)
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
    from evaluering.stats.several_groups import several_groups

    several = several_groups(groups, convention=conventions.several_groups)
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
        "warnings": list(several.warnings),
    }
