"""The frequencies of whatever divides a survey: categories, nets, total, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.frequencies import Frequencies, FrequenciesDetails
from evaluering.config.exhibits.ordering import arranged
from evaluering.data.divisions import Division, Mask
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, NoDataError
from evaluering.exhibits.result import Result
from evaluering.exhibits.tabulating import (
    ASKED,
    CATEGORY,
    TOTAL,
    counted,
    everyone,
    hidden,
    missing_rows,
    of_group,
    remarks,
    rows_of,
    share,
)
from evaluering.exhibits.weighting import design_in, percents
from evaluering.message import message
from evaluering.stats.design import SurveyDesign
from evaluering.stats.tabulation import cross_counts


def distribution(exhibit: Frequencies, data: WaveData) -> Result:
    """Return n and per cent of those with an answer, and per cent of those asked.

    Several boxes can be ticked, so that their per cents pass 100; each respondent counts once in
    the total.
    """
    survey, variable = str(exhibit.survey), str(exhibit.variable)
    division = of_group(data, data.division(survey, variable, exhibit.link), exhibit.group)
    missing = missing_rows(division, exhibit.missing, data)
    base, asked = int(division.answered.sum()), int(division.asked.sum())
    if not base and not missing:
        raise NoDataError(NO_ANSWERS)
    names, alone = division.of.names, everyone(np.ones(len(division.asked), dtype=np.bool_))
    design = design_in(exhibit, data, survey, division.frame)
    weights = None if design is None else design.weights
    sizes = cross_counts(division.inside, len(names), alone, 1, weights)[:, 0].tolist()
    rows = rows_of(division.of, arranged(exhibit.order, names, sizes), exhibit.nets)
    counts = counted(division, [*rows, *missing], alone, 1)[:, 0].astype(int).tolist()
    few = hidden(base, data)

    def told(name: int | str, label: str, role: str, n: int, of_base: bool) -> dict[str, Any]:
        valid = {"percent": share(n, base) if of_base else None}
        of_asked = {"percent_asked": share(n, asked)} if exhibit.missing != "hide" else {}
        numbers = {"n": n, **valid, **of_asked}
        if few:
            numbers = dict.fromkeys(numbers)
        row = {"category": name, "label": label, "role": role, **numbers, "suppressed": few}
        return row | (_range(division, name) if role == CATEGORY else {})

    table = [told(r.name, r.label, r.role, n, True) for r, n in zip(rows, counts, strict=False)]
    table.append(told("total", "total", TOTAL, base, True))
    without = zip(missing, counts[len(rows) :], strict=True)
    table += [told(r.name, r.label, r.role, n, False) for r, n in without]
    if missing:
        table.append(told("asked", "asked", ASKED, asked, False))
    if design is not None and not few:
        whose = [division.within(r.places) if r.who is None else r.who for r in (*rows, *missing)]
        whose.insert(len(rows), division.answered)
        _weigh(table, [*whose, division.asked], division, design)
    decimals = 2
    if division.of.sort == "structural":
        registry, structural = data.project.structural[variable]
        decimals = registry.variable(structural.variable).decimals
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(table),
        n=base,
        method=(message("method_asked" if missing else "method_frequencies"),),
        notes=tuple(remarks(division, exhibit.missing)),
        details=FrequenciesDetails(
            decimals=decimals, heading=division.label, several=division.of.several
        ),
    )


def _weigh(
    table: list[dict[str, Any]], whose: Sequence[Mask], division: Division, design: SurveyDesign
) -> None:
    """Put weighted per cents, with errors and limits, for those of counts."""
    for row, who in zip(table, whose, strict=False):
        if row["percent"] is not None:
            row |= percents(who, division.answered, design)
        if "percent_asked" in row:
            row["percent_asked"] = percents(who, division.asked, design)["percent"]


def _range(division: Division, name: int | str) -> dict[str, Any]:
    """Return the lowest and highest value of a class."""
    if division.of.sort not in {"index", "structural"} or division.values is None:
        return {}
    own = division.values[division.inside == name]
    own = own[~np.isnan(own)]
    return {"minimum": own.min(), "maximum": own.max()} if len(own) else {}
