"""The description behind a conceptual figure, as a table."""

from __future__ import annotations

from evaluering.config.exhibits.diagram import Diagram
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.table import Cell, Table


def layout(exhibit: Diagram, result: Result) -> Table:  # noqa: ARG001 (every kind takes both)
    """Return one row a box: its text, its points and the boxes that its arrows lead to."""
    texts = {box.id: box.text for box in exhibit.boxes}
    leads: dict[str, list[str]] = {name: [] for name in texts}
    for arrow in exhibit.arrows:
        leads[arrow.start].append(texts[arrow.end])
        if arrow.both_ways:
            leads[arrow.end].append(texts[arrow.start])
    body = tuple(
        (
            Cell(box.text, "row", "left"),
            Cell("; ".join(box.points), align="left"),
            Cell("; ".join(leads[box.id]), align="left"),
        )
        for box in exhibit.boxes
    )
    head = tuple(Cell(word(key), "column", "left") for key in ("box", "points", "arrow_to"))
    return Table((head,), body)
