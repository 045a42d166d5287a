"""Laying out the table of an exhibit, or the numbers behind a figure, by the exhibit's kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.kinds import has, part_of
from evaluering.exhibits.result import Result
from evaluering.render.language import say
from evaluering.render.material import empty_reason
from evaluering.render.tables import listing
from evaluering.render.tables.table import Table


class Layout(Protocol):
    """The module of a kind that lays out its table, or the one behind its figure."""

    def layout(self, exhibit: Any, result: Result) -> Table:
        """Return the table of an exhibit of the kind."""


def layout_of(exhibit: Exhibit) -> Layout:
    """Return what lays out an exhibit: its kind's module, or the columns that the kind lists."""
    if not has(exhibit.kind, "table"):
        return listing
    layout: Layout = part_of(exhibit.kind, "table")
    return layout


def lay_out(exhibit: Exhibit, result: Result) -> Table:
    """Return an exhibit's table in the language in use.

    An exhibit without data has an empty one.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    """
    if empty_reason(result) is not None:
        return Table((), ())
    table = layout_of(exhibit).layout(exhibit, result)
    return replace(table, notes=(*table.notes, *map(say, result.notes)))
