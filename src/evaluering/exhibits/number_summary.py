"""Numbers described by how many, mean, spread and quantiles, in all and by category."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.number_summary import NumberSummary
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.measuring import Part, behind, hidden_parts, parts_of
from evaluering.exhibits.result import Result
from evaluering.message import message
from evaluering.stats.description import describe
from evaluering.stats.spread import box, quantiles

PERCENTILES = {"p5": 0.05, "p10": 0.10, "p25": 0.25, "median": 0.5, "p75": 0.75, "p90": 0.90,
               "p95": 0.95}  # fmt: skip
NUMBERS = ["n", "missing", "mean", "sd", "se", "minimum", *PERCENTILES, "maximum",
           "whisker_lower", "whisker_upper", "beyond"]  # fmt: skip


def compute(exhibit: NumberSummary, data: WaveData) -> Result:
    """Return a row a number and category, and one of all; those of few respondents are hidden.

    What is declared missing is counted and is in no statistic. Quantiles are SPSS's.
    """
    parts = parts_of(exhibit, data)
    table = pd.DataFrame([_row(part) for part in parts])
    table[NUMBERS] = table[NUMBERS].astype("float64").mask(table["suppressed"])
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table,
        n=behind(data, exhibit.group, exhibit.variables),
        method=(message("method_number_summary"),),
        notes=hidden_parts(parts),
    )


def _row(part: Part) -> dict[str, Any]:
    found, drawn = describe(part.valid), box(part.valid)
    cut = quantiles(part.valid, list(PERCENTILES.values())).tolist()
    return {
        **part.names,
        "n": found.n,
        "missing": part.missing,
        "mean": found.mean,
        "sd": found.sd,
        "se": found.sd / sqrt(found.n) if found.n else np.nan,
        "minimum": found.minimum,
        **dict(zip(PERCENTILES, cut, strict=True)),
        "maximum": found.maximum,
        "whisker_lower": drawn.lower,
        "whisker_upper": drawn.upper,
        "beyond": drawn.beyond,
        "suppressed": part.suppressed,
    }
