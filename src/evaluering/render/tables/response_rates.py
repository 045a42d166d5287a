"""Response rates: population, answers and per cent."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits import ResponseRates
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import number, percent
from evaluering.render.statistics import expected_note
from evaluering.render.tables.table import Shown, Table, body_row, column_heads, shown


def layout(exhibit: ResponseRates, result: Result) -> Table:
    """Return the table by survey or by category, as the report sets it."""
    rows = result.table.to_dict(orient="records")
    if exhibit.survey is None:
        heads = [exhibit.heading, word("population_sent"), word("answers"), word("rate")]
        body = tuple(
            body_row(
                exhibit.row_label(row["category"], row["label"]),
                (
                    Shown(
                        f"{number(row['population'])}/{number(row['sent'])}",
                        (float(row["population"]), float(row["sent"])),
                    ),
                    shown(row["n"]),
                    Shown(_rates(row, exhibit), (float(row["rate"]),)),
                ),
            )
            for row in rows
        )
        return Table((column_heads(heads),), body, notes=result.notes)
    names = {"population": word("population"), "n": word("answers")}
    counts = [f"{name} (%)" if key in exhibit.shares else name for key, name in names.items()]
    body = tuple(
        body_row(
            exhibit.row_label(row["category"], row["label"]),
            (*(_count(row, key, exhibit) for key in names),
             shown(row["rate"], 0, exhibit.rounding)),
        )
        for row in rows
    )  # fmt: skip
    heads = [exhibit.heading, *counts, word("rate")]
    expected = [text for test in result.tests if (text := expected_note(test))]
    notes = (*expected, *result.notes)
    return Table((column_heads(heads),), body, frozenset({len(body) - 1}), notes)


def _rates(row: Mapping[Hashable, Any], exhibit: ResponseRates) -> str:
    """Return the rate of those who were sent the survey, and of the population if asked for."""
    rate = percent(row["rate"], 0, exhibit.rounding)
    if row["base"] == "population":
        return word("of_population", rate=rate)
    if not exhibit.population_rate:
        return word("of_sample", rate=rate)
    population = percent(row["population_rate"], 0, exhibit.rounding)
    return word("of_both", rate=rate, population=population)


def _count(row: Mapping[Hashable, Any], key: str, exhibit: ResponseRates) -> Shown:
    if key not in exhibit.shares:
        return shown(row[key])
    share = row[f"{key}_percent"]
    text = f"{number(row[key])} ({number(share, 0, exhibit.rounding)})"
    return Shown(text, (float(row[key]), float(share)))
