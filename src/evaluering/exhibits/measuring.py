"""A group's numbers by respondent, and in the categories that an exhibit asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.measured import Divided, MeasureDetails
from evaluering.config.measures import measures_of, scales_of
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_for
from evaluering.message import Message, message
from evaluering.stats.design import SurveyDesign

TOTAL = "total"


def measured(
    exhibit: Divided, data: WaveData, parts: Sequence[CategoryValues],
    row: Callable[[CategoryValues], Mapping[str, object]], **said: Any,
) -> Result:  # fmt: skip
    """Return the result of a row a part; a part that is too small has no numbers in it."""
    rows = [{**part.names, **row(part), "suppressed": part.suppressed} for part in parts]
    table = pd.DataFrame(rows)
    numbers = [str(name) for name in table if name not in (*NAMES, "suppressed")]
    table[numbers] = table[numbers].astype("float64").mask(table["suppressed"])
    scales = scales_of(data.project, exhibit.group, exhibit.variables)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        details=MeasureDetails(scales=scales),
        table=table,
        n=behind(data, exhibit.group, exhibit.variables),
        **said,
    )


@dataclass(frozen=True, eq=False)
class CategoryValues:
    """One number of those in one category, or of all."""

    item: str
    item_label: str
    group: str
    group_label: str
    """The number and the category, ``total`` of all, with their texts."""
    valid: pd.Series[float]
    missing: int
    """The values, and how many in the category have none."""
    suppressed: bool
    """Whether they are too few to be shown."""
    design: SurveyDesign | None = None
    """What the values are weighted by, a row each; None where they are not."""

    @property
    def names(self) -> dict[str, str]:
        """What the part is called, by column of a result."""
        return {name: getattr(self, name) for name in NAMES}


NAMES = ("item", "item_label", "group", "group_label")


def values_of(data: WaveData, group: str, names: Sequence[str]) -> pd.DataFrame:
    """Return numbers of a group by respondent: variables, answers to items, index values.

    Every kind of missing is NaN.
    """
    known = measures_of(data.project, group)
    frame = data.answers(group, [name for name in names if known[name].sort != "index"])
    for name in names:
        if known[name].sort == "index":
            own = data.index(name).set_index("respondent")["value"].astype("float64")
            frame[name] = own.reindex(frame.index)
    return frame[list(names)]


def labels_of(data: WaveData, group: str, names: Sequence[str]) -> dict[str, str]:
    """Return the texts of a group's numbers by name."""
    known = measures_of(data.project, group)
    return {name: known[name].label for name in names}


def parts_of(exhibit: Divided, data: WaveData) -> list[CategoryValues]:
    """Return each number of each category, and then of all."""
    values = values_of(data, exhibit.group, exhibit.variables)
    labels = labels_of(data, exhibit.group, exhibit.variables)
    least = data.project.settings.disclosure.minimum_n
    categories = [*_categories(exhibit, data), (TOTAL, TOTAL, np.ones(len(values), dtype=bool))]
    whole = design_for(exhibit, data, exhibit.group)
    found = []
    for item in exhibit.variables:
        answered = values[item].notna().to_numpy()
        for name, label, members in categories:
            own = values[item][members]
            valid = own.dropna()
            few = 0 < len(valid) < least
            missing = len(own) - len(valid)
            design = None if whole is None else whole.within(members & answered)
            found.append(
                CategoryValues(item, labels[item], name, label, valid, missing, few, design)
            )
    return found


def _categories(exhibit: Divided, data: WaveData) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield each category, with which of the group's respondents are in it."""
    if not exhibit.by:
        return
    survey = data.group(exhibit.group).survey
    rows = data.respondents_of(exhibit.group).index
    for category in data.division(survey, exhibit.by):
        yield category.name, category.label, category.members.loc[rows].to_numpy(dtype=bool)


def overlapping(exhibit: Divided, data: WaveData) -> bool:
    """Return whether a respondent may be in more than one of the categories."""
    division = exhibit.division(data.project)
    return division is not None and division.several


def behind(data: WaveData, group: str, names: Sequence[str]) -> int:
    """Return how many respondents have any of the numbers."""
    return int(values_of(data, group, names).notna().any(axis=1).sum())


def hidden_parts(parts: Sequence[CategoryValues]) -> tuple[Message, ...]:
    """Return a note on each category that is hidden."""
    hidden = (part.group_label for part in parts if part.suppressed and part.group != TOTAL)
    return tuple(message("too_few", label=label) for label in dict.fromkeys(hidden))
