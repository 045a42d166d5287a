"""Correlations among the items and indices of an actor group."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from evaluering.config.exhibits.correlation_matrix import CorrelationMatrix
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result
from evaluering.message import message
from evaluering.stats.correlations import correlation_table
from evaluering.stats.multiplicity import adjust

NUMBERS = ["r", "p", "adjusted_p", "n", "lower", "upper"]


def compute(exhibit: CorrelationMatrix, data: WaveData) -> Result:
    """Return r, p, adjusted p, n and interval of each pair; pairs of few respondents hidden."""
    values = values_of(data, exhibit.group, exhibit.items, exhibit.indices)
    names, labels = exhibit.names, labels_of(data, exhibit.group, exhibit.items, exhibit.indices)
    found = correlation_table(values, names, names, method=exhibit.method, missing=exhibit.missing)
    pairs = {f"{second} {first}": (second, first) for first, second in combinations(names, 2)}
    p = {name: found.cells[pair].p for name, pair in pairs.items()}
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
        for cell in [found.cells[row, column]]
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


def values_of(data: WaveData, group: str, items: list[str], indices: list[str]) -> pd.DataFrame:
    """Return a group's answers to items and its index values, by respondent."""
    frame = data.answers(group, items)
    for index in indices:
        own = data.index(index).set_index("respondent")["value"].astype("float64")
        frame[index] = own.reindex(frame.index)
    return frame


def labels_of(data: WaveData, group: str, items: list[str], indices: list[str]) -> dict[str, str]:
    """Return the texts of items and indices by name."""
    survey = data.project.surveys[data.group(group).survey]
    found = {item: survey.items[item].label for item in items}
    return found | {index: data.project.indices[index].label for index in indices}
