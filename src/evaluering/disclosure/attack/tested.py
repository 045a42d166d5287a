"""Hidden cells that the test of a table gives away: its residuals, or its chi-square."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from evaluering.disclosure.attack.answers import IntArray, Window
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.lattice import Lattice, lattice
from evaluering.disclosure.attack.leaks import Leak
from evaluering.disclosure.attack.linked import LinkedCell, LinkedSum
from evaluering.disclosure.attack.reading import count_statements
from evaluering.disclosure.attack.statements import VALID, decimals_of, number
from evaluering.stats.arguments import FloatArray

MOST = 20_000
"""How many fillings of a table are looked at; beyond it, a statistic leaves many."""


def told_by_tests(of: PublishedExhibit) -> Iterator[Leak]:
    """Yield the hidden cells that an exhibit's tests give away."""
    named = {
        (str(row.get("row", row.get("category"))), str(row.get("column", ""))): row
        for row in of.rows
        if "n" in row and number(row["n"]) is None and not {"item", "group"} <= row.keys()
    }
    for test in of.result.tests if named else ():
        cells: Sequence[Any] = getattr(test, "cells", ())
        # expected counts tell of margins only; residuals, and the counts of a test of fit, of cells
        telling = [
            c for c in cells if getattr(c, "adjusted_residual", getattr(c, "n", None)) is not None
        ]
        names = [
            (str(getattr(c, "row", getattr(c, "category", ""))), str(getattr(c, "column", "")))
            for c in telling
        ]
        if told := tuple(of.place(named[name]) for name in names if name in named):
            yield Leak("statistic", told)
        elif test.test == "chi_square" and test.statistic is not None:
            yield from _told_by_chi_square(of, test.statistic)


def _told_by_chi_square(of: PublishedExhibit, statistic: float) -> Iterator[Leak]:
    """Yield the hidden cells that are the same in every filling with a table's chi-square."""
    linked = lattice(count_statements(of))
    found = fillings(linked.cells, linked.relations)
    if found is None:
        return
    window = Window.of(statistic, decimals_of([statistic]))
    values = _chi_squares(linked, found)
    fitting = found[(values >= window.lower) & (values <= window.upper)]
    if not len(fitting):
        return
    known = (fitting.min(axis=0) == fitting.max(axis=0)) & (found.min(axis=0) < found.max(axis=0))
    for cell in np.flatnonzero(known).tolist():
        places = tuple(own.place for own in linked.statements[cell] if own.hidden)
        if places:
            yield Leak("statistic", places)


def _chi_squares(linked: Lattice, found: IntArray) -> FloatArray:
    """Return the chi-square of each filling of a crosstab."""
    inner = [
        (dict(own[0].who.conditions), cell)
        for cell, own in enumerate(linked.statements)
        if own and all(category != VALID for _, category in own[0].who.conditions)
    ]
    variables = inner[0][0].keys()
    first, second = (sorted({own[name] for own, _ in inner}) for name in variables)
    at = {tuple(own[name] for name in variables): cell for own, cell in inner}
    cells = [at[key] for key in product(first, second)]
    counts = found[:, cells].reshape(len(found), len(first), len(second)).astype(float)
    rows, columns = counts.sum(axis=2, keepdims=True), counts.sum(axis=1, keepdims=True)
    expected = rows * columns / counts.sum(axis=(1, 2), keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(expected > 0, (counts - expected) ** 2 / expected, 0.0)
    values: FloatArray = parts.sum(axis=(1, 2))
    return values


def fillings(
    cells: Sequence[LinkedCell], relations: Sequence[LinkedSum], most: int = MOST
) -> IntArray | None:
    """Return every way in which counts can be filled in.

    Parameters
    ----------
    cells, relations
        What is published, and how it hangs together.
    most
        How many are looked at.

    Returns
    -------
    numpy.ndarray or None
        A row a filling, a column a cell; None where there are more, or a cell has no upper end.
    """
    lower, upper = (np.array([getattr(c, end) for c in cells]) for end in ("lower", "upper"))
    matrix = np.zeros((len(relations), len(cells)))
    for place, relation in enumerate(relations):
        for cell, factor in relation.terms.items():
            matrix[place, cell] = factor
    least = np.array([relation.lower for relation in relations])
    greatest = np.array([relation.upper for relation in relations])
    # a part is no more than its total, so that a hidden one has an end where the total has
    for relation in relations:
        totals = [cell for cell, factor in relation.terms.items() if factor < 0]
        if relation.upper == 0 and len(totals) == 1:
            parts = [cell for cell in relation.terms if cell != totals[0]]
            upper[parts] = np.minimum(upper[parts], upper[totals[0]])
    if not np.isfinite(upper).all():
        return None
    found = lower[None, :].copy()
    loose = np.flatnonzero(upper > lower).tolist()
    for place, cell in enumerate(loose):
        span = np.arange(lower[cell], upper[cell] + 1)
        if len(found) * len(span) > most:
            return None
        found = np.repeat(found, len(span), axis=0)
        found[:, cell] = np.tile(span, len(found) // len(span))
        later = np.zeros(len(cells), dtype=bool)
        later[loose[place + 1 :]] = True
        room = np.where(later, upper - lower, 0.0)
        sums = found @ matrix.T
        fits = (sums + np.maximum(matrix, 0) @ room >= least - 1e-6) & (
            sums + np.minimum(matrix, 0) @ room <= greatest + 1e-6
        )
        found = found[fits.all(axis=1)]
    return found.astype(np.int64)
