"""Cells as the sheet holds them: unrounded numbers under formats that show what is printed.

A spreadsheet rounds what it holds half up, on 15 significant digits. Where that shows what is
printed, the sheet holds the unrounded number. Where it does not (another rounding rule, or a
number so near a tie that programs differ), the sheet holds the number as printed; the unrounded
one stands among the unrounded numbers below. A format that wrote the printed text itself would
go on showing it over any other number that is typed into the cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from evaluering.render.numbers import MINUS, NO_BREAK, Written
from evaluering.render.packing import clean
from evaluering.render.tables.table import Cell

_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
LONGEST = 32_767
"""Letters that a cell holds."""
THOUSANDS = 10_000
"""The least number with a mark between its thousands."""


@dataclass(frozen=True)
class Held:
    """What a sheet's cell holds, its number format, and what it shows; text has no format."""

    value: str | int | float | bool | None
    text: str
    format: str = ""


def held(cell: Cell) -> list[Held]:
    """Return what a cell holds: one sheet cell a number, so that ``4 (19)`` has two, or a text."""
    numbers = [] if cell.header else list(_numbers(cell))
    return [_held(*found) for found in numbers] or [plain(cell.text)]


def plain(text: str) -> Held:
    """Return a text that a cell can hold."""
    kept = clean(text)[:LONGEST]
    return Held(kept, kept)


def unrounded(value: object) -> Held:
    """Return a value of a result's table as it is: nothing, a truth, a number or a text."""
    if isinstance(value, str):
        return plain(value)
    if value is None or value != value:
        return Held(None, "")
    number = float(value)  # type: ignore[arg-type]
    kept = int(number) if number.is_integer() else number
    return Held(value if isinstance(value, bool) else kept, str(kept))


def _numbers(cell: Cell) -> Iterator[tuple[str, Written, str]]:
    """Yield a cell's numbers with the texts before and after them.

    The text between two numbers goes with the first, up to its last space; what follows the
    space, such as an opening bracket, goes with the second.
    """
    before, last = "", None
    opened = ""
    for piece in cell.pieces:
        if not isinstance(piece, Written):
            before += piece if isinstance(piece, str) else piece.text
            continue
        if last is not None:
            ended, space, rest = before.rpartition(" ")
            yield opened, last, ended if space else before
            before = rest if space else ""
        opened, last, before = before, piece, ""
    if last is not None:
        yield opened, last, before


def _held(before: str, number: Written, after: str) -> Held:
    value, form = float(number.value), number.format
    if not number.below and not _is_shown(number):
        value = float(number.rounded)
    if form.percent:
        value = float(_DIGITS.create_decimal(Decimal(value)).scaleb(-2))
    text = f"{before}{number.text}{after}"
    return Held(int(value) if value.is_integer() else value, text, _code(before, number, after))


def _is_shown(number: Written) -> bool:
    """Return whether every spreadsheet shows an unrounded number as it is printed."""
    digits = _DIGITS.create_decimal(Decimal(number.value))
    step = Decimal(1).scaleb(-number.format.decimals)
    rounded = digits.quantize(step, ROUND_HALF_UP)
    # a tie that is held as a hundredth is none in the binary digits of some programs
    moved = number.format.percent and 2 * abs(rounded - digits) == step
    return rounded == number.rounded and not moved


def _code(before: str, number: Written, after: str) -> str:
    """Return the number format that shows a number as printed, among texts."""
    form, printed = number.format, number.rounded
    code = "#,##0" if abs(printed) >= THOUSANDS else "0" if form.zero or not form.decimals else ""
    code += f".{'0' * form.decimals}" if form.decimals else ""
    if form.percent:
        code += f"{_quoted(NO_BREAK if f'{NO_BREAK}%' in number.text else '')}%"
    below = f"[<{form.least}]{_quoted(before + number.text + after)};" if number.below else ""
    before, after = (before + "(", ")" + after) if form.brackets else (before, after)
    code += _quoted(form.stars + after)
    shown = f"{below}{_quoted(before)}{code}"
    if number.value < 0 and not below:
        return f"{shown};{_quoted(before + (MINUS if printed < 0 else ''))}{code}"
    return shown


def _quoted(text: str) -> str:
    """Return a text as it stands in a number format."""
    return '"' + text.replace('"', '"\\""') + '"' if text else ""
