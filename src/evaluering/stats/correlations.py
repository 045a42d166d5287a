"""Correlate every row variable with every column variable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import pandas as pd

from evaluering.stats.arguments import require_confidence, require_option
from evaluering.stats.correlation import CorrelationTest, pearson
from evaluering.stats.errors import StatisticsError
from evaluering.stats.rank_correlation import kendall, spearman
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["CorrelationMethod", "CorrelationTable", "MissingRule", "correlation_table"]

CorrelationMethod: TypeAlias = Literal["pearson", "spearman", "kendall"]
MissingRule: TypeAlias = Literal["pairwise", "listwise"]

_METHODS: Final[Mapping[str, Callable[..., CorrelationTest]]] = {
    "pearson": pearson,
    "spearman": spearman,
    "kendall": kendall,
}


@dataclass(frozen=True, eq=False)
class CorrelationTable(StatisticalResult):
    """Correlations of row variables with column variables: frames of r, p and n."""

    r: pd.DataFrame
    p: pd.DataFrame
    n: pd.DataFrame
    cells: Mapping[tuple[str, str], CorrelationTest]
    method: CorrelationMethod
    convention: MissingRule

    columns = ("row", "column", "r", "p", "n", "lower", "upper")

    def records(self) -> list[Record]:
        """Return one record a cell: row, column, r, p, n, lower, upper."""
        return [
            {
                "row": row,
                "column": column,
                "r": cell.r,
                "p": cell.p,
                "n": cell.n,
                "lower": cell.interval.lower,
                "upper": cell.interval.upper,
            }
            for (row, column), cell in self.cells.items()
        ]


def correlation_table(
    data: pd.DataFrame,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    method: CorrelationMethod = "pearson",
    missing: MissingRule = "pairwise",
    confidence: float = 0.95,
) -> CorrelationTable:
    """Correlate each row variable with each column variable.

    Parameters
    ----------
    data : DataFrame, shape (respondents, variables)
        Numeric variables, NaN for missing.
    rows, columns : sequence of str
        Names of variables in `data`. A variable may stand in both.
    method : {"pearson", "spearman", "kendall"}
        Coefficient.
    missing : {"pairwise", "listwise"}
        Each cell uses the respondents that answered both variables, or all cells use those
        that answered every variable of the table.
    confidence : float
        Level of each cell's interval.

    Returns
    -------
    CorrelationTable
        r, p and n as frames with `rows` as index and `columns` as columns. A cell that cannot
        be computed is NaN, with a warning naming it. p is not adjusted: see
        `evaluering.stats.multiplicity.adjust`.

    Raises
    ------
    StatisticsError
        An unknown, repeated or non-numeric variable, no rows or columns, an unknown option.

    Notes
    -----
    SPSS: ``CORRELATIONS rows WITH columns /MISSING=PAIRWISE``. R: ``psych::corr.test(x, y, use =
    "pairwise", adjust = "none")``. Source: see `pearson`, `spearman` and `kendall`.

    Examples
    --------
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 4, 2], "q2": [2, 2, 4, 3, 4, 5, 1],
    ...     "q3": [1, 4, 3, 2, 5, 4, 3]})
    >>> table = correlation_table(items, ["q1"], ["q2", "q3"])
    >>> table.r.round(2).values.tolist()
    [[0.75, 0.61]]
    """
    name = "correlation_table"
    require_confidence(name, confidence)
    require_option(name, "method", method, CorrelationMethod)
    require_option(name, "missing", missing, MissingRule)
    for argument, names in (("rows", rows), ("columns", columns)):
        unknown = [column for column in names if column not in data.columns]
        if unknown or not names or len(set(names)) < len(names):
            raise StatisticsError(name, argument, "name different variables of data", list(names))
    used = data[list(dict.fromkeys([*rows, *columns]))]
    kept = used.dropna() if missing == "listwise" else used
    cells = {
        (row, column): _METHODS[method](kept[row], kept[column], confidence=confidence)
        for row in rows
        for column in columns
    }

    def frame(field: str) -> pd.DataFrame:
        return pd.DataFrame(
            [[getattr(cells[row, column], field) for column in columns] for row in rows],
            index=list(rows),
            columns=list(columns),
        )

    return CorrelationTable(
        r=frame("r"),
        p=frame("p"),
        n=frame("n"),
        cells=cells,
        method=method,
        convention=missing,
        warnings=tuple(
            f"{row} with {column}: {warning}"
            for (row, column), cell in cells.items()
            for warning in cell.warnings
        ),
    )
