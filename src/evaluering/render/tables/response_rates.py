"""Response rates: population, answers and per cent."""

from __future__ import annotations

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
        bases = {"population": "populasjonen", "sample": "utvalget"}
        body = tuple(
            body_row(
                row["label"],
                (
                    f"{number(row['population'])}/{number(row['sent'])}",
                    number(row["n"]),
                    f"{percent(row['rate'], 0, exhibit.rounding)} av {bases[row['base']]}",
                ),
            )
            for row in rows
        )
        return Table((column_heads(heads),), body, notes=result.notes)
    heads = [exhibit.heading, "Populasjon (%)", "Antall svar (%)", "Svarprosent"]
    body = tuple(
        body_row(
            row["label"],
            (
                _share(row["population"], row["population_percent"], exhibit),
                _share(row["n"], row["n_percent"], exhibit),
                number(row["rate"], 0, exhibit.rounding),
            ),
        )
        for row in rows
    )
    expected = [text for test in result.tests if (text := expected_note(test))]
    notes = (*expected, *result.notes)
    return Table((column_heads(heads),), body, frozenset({len(body) - 1}), notes)


def _share(n: float, share: float, exhibit: ResponseRates) -> str:
    return f"{number(n)} ({number(share, 0, exhibit.rounding)})"
