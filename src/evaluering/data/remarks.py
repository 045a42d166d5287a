"""What a reader should know of the analysis of an index, as messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from evaluering.message import Message, Number, message
from evaluering.stats.consistency import FEWEST_ROWS, Reliability
from evaluering.stats.direction import DirectionCheck
from evaluering.stats.factor import FEWEST_ROWS_PER_ITEM, HEYWOOD_COMMUNALITY, FactorAnalysis
from evaluering.stats.parallel import ParallelAnalysis

LEAST_KMO = 0.5


def why_not_analysed(items: pd.DataFrame) -> Message:
    """Return why the items of an index could not be analysed.

    Parameters
    ----------
    items
        The answers, one column an item, which the statistics refused.
    """
    if items.empty:
        return message("remark_no_rows")
    if unanswered := [str(name) for name in items if items[name].isna().all()]:
        return message("remark_no_answers", items=tuple(unanswered))
    complete = items.dropna()
    constant = tuple(str(name) for name in complete if complete[name].nunique() < 2)
    if constant and len(complete) > 1:
        return message("remark_constant", items=constant)
    return message("remark_too_few", n=len(complete), items=len(items.columns))


def index_remarks(
    factors: FactorAnalysis,
    random: ParallelAnalysis,
    scale: Reliability,
    direction: DirectionCheck,
) -> list[Message]:
    """Return what makes the analysis of an index uncertain, each once."""
    count, found = len(factors.communalities), factor_remarks(factors)
    if scale.n < FEWEST_ROWS or scale.n <= count:
        found.append(message("remark_few", n=scale.n, items=count))
    if np.isnan(scale.omega_total):
        found.append(message("remark_no_omega"))
    against = dict.fromkeys((*_names(scale.item_total < 0), *_names(~direction.agrees)))
    found += [message("remark_direction", item=item) for item in against]
    if not random.suggested:
        found.append(message("remark_no_factor"))
    return list(dict.fromkeys(found))


def factor_remarks(
    factors: FactorAnalysis, labels: Mapping[str, str] | None = None
) -> list[Message]:
    """Return what makes a factor solution uncertain.

    Parameters
    ----------
    factors
        The solution.
    labels
        What the items are called; by their names where nothing is given.
    """
    count, found = len(factors.communalities), []
    if np.isnan(factors.kmo):
        found.append(message("remark_not_positive"))
    elif factors.kmo < LEAST_KMO:
        kmo, limit = Number(float(factors.kmo), 2), Number(LEAST_KMO, 1)
        found.append(message("remark_kmo", kmo=kmo, limit=limit))
    if any("converge" in text for text in factors.warnings):
        found.append(message("remark_not_converged"))
    high = factors.communalities > HEYWOOD_COMMUNALITY
    improper = high | (factors.loadings.abs() > 1).any(axis=1)
    if improper.any():
        limit = Number(HEYWOOD_COMMUNALITY, 2)
        called = tuple((labels or {}).get(name, name) for name in _names(improper))
        found.append(message("remark_heywood", limit=limit, items=called))
    if factors.n < FEWEST_ROWS_PER_ITEM * count:
        found.append(message("remark_few", n=factors.n, items=count))
    return found


def _names(chosen: pd.Series[bool]) -> tuple[str, ...]:
    names: Iterable[object] = chosen.index[chosen]
    return tuple(map(str, names))
