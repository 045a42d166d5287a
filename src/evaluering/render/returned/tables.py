"""A table of a text with a co-author's edits: cell by cell, or row by row."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from evaluering.render.returned.findings import EditFinding
from evaluering.render.returned.rewriting import table_chunk
from evaluering.render.returned.segments import Segment

Rows = Sequence[tuple[str, ...]]


def table_lines(
    segment: Segment, before: Rows, now: Rows, place: str
) -> tuple[tuple[str, ...] | None, list[EditFinding]]:
    """Return the lines of a table as they become, and what is told of it.

    Parameters
    ----------
    segment
        The table as it is written.
    before, now
        Its cells when it was set, and now.
    place
        Where it stands.
    """
    if before == now:
        return None, []
    told: list[EditFinding] = []
    rows: list[tuple[str, ...]] = []
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            rows += segment.rows[i1:i2]
        elif what == "replace" and i2 - i1 == j2 - j1:
            for place_of, row in zip(range(i1, i2), now[j1:j2], strict=True):
                rows.append(_row(segment.rows[place_of], before[place_of], row, place, told))
        else:
            rows += now[j1:j2]
            told += [EditFinding("row_gone", place, " | ".join(row), "", "brought")
                     for row in before[i1:i2]]  # fmt: skip
            told += [EditFinding("row_added", place, "", " | ".join(row), "brought")
                     for row in now[j1:j2]]  # fmt: skip
    if not rows:
        return None, [EditFinding("unmerged", place)]
    return table_chunk(rows).lines, told


def _row(written: tuple[str, ...], before: tuple[str, ...], now: tuple[str, ...], place: str,
         told: list[EditFinding]) -> tuple[str, ...]:  # fmt: skip
    """Return a row with its edited cells; a cell with a binding keeps it."""
    if not len(written) == len(before) == len(now):
        told.append(EditFinding("cell", place, " | ".join(before), " | ".join(now), "brought"))
        return now
    made = []
    for own, old, new in zip(written, before, now, strict=True):
        if old == new:
            made.append(own)
        elif "{" in own:
            told.append(EditFinding("typed_over", f"{place} {own}", old, new))
            made.append(own)
        else:
            told.append(EditFinding("cell", place, old, new, "brought"))
            made.append(new)
    return tuple(made)
