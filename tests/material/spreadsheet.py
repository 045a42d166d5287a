"""What a spreadsheet shows in a cell: the rules of number formats, written apart from the writer.

A format has sections divided by ``;``: one with a condition is for the numbers that meet it, and
otherwise the second is for the negative ones, which then have no sign of their own. ``0`` is a
digit, ``#,##0`` has a mark between thousands, ``%`` shows hundredths, and what stands in quotes
is text. Numbers are rounded half up, on the 15 significant digits that a spreadsheet goes by.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from evaluering.render.tables.table import Table

SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"])+')
TOKEN = re.compile(r'"(?P<text>[^"]*)"|\\(?P<sign>.)|(?P<code>[#,0.]+)|(?P<percent>%)')
DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)


def spreadsheet_text(value: float, code: str, decimal: str = ",", thousands: str = "\u00a0") -> str:
    """Return what a spreadsheet shows of a number.

    Parameters
    ----------
    value, code
        The number and its format.
    decimal, thousands
        The marks of the reader's machine.
    """
    sections = SECTION.findall(code)
    section, size = sections[0], Decimal(value)
    if condition := re.match(r"\[<(?P<limit>[\d.]+)\]", sections[0]):
        section = (
            sections[0][condition.end() :] if value < float(condition["limit"]) else sections[1]
        )
    elif value < 0 and len(sections) > 1:
        section, size = sections[1], -size
    tokens = list(TOKEN.finditer(section))
    assert "".join(token[0] for token in tokens) == section, f"not understood: {section}"
    exact = DIGITS.create_decimal(size)
    if any(token["percent"] for token in tokens):
        exact = exact.scaleb(2)
    shown = "-" if exact < 0 else ""
    for token in tokens:
        if token["code"]:
            shown += _digits(abs(exact), token["code"], decimal, thousands)
        else:
            shown += token["text"] or token["sign"] or token["percent"] or ""
    return shown


def _digits(exact: Decimal, code: str, decimal: str, thousands: str) -> str:
    whole, _, fraction = code.partition(".")
    rounded = exact.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    before, _, after = f"{rounded:,f}".partition(".")
    before = before.replace(",", thousands if "," in whole else "")
    if not whole and before == "0":
        before = ""
    return before + (decimal + after if fraction else "")


def shown_rows(sheet: Worksheet) -> list[str]:
    """Return what a sheet shows, a text a row, blanks left out; in Norwegian."""
    return [
        "".join(_shown(cell) for cell in row if cell.value is not None) for row in sheet.iter_rows()
    ]


def printed_rows(table: Table) -> list[str]:
    """Return what a table prints, a text a row, blanks left out."""
    return [
        "".join("".join(cell.text.split()) for cell in row) for row in (*table.head, *table.body)
    ]


def holds(rows: list[str], wanted: list[str]) -> bool:
    """Return whether some rows stand together among others."""
    return any(rows[n : n + len(wanted)] == wanted for n in range(len(rows)))


def _shown(cell: Any) -> str:
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    coded = number and cell.number_format != "General"
    text = spreadsheet_text(cell.value, cell.number_format) if coded else str(cell.value)
    return "".join(text.split())
