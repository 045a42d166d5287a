"""Making statements of what an exhibit publishes: its counts, and its means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.filters import by_survey
from evaluering.config.project import Project
from evaluering.disclosure.attack.answers import Window
from evaluering.disclosure.attack.bearing import finest_step, step_borne, stepped
from evaluering.disclosure.attack.exhibit import OF_GROUP, TOTAL, PublishedExhibit
from evaluering.disclosure.attack.of_whom import Whose, whose_row
from evaluering.disclosure.attack.statements import (
    VALID,
    WHERE,
    Counted,
    CountStatement,
    MeanStatement,
    number,
    windows,
)

SIDES = ("first", "second")
MEAN = 1
"""Decimals that a mean is printed with at least."""


@lru_cache(maxsize=1024)
def count_statements(of: PublishedExhibit) -> tuple[CountStatement, ...]:
    """Return the counts of an exhibit whose rows are known to be of categories."""
    return tuple(_counts(beside(of)))


def _counts(of: PublishedExhibit) -> Iterator[CountStatement]:
    table = of.result.table
    if "n" not in table or not of.counts_respondents:
        return
    percents = list(windows([number(value) for value in table.get("percent", [])]))
    bases = dict(_bases_told(of, percents))
    for place, row in enumerate(of.rows):
        whose = whose_row(of, row)
        if whose is None:
            continue
        n, percent = number(row["n"]), percents[place] if percents else None
        if of.exhibit.weighs(of.project, whose.survey):
            percent = None
        lower, upper = (n, n) if n is not None else (0.0, np.inf)
        if n is None and percent is not None and (base := _base(of, row)) is not None:
            lower, upper = _of_percent(percent, base)
        if n is None and place in bases:
            lower, upper = max(lower, bases[place][0]), min(upper, bases[place][1])
        who = _counted(of, whose, row)
        own = CountStatement(who, of.place(row), lower, upper, n is None, whose.parts, whose.among)
        yield own
        yield from _group_told(of, row, own, percent)


@lru_cache(maxsize=1024)
def mean_statements(of: PublishedExhibit) -> tuple[MeanStatement, ...]:
    """Return the means of answers on a scale of whole numbers."""
    return tuple(_means(beside(of)))


def _means(of: PublishedExhibit) -> Iterator[MeanStatement]:
    table = of.result.table
    if not {"n", "mean"} <= set(table.columns):
        return
    means, deviations = (_mean_windows(of, name) for name in ("mean", "sd"))
    for place, row in enumerate(of.rows):
        # in a crosstab the means of the columns stand in the row of their totals
        whose, item = whose_row(of, row), str(row.get("item", of.key("row")))
        codes = None if whose is None else _codes(of.project, whose.survey, item)
        if whose is None or codes is None or (item, VALID) not in whose.conditions:
            continue
        if row.get("role", "mean") != "mean" or means == [None] * len(means):
            continue
        if of.exhibit.weighs(of.project, whose.survey):
            continue
        n, who = number(row["n"]), _counted(of, whose, row)
        own = Counted(who.wave, who.survey, who.having((item, VALID)).conditions, item)
        parts = tuple(name for name in whose.parts if name != item)
        whole = None if n is None else int(n)
        yield MeanStatement(
            own, of.place(row), whole, means[place], deviations[place], codes, parts, whose.among
        )


def _mean_windows(of: PublishedExhibit, column: str) -> list[Window | None]:
    """Return what each mean or standard deviation can have been before it was rounded."""
    values = [number(row.get(column)) for row in of.rows]
    if of.rounded:
        steps = [_step(of, row) for row in of.rows]
        if (found := stepped(values, steps)) is not None:
            return found
    return list(windows(values, MEAN))


def _step(of: PublishedExhibit, row: Mapping[str, Any]) -> float:
    """Return what a row's means are rounded to in a public report, by a rule that all can know."""
    n, name = number(row.get("n")), str(row.get("item") or of.key("row") or "")
    books = (book for book in of.project.surveys.values() if name in book.items)
    scales = [len(of.project.scales[book.battery_of(name).scale].values) for book in books]
    finest = finest_step(of.result.table)
    return step_borne(n, scales[0], of.rounded, finest) if n and scales else finest


def sum_statements(means: Iterable[MeanStatement]) -> Iterator[CountStatement]:
    """Yield the sums of codes that means come to, of which those of groups add up to that of all.

    A withheld mean is a sum that is to be attacked.
    """
    for mean in means:
        if mean.n is None:
            continue
        low, high = mean.n * mean.codes[0], mean.n * mean.codes[-1]
        window = mean.mean or Window(-np.inf, np.inf)
        lower = max(np.ceil(mean.n * window.lower - 1e-6), low)
        upper = min(np.floor(mean.n * window.upper + 1e-6), high)
        yield CountStatement(
            mean.who, mean.place, lower, upper, mean.mean is None, mean.parts, mean.among
        )


