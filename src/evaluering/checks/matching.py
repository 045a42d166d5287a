"""Matching printed cells with laid-out ones, by row and column label.

A printed text is read into numbers; the numbers of a laid-out cell are those that it holds. Words
around them, and labels, are written a little differently in the report and by the pipeline
(hyphen and en dash, per cent as a sign or a word); both are folded before they are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol

from evaluering.data.numerals import (
    NUMBER_SIGN,
    Numeral,
    counted,
    framed,
    limits_in,
    numerals,
    written,
)
from evaluering.data.published import Cells, Correction, Place
from evaluering.exhibits.result import Result

NOTHING = "-"
SIGNIFICANCE = ("Kjikvadrat", "signifikant på")
SPELLINGS = (
    (r"[–−]", "-"),
    (r"\s+", " "),
    (r" prosent\b", "%"),
    (r"\bpop\.", "populasjonen"),
    (r"\bav utvalg\b", "av utvalget"),
    (r"(\d)\.(\d)", r"\1,\2"),
    (r"(#/#)\*$", r"\1"),
    (r",(?!\d)", ""),
    (r" ", ""),
)  # fmt: skip


class LaidNumber(Protocol):
    """A number of a laid-out cell."""

    @property
    def value(self) -> float: ...  # noqa: D102
    @property
    def rounded(self) -> Decimal: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def frame(self) -> str: ...  # noqa: D102


class LaidCell(Protocol):
    """One cell of a laid-out table: `render.tables.table.Cell` is one."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def frame(self) -> str: ...  # noqa: D102
    @property
    def header(self) -> str: ...  # noqa: D102
    @property
    def columns(self) -> int: ...  # noqa: D102
    @property
    def rows(self) -> int: ...  # noqa: D102
    @property
    def numbers(self) -> Sequence[LaidNumber]: ...  # noqa: D102


class LaidOut(Protocol):
    """A laid-out table, whatever format it is set in: `render.tables.table.Table` is one."""

    @property
    def head(self) -> Sequence[Sequence[LaidCell]]: ...  # noqa: D102
    @property
    def body(self) -> Sequence[Sequence[LaidCell]]: ...  # noqa: D102
    @property
    def level(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True)
class Difference:
    """A cell that is not rendered as expected."""

    place: Place
    printed: str
    expected: str
    rendered: str | None

    def __str__(self) -> str:
        corrected = f" (trykt «{self.printed}»)" if self.expected != self.printed else ""
        found = "ingen slik celle" if self.rendered is None else f"«{self.rendered}»"
        place = f"{self.place.exhibit}, «{self.place.row}» × «{self.place.column}»"
        return f"{place}: ventet «{self.expected}»{corrected}, fikk {found}"


@dataclass(frozen=True)
class Entry:
    """What the pipeline shows in a place."""

    text: str
    """The printed text, folded."""
    numerals: tuple[Numeral, ...] = ()
    """Its numbers as they are printed."""
    value: float | None = None
    """The unrounded number behind the first of them."""
    frame: str = ""
    """What stands around the numbers, folded."""


Rendered = dict[tuple[str, str], Entry]
"""What is shown, by folded row and column label."""


@cache
def folded(text: str) -> str:
    """Return a text in one spelling of dashes, spaces, per cents and decimal signs."""
    for pattern, spelling in SPELLINGS:
        text = re.sub(pattern, spelling, text)
    return NOTHING if text == "-" else text.casefold()


@cache
def label(text: str) -> str:
    """Return a row's or column's label folded, without a count or limits at its end."""
    found = limits_in(text)
    name = folded(found.name if found and found.marked and found.name else counted(text)[0])
    return "total" if name == "totalt" else name


def printed_limits(text: str) -> str:
    """Return the limits in a printed row's label, folded; empty where there are none."""
    found = limits_in(text)
    if found is None or not (found.marked and found.name):
        return ""
    return "-".join(written(n.units, n.decimals) for n in (found.low, found.high))


