"""A crosstab whose neighbouring classes are shown as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.attack.statements import JOINED, number
from evaluering.exhibits.association import association_notes, chi_square
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import ContingencyTest
from evaluering.message import message

Grouping = tuple[tuple[str, ...], ...]
"""The categories of rows or columns in their order, those that are shown as one together."""
Labels = Mapping[frozenset[str], str]
"""What categories are called together, by their keys, where they have a name."""


@dataclass(frozen=True)
class CrossedCells:
    """The cells of a crosstab by row and column, and the categories of either.

    Attributes
    ----------
    cells
        The row of numbers of each cell, totals too.
    rows, columns
        The categories, and how each is called.
    extra
        Rows of who did not answer, which nothing is joined with.
    """

    cells: Mapping[tuple[str, str], Mapping[str, Any]]
    rows: Mapping[str, str]
    columns: Mapping[str, str]
    extra: tuple[str, ...]


def crossed_cells(of: PublishedExhibit) -> CrossedCells | None:
    """Return the cells of a crosstab whose classes may be joined; None of anything else.

    Nets, boxes, weighted per cents and cells that are withheld already cannot be added up.
    """
    told = of.result.details
    if not isinstance(told, CrosstabDetails) or of.exhibit.is_figure or told.nets:
        return None
    survey = of.key("survey") or of.project.groups[of.project.indices[of.key("index")].group].survey
    if any(told.several) or of.exhibit.weighs(of.project, survey):
        return None
    if any(number(row["n"]) is None for row in of.rows):
        return None
    cells = {(str(row["row"]), str(row["column"])): row for row in of.rows}
    rows = {str(row["row"]): str(row["row_label"]) for row in of.rows}
    columns = {str(row["column"]): str(row["column_label"]) for row in of.rows}
    extra = {TOTAL, *told.missing}
    return CrossedCells(
        cells,
        {key: label for key, label in rows.items() if key not in extra},
        {key: label for key, label in columns.items() if key != TOTAL},
        tuple(key for key in rows if key in told.missing),
    )


def joined(
    of: PublishedExhibit, rows: Grouping, columns: Grouping, labels: tuple[Labels, Labels]
) -> PublishedExhibit:
    """Return a crosstab with categories shown as one, with its test anew and a note.

    The parameters are those of `summed`.
    """
    made = summed(of, rows, columns, labels)
    table, tests = made.result.table, of.result.tests
    old = [note for test in tests for note in association_notes(_contingency(test))]
    new = tuple(_tested(of, table, rows, columns) for _ in tests)
    notes = [note for note in made.result.notes if note not in old]
    if old:
        told = notes.pop()
        notes += [*(note for test in new for note in association_notes(test)), told]
    return replace(made, result=replace(made.result, tests=new, notes=tuple(notes)))


def summed(
    of: PublishedExhibit, rows: Grouping, columns: Grouping, labels: tuple[Labels, Labels]
) -> PublishedExhibit:
    """Return a crosstab with categories shown as one, and a note of it; its test is as it was.

    Parameters
    ----------
    of
        The crosstab, one that `crossed_cells` tells of.
    rows, columns
        All categories, those that are joined together.
    labels
        What joined rows and joined columns are called, where not by the names of all in them.
    """
    found = crossed_cells(of)
    assert found is not None
    exhibit = of.exhibit
    assert isinstance(exhibit, Crosstab)
    called = {key: exhibit.row_label(name, found.rows[key]) for key, name in _named(of, found)}
    across = [*((own, _label(own, found.columns, labels[1])) for own in columns), ((TOTAL,), TOTAL)]
    down = [(own, _label(own, called, labels[0])) for own in rows]
    down += [((key,), str(found.cells[key, TOTAL]["row_label"])) for key in (*found.extra, TOTAL)]
    counts = {
        (JOINED.join(row), JOINED.join(column)): sum(
            int(found.cells[r, c]["n"]) for r in row for c in column
        )
        for row, _ in down
        for column, _ in across
    }
    records = [
        _cell(of, found, (row, row_label), (column, column_label), counts)
        for column, column_label in across
        for row, row_label in down
    ]
    table = pd.DataFrame(records, columns=of.result.table.columns)
    grouped = [own for own in (*down, *across) if len(own[0]) > 1]
    result = _told(of, table, rows, columns, tuple(label for _, label in grouped))
    return replace(of, result=result)


def _named(of: PublishedExhibit, found: CrossedCells) -> list[tuple[str, str]]:
    """Return what configuration calls each row."""
    told = of.result.details_as(CrosstabDetails)
    return list(zip(found.rows, told.classes or found.rows, strict=True))


def _label(own: Sequence[str], called: Mapping[str, str], labels: Labels) -> str:
    return labels.get(frozenset(own), " + ".join(called[key] for key in own))


def _cell(
    of: PublishedExhibit, found: CrossedCells, row: tuple[tuple[str, ...], str],
    column: tuple[tuple[str, ...], str], counts: Mapping[tuple[str, str], int],
) -> dict[str, Any]:  # fmt: skip
    """Return the numbers of one cell, of those that it is made of."""
    own = [found.cells[r, c] for r in row[0] for c in column[0]]
    if len(own) == 1:
        return {**own[0], "row_label": row[1], "column_label": column[1]}
    across, down = JOINED.join(row[0]), JOINED.join(column[0])
    n = counts[across, down]
    whole = {"column": (TOTAL, down), "row": (across, TOTAL), "total": (TOTAL, TOTAL)}
    cell = {**own[0], "row": across, "row_label": row[1], "column": down, "column_label": column[1]}
    cell["n"] = n
    if any(number(one.get("percent")) is not None for one in own):
        base = counts[whole[of.key("percent")]]
        cell["percent"] = 100 * n / base if base else None
    means = [(int(one["n"]), mean) for one in own if (mean := number(one.get("mean"))) is not None]
    if means:
        cell["mean"] = sum(size * mean for size, mean in means) / sum(size for size, _ in means)
    return cell


def _told(
    of: PublishedExhibit, table: pd.DataFrame, rows: Grouping, columns: Grouping,
    labels: tuple[str, ...],
) -> Result:  # fmt: skip
    """Return the result with its new numbers, and that classes are joined."""
    result, told = of.result, of.result.details_as(CrosstabDetails)
    known = crossed_cells(of)
    assert known is not None
    inside = [(key, known.rows[key]) for own in rows if len(own) > 1 for key in own]
    inside += [(key, known.columns[key]) for own in columns if len(own) > 1 for key in own]
    names = dict(_named(of, known))
    classes = tuple(JOINED.join(names[key] for key in own) for own in rows)
    return replace(
        result,
        table=table,
        notes=(*result.notes, message("disclosure_joined", labels=labels)),
        details=replace(told, classes=classes, joined=tuple(inside)),
    )


def _contingency(test: Any) -> ContingencyTest:
    assert isinstance(test, ContingencyTest)
    return test


def _tested(
    of: PublishedExhibit, table: pd.DataFrame, rows: Grouping, columns: Grouping
) -> ContingencyTest:
    """Return the test of the association of the joined categories."""
    down, across = ([JOINED.join(own) for own in every] for every in (rows, columns))
    counts = table.pivot(index="row", columns="column", values="n").loc[down, across].astype(int)
    ordinal = all(of.result.details_as(CrosstabDetails).ordered)
    conventions, sparse = of.project.settings.conventions, of.key("index") is None
    return chi_square(counts, conventions, ordinal=ordinal, sparse_only=sparse)
