"""Exhibits without the numbers that are hidden, and why each is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.exhibits.absence import WITHHELD, without_data
from evaluering.message import Message, message

Reason = Literal["small", "base", "derived", "extreme", "found", "dominance", "p_percent"]
"""Too few; of too few; another would follow from it; an extreme; the attack found it; an amount
that is mostly a few's, or of which the second largest tells the largest."""
EXTREMES = ("minimum", "maximum")
KEPT = ("population", "population_percent", *EXTREMES)
"""Numbers that everyone knows, and those that are hidden by themselves."""


@dataclass
class Masks:
    """What is hidden.

    Attributes
    ----------
    rows
        Why each row of an exhibit's numbers is hidden, by the exhibit's id and the row's place.
    ends
        The exhibits whose extremes are hidden.
    whole
        The exhibits that are not shown at all.
    """

    rows: dict[tuple[str, int], Reason] = field(default_factory=dict)
    ends: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)

    def of(self, exhibit: str) -> dict[int, Reason]:
        """Return why rows of an exhibit are hidden."""
        return {row: why for (name, row), why in self.rows.items() if name == exhibit}


def masked(of: PublishedExhibit, masks: Masks, least: int) -> PublishedExhibit:
    """Return an exhibit without what is hidden, with a note; it is the same where nothing is.

    Tests of a table or an item with hidden numbers are left out, since they can tell of them, and
    remarks that count fewer than `least`.
    """
    name, result = of.exhibit.id, of.result
    if result.empty is not None:
        return of
    if name in masks.whole:
        return replace(of, result=replace(without_data(result, WITHHELD), n=0))
    rows, table = sorted(masks.of(name)), result.table.copy()
    ends = [c for c in EXTREMES if c in table] if name in masks.ends else []
    notes = tuple(note for note in result.notes if not _few(note, least))
    if not rows and not ends:
        return of if notes == result.notes else replace(of, result=replace(result, notes=notes))
    if rows:
        numeric = [c for c in table.select_dtypes("number").columns if c not in KEPT]
        numeric = [c for c in numeric if c not in {"category", "row", "column"}]
        table[numeric] = table[numeric].astype("float64")
        table.loc[table.index[rows], numeric] = np.nan
        flags = np.zeros(len(table), dtype=bool)
        flags[rows] = True
        table["suppressed"] = flags | _flags(table.get("suppressed"), len(table))
    if ends:
        table[ends] = np.nan
        table["withheld"] = " ".join(ends)
    if baseless := without_base(of, rows):
        table.loc[table.index[baseless], "percent"] = np.nan
        table["withheld"] = ["percent" if n in set(baseless) else "" for n in range(len(table))]
    gone = {of.rows[n].get("item") for n in rows}
    tests = tuple(t for t in result.tests if t.item not in {None, *gone}) if rows else result.tests
    told = message("disclosure_hidden", n=len(rows) + len(baseless) + len(ends) * len(table))
    shown = replace(result, table=table, tests=tests, notes=(*notes, told))
    return replace(of, result=shown)


def without_base(of: PublishedExhibit, rows: Collection[int]) -> list[int]:
    """Return the rows of a crosstab whose per cents tell of a total that is hidden, of `rows`."""
    if "percent" not in of.result.table or not {"row", "column"} <= set(of.result.table):
        return []
    hidden = {(str(of.rows[n]["row"]), str(of.rows[n]["column"])) for n in rows}
    found = []
    for n, row in enumerate(of.rows):
        across, down = str(row["row"]), str(row["column"])
        base = (across, TOTAL) if of.key("percent") == "row" else (TOTAL, down)
        if n not in rows and of.key("percent") != "total" and base in hidden:
            found.append(n)
    return found


def _flags(column: Any, size: int) -> Any:
    if column is None:
        return np.zeros(size, dtype=bool)
    return np.array([value is True or str(value) == "True" for value in column])


def _few(note: Message, least: int) -> bool:
    """Return whether a remark counts too few."""
    return any(isinstance(n, int) and 0 < n < least for n in _numbers(note))


def _numbers(value: object) -> Iterator[object]:
    if isinstance(value, Message):
        for _, own in value.values:
            yield from _numbers(own)
    elif isinstance(value, tuple):
        for own in value:
            yield from _numbers(own)
    else:
        yield value


def bar(of: PublishedExhibit, row: int) -> list[int]:
    """Return the rows that are hidden with one: the categories of its item and group."""
    own = of.rows[row]
    keys = [name for name in ("item", "group") if name in own]
    if not keys:
        return [row]
    return [n for n, other in enumerate(of.rows) if all(other[k] == own[k] for k in keys)]


def reasons_of(masks: Masks, of: PublishedExhibit) -> list[str]:
    """Return why each hidden row of an exhibit is hidden, one each; all where it is not shown.

    The exhibit is the one with nothing hidden.
    """
    exhibit, size = of.exhibit.id, len(of.rows)
    if exhibit in masks.whole:
        return ["withheld"] * size
    own: list[str] = list(masks.of(exhibit).values())
    own += ["base"] * len(without_base(of, masks.of(exhibit)))
    return [*own, *(["extreme"] * (size - len(own)) if exhibit in masks.ends else [])]


def accounts(masks: Masks) -> Mapping[str, Any]:
    """Return what is hidden as plain data: rows by exhibit and reason, and exhibits."""
    by_exhibit: dict[str, dict[str, int]] = {}
    for (name, _), why in masks.rows.items():
        if name not in masks.whole:
            own = by_exhibit.setdefault(name, {})
            own[why] = own.get(why, 0) + 1
    for name in masks.ends - masks.whole:
        by_exhibit.setdefault(name, {})["extreme"] = 1
    return {"hidden": dict(sorted(by_exhibit.items())), "withheld": sorted(masks.whole)}
