"""Response rates: population, answers and per cent."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import MISSING, number, percent
from evaluering.render.statistics import expected_note
from evaluering.render.tables.table import Shown, Table, body_row, column_heads, shown


def layout(exhibit: ResponseRates, result: Result) -> Table:
    """Return the table by survey or by category, as the report sets it.

    What no row has, population or rate, has no column.
    """
    rows, heading = result.table.to_dict(orient="records"), exhibit.heading or word("actor")
    known = {key for key in ("population", "sent", "rate") if _has(result, key)}
    if exhibit.survey is None:
        heads = {"sent": word("population_sent"), "n": word("answers"), "rate": word("rate")}
        shown_heads = [key for key in heads if key == "n" or key in known]
        body = tuple(
            body_row(
                exhibit.row_label(row["category"], row["label"]),
                (_survey_cell(row, key, exhibit) for key in shown_heads),
            )
            for row in rows
        )
        head = column_heads([heading, *(heads[key] for key in shown_heads)])
        return Table((head,), body)
    names = {"population": word("population"), "n": word("answers")}
    names = {key: name for key, name in names.items() if key == "n" or key in known}
    counts = [f"{name} (%)" if key in exhibit.shares else name for key, name in names.items()]
    body = tuple(
        body_row(
            exhibit.row_label(row["category"], _label(row)),
            (*(_count(row, key, exhibit) for key in names),
             *([shown(row["rate"], 0, exhibit.rounding)] if "rate" in known else [])),
        )
        for row in rows
    )  # fmt: skip
    heads_shown = [
        exhibit.heading or word("actor"),
        *counts,
        *([word("rate")] if "rate" in known else []),
    ]
    expected = [text for test in result.tests if (text := expected_note(test))]
    notes = tuple(expected)
    return Table((column_heads(heads_shown),), body, frozenset({len(body) - 1}), notes)


def _label(row: Mapping[Hashable, Any]) -> str:
    return word("total_sum") if row["category"] == "total" else str(row["label"])


def _has(result: Result, key: str) -> bool:
    return key in result.table and bool(result.table[key].notna().any())


def _survey_cell(row: Mapping[Hashable, Any], key: str, exhibit: ResponseRates) -> Shown | str:
    if key == "n":
        return shown(row["n"])
    if key == "sent":
        sizes = [float(row[name]) for name in ("population", "sent") if pd.notna(row[name])]
        return Shown("/".join(number(size) for size in sizes) or MISSING, tuple(sizes))
    if pd.isna(row["rate"]):
        return MISSING
    return Shown(_rates(row, exhibit), (float(row["rate"]),))


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
    if pd.isna(row[key]):
        return shown(None)
    text = f"{number(row[key])} ({number(share, 0, exhibit.rounding)})"
    return Shown(text, (float(row[key]), float(share)))
