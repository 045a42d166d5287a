"""Building the additive indices: reversal, factor analysis, reliability, mean, classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.groups import ActorGroup
from evaluering.config.indices import Index
from evaluering.config.reports import Conventions
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.data.remarks import index_remarks, why_not_analysed
from evaluering.data.respondents import answers, group_members
from evaluering.message import stored
from evaluering.stats.classes import classify
from evaluering.stats.consistency import reliability
from evaluering.stats.direction import check_direction
from evaluering.stats.errors import StatisticsError
from evaluering.stats.factor import factor_analysis
from evaluering.stats.index import additive_index, rescale, reverse
from evaluering.stats.parallel import parallel_analysis


@dataclass(frozen=True)
class BuiltIndex:
    """One index: the respondents' values and classes, and the analysis behind it."""

    index: str
    values: pd.DataFrame
    analysis: Mapping[str, Any]


def build_index(
    index: Index,
    group: ActorGroup,
    survey: Survey,
    scales: Mapping[str, Scale],
    respondents: pd.DataFrame,
    conventions: Conventions,
) -> BuiltIndex:
    """Build one additive index for the respondents of its group.

    Parameters
    ----------
    index, group, survey, scales
        The configuration.
    respondents
        The group's survey, as ingested.
    conventions
        Whose conventions the factor analysis follows, and how the parallel analysis is drawn.

    Returns
    -------
    BuiltIndex
        ``values``: survey, respondent, ``<index>`` (mean of the reversed items; missing unless
        enough items are answered) and ``<index>_class`` (0 = lowest). ``analysis``: n, the
        one-factor solution, reliability, directions and warnings, as plain data. Items that
        cannot be analysed (too few answers, no variation) give ``factor: null`` and the reason.
    """
    table, items = index_values(index, group, survey, scales, respondents)
    values = table[index.id]
    return BuiltIndex(
        index=index.id,
        values=table,
        analysis={
            "index": index.id,
            "group": group.id,
            "n_group": len(table),
            "n_valid": int(values.notna().sum()),
            "mean": float(values.mean()),
            "sd": float(values.std()),
            "reversed": [name for name in index.items if survey.items[name].reversed],
            **_analysis(items, conventions),
        },
    )


def index_values(
    index: Index,
    group: ActorGroup,
    survey: Survey,
    scales: Mapping[str, Scale],
    respondents: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return an index of the respondents of its group, and the turned items it is made of."""
    columns = survey.columns(scales)
    frame = group_members(respondents, group, columns)
    items = answers(frame, columns, index.items)
    if frame.empty:
        values = pd.Series(dtype="float64")
    else:
        items = turned(items, index, survey, scales)
        values = additive_index(items, minimum_valid=index.minimum_valid)
    limits = [c.upto for c in index.classes if c.upto is not None]
    table = {
        "survey": survey.id,
        "respondent": frame[survey.respondent],
        index.id: values,
        f"{index.id}_class": classify(values, limits),
    }
    return pd.DataFrame(table), items


def turned(
    items: pd.DataFrame, index: Index, survey: Survey, scales: Mapping[str, Scale]
) -> pd.DataFrame:
    """Return the items of an index on the codebook's scale, those keyed the other way turned."""
    for name in index.items:
        codes = scales[survey.battery_of(name).scale].codes
        if home := survey.here.home.get(name):
            ends = (codes[0], codes[-1]), (home[0], home[-1])
            items = items.assign(**rescale(items[[name]], *ends))
            codes = list(home)
        if survey.items[name].reversed:
            items = reverse(items, codes[0], codes[-1], [name])
    return items


def _analysis(items: pd.DataFrame, conventions: Conventions) -> dict[str, Any]:
    try:
        factors = factor_analysis(items, 1, convention=conventions.factor_convention)
        generator = np.random.default_rng(conventions.parallel_seed)
        random = parallel_analysis(items, generator, draws=conventions.parallel_draws)
        scale = reliability(items)
        direction = check_direction(items, factors.loadings["F1"])
    except StatisticsError:
        reason = stored(why_not_analysed(items))
        return {"factor": None, "reliability": None, "parallel": None, "warnings": [reason]}
    return {
        "parallel": {
            "convention": random.convention,
            "draws": random.draws,
            "seed": conventions.parallel_seed,
            "quantile": random.quantile,
            "observed": [float(v) for v in random.observed],
            "random": [float(v) for v in random.random_quantile],
            "suggested": random.suggested,
        },
        "factor": {
            "method": factors.method,
            "convention": factors.convention,
            "n": factors.n,
            "loadings": {k: float(v) for k, v in factors.loadings["F1"].items()},
            "communalities_initial": {
                k: float(v) for k, v in factors.communalities_initial.items()
            },
            "communalities": {k: float(v) for k, v in factors.communalities.items()},
            "eigenvalues": [float(v) for v in factors.eigenvalues],
            "variance_explained": float(factors.variance_explained.iloc[0]),
            "kmo": float(factors.kmo),
            "kmo_per_item": {k: float(v) for k, v in factors.kmo_per_item.items()},
            "bartlett": {
                "statistic": float(factors.bartlett.statistic),
                "df": float(factors.bartlett.df),
                "p": float(factors.bartlett.p),
            },
        },
        "reliability": {
            "n": scale.n,
            "alpha": float(scale.alpha),
            "alpha_interval": [scale.estimate.interval.lower, scale.estimate.interval.upper],
            "standardised_alpha": float(scale.standardised_alpha),
            "omega_total": float(scale.omega_total),
            "item_mean": {k: float(v) for k, v in scale.item_mean.items()},
            "item_sd": {k: float(v) for k, v in scale.item_sd.items()},
            "item_total": {k: float(v) for k, v in scale.item_total.items()},
            "alpha_if_deleted": {k: float(v) for k, v in scale.alpha_if_deleted.items()},
        },
        "warnings": [stored(told) for told in index_remarks(factors, random, scale, direction)],
    }


def combine(indices: list[BuiltIndex]) -> pd.DataFrame:
    """Join the indices' values to one row a respondent, keyed by survey and respondent."""
    return reduce(
        lambda left, right: left.merge(right, on=["survey", "respondent"], how="outer"),
        (built.values for built in indices),
    )
