"""Loadings by item and factor, sorted, with communalities and explained variance."""

from __future__ import annotations

from math import isnan

from evaluering.config.exhibits.factor_table import FactorDetails, FactorTable
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, shown
from evaluering.render.tables.framing import Crossed, crossed, of
from evaluering.render.tables.table import Content, Table, body_row, column_heads


def layout(exhibit: FactorTable, result: Result) -> Table:
    """Return one row an item, and under them what each factor explains."""
    found, own = crossed(result, "row", "column"), Format(2, exhibit.rounding)
    factors = list(found.columns)

    def loading(item: str, factor: str) -> Content:
        row = found.cells[item, factor]
        return "" if abs(row["loading"]) < exhibit.hide_below else of(row, "loading", own)

    body = [
        body_row(
            exhibit.label(item, found.rows[item]),
            [
                *(loading(item, factor) for factor in factors),
                of(found.cells[item, factors[0]], "communality", own),
            ],
        )
        for item in _sorted(exhibit, found)
    ]
    explained = [shown(share, Format(1)) for share in result.details_as(FactorDetails).explained]
    body.append(body_row(word("explained_percent"), [*explained, ""]))
    heads = [word("factor_head", number=label) for label in found.columns.values()]
    hidden = (word("loadings_hidden", least=shown(exhibit.hide_below, own).text),)
    return Table(
        (column_heads([word("item"), *heads, word("communality")]),),
        tuple(body),
        frozenset({len(body) - 1}),
        notes=hidden if exhibit.hide_below else (),
    )


def _sorted(exhibit: FactorTable, found: Crossed) -> list[str]:
    """Return the items by the factor that they load most on, the strongest first."""
    if exhibit.sort == "codebook":
        return list(found.rows)
    factors = list(found.columns)

    def place(item: str) -> tuple[int, float]:
        sizes = [abs(found.cells[item, factor]["loading"]) for factor in factors]
        sizes = [0.0 if isnan(size) else size for size in sizes]
        return sizes.index(max(sizes)), -max(sizes)

    return sorted(found.rows, key=place)
