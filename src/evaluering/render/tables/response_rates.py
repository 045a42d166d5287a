"""Response rates: population, answers and per cent."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits import ResponseRates
from evaluering.exhibits.result import Result
from evaluering.render.numbers import number, percent
from evaluering.render.statistics import expected_note
from evaluering.render.tables.table import Table, body_row, column_heads


def layout(exhibit: ResponseRates, result: Result) -> Table:
    """Return the table by survey or by category, as the report sets it."""
    rows = result.table.to_dict(orient="records")
    if exhibit.survey is None:
        heads = [exhibit.heading, "Populasjon/sendt ut", "Antall svar", "Svarprosent"]
        body = tuple(
            body_row(
                exhibit.row_label(row["label"]),
                (
                    f"{number(row['population'])}/{number(row['sent'])}",
                    number(row["n"]),
                    _rates(row, exhibit),
                ),
            )
            for row in rows
        )
        return Table((column_heads(heads),), body, notes=result.notes)
    names = {"population": "Populasjon", "n": "Antall svar"}
    counts = [f"{name} (%)" if key in exhibit.shares else name for key, name in names.items()]
    body = tuple(
        body_row(
            exhibit.row_label(row["label"]),
            (*(_count(row, key, exhibit) for key in names),
             number(row["rate"], 0, exhibit.rounding)),
        )
        for row in rows
    )  # fmt: skip
    heads = [exhibit.heading, *counts, "Svarprosent"]
    expected = [text for test in result.tests if (text := expected_note(test))]
    notes = (*expected, *result.notes)
    return Table((column_heads(heads),), body, frozenset({len(body) - 1}), notes)


def _rates(row: Mapping[Hashable, Any], exhibit: ResponseRates) -> str:
    """Return the rate of those who were sent the survey, and of the population if asked for."""
    if row["base"] == "population":
        return f"{percent(row['rate'], 0, exhibit.rounding)} av populasjonen"
    text = f"{percent(row['rate'], 0, exhibit.rounding)} av utvalget"
    if not exhibit.population_rate:
        return text
    return f"{text}, {percent(row['population_rate'], 0, exhibit.rounding)} av populasjonen"


def _count(row: Mapping[Hashable, Any], key: str, exhibit: ResponseRates) -> str:
    if key not in exhibit.shares:
        return number(row[key])
    return f"{number(row[key])} ({number(row[f'{key}_percent'], 0, exhibit.rounding)})"
