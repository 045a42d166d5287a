"""Correlations among the items and indices of an actor group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import pandas as pd

from evaluering.config.exhibits.correlation_matrix import CorrelationMatrix
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.measuring import labels_of, values_of
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_for
from evaluering.message import message
from evaluering.stats.correlation import CorrelationTest
from evaluering.stats.correlations import correlation_table
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_association import DesignCorrelation, design_correlation
from evaluering.stats.multiplicity import adjust

NUMBERS = ["r", "p", "adjusted_p", "n", "lower", "upper"]


def compute(exhibit: CorrelationMatrix, data: WaveData) -> Result:
    """Return r, p, adjusted p, n and interval of each pair; pairs of few respondents hidden."""
    names = exhibit.names
    values = values_of(data, exhibit.group, names)
    labels = labels_of(data, exhibit.group, names)
    design = design_for(exhibit, data, exhibit.group)
    pairs = {f"{second} {first}": (second, first) for first, second in combinations(names, 2)}
    cells: Mapping[tuple[str, str], CorrelationTest]
    if design is None:
        missing = exhibit.missing
        cells = correlation_table(
            values, names, names, method=exhibit.method, missing=missing
        ).cells
    else:
        cells = _weighted(values, pairs.values(), design, listwise=exhibit.missing == "listwise")
    p = {name: cells[pair].p for name, pair in pairs.items()}
    adjusted = adjust(p, method=exhibit.adjustment).adjusted
    least = data.project.settings.disclosure.minimum_n
    table = pd.DataFrame(
        {
            "row": row,
            "row_label": labels[row],
            "column": column,
            "column_label": labels[column],
            "r": cell.r,
            "p": cell.p,
            "adjusted_p": after,
            "n": cell.n,
            "lower": cell.interval.lower,
            "upper": cell.interval.upper,
            "suppressed": 0 < cell.n < least,
        }
        for (row, column), after in zip(pairs.values(), adjusted, strict=True)
        for cell in [cells[row, column]]
    )
    table[NUMBERS] = table[NUMBERS].astype("float64").mask(table["suppressed"])
    adjustment = {"adjusted": message(f"adjusted_{exhibit.adjustment}".replace("-", "_"))}
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table,
        n=int(values.notna().any(axis=1).sum()),
        method=(
            message(f"method_matrix_{exhibit.method}"),
            message(f"method_{exhibit.missing}"),
            *((message("method_adjusted", **adjustment),) if exhibit.adjustment != "none" else ()),
        ),
    )


def _weighted(
    values: pd.DataFrame,
    pairs: Iterable[tuple[str, str]],
    design: SurveyDesign,
    *,
    listwise: bool,
) -> dict[tuple[str, str], DesignCorrelation]:
    """Return the weighted correlation of each pair, of all who have both values or all of them."""
    if listwise:
        whole = values.notna().all(axis=1)
        values, design = values[whole], design.within(whole)
    return {(a, b): design_correlation(values[a], values[b], design) for a, b in pairs}
