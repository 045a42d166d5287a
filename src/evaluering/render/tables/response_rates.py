"""Response rates: population, answers and per cent."""

from __future__ import annotations

from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, Mark, missing, shown
from evaluering.render.tables.framing import TOTAL, Row, TableColumn, by_row, counted, numbers, of
from evaluering.render.tables.table import Content, Table, phrase


def layout(exhibit: ResponseRates, result: Result) -> Table:
    """Return the table by survey or by category, as the report sets it.

    What no row has, population or rate, has no column.
    """
    columns = _by_survey(exhibit) if exhibit.survey is None else _by_category(exhibit)
    known = (column for key, column in columns.items() if key == "n" or _has(result, key))

    def name(row: Row) -> str:
        label = word("total_sum") if row["category"] == TOTAL else row["label"]
        return exhibit.row_label(row["category"], label)

    return by_row(result, TableColumn(exhibit.heading or word("actor"), name, "left"), *known)


def _has(result: Result, key: str) -> bool:
    return key in result.table and bool(result.table[key].notna().any())


def _by_survey(exhibit: ResponseRates) -> dict[str, TableColumn]:
    share = Format(rounding=exhibit.rounding, percent=True)
    return {
        "sent": TableColumn(word("population_sent"), _sizes),
        "n": numbers(word("answers"), "n"),
        "rate": TableColumn(word("rate"), lambda row: _rates(row, share, exhibit.population_rate)),
    }


def _sizes(row: Row) -> Content:
    """Return the population and those who were sent the survey: ``4394/2677``."""
    known = [
        found for key in ("population", "sent") if not isinstance(found := shown(row[key]), Mark)
    ]
    return (known[0], "/", known[1]) if len(known) > 1 else known[0] if known else missing()


def _rates(row: Row, form: Format, of_population: bool) -> Content:
    """Return the rate of those who were sent the survey, and of the population if asked for."""
    rate = of(row, "rate", form)
    if isinstance(rate, Mark):
        return rate
    if row["base"] == "population":
        return phrase("of_population", rate=rate)
    if not of_population:
        return phrase("of_sample", rate=rate)
    return phrase("of_both", rate=rate, population=of(row, "population_rate", form))


def _by_category(exhibit: ResponseRates) -> dict[str, TableColumn]:
    share = Format(rounding=exhibit.rounding)

    def column(head: str, key: str) -> TableColumn:
        if key not in exhibit.shares:
            return numbers(head, key)
        return TableColumn(f"{head} (%)", lambda row: counted(row, key, f"{key}_percent", share))

    return {
        "population": column(word("population"), "population"),
        "n": column(word("answers"), "n"),
        "rate": numbers(word("rate"), "rate", share),
    }
