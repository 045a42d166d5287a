"""Numbers described by how many, mean, spread and quantiles, in all and by category."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np

from evaluering.config.exhibits.number_summary import NumberSummary
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.measuring import CategoryValues, hidden_parts, measured, parts_of
from evaluering.exhibits.result import Result
from evaluering.message import message
from evaluering.stats.description import describe
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_means import design_mean
from evaluering.stats.spread import box, quantiles
from evaluering.stats.woodruff import design_quantiles

PERCENTILES = {"p5": 0.05, "p10": 0.10, "p25": 0.25, "median": 0.5, "p75": 0.75, "p90": 0.90,
               "p95": 0.95}  # fmt: skip


def compute(exhibit: NumberSummary, data: WaveData) -> Result:
    """Return a row a number and category, and one of all; those of few respondents are hidden.

    What is declared missing is counted and is in no statistic. Quantiles are SPSS's.
    """
    parts = parts_of(exhibit, data)
    weighted = any(part.design is not None for part in parts)
    told = message("method_number_summary_weighted" if weighted else "method_number_summary")
    return measured(exhibit, data, parts, _row, method=(told,), notes=hidden_parts(parts))


def _row(part: CategoryValues) -> dict[str, Any]:
    if part.design is not None:
        return _weighted(part, part.design)
    found, drawn = describe(part.valid), box(part.valid)
    cut = quantiles(part.valid, list(PERCENTILES.values())).tolist()
    return {
        "n": found.n,
        "missing": part.missing,
        "sum": float(part.valid.sum()) if found.n else np.nan,
        "mean": found.mean,
        "sd": found.sd,
        "se": found.sd / sqrt(found.n) if found.n else np.nan,
        "minimum": found.minimum,
        **dict(zip(PERCENTILES, cut, strict=True)),
        "maximum": found.maximum,
        "whisker_lower": drawn.lower,
        "whisker_upper": drawn.upper,
        "beyond": drawn.beyond,
    }


def _weighted(part: CategoryValues, design: SurveyDesign) -> dict[str, Any]:
    """Return a number as it is weighted; n, what is missing and what lies beyond are counts."""
    found = design_mean(part.valid, design)
    cuts = design_quantiles(part.valid, design, list(PERCENTILES.values()))
    cut = {name: q.estimate.value for name, q in zip(PERCENTILES, cuts, strict=True)}
    counted = part.valid[design.weights > 0]
    drawn = box(counted, (cut["p25"], cut["median"], cut["p75"]))
    return {
        "n": len(part.valid),
        "missing": part.missing,
        "sum": np.nan,  # weights say what each stands for among the others, not of how many
        "mean": found.mean,
        "sd": found.sd,
        "se": found.standard_error,
        "minimum": counted.min(),
        **cut,
        "maximum": counted.max(),
        "whisker_lower": drawn.lower,
        "whisker_upper": drawn.upper,
        "beyond": drawn.beyond,
    }