def table_cells(table: LaidOut) -> Rendered:
    """Return a laid-out table's cells by folded row and column label.

    A cell such as ``18 (7)`` under a heading that ends in ``(%)`` gives two: the count under the
    heading without it, and the per cent. Row names that span lines go before the line's own, as
    in ``Folketall (Pearson)``. A row's limits stand in the column without a name; the level of a
    chi-square test where the report's stars are.
    """
    heads = [text for cell in table.head[-1] for text in [cell.text] * cell.columns]
    cells: Rendered = {}
    over, lines_left = "", 0
    for line in table.body:
        names = [cell for cell in line if cell.header == "row"]
        if names and names[0].rows > 1:
            over, lines_left = names[0].text, names[0].rows
        own = names[-1]
        name = f"{over} ({own.text.strip('()')})" if lines_left else own.text
        lines_left = max(0, lines_left - 1)
        values = [cell for cell in line if cell.header != "row"]
        row = label(name)
        for heading, cell in zip(heads[-len(values) :], values, strict=True):
            _add(cells, row, heading, cell)
        if len(own.numbers) > 1:
            ends = [_entry(number, number) for number in own.numbers]
            cells[row, ""] = Entry(
                "-".join(end.text for end in ends),
                tuple(numeral for end in ends for numeral in end.numerals),
                frame="-".join(end.frame for end in ends),
            )
    level = NOTHING if table.level is None else str(table.level)
    cells[label(SIGNIFICANCE[0]), label(SIGNIFICANCE[1])] = Entry(level)
    return cells


def _add(cells: Rendered, row: str, heading: str, cell: LaidCell) -> None:
    name = heading.removesuffix(" (%)")
    if name != heading and len(cell.numbers) > 1:
        for own, number in zip((name, heading), cell.numbers, strict=True):
            cells[row, label(own)] = _entry(number, number)
    else:
        cells[row, label(name)] = _entry(cell, *cell.numbers)


def _entry(cell: LaidCell | LaidNumber, *numbers: LaidNumber) -> Entry:
    """Return what is shown: the numbers as they are rounded, and what stands around them."""
    own = tuple(_numeral(number.rounded) for number in numbers)
    value = numbers[0].value if numbers else None
    return Entry(folded(cell.text), own, value, folded(cell.frame))


def _numeral(rounded: Decimal) -> Numeral:
    decimals = -int(rounded.as_tuple().exponent)
    return Numeral(int(rounded.scaleb(decimals)), decimals)


def figure_cells(result: Result, value: str, write: Callable[[float], LaidNumber]) -> Rendered:
    """Return a figure's numbers by folded row and group label; n in a row of its own.

    Parameters
    ----------
    result
        The result behind a figure of grouped means or of percentages.
    value
        The column that the figure prints: ``mean`` or ``percent``.
    write
        Makes the number that the figure prints.
    """
    table = result.table
    row, size = ("item_label", "n") if value == "mean" else ("label", "n_group")
    cells = {
        (label(str(entry[row])), label(str(entry["group_label"]))): _entry(shown, shown)
        for entry in table.to_dict(orient="records")
        for shown in [write(float(entry[value]))]
    }
    for group, sizes in table.groupby("group_label")[size]:
        largest = int(sizes.max())
        cells["n", label(str(group))] = Entry(
            str(largest), (Numeral(largest, 0),), float(largest), NUMBER_SIGN
        )
    return cells


def differences(
    cells: Cells, corrections: Iterable[Correction], rendered: Rendered
) -> list[Difference]:
    """Return the printed cells of an exhibit that are rendered otherwise.

    A corrected cell is compared with what is used for it, and skipped where that is open.
    """
    used = {correction.place: correction.used for correction in corrections}
    wanted = dict(cells)
    for place in cells:
        if found := printed_limits(place.row):
            wanted[Place(place.exhibit, place.row, "")] = found
    found_differences = []
    for place, printed in wanted.items():
        expected = used.get(place, printed)
        if expected is None:
            continue
        entry = rendered.get((label(place.row), label(place.column)))
        if not same(place, expected, entry):
            text = None if entry is None else entry.text
            found_differences.append(Difference(place, printed, expected, text))
    return found_differences


def same(place: Place, expected: str, shown: Entry | None) -> bool:
    """Return whether what is shown in a place is what is expected there."""
    text = None if shown is None else shown.text
    if (place.row, place.column) == SIGNIFICANCE:
        level = numerals(expected)
        return text == (str(level[0].units) if level and expected != "–" else NOTHING)
    if folded(expected) == NOTHING:  # the report writes a dash for none
        return text in {None, "", "0", NOTHING}
    if shown is None or not shown.numerals:
        return text == folded(expected)
    found = [(n.units, n.decimals) for n in numerals(expected)]
    shown_numbers = [(n.units, n.decimals) for n in shown.numerals]
    return found == shown_numbers and folded(framed(expected)) == shown.frame
