"""Frequencies of a multiple-response question, of those asked or of those who answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.multiple_response import (
    MultipleResponseDetails,
    MultipleResponseTable,
)
from evaluering.data.conditions import meeting
from evaluering.data.divisions import Division, Mask
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_in, percents
from evaluering.message import Message, message
from evaluering.stats.design import SurveyDesign


@dataclass(frozen=True, eq=False)
class ComparedPart:
    """Some of the respondents: who of a base, and whether they are too few to be shown."""

    name: str
    label: str
    base: Mask
    suppressed: bool


def compute(exhibit: MultipleResponseTable, data: WaveData) -> Result:
    """Return how many ticked each box; several boxes can be ticked, so per cents pass 100.

    Who was asked is what the routing says, and whoever answered all the same; who answered has
    ticked or left unticked at least one box. Boxes that are empty for everyone were not asked
    about: then there is nobody to count.

    Notes
    -----
    SPSS: ``CTABLES`` of a multiple response set with ``COLPCT.COUNT`` (of those who answered).
    """
    question = data.project.surveys[exhibit.survey].multiple_response(exhibit.question)
    assert question is not None  # checked when the configuration was loaded
    division = data.division(exhibit.survey, exhibit.question)
    of = exhibit.base_of(question)
    anyone = division.answered.any()
    base = (division.asked if of == "asked" else division.answered) & anyone
    whole = ComparedPart("total", "total", base, suppressed=False)
    parts = list(_parts(exhibit, data, division, base))
    design = design_in(exhibit, data, exhibit.survey, division.frame)
    ticked = {category.name: category.members.to_numpy(bool) for category in division}
    order = list(ticked)
    if exhibit.order == "frequency":
        order.sort(key=lambda name: -int((ticked[name] & base).sum()))
    labels = dict(zip(division.of.names, division.of.labels, strict=True))
    rows = [
        _row(name, labels[name], ticked[name], part, design, divided=bool(parts))
        for name in order
        for part in (whole, *parts)
    ]
    rows += [_total(part, divided=bool(parts)) for part in (whole, *parts)]
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=int(base.sum()),
        method=(message(_method(of, base)),),
        notes=tuple(_notes(division, of, parts)),
        details=MultipleResponseDetails(base=of, question=division.label),
    )


def _parts(
    exhibit: MultipleResponseTable, data: WaveData, division: Division, base: Mask
) -> Iterator[ComparedPart]:
    """Yield the groups that the exhibit compares."""
    found: list[tuple[str, str, Mask]] = []
    if exhibit.by is not None:
        own = data.division(exhibit.survey, exhibit.by)
        found = [(c.name, c.label, c.members.to_numpy(bool)) for c in own]
    columns = data.columns(exhibit.survey)
    for name in exhibit.groups:
        group = data.group(name)
        inside = meeting(division.frame, group.where, columns).to_numpy(bool)
        found.append((name, group.label, inside))
    least = data.project.settings.disclosure.minimum_n
    for name, label, inside in found:
        yield ComparedPart(name, label, base & inside, 0 < int((base & inside).sum()) < least)


def _row(
    name: str,
    label: str,
    ticked: Mask,
    part: ComparedPart,
    design: SurveyDesign | None,
    *,
    divided: bool,
) -> dict[str, Any]:
    counts = {"n": int((ticked & part.base).sum()), **percents(ticked, part.base, design)}
    if part.suppressed:
        counts = dict.fromkeys(counts)
    return {"category": name, "label": label, **_column(part, divided=divided), **counts}


def _total(part: ComparedPart, *, divided: bool) -> dict[str, Any]:
    n = None if part.suppressed else int(part.base.sum())
    return {"category": "total", "label": "total", **_column(part, divided=divided), "n": n}


def _column(part: ComparedPart, *, divided: bool) -> dict[str, Any]:
    """Return which column of a table the numbers stand in, where there is more than one."""
    if not divided:
        return {}
    n = None if part.suppressed else int(part.base.sum())
    return {"column": part.name, "column_label": part.label, "base": n,
            "suppressed": part.suppressed}  # fmt: skip


def _method(of: str, base: Mask) -> str:
    return "method_multiple_response" if base.all() else f"method_multiple_{of}"


def _notes(division: Division, of: str, parts: list[ComparedPart]) -> Iterator[Message]:
    silent = int((division.asked & ~division.answered).sum())
    if silent and division.answered.any():
        key = "multiple_silent_in" if of == "asked" else "multiple_silent_out"
        yield message(key, n=silent)
    unasked = int(np.logical_not(division.asked).sum())
    if unasked:
        yield message("multiple_unasked", n=unasked)
    yield from (message("too_few", label=part.label) for part in parts if part.suppressed)
