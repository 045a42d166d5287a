"""Outcome rates by survey."""

from __future__ import annotations

from evaluering.config.exhibits.outcome_rates import OutcomeRates
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.table import Table, body_row, column_heads, shown


def layout(exhibit: OutcomeRates, result: Result) -> Table:
    """Return one row a survey: answers, units and the chosen rates."""
    body = tuple(
        body_row(
            exhibit.row_label(row["category"], row["label"]),
            [
                shown(row["n"]),
                shown(row["units"]),
                *(shown(row[rate], 1, exhibit.rounding) for rate in exhibit.rates),
            ],
        )
        for row in result.table.to_dict(orient="records")
    )
    heads = (exhibit.heading or word("survey_head"), word("answers"), word("units_head"))
    return Table((column_heads([*heads, *exhibit.rates]),), body)