def beside(of: PublishedExhibit) -> PublishedExhibit:
    """Return an exhibit that has two groups side by side in its rows as one with a row of each."""
    table, groups = of.result.table, of.key("groups") or ()
    if not {"n_first", "n_second"} <= set(table.columns) or len(groups) != len(SIDES):
        return of
    sides = []
    for group, side in zip(groups, SIDES, strict=True):
        kept = [
            name for name in ("item", "item_label", f"n_{side}", f"mean_{side}") if name in table
        ]
        own = table[kept].rename(columns={f"n_{side}": "n", f"mean_{side}": "mean"})
        sides.append(own.assign(group=group))
    return replace(of, result=replace(of.result, table=pd.concat(sides, ignore_index=True)))


def _counted(of: PublishedExhibit, whose: Whose, row: Mapping[str, Any]) -> Counted:
    report = of.project.reports.get(of.report)
    both = [by_survey(own.where).get(whose.survey) for own in (report, of.exhibit) if own]
    where = " and ".join(f"({own})" for own in both if own)
    filtered = [(WHERE, where)] if where else []
    wave = str(row.get("wave") or of.wave)
    return Counted(wave, whose.survey, frozenset([*whose.conditions, *filtered]))


def _codes(project: Project, survey: str, item: str) -> tuple[int, ...] | None:
    """Return the codes of an item; None of what is no item."""
    book = project.surveys[survey]
    if item not in book.items:
        return None
    return tuple(sorted(map(int, project.scales[book.battery_of(item).scale].values)))


def _base(of: PublishedExhibit, row: Mapping[str, Any]) -> float | None:
    """Return what a row's per cent is of: what it says itself, else the total it is a part of."""
    said = number(row.get("base", row.get("n_group")))
    if said is not None:
        return said
    total = _total_of(of, row)
    fitting = [own for own in of.rows if total.items() <= own.items()]
    return number(fitting[0]["n"]) if fitting else None


def _total_of(of: PublishedExhibit, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what names the row of the total that a row's per cent is of."""
    total = {name: row[name] for name in ("item", "group", "column") if name in row}
    if "item" in row:
        total["row"] = "base"
    elif of.key("percent") in {"row", "total"}:
        total |= {"column": TOTAL, "row": row["row"] if of.key("percent") == "row" else TOTAL}
    else:
        total["row" if "row" in row else "category"] = TOTAL
    return total


def _bases_told(
    of: PublishedExhibit, percents: Sequence[Window | None]
) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield the rows of totals that are withheld, and what counts with per cents say they are."""
    hidden = {n: row for n, row in enumerate(of.rows) if number(row["n"]) is None}
    told: dict[int, tuple[float, float]] = {}
    for row, percent in zip(of.rows, percents, strict=False) if hidden else ():
        n = number(row["n"])
        if not n or percent is None or percent.lower <= 0:
            continue
        total = _total_of(of, row)
        low, high = (
            np.ceil(100 * n / percent.upper - 1e-6),
            np.floor(100 * n / percent.lower + 1e-6),
        )
        for place in (p for p, own in hidden.items() if total.items() <= own.items()):
            lower, upper = told.get(place, (0.0, np.inf))
            told[place] = max(lower, low), min(upper, high)
    yield from told.items()


def _group_told(
    of: PublishedExhibit, row: Mapping[str, Any], own: CountStatement, percent: Window | None
) -> Iterator[CountStatement]:
    """Yield how many a group is whose number is withheld, as a count with its per cent says."""
    if percent is None or percent.lower <= 0 or not own.exact or not own.lower:
        return
    if "n_group" in row and number(row["n_group"]) is None:
        item = next((v for v, c in own.who.conditions if v in own.parts and c != VALID), None)
        if item is not None:
            who, place = own.who.having((item, VALID)), of.place(row, OF_GROUP)
            yield CountStatement(who, place, *_base_told(own.lower, percent), hidden=True)


def _base_told(n: float, percent: Window) -> tuple[float, float]:
    """Return between which numbers lies what a count is a per cent of."""
    lower, upper = 100 * n / percent.upper, 100 * n / percent.lower
    return float(np.ceil(lower - 1e-6)), float(np.floor(upper + 1e-6))


def _of_percent(percent: Window, base: float) -> tuple[float, float]:
    """Return between which numbers a withheld count lies, by its per cent."""
    lower, upper = percent.lower * base / 100, percent.upper * base / 100
    return float(max(np.ceil(lower - 1e-6), 0)), float(np.floor(upper + 1e-6))
