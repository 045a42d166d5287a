"""What the printed tables demand of those who represent a municipality.

The exhibits of the report say which table crosses which index with which structural variable;
the printed per cents, n's and means become whole counts and windows of whole sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.exhibits.correlations import Correlations
from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.config.indices import Class, Index
from evaluering.config.project import Project
from evaluering.config.registries import RegistryVariable, Structural
from evaluering.data.numerals import limits_in
from evaluering.data.reconstruction import Counts, matching_columns, whole_counts, whole_sums
from evaluering.errors import DataError
from evaluering.rounding import Rounding
from evaluering.synthesis.municipal_link import municipal_link
from evaluering.synthesis.published import REMEDY, PublishedTable

SCALE = (1, 5)
"""The items of an index are answered from 1 to 5."""
Window = tuple[int, int]
E = TypeVar("E", bound=Exhibit)


@dataclass(frozen=True)
class IndexTarget:
    """An index: its items, the range of sums in each class, and respondents by class."""

    id: str
    items: tuple[str, ...]
    lowest: Counts
    highest: Counts
    counts: Counts
    table: str


@dataclass(frozen=True)
class StructuralTarget:
    """A structural variable: respondents by class, and the range of each class.

    ``observed`` tells whether the ranges are the lowest and highest values that were observed;
    otherwise they only bound the values.
    """

    id: str
    variable: str
    sizes: Counts
    ranges: tuple[tuple[float, float], ...]
    observed: bool
    table: str


@dataclass(frozen=True)
class CrosstabTarget:
    """An index by a structural variable: counts by column, and windows of the sums."""

    index: str
    structural: str
    counts: tuple[Counts, ...]
    sums: tuple[Window, ...]
    total: Window
    table: str


@dataclass(frozen=True)
class CorrelationTarget:
    """The printed r and p of a registry variable with an index; None where one is unknown."""

    variable: str
    index: str
    r: str | None
    p: str | None


@dataclass(frozen=True)
class Targets:
    """Everything that the representatives must give back."""

    indices: Mapping[str, IndexTarget]
    structural: Mapping[str, StructuralTarget]
    crosstabs: tuple[CrosstabTarget, ...]
    correlations: tuple[CorrelationTarget, ...]


def read_targets(
    project: Project,
    report: str,
    bounds: Mapping[str, tuple[float, float]],
    tables: Mapping[str, PublishedTable],
) -> Targets:
    """Turn the printed tables of a report into targets.

    Parameters
    ----------
    project
        Its exhibits tell what each table shows.
    report
        The report.
    bounds
        The lowest and highest plausible value of each registry variable.
    tables
        The printed tables by exhibit, corrections applied.

    Raises
    ------
    DataError
        A printed number is impossible; the message names the constraint it breaks.
    """
    exhibits = [e for e in project.exhibits(report) if e.id in tables]
    crossed = _of(exhibits, Crosstab)
    classes = [e for e in _of(exhibits, Frequencies) if e.units == "respondents"]
    registry = municipal_link(project)[1]
    variables = {v.id: v for v in registry.variables}
    by_id = {s.id: s for s in registry.structural}
    indices = {e.index: _index(project.indices[e.index], tables[e.id]) for e in classes if e.index}
    structural = {
        e.structural: _structural(
            s := by_id[e.structural], variables[s.variable], bounds[s.variable], tables[e.id]
        )
        for e in classes
        if e.structural
    }
    return Targets(
        indices=indices,
        structural=structural,
        crosstabs=tuple(
            _crosstab(indices[e.index], structural[e.by], e.rounding, tables[e.id])
            for e in crossed
            if e.index is not None
        ),
        correlations=tuple(
            target for e in _of(exhibits, Correlations) for target in _correlations(e, tables[e.id])
        ),
    )


def _of(exhibits: Sequence[Exhibit], kind: type[E]) -> list[E]:
    return [e for e in exhibits if isinstance(e, kind)]


def _index(index: Index, table: PublishedTable) -> IndexTarget:
    k = len(index.items)
    highest = [int(limit * k + 1e-9) for limit in _limits(index.classes)] + [SCALE[1] * k]
    lowest = [SCALE[0] * k, *(limit + 1 for limit in highest[:-1])]
    counts = [int(n) for n in table.column("Antall").values()]
    _check_total(table, "Antall", counts)
    return IndexTarget(
        index.id, tuple(index.items), tuple(lowest), tuple(highest), tuple(counts), table.id
    )


def _limits(classes: Sequence[Class]) -> list[float]:
    return [c.upto for c in classes if c.upto is not None]


def _structural(
    structural: Structural,
    variable: RegistryVariable,
    bounds: tuple[float, float],
    table: PublishedTable,
) -> StructuralTarget:
    column = table.column("Antall kommuner")
    sizes = [int(n) for n in column.values()]
    _check_total(table, "Antall kommuner", sizes)
    printed = [limits_in(row) for row in column]
    upper = [*_limits(structural.classes), bounds[1]]
    lower = [bounds[0], *(limit + 10.0**-variable.decimals for limit in upper[:-1])]
    ranges = tuple(zip(lower, upper, strict=True))
    observed = [(float(p.low.exact), float(p.high.exact)) for p in printed if p is not None]
    # limits that another variable's table prints are not this one's; see the corrections
    fits = len(observed) == len(sizes) and not table.disputed
    return StructuralTarget(
        structural.id,
        structural.variable,
        tuple(sizes),
        tuple(observed) if fits else ranges,
        fits,
        table.id,
    )


def _check_total(table: PublishedTable, column: str, counts: Sequence[int]) -> None:
    total = next((row for row in table.cells if row.casefold() in {"total", "totalt"}), None)
    if total is None or not table.has(total, column):
        return
    if sum(counts) != (printed := int(table.number(total, column))):
        raise DataError(
            table.file,
            f"Delene i «{column}» summerer til {sum(counts)}, totalen er {printed}.",
            REMEDY,
        )


def _crosstab(
    index: IndexTarget, structural: StructuralTarget, rule: Rounding, table: PublishedTable
) -> CrosstabTarget:
    k = len(index.items)
    rows = list(table.cells)[: len(index.counts)]
    columns = [c for c in table.columns if table.has("Antall", c) and c != "Antall"]
    ns = [int(table.number("Antall", column)) for column in columns]
    candidates = []
    for column, n, size in zip(columns, ns, structural.sizes, strict=True):
        printed = [table.number(r, column) if table.has(r, column) else None for r in rows]
        splits = whole_counts(printed, n, rule)
        _require(
            n <= size, table, column, f"har n = {n}, men klassen har {size} ({structural.table})"
        )
        _require(
            splits,
            table,
            column,
            f"har prosentene {_listed(printed)}, som ingen hele tall av n = {n} gir ({rule})",
        )
        candidates.append(splits)
    row_counts = [int(table.number(r, "Antall")) for r in rows]
    total = int(table.number("Antall", "Antall"))
    _require(
        sum(ns) == total == sum(row_counts),
        table,
        "Antall",
        f"har total {total}, kolonnene summerer til {sum(ns)} og radene til {sum(row_counts)}",
    )
    counts = matching_columns(candidates, row_counts)
    if counts is None:
        raise _impossible(
            table, "Antall", f"ingen hele tall gir både prosentene og radene {row_counts}"
        )
    sums = [
        _window(table, column, n, k, split, index)
        for column, n, split in zip(columns, ns, counts, strict=True)
    ]
    whole = _window(table, "Totalt", total, k, row_counts, index)
    low, high = (sum(window[end] for window in sums) for end in (0, 1))
    _require(
        max(low, whole[0]) <= min(high, whole[1]),
        table,
        "Totalt",
        f"har et gjennomsnitt som krever en sum i {whole}; kolonnene gir {(low, high)}",
    )
    return CrosstabTarget(index.id, structural.id, counts, tuple(sums), whole, table.id)


def _window(
    table: PublishedTable, column: str, n: int, k: int, counts: Sequence[int], index: IndexTarget
) -> Window:
    """Return the window of the sums in one column, within what its classes allow."""
    low = sum(c * bound for c, bound in zip(counts, index.lowest, strict=True))
    high = sum(c * bound for c, bound in zip(counts, index.highest, strict=True))
    if not table.has("Gjennomsnitt", column):
        return low, high
    printed = table.cells["Gjennomsnitt"][column]
    _require(
        SCALE[0] <= table.number("Gjennomsnitt", column) <= SCALE[1],
        table,
        column,
        f"har gjennomsnittet {printed}, utenfor skalaen {SCALE[0]}–{SCALE[1]}",
    )
    window = whole_sums(printed, n, k, SCALE)
    if window is None:
        raise _impossible(
            table, column, f"gjennomsnittet {printed} av {n} svar på {k} ledd kan ikke forekomme"
        )
    _require(
        max(low, window[0]) <= min(high, window[1]),
        table,
        column,
        f"har gjennomsnittet {printed}, som krever en sum i {window}; klassegrensene til "
        f"«{index.id}» gir {(low, high)}",
    )
    return max(low, window[0]), min(high, window[1])


def _require(holds: object, table: PublishedTable, column: str, fault: str) -> None:
    if not holds:
        raise _impossible(table, column, fault)


def _impossible(table: PublishedTable, column: str, fault: str) -> DataError:
    return DataError(
        table.file,
        f"Kolonnen «{column}» kan ikke oppfylles: {fault}.",
        REMEDY,
    )


def _listed(percents: Sequence[float | None]) -> str:
    return ", ".join("ukjent" if p is None else f"{p:g}" for p in percents)


def _correlations(exhibit: Correlations, table: PublishedTable) -> list[CorrelationTarget]:
    """Read r and p by position: two rows a registry variable, one column an index."""
    rows = list(table.cells)
    targets = []
    for number, variable in enumerate(exhibit.rows):
        r_row, p_row = rows[2 * number : 2 * number + 2]
        columns = table.columns
        targets += [
            CorrelationTarget(variable, index, table.text(r_row, name), table.text(p_row, name))
            for index, name in zip(exhibit.columns, columns, strict=True)
        ]
    return targets
