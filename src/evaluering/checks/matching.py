"""Matching printed cells with rendered ones, by row and column label.

The report and the pipeline write the same label and number a little differently (hyphen and en
dash, spaces in thousands, per cent as a sign or a word); both sides are folded before they are
compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from evaluering.data.published import Cells, Correction, Place
from evaluering.exhibits.result import Result

NOTHING = "-"
SIGNIFICANCE = ("Kjikvadrat", "signifikant på")
LEVEL = re.compile(r"signifikant på (\d+)-prosentnivå")
SHARE = re.compile(r"([\d\s\u00a0]+) \((.+)\)")
COUNT = re.compile(r" \(\d+\)$")
LIMITS = re.compile(
    r"(?P<name>[^\d(]+?) \(?(?P<low>\d[\d.,\s]*)%? ?[-–] ?(?P<high>\d[\d.,\s]*)(?:%|kr|\))"
)
SPELLINGS = (
    (r"[–−]", "-"),
    (r"\s+", " "),
    (r" prosent\b", "%"),
    (r"\bpop\.", "populasjonen"),
    (r"\bav utvalg\b", "av utvalget"),
    (r"(\d)\.(\d)", r"\1,\2"),
    (r"(\d/\d+)\*$", r"\1"),
    (r",(?!\d)", ""),
    (r" ", ""),
)  # fmt: skip


class LaidCell(Protocol):
    """One cell of a laid-out table."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def header(self) -> str: ...  # noqa: D102
    @property
    def columns(self) -> int: ...  # noqa: D102
    @property
    def rows(self) -> int: ...  # noqa: D102
    @property
    def values(self) -> Sequence[float]: ...  # noqa: D102


class LaidOut(Protocol):
    """A laid-out table, whatever format it is set in: `render.tables.table.Table` is one."""

    @property
    def head(self) -> Sequence[Sequence[LaidCell]]: ...  # noqa: D102
    @property
    def body(self) -> Sequence[Sequence[LaidCell]]: ...  # noqa: D102
    @property
    def notes(self) -> Sequence[str]: ...  # noqa: D102


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
    """A rendered text, folded, and the unrounded number that it shows, if it shows one."""

    text: str
    value: float | None = None


Rendered = dict[tuple[str, str], Entry]
"""Rendered texts by folded row and column label."""


@cache
def folded(text: str) -> str:
    """Return a text in one spelling of dashes, spaces, per cents and decimal signs."""
    for pattern, spelling in SPELLINGS:
        text = re.sub(pattern, spelling, text)
    return NOTHING if text == "-" else text.casefold()


@cache
def label(text: str) -> str:
    """Return a row's or column's label folded, without a count or limits at its end."""
    match = LIMITS.match(text)
    name = folded(match["name"] if match else COUNT.sub("", text))
    return "total" if name == "totalt" else name


def limits(text: str) -> str:
    """Return the limits in a row's label, folded; empty where there are none."""
    match = LIMITS.match(text)
    return folded(f"{match['low']}-{match['high']}") if match else ""


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
        own = names[-1].text
        name = f"{over} ({own.strip('()')})" if lines_left else own
        lines_left = max(0, lines_left - 1)
        values = [cell for cell in line if cell.header != "row"]
        row = label(name)
        for heading, cell in zip(heads[-len(values) :], values, strict=True):
            _add(cells, row, heading, cell)
        if found := limits(name):
            cells[row, ""] = Entry(found)
    found_levels = [match[1] for note in table.notes if (match := LEVEL.search(note))]
    place = (label(SIGNIFICANCE[0]), label(SIGNIFICANCE[1]))
    cells[place] = Entry(found_levels[0] if found_levels else NOTHING)
    return cells


def _add(cells: Rendered, row: str, heading: str, cell: LaidCell) -> None:
    name = heading.removesuffix(" (%)")
    share = SHARE.fullmatch(cell.text)
    first, second, *_ = (*cell.values, None, None)
    if name != heading and share:
        cells[row, label(name)] = Entry(folded(share[1]), first)
        cells[row, label(heading)] = Entry(folded(share[2]), second)
    else:
        cells[row, label(name)] = Entry(folded(cell.text), first)


def figure_cells(result: Result, value: str, write: Callable[[float], str]) -> Rendered:
    """Return a figure's numbers by folded row and group label; n in a row of its own.

    Parameters
    ----------
    result
        The result behind a figure of grouped means or of percentages.
    value
        The column that the figure prints: ``mean`` or ``percent``.
    write
        Writes a number as the figure prints it.
    """
    table = result.table
    row, size = ("item_label", "n") if value == "mean" else ("label", "n_group")
    cells = {
        (label(str(entry[row])), label(str(entry["group_label"]))): Entry(
            folded(write(entry[value])), float(entry[value])
        )
        for entry in table.to_dict(orient="records")
    }
    for group, sizes in table.groupby("group_label")[size]:
        cells["n", label(str(group))] = Entry(str(int(sizes.max())), float(sizes.max()))
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
        if found := limits(place.row):
            wanted[Place(place.exhibit, place.row, "")] = found
    found_differences = []
    for place, printed in wanted.items():
        expected = used.get(place, printed)
        if expected is None:
            continue
        entry = rendered.get((label(place.row), label(place.column)))
        text = None if entry is None else entry.text
        if not same(place, expected, text):
            found_differences.append(Difference(place, printed, expected, text))
    return found_differences


def same(place: Place, expected: str, rendered: str | None) -> bool:
    """Return whether a rendered text says what is expected in a place."""
    if (place.row, place.column) == SIGNIFICANCE:
        level = re.match(r"\d+", expected)
        return rendered == (level[0] if level else NOTHING)
    wanted = folded(expected)
    if wanted == NOTHING:  # the report writes a dash for none
        return rendered in {None, "", "0", NOTHING}
    return rendered == wanted
