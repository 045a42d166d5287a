"""Chi-square of a table of counts, with the footnote that SPSS users expect."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.reports import Conventions
from evaluering.exhibits.result import statistics


def chi_square(counts: pd.DataFrame, conventions: Conventions) -> dict[str, Any]:
    """Test the rows of a table against its columns; every variant is in ``statistics``."""
    from evaluering.stats.crosstab import crosstab_test

    test = crosstab_test(counts, correction=conventions.continuity_correction)
    return {
        "test": "chi_square",
        "convention": test.convention,
        "statistic": test.statistic,
        "df": test.df,
        "p": test.p,
        "effect": "cramers_v",
        "effect_size": test.cramers_v.value,
        "n": test.n,
        "share_expected_below_5": test.share_expected_below_5,
        "minimum_expected": test.minimum_expected,
        "statistics": statistics(test.to_frame()),
        "cells": statistics(test.cells_frame()),
        "warnings": list(test.warnings),
    }


def expected_note(test: dict[str, Any]) -> list[str]:
    """Return the note on small expected counts, when there are any."""
    share = test["share_expected_below_5"]
    if share is None or not share > 0:
        return []
    percent = f"{100 * share:.0f}"
    smallest = f"{test['minimum_expected']:.2f}".replace(".", ",")
    return [
        f"{percent}\u00a0% av cellene har forventet antall under 5; "
        f"det minste forventede antallet er {smallest}."
    ]
