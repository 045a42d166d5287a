"""The factors behind a group's answers: loadings, communalities, and what they explain."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from evaluering.config.exhibits.factor_table import FactorDetails, FactorTable
from evaluering.data.remarks import factor_remarks
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_MODEL, NoDataError
from evaluering.exhibits.measuring import labels_of, values_of
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.stats.errors import StatisticsError
from evaluering.stats.factor import FactorAnalysis, factor_analysis
from evaluering.stats.parallel import parallel_analysis


def compute(exhibit: FactorTable, data: WaveData) -> Result:
    """Return a row an item and factor: loading, and the item's communality.

    Only respondents who answered all the items are in it. Answers that cannot be factored, or of
    too few to be shown, have no numbers.
    """
    items = values_of(data, exhibit.group, exhibit.items)
    labels = labels_of(data, exhibit.group, exhibit.items)
    conventions = data.project.settings.conventions
    told: tuple[Message, ...] = ()
    try:
        count = exhibit.factors
        if count is None:
            generator = np.random.default_rng(conventions.parallel_seed)
            draws = conventions.parallel_draws
            suggested = parallel_analysis(items, generator, draws=draws).suggested
            count = min(max(suggested, 1), exhibit.most)
            told = (message("factors_suggested", n=suggested, draws=draws),)
        found = factor_analysis(
            items, count, method=exhibit.extraction, convention=conventions.factor_convention,
            rotation="none" if count == 1 else exhibit.rotation,
        )  # fmt: skip
    except StatisticsError:
        raise NoDataError(NO_MODEL) from None
    if found.n < data.project.settings.disclosure.minimum_n:
        raise NoDataError(NO_MODEL)
    table = pd.DataFrame(
        {
            "row": item,
            "row_label": labels[item],
            "column": factor,
            "column_label": str(place),
            "loading": found.loadings.loc[item, factor],
            "communality": found.communalities[item],
        }
        for item in exhibit.items
        for place, factor in enumerate(found.loadings.columns, 1)
    )
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table,
        n=found.n,
        method=_method(found),
        notes=(_fit(found), *_correlated(found), *told, *factor_remarks(found, labels)),
        details=FactorDetails(explained=tuple(100 * found.variance_explained)),
    )


def _method(found: FactorAnalysis) -> tuple[Message, ...]:
    how = message(f"extraction_{found.method}")
    if found.rotation == "none":
        return (message("method_factors", method=how),)
    kaiser = "with_kaiser" if found.kaiser else "without_kaiser"
    rotation = {"rotation": found.rotation, "kaiser": message(kaiser)}
    return (message("method_factors_rotated", method=how, **rotation),)


def _fit(found: FactorAnalysis) -> Message:
    return message(
        "fit_factors",
        kmo=Number(found.kmo, 2),
        statistic=Number(found.bartlett.statistic, 1),
        df=int(found.bartlett.df),
        p=Number(found.bartlett.p, 3, "p"),
    )


def _correlated(found: FactorAnalysis) -> tuple[Message, ...]:
    """Return the correlations of the factors, where the rotation lets them correlate."""
    if found.rotation not in {"oblimin", "promax"}:
        return ()
    phi = found.factor_correlations.to_numpy()
    pairs = tuple(
        message("factor_pair", first=a + 1, second=b + 1, r=Number(phi[a, b], 2, "coefficient"))
        for a, b in combinations(range(found.n_factors), 2)
    )
    return (message("factors_correlated", pairs=pairs),)
