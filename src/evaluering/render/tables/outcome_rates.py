"""Outcome rates by survey."""

from __future__ import annotations

from evaluering.config.exhibits.outcome_rates import OutcomeRates
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import Row, TableColumn, by_row, numbers
from evaluering.render.tables.table import Table


def layout(exhibit: OutcomeRates, result: Result) -> Table:
    """Return one row a survey: answers, units and the chosen rates."""

    def name(row: Row) -> str:
        return exhibit.row_label(row["category"], row["label"])

    return by_row(
        result,
        TableColumn(exhibit.heading or word("survey_head"), name, "left"),
        numbers(word("answers"), "n"),
        numbers(word("units_head"), "units"),
        *(numbers(rate, rate, Format(1, exhibit.rounding)) for rate in exhibit.rates),
    )
