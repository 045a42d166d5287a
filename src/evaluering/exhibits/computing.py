"""Computing an exhibit by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol

import pandas as pd

from evaluering.config.exhibits.base import Exhibit, KindError
from evaluering.config.filters import by_survey
from evaluering.config.kinds import part_of
from evaluering.config.reads import Reads, read_by
from evaluering.data.wave_data import WaveData
from evaluering.errors import EvalueringError
from evaluering.exhibits.absence import NoDataError, without_data
from evaluering.exhibits.filtering import filter_notes
from evaluering.exhibits.readiness import refuse_unready
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import weighting_notes
from evaluering.message import Message, message
from evaluering.stats.errors import StatisticsError


class Computation(Protocol):
    """The module of a kind that computes it."""

    def compute(self, exhibit: Any, data: WaveData) -> Result:
        """Return the result of an exhibit of the kind; `NoDataError` where the wave lacks it."""


def compute(exhibit: Exhibit, data: WaveData) -> Result:
    """Return an exhibit's result.

    Raises
    ------
    ConfigError, DataError
        The answers cannot be shown as the exhibit asks, as in `refuse_unready`.
    NoDataError
        The wave lacks what the exhibit shows.
    """
    data = data.only(by_survey(exhibit.where))
    filters = tuple(filter_notes(exhibit, data))
    data = data if exhibit.filtered else data.whole
    refuse_unready(exhibit, data)
    computation: Computation = part_of(exhibit.kind, "computation")
    result = computation.compute(exhibit, data)
    if not isinstance(result.details, exhibit.details):
        raise KindError(
            f"Slaget «{exhibit.kind}» gir {type(result.details).__name__} i «details», og ikke "
            f"{exhibit.details.__name__}, som modellen sier.\n"
            f"  Råd: Rett «details» i {type(exhibit).__module__} eller i utregningen."
        )
    told = weighting_notes(exhibit, data)
    notes = (*filters, *told, *_left_out(exhibit, data))
    return replace(result, notes=(*result.notes, *notes)) if notes else result


def _left_out(exhibit: Exhibit, data: WaveData) -> Iterator[Message]:
    """Yield which items are not shown, because the wave did not ask them as it did the others."""
    shown = {data.group(group).survey for group in exhibit.shown_groups or ()}
    for survey in (data.project.surveys[name] for name in sorted(shown)):
        own = [name for name in exhibit.left_out if name in survey.items]
        for asked, key in ((False, "items_unasked"), (True, "items_on_another_scale")):
            found = [name for name in own if (name not in survey.here.unasked) == asked]
            labels = tuple(message("quoted", text=survey.items[name].label) for name in found)
            if labels:
                yield message(key, n=len(labels), labels=labels)


def computed(exhibit: Exhibit, data: WaveData, called: str) -> Result:
    """Return an exhibit's result as `compute` does; where there is no data, an empty one says why.

    Parameters
    ----------
    exhibit, data
        What is computed, and of what.
    called
        What a message calls the exhibit.

    Raises
    ------
    EvalueringError
        As `compute`; or a statistic refuses the answers.
    """
    try:
        result = compute(exhibit, data)
    except NoDataError as error:
        nothing = Result(exhibit.id, exhibit.kind, pd.DataFrame(), n=0)
        return without_data(nothing, error.reason)
    except StatisticsError as error:
        raise EvalueringError(f"{called} kan ikke beregnes: {error}") from None
    reads_something = read_by(exhibit, data.project, data.wave.id) != Reads()
    if reads_something and not result.n and result.empty is None:
        return without_data(result)
    return result
