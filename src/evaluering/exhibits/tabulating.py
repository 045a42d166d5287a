"""What tables of categories share: who is counted, what is missing, and what must be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluering.config.divisions import Dividing
from evaluering.config.exhibits.tabulated import MissingRows, Net
from evaluering.config.missing import ROLES
from evaluering.data.conditions import meeting
from evaluering.data.divisions import Division, Mask
from evaluering.data.wave_data import WaveData
from evaluering.message import Message, message
from evaluering.stats.tabulation import cross_counts

CATEGORY, NET, TOTAL, MISSING, ASKED = "category", "net", "total", "missing", "asked"
"""What a row of a table is, in the column ``role``."""
WITHOUT = "without"
"""What results call all kinds of missing together."""


@dataclass(frozen=True, eq=False)
class TableRow:
    """A row of a table of one division: a category, a net, or a kind of missing."""

    name: int | str
    label: str
    role: str
    """What results and readers call it, and what it is."""
    places: tuple[int, ...] = ()
    """The categories that it is of."""
    who: Mask | None = None
    """Who is in a row that is of no category, shape (n,)."""


def of_group(data: WaveData, division: Division, group: str | None) -> Division:
    """Return a division of the respondents of a group only, where one is named."""
    if group is None:
        return division
    where, columns = data.group(group).where, data.columns(division.of.survey)
    return division.only(meeting(division.frame, where, columns).to_numpy())


def rows_of(of: Dividing, places: Iterable[int], nets: Iterable[Net]) -> list[TableRow]:
    """Return the categories in an order, and then the nets."""
    rows = [TableRow(of.keys[k], of.labels[k], CATEGORY, (k,)) for k in places]
    for net in nets:
        inside = tuple(of.names.index(code) for code in net.codes)
        rows.append(TableRow(f"net-{'-'.join(net.codes)}", net.label, NET, inside))
    return rows


def missing_rows(division: Division, shown: MissingRows, data: WaveData) -> list[TableRow]:
    """Return those who were asked and did not answer: as one row, by kind, or not at all."""
    if shown == "hide":
        return []
    if shown == "show":
        without = division.asked & ~division.answered
        return [TableRow(WITHOUT, WITHOUT, MISSING, who=without)] if without.any() else []
    own = data.project.settings.missing_kinds
    return [
        TableRow(kind, kind if kind in ROLES else own.get(kind, kind), MISSING, who=who)
        for kind, who in division.missing.items()
    ]


def counted(
    division: Division, rows: Sequence[TableRow], inside: NDArray[Any], count: int
) -> NDArray[np.float64]:
    """Return the counts of rows by the categories of another division.

    Parameters
    ----------
    division, rows
        What the rows are of.
    inside, count
        The places or ticks of the other one, and how many categories it has.
    """
    single = not division.of.several
    own = cross_counts(division.inside, len(division.of.names), inside, count)
    found = np.zeros((len(rows), count))
    for place, row in enumerate(rows):
        if row.who is None and (single or len(row.places) == 1):
            found[place] = own[list(row.places)].sum(axis=0)
        else:
            who = division.within(row.places) if row.who is None else row.who
            found[place] = cross_counts(everyone(who), 1, inside, count)[0]
    return found


def everyone(who: Mask) -> NDArray[np.int64]:
    """Return a division with one category, of some of the respondents."""
    return who.astype(np.int64) - 1


def remarks(division: Division, shown: MissingRows, *, is_row: bool = True) -> Iterable[Message]:
    """Yield how many are left out of a table, and why; and that the per cents of boxes overlap."""
    without = int((division.asked & ~division.answered).sum())
    unasked = int((~division.asked).sum())
    label, sort = division.label, division.of.sort
    if without and (shown == "hide" or not is_row):
        yield message("left_out_unanswered", label=label, n=without)
    if unasked:
        asked = sort in {"variable", "item", "boxes"}
        yield message("left_out_unasked" if asked else "left_out_outside", label=label, n=unasked)
    if division.of.several:
        yield message("several_rows" if is_row else "several_columns", label=label)


def hidden(base: float, data: WaveData) -> bool:
    """Return whether so few are behind numbers that they must not be shown."""
    return 0 < base < data.project.settings.disclosure.minimum_n


def share(part: float, whole: float) -> float | None:
    """Return a per cent, or nothing of nobody."""
    return 100 * part / whole if whole else None
