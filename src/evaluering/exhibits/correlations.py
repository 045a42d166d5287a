"""Pearson's r of registry variables with indices, each over the pairs that have both."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.correlations import Correlations
from evaluering.config.exhibits.heatmap import Heatmap
from evaluering.config.links import link_of
from evaluering.config.registries import with_year
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_at
from evaluering.message import Message, message
from evaluering.stats.correlation import CorrelationTest, pearson
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_association import design_correlation
from evaluering.stats.rank_correlation import spearman

FEW_PAIRS = 10
"""Below this many pairs a coefficient says little; the table says so."""


def compute(exhibit: Correlations | Heatmap, data: WaveData) -> Result:
    """Return r, two-sided p, n and interval, and Spearman's rho, for every row and column."""
    project, rows = data.project, []
    notes: list[Message] = []
    linked: set[tuple[str, str]] = set()
    for row in exhibit.rows:
        for column in exhibit.columns:
            index = project.indices[column]
            registry, variable = project.registry_variables[row]
            link = link_of(project, registry.id, column, exhibit.link)
            frame = data.linked_index(link, column)
            linked |= {(data.group(link.group).survey, r) for r in frame["respondent"]}
            survey = data.group(link.group).survey
            design = design_at(exhibit, data, survey, frame["respondent"])
            result = _correlated(frame[row], frame["value"], design)
            ranked = None if design else spearman(frame[row], frame["value"])
            if result.n < FEW_PAIRS:
                notes.append(message("few_pairs", least=FEW_PAIRS, index=index.label, n=result.n))
            rows.append(
                {
                    "row": row,
                    "row_label": with_year(variable.label, data.year(registry.id)),
                    "column": column,
                    "column_label": index.label,
                    "r": result.r,
                    "p": result.p,
                    "n": result.n,
                    "lower": result.interval.lower,
                    "upper": result.interval.upper,
                    "spearman": ranked.r if ranked else None,
                    "spearman_p": ranked.p if ranked else None,
                }
            )
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=len(linked),
        method=(message("method_correlations"),),
        notes=tuple(dict.fromkeys(notes)),
    )


def _correlated(x: pd.Series, y: pd.Series, design: SurveyDesign | None) -> CorrelationTest:
    return pearson(x, y) if design is None else design_correlation(x, y, design)
