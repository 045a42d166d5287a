"""Laying out the table of an exhibit, or the numbers behind a figure, by the exhibit's kind."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from evaluering.config.exhibits import AnyExhibit
from evaluering.exhibits.result import Result
from evaluering.render.language import said
from evaluering.render.material import empty_reason
from evaluering.render.tables.table import Cell, Table


def lay_out(exhibit: AnyExhibit, result: Result) -> Table:
    """Return an exhibit's table in the language in use.

    An exhibit without data, and a drawing that has no numbers behind it, has an empty one.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    """
    module = f"evaluering.render.tables.{exhibit.kind}"
    if empty_reason(result) is not None or find_spec(module) is None:
        return Table((), ())
    table: Table = import_module(module).layout(exhibit, result)
    body = tuple(
        (_named(row[0]), *row[1:]) if place in table.total_rows else row
        for place, row in enumerate(table.body)
    )
    return replace(table, body=body, notes=tuple(said(note) for note in table.notes))


def _named(cell: Cell) -> Cell:
    return replace(cell, content=tuple(said(p) if isinstance(p, str) else p for p in cell.pieces))
