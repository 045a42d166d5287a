"""The CSV files beside figures and tables: plain, or as Norwegian Excel opens them right."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from evaluering.config.reports import CsvStyle
from evaluering.data.csv_writing import guarded

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?")


def table_csv(rows: Iterable[Sequence[str]], style: CsvStyle) -> bytes:
    """Return a table as printed, texts guarded."""
    return _encoded([[guarded(cell) for cell in row] for row in rows], style)


def numbers_csv(content: bytes, style: CsvStyle, mark: str) -> bytes:
    """Return a result's numbers, its CSV as saved, with the decimal mark of the report.

    Parameters
    ----------
    content
        The saved CSV: UTF-8, commas, decimal points, texts already guarded.
    style
        How it is to be opened; as saved unless Excel is asked for.
    mark
        The decimal mark of the report's language.
    """
    if not style.excel:
        return content
    head, *rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""))) or [[]]
    numeric = {
        place
        for place in range(len(head))
        if all(_NUMBER.fullmatch(row[place]) for row in rows if row[place])
    }
    marked = [
        [cell.replace(".", mark) if place in numeric else cell for place, cell in enumerate(row)]
        for row in rows
    ]
    return _encoded([head, *marked], style)


def _encoded(rows: Iterable[Sequence[str]], style: CsvStyle) -> bytes:
    text = io.StringIO(newline="")
    separator = ";" if style.excel else ","
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig" if style.excel else "utf-8")
