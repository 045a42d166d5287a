"""What stands in the place of a table without data in a wave."""

from __future__ import annotations

from evaluering.config.exhibits import AnyExhibit
from evaluering.exhibits.result import Result
from evaluering.render.language import said, word
from evaluering.render.tables.table import Cell, Table


def layout(exhibit: AnyExhibit, result: Result) -> Table:  # noqa: ARG001 (as every layout)
    """Return a table of one cell: that there are no data, and why."""
    sentence = word("no_data", reason=said(str(result.details["empty"])))
    return Table((), ((Cell(sentence, align="left"),),))
