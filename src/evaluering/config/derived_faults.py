"""Faults of derived variables against the codebook that they are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from evaluering.config.columns import Column
from evaluering.config.derivation import in_order
from evaluering.config.derived import CountOfValues, Cut, DatePart, Derived, ItemTotal, Recode
from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.expressions.checking import amount
from evaluering.config.expressions.choices import MOMENTS, coded
from evaluering.config.filter_faults import filter_faults
from evaluering.config.missing import UNANSWERED
from evaluering.config.surveys import Survey
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project

Faults = Iterator[ConfigError]
Columns = Mapping[str, Column]
ADDABLE = frozenset({"number", "item", "tick"})
"""The kinds of column that can be added; derived categories can too, as codes of one's own."""


def derived_faults(project: Project, survey: Survey, file: str) -> Faults:
    """Yield what is wrong with a survey's derived variables, each with its key."""
    columns = survey.columns(project.scales)
    _, loop = in_order(survey.derived)
    for number, own in enumerate(survey.derived):
        at = KeyPlace(file, f"derived[{number}] ({own.name})")
        if own.name in loop[:1]:
            yield at.fault(
                own.way, " → ".join(loop), "avledede variabler som til slutt bygger på svar"
            )
        if own.name in loop:
            continue
        yield from _of_way(project, survey, own, columns, at)


def _of_way(
    project: Project, survey: Survey, own: Derived, columns: Columns, at: KeyPlace
) -> Faults:
    if own.recode is not None:
        yield from _recode(own.recode, columns, at)
        yield from _codes_of_missing(own, columns.get(own.recode.variable), at, "recode")
    if own.cut is not None:
        yield from _cut(own.cut, columns, at)
        yield from _codes_of_missing(own, columns.get(own.cut.variable), at, "cut")
    if own.sum is not None:
        yield from _total(own.sum, survey, columns, at, "sum")
    if own.mean is not None:
        yield from _total(own.mean, survey, columns, at, "mean")
        yield from _one_scale(own.mean, columns, at)
    if own.count is not None:
        yield from _count(own.count, columns, at)
    if own.part is not None:
        yield from _part(own.part, columns, at)
    for place, category in enumerate(own.when or []):
        key = f"{at.key}.when[{place}].where"
        yield from filter_faults(project, survey.id, category.where, at.file, key)
    if own.expression is not None:
        key = f"{at.key}.expression"
        yield from filter_faults(project, survey.id, own.expression, at.file, key, amount)


def _recode(way: Recode, columns: Columns, at: KeyPlace) -> Faults:
    usable = [name for name, column in columns.items() if column.values]
    yield from at.known("recode.variable", way.variable, usable)
    column = columns.get(way.variable)
    if column is None or not column.values:
        return
    for place, category in enumerate(way.into):
        for code in category.codes:
            if code not in column.values and column.missing.kind(code) is None:
                yield at.fault(f"recode.into[{place}].codes", code, _codes(column))
        kinds = list(dict.fromkeys([*column.missing.kinds, UNANSWERED]))
        yield from at.known(f"recode.into[{place}].missing", category.missing, kinds)


def _codes(column: Column) -> str:
    """Return the codes that a column may hold, of missing too."""
    missing = [f"{code} ({kind})" for code, kind in column.missing.codes.items()]
    return ", ".join([coded(column), *missing])


def _codes_of_missing(own: Derived, source: Column | None, at: KeyPlace, key: str) -> Faults:
    """Yield the new codes that stand for something missing in the variable behind."""
    into = own.recode.into if own.recode is not None else []
    taken: set[object] = {one for c in into for one in (*c.codes, *c.missing)}
    for code in own.values:
        kind = source.missing.kind(code) if source is not None else None
        if kind is not None and code not in taken and kind not in taken:
            found = f"kode {code}, som er {kind} i {source.name}"  # type: ignore[union-attr]
            yield at.fault(key, found, "«code» med et annet tall")


def _cut(way: Cut, columns: Columns, at: KeyPlace) -> Faults:
    yield from at.known("cut.variable", way.variable, _addable(columns))


def _addable(columns: Columns) -> list[str]:
    """Return the names of what can be reckoned with."""
    return [
        name
        for name, column in columns.items()
        if column.kind in ADDABLE or (column.derived and column.kind == "nominal")
    ]


def _total(way: ItemTotal, survey: Survey, columns: Columns, at: KeyPlace, key: str) -> Faults:
    usable = _addable(columns)
    for name in way.variables:
        if name in columns and name not in usable:
            found = f"{name}, som har kategorier, nøkler, datoer eller tekst"
            yield at.fault(f"{key}.variables", found, "tall, ledd, bokser og avledede koder")
        else:
            yield from at.known(f"{key}.variables", name, usable)
    turned = [
        name for name in way.variables if name in survey.items and survey.items[name].reversed
    ]
    if turned and way.reverse is None:
        yield at.fault(
            f"{key}.reverse", f"ingenting, og {turned[0]} er merket «reversed»",
            "true: leddet snus først, som i en indeks; false: kodene som de er",
        )  # fmt: skip


def _one_scale(way: ItemTotal, columns: Columns, at: KeyPlace) -> Faults:
    scales = {
        name: list(columns[name].values)
        for name in way.variables
        if name in columns and columns[name].kind == "item"
    }
    first = next(iter(scales), "")
    for name, codes in scales.items():
        if codes != scales[first]:
            yield at.fault(
                "mean.variables", f"{name}, som har en annen skala enn {first}",
                "ledd med de samme kodene i et gjennomsnitt",
            )  # fmt: skip


def _count(way: CountOfValues, columns: Columns, at: KeyPlace) -> Faults:
    usable = [n for n, c in columns.items() if c.values or c.kind == "number"]
    yield from at.known("count.variables", way.variables, usable)
    for name in way.variables:
        column = columns.get(name)
        for code in way.values if column is not None and column.values else []:
            if code not in column.values and column.missing.kind(code) is None:  # type: ignore[union-attr]
                found = f"kode {code}, som {name} ikke har"
                yield at.fault("count.values", found, _codes(column))  # type: ignore[arg-type]


def _part(way: DatePart, columns: Columns, at: KeyPlace) -> Faults:
    fitting = {"time", "datetime"} if way.of == "hour" else {"date", "datetime"}
    dated = [name for name, column in columns.items() if column.kind in MOMENTS]
    if not dated:
        yield at.fault("part.variable", way.variable, "en variabel av kind: date; det er ingen")
        return
    yield from at.known("part.variable", way.variable, dated)
    column = columns.get(way.variable)
    if column is not None and column.kind in MOMENTS and column.kind not in fitting:
        found = f"{way.variable} (kind: {column.kind})"
        allowed = f"en variabel av kind: {' eller '.join(sorted(fitting))} for {way.of}"
        yield at.fault("part.variable", found, allowed)
