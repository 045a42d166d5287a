"""Several questions by several breakdowns: per cents, bases, nets, means and letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.banner import Banner, BannerDetails, BannerQuestion
from evaluering.config.exhibits.ordering import arranged
from evaluering.data.divisions import Division, Mask
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, NoDataError
from evaluering.exhibits.result import Result
from evaluering.exhibits.tabulating import (
    MISSING,
    TableRow,
    counted,
    everyone,
    hidden,
    missing_rows,
    of_group,
    remarks,
    rows_of,
    share,
)
from evaluering.exhibits.weighted_columns import WeightedColumns
from evaluering.exhibits.weighting import design_in
from evaluering.message import Message, Number, message
from evaluering.stats.arguments import FloatArray
from evaluering.stats.column_comparison import (
    ColumnComparison,
    compare_columns,
    compare_means_of_columns,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.tabulation import cross_counts

BASE, MEAN = "base", "mean"


@dataclass(frozen=True, eq=False)
class Breakdown:
    """What divides some of the columns, or all respondents as one."""

    name: str
    label: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    """What results and readers call it, and its columns."""
    inside: np.ndarray[Any, Any]
    """The places of the respondents, or their ticks."""
    division: Division | None = None
    """What it is, where it is no column of all."""

    @property
    def several(self) -> bool:
        """Whether a respondent may be in more than one of its columns."""
        return self.division is not None and self.division.of.several

    def counts(self, who: Mask) -> FloatArray:
        """Return how many of some respondents are in each column."""
        counts: FloatArray = cross_counts(everyone(who), 1, self.inside, len(self.keys))[0]
        return counts

    def shared(self, who: Mask) -> FloatArray | None:
        """Return how many are in both of two columns, where any can be."""
        if not self.several:
            return None
        count = len(self.keys)
        return cross_counts(self.inside[who], count, self.inside[who], count)


@dataclass
class Told:
    """What is told under the table, gathered while it is made."""

    few: dict[str, None] = field(default_factory=dict)
    small: int = 0
    compared: bool = False
    overlapping_means: bool = False


def compute(exhibit: Banner, data: WaveData) -> Result:
    """Return each question's counts and column per cents by breakdown, with who is larger.

    The columns of a breakdown are compared two by two: proportions by a z test, means by a t test
    with the pooled variance, as SPSS Custom Tables does.
    """
    asked = {q.variable: _division(exhibit, data, q.variable) for q in exhibit.rows}
    breakdowns = [_division(exhibit, data, name) for name in exhibit.by]
    answered = np.any([own.answered for own in asked.values()], axis=0)
    if not answered.any():
        raise NoDataError(NO_ANSWERS)
    columns = [_all(len(answered)), *map(_breakdown, breakdowns)]
    told, rows = Told(), list[dict[str, Any]]()
    for question in exhibit.rows:
        own = asked[question.variable]
        for by in columns:
            rows += _cells(exhibit, data, question, own, by, told)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=int(answered.sum()),
        method=tuple(_method(exhibit, told)),
        notes=tuple(_notes(exhibit, asked, breakdowns, told)),
        details=BannerDetails(
            several=tuple(name for name, own in asked.items() if own.of.several),
            compared=told.compared,
        ),
    )


def _division(exhibit: Banner, data: WaveData, name: str) -> Division:
    return of_group(data, data.division(exhibit.survey, name, exhibit.link), exhibit.group)


def _all(n: int) -> Breakdown:
    return Breakdown("total", "total", ("total",), ("total",), np.zeros(n, dtype=np.int64))


def _breakdown(division: Division) -> Breakdown:
    of = division.of
    keys = tuple(map(str, of.keys))
    return Breakdown(of.name, division.label, keys, of.labels, division.inside, division)


def _cells(
    exhibit: Banner, data: WaveData, question: BannerQuestion, own: Division, by: Breakdown,
    told: Told,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Yield the cells of a question in the columns of a breakdown."""
    of, count = own.of, len(by.keys)
    design = design_in(exhibit, data, exhibit.survey, own.frame)
    weights = None if design is None else design.weights
    alone = np.zeros(len(own.asked), dtype=np.int64)
    sizes = cross_counts(own.inside, len(of.names), alone, 1, weights)
    order = arranged(question.order, of.names, sizes[:, 0].tolist())
    rows, missing = rows_of(of, order, question.nets), missing_rows(own, exhibit.missing, data)
    counts = counted(own, [*rows, *missing], by.inside, count)
    bases = by.counts(own.answered)
    few = np.array([hidden(base, data) for base in bases])
    if by.division is not None:
        told.few |= dict.fromkeys(lab for lab, hide in zip(by.labels, few, strict=True) if hide)
    compares = exhibit.letters and by.division is not None and by.name != of.name
    shown = np.where(few, 0, bases)
    higher = None
    weighted = _weighted(exhibit, design, by, shown)
    whose = [own.within(r.places) if r.who is None else r.who for r in rows] if weighted else []
    if compares:
        told.small += int(((bases > 0) & (bases < exhibit.minimum_base)).sum())
        told.compared, both = True, by.shared(own.answered)
        if weighted is None:
            higher = _compared_shares(exhibit, counts[: len(rows)], shown, both).higher
        else:
            higher = np.array(
                [weighted.higher(np.where(own.answered, who, np.nan)) for who in whose]
            )
    name = {"item": of.name, "item_label": question.label or own.label}
    for place, row in enumerate(rows):
        letters = None if higher is None else higher[place]
        more = weighted.shares(whose[place], own.answered) if weighted else {}
        yield from _row(name, row, by, counts[place], bases, few, letters, **more)
    base = TableRow(BASE, BASE, BASE)
    yield from _row(name, base, by, bases, bases, few, None)
    for row, own_counts in zip(missing, counts[len(rows) :], strict=True):
        yield from _row(name, row, by, own_counts, bases, few, None)
    if question.mean and own.values is not None:
        yield from _means(exhibit, name, own, by, few, compares, told, weighted)


