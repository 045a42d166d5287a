"""Pearson's r of registry variables with indices, each over the pairs that have both."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits import Correlations, Heatmap
from evaluering.exhibits.result import Result
from evaluering.exhibits.wave_data import WaveData
from evaluering.stats.correlation import pearson
from evaluering.stats.rank_correlation import spearman

FEW_PAIRS = 10
"""Below this many pairs a coefficient says little; the table says so."""


def compute(exhibit: Correlations | Heatmap, data: WaveData) -> Result:
    """Return r, two-sided p, n and interval, and Spearman's rho, for every row and column."""
    registry = {v.id: v for v in data.project.registry.variables}
    frame = data.linked_with_indices()
    rows = []
    notes: list[str] = []
    for row in exhibit.rows:
        for column in exhibit.columns:
            index = data.project.indices[column]
            result = pearson(frame[row], frame[column])
            ranked = spearman(frame[row], frame[column])
            if result.n < FEW_PAIRS:
                notes.append(f"Færre enn {FEW_PAIRS} par: {index.label} (n = {result.n}).")
            rows.append(
                {
                    "row": row,
                    "row_label": registry[row].label,
                    "column": column,
                    "column_label": index.label,
                    "r": result.r,
                    "p": result.p,
                    "n": result.n,
                    "lower": result.interval.lower,
                    "upper": result.interval.upper,
                    "spearman": ranked.r,
                    "spearman_p": ranked.p,
                }
            )
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=len(frame),
        method="Pearsons r med tosidig p over parene som har begge verdier.",
        notes=tuple(dict.fromkeys(notes)),
    )
