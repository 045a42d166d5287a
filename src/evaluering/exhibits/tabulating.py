"""What tables of categories share: who is counted, what is missing, and what must be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluering.config.exhibits.tabulated import MissingRows, Net
from evaluering.config.missing import ROLES
from evaluering.data.conditions import meeting
from evaluering.data.divisions import Division, Mask
from evaluering.data.wave_data import WaveData
from evaluering.message import Message, message
from evaluering.stats.tabulation import tabulate

CATEGORY, NET, TOTAL, MISSING, ASKED = "category", "net", "total", "missing", "asked"
"""What a row of a table is, in the column ``role``."""
WITHOUT = "without"
"""What results call all kinds of missing together."""


@dataclass(frozen=True, eq=False)
class TableRow:
    """A row of a table of one division: a category, a net, or a kind of missing.

    Attributes
    ----------
    name, label, role
        What results and readers call it, and what it is.
    who
        Who is in it, shape (n,).
    """

    name: int | str
    label: str
    role: str
    who: Mask


def of_group(data: WaveData, division: Division, group: str | None) -> Division:
    """Return a division of the respondents of a group only, where one is named."""
    if group is None:
        return division
    where, columns = data.group(group).where, data.columns(division.of.survey)
    return division.only(meeting(division.frame, where, columns).to_numpy())


def rows_of(division: Division, places: Sequence[int], nets: Iterable[Net]) -> list[TableRow]:
    """Return the categories in an order, and then the nets."""
    of = division.of
    masks = [category.members.to_numpy() for category in division]
    rows = [TableRow(of.keys[k], of.labels[k], CATEGORY, masks[k]) for k in places]
    for net in nets:
        who = np.any([masks[of.names.index(code)] for code in net.codes], axis=0)
        rows.append(TableRow(f"net-{'-'.join(net.codes)}", net.label, NET, who))
    return rows


def missing_rows(division: Division, shown: MissingRows, data: WaveData) -> list[TableRow]:
    """Return those who were asked and did not answer: as one row, by kind, or not at all."""
    if shown == "hide":
        return []
    if shown == "show":
        without = division.asked & ~division.answered
        return [TableRow(WITHOUT, WITHOUT, MISSING, without)] if without.any() else []
    own = data.project.settings.missing_kinds
    return [
        TableRow(kind, kind if kind in ROLES else own.get(kind, kind), MISSING, who)
        for kind, who in division.missing.items()
    ]


def counted(rows: Sequence[TableRow], division: Division) -> NDArray[np.float64]:
    """Return the counts of rows by category of a division, shape (rows, categories)."""
    ticks = np.column_stack([row.who for row in rows])
    categories = len(division.of.names)
    return tabulate(ticks, len(rows), division.inside, categories).counts


def remarks(division: Division, shown: MissingRows, *, is_row: bool = True) -> Iterable[Message]:
    """Yield how many are left out of a table, and why; and that the per cents of boxes overlap."""
    without = int((division.asked & ~division.answered).sum())
    unasked = int((~division.asked).sum()) if division.of.sort != "groups" else 0
    label = division.label
    if without and (shown == "hide" or not is_row):
        yield message("left_out_unanswered", label=label, n=without)
    if unasked:
        yield message("left_out_unasked", label=label, n=unasked)
    if division.of.several:
        yield message("several_rows" if is_row else "several_columns", label=label)


def hidden(base: float, data: WaveData) -> bool:
    """Return whether so few are behind numbers that they must not be shown."""
    return 0 < base < data.project.settings.disclosure.minimum_n


def share(part: float, whole: float) -> float | None:
    """Return a per cent, or nothing of nobody."""
    return 100 * part / whole if whole else None
