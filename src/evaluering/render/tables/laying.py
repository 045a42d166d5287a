"""Laying out the table of an exhibit, or the numbers behind a figure, by the exhibit's kind."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from evaluering.config.exhibits import AnyExhibit
from evaluering.exhibits.result import Result
from evaluering.render.language import say
from evaluering.render.material import empty_reason
from evaluering.render.tables.table import Table


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
    return replace(table, notes=(*table.notes, *map(say, result.notes)))
