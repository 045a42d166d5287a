"""What a reader sees of a result: the texts of its table, and what is told under it."""

from __future__ import annotations

from evaluering.exhibits.result import Result
from evaluering.render.language import say, writing
from evaluering.render.tables.table import Table


def shown_rows(table: Table) -> list[list[str]]:
    """Return the texts of a table, with plain spaces."""
    return [[text.replace("\u00a0", " ") for text in row] for row in table.texts()]


def shown_notes(result: Result) -> list[str]:
    """Return the notes in bokmål."""
    with writing("nb"):
        return [say(note) for note in result.notes]
