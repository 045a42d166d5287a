"""The data table behind a heat map: r with stars, p and n."""

from __future__ import annotations

from evaluering.config.exhibits.correlations import Correlations
from evaluering.config.exhibits.heatmap import Heatmap
from evaluering.exhibits.result import Result
from evaluering.render.tables.correlations import layout as correlations
from evaluering.render.tables.table import Table


def layout(exhibit: Heatmap, result: Result) -> Table:
    """Return the table of correlations, without headings over several columns."""
    if result.table.empty:
        return Table((), ())
    keys = exhibit.model_dump() | {"kind": "correlations"}
    return correlations(Correlations.model_validate(keys), result)