def _row(
    name: dict[str, Any], row: TableRow, by: Breakdown, counts: FloatArray, bases: FloatArray,
    few: Mask, higher: Mask | None, **more: Any,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    for column, key in enumerate(by.keys):
        of_base = row.role not in {MISSING, BASE, MEAN}
        numbers = {
            "n": int(counts[column]),
            "percent": share(counts[column], bases[column]) if of_base else None,
            "mean": None,
            "sd": None,
        } | {kind: values[column] for kind, values in more.items()}
        if few[column]:
            numbers = dict.fromkeys(numbers)
        above = np.flatnonzero(higher[column]) if higher is not None else ()
        yield {
            **name, "row": str(row.name), "row_label": row.label, "role": row.role,
            "group": by.name, "group_label": by.label, "column": key,
            "column_label": by.labels[column],
            "letter": "" if by.division is None else letter(column), **numbers,
            "higher": " ".join(letter(int(k)) for k in above), "suppressed": bool(few[column]),
        }  # fmt: skip


def _means(
    exhibit: Banner, name: dict[str, Any], own: Division, by: Breakdown, few: Mask,
    compares: bool, told: Told, weighted: WeightedColumns | None,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Yield the mean and standard deviation of each column."""
    assert own.values is not None
    known = ~np.isnan(own.values)
    values, inside = own.values[known], by.inside[known]
    n, means, deviations = _moments(values, inside, len(by.keys))
    row, higher = TableRow(MEAN, MEAN, MEAN), None
    if weighted is not None:
        higher = weighted.higher(own.values) if compares else None
        yield from _row(name, row, by, n, n, few, higher, **weighted.means(own.values))
        return
    if compares and by.several:
        told.overlapping_means = True
    elif compares:
        told.compared = True
        found = compare_means_of_columns(
            means, deviations, np.where(few, 0, n), adjustment=exhibit.adjustment,
            level=exhibit.level, minimum_base=exhibit.minimum_base,
        )  # fmt: skip
        higher = found.higher[0]
    yield from _row(name, row, by, n, n, few, higher, mean=means, sd=deviations)


def _moments(
    values: FloatArray, inside: np.ndarray[Any, Any], count: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return n, mean and standard deviation by column; NaN where there are too few."""
    none = np.zeros(len(values), dtype=np.int64)
    n = cross_counts(none, 1, inside, count)[0]
    middle = values.mean() if len(values) else 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = cross_counts(none, 1, inside, count, values - middle)[0] / n
        squares = cross_counts(none, 1, inside, count, (values - middle) ** 2)[0]
        spread = np.sqrt(np.maximum(squares - n * shift**2, 0) / np.where(n > 1, n - 1, np.nan))
    return n, middle + shift, spread


def _compared_shares(
    exhibit: Banner, counts: FloatArray, bases: FloatArray, shared: FloatArray | None
) -> ColumnComparison:
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(bases > 0, counts / bases, np.nan)
    return compare_columns(
        shares, bases, overlap=shared, adjustment=exhibit.adjustment, level=exhibit.level,
        minimum_base=exhibit.minimum_base,
    )  # fmt: skip


def _weighted(
    exhibit: Banner, design: SurveyDesign | None, by: Breakdown, bases: FloatArray
) -> WeightedColumns | None:
    """Return the columns by the survey's design; None where nothing is weighted."""
    if design is None:
        return None
    inside = by.inside if by.inside.ndim == 2 else by.inside[:, None] == np.arange(len(by.keys))
    compared = bases >= exhibit.minimum_base
    return WeightedColumns(inside, design, compared, exhibit.level, exhibit.adjustment)


def letter(place: int) -> str:
    """Return the letter of a column: A to Z, then AA, AB and so on."""
    rest, last = divmod(place, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _method(exhibit: Banner, told: Told) -> Iterator[Message]:
    yield message("method_banner")
    if told.compared:
        level = Number(100 * exhibit.level, 0 if 100 * exhibit.level % 1 < 1e-9 else 1)
        yield message(f"letters_{exhibit.adjustment}", level=level)


def _notes(
    exhibit: Banner, asked: dict[str, Division], breakdowns: list[Division], told: Told
) -> Iterator[Message]:
    for own in asked.values():
        yield from remarks(own, exhibit.missing)
    for by in breakdowns:
        yield from remarks(by, "hide", is_row=False)
        if by.of.name in asked:
            yield message("itself_in_banner", label=by.label)
    for label in told.few:
        yield message("too_few", label=label)
    if told.compared and told.small:
        yield message("small_bases", least=exhibit.minimum_base)
    if told.overlapping_means:
        yield message("overlapping_means")
