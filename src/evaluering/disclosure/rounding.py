"""Means and what is made of them, rounded to what the number of answers behind them bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from math import floor, isfinite, log10
from typing import Any, TypeVar

import numpy as np

from evaluering.disclosure.attack.bearing import finest_step, step_borne, to_step
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.statements import number
from evaluering.exhibits.significance import MeansTest, RankTest
from evaluering.message import Number, message

OF_BASE = {
    **dict.fromkeys(("mean", "sd", "se", "standard_error", "deviation"), ("n",)),
    "mean_first": ("n_first",),
    "mean_second": ("n_second",),
    "difference": ("n_first", "n_second"),
    **dict.fromkeys(("lower", "upper"), ("n", "n_first", "n_second")),
}
"""Columns of means and what is made of them, by the columns of how many answered."""
AVERAGES = ("mean", "mean_first")
PRINTED = 0.1
"""The step that a mean is mostly printed with, beyond which a reader is told."""
UNTESTED = 0.5
"""The step from which on a test of the means would tell what the rounding hides."""
LEVELS = (0.05, 0.01, 0.001)
R = TypeVar("R")


def rounded(of: PublishedExhibit, least: int) -> PublishedExhibit:
    """Return an exhibit with its means of answers rounded; without these it is the same.

    Tests of means are rounded to what is printed of them, and left out where a base is so small
    that they would tell of it.

    Parameters
    ----------
    of
        The exhibit as it is computed.
    least
        The least count that may be shown.
    """
    result = of.result
    if result.empty is not None or not set(AVERAGES) & set(result.table):
        return of
    scales = [answered_scale(of, row) for row in of.rows]
    if all(scale is None for scale in scales) or not of.counts_respondents:
        return of
    table, steps = result.table.copy(), list[float]()
    tells, finest = set[object](), finest_step(table)
    for column in [name for name in OF_BASE if name in table]:
        values = [number(value) for value in table[column]]
        for place, (row, scale) in enumerate(zip(of.rows, scales, strict=True)):
            if (value := values[place]) is not None and scale is not None:
                step = max(steps_of(row, scale, OF_BASE[column], least, finest), default=1.0)
                values[place] = to_step(value, step, of.exhibit.rounding)
                steps.append(step)
                tells |= {row.get("item")} if step >= UNTESTED else set()
        table[column] = np.array(values, dtype=np.float64)
    if not steps:
        return of
    if "hedges_g" in table:
        table["hedges_g"] = table["hedges_g"].round(2)
        table["p"] = [safe_p(value) for value in table["p"]]
    tests = tuple(
        _coarse(test) if isinstance(test, MeansTest | RankTest) else test
        for test in result.tests
        if not tells or not isinstance(test, MeansTest | RankTest) or _apart(test.item, tells)
    )
    notes = result.notes
    if max(steps, default=0.0) > PRINTED:
        notes = (*notes, message("disclosure_rounded", step=Number(max(steps), 1)))
    result = replace(result, table=table, tests=tests, notes=notes)
    return replace(of, result=result, rounded=least)


def _apart(item: str | None, tells: set[object]) -> bool:
    """Return whether a test is of an item whose means are of enough."""
    return item is not None and item not in tells


def answered_scale(of: PublishedExhibit, row: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return how many codes and items a row's mean is of; None where it is of no answers."""
    project = of.project
    name = str(row.get("item") or of.key("row") or "")
    index = project.indices.get(str(of.key("index") or name))
    items = index.items if index else [name]
    for book in project.surveys.values():
        if items[0] in book.items:
            return len(project.scales[book.battery_of(items[0]).scale].values), len(items)
    others = getattr(of.exhibit, "item_names", None) if name == "total" else None
    return answered_scale(of, {"item": others[0]}) if others else None


def steps_of(
    row: Mapping[str, Any],
    scale: tuple[int, int],
    bases: tuple[str, ...],
    least: int,
    finest: float,
) -> Iterator[float]:
    """Yield the step that each of a row's bases bears."""
    codes, items = scale
    for column in bases:
        n = number(row.get(column))
        if n is not None:
            yield step_borne(n * items, codes, least, finest)


def _coarse(value: R) -> R:
    """Return a test with its numbers as they are printed."""
    if isinstance(value, tuple):
        return tuple(_coarse(inner) for inner in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        own = getattr(value, field.name)
        if isinstance(own, float):
            changed[field.name] = safe_p(own) if _is_p(field.name) else _digits(own)
        elif isinstance(own, tuple):
            changed[field.name] = _coarse(own)
    return replace(value, **changed)


def _is_p(name: str) -> bool:
    return name == "p" or name.startswith("p_") or name.endswith("_p")


def safe_p(p: float) -> float:
    """Return a p with three decimals, on the same side of each level."""
    if not isfinite(p):
        return p
    if p < LEVELS[-1]:
        return LEVELS[-1] / 2
    found = round(p, 3)
    return next((level - 0.001 for level in LEVELS if p < level <= found), found)


def _digits(value: float) -> float:
    """Return a number with two decimals, or three digits where it is less than one."""
    if not isfinite(value) or value == 0:
        return value
    return round(value, max(2, 2 - floor(log10(abs(value)))))
