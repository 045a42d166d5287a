"""The data table behind a figure of response rates."""

from __future__ import annotations

from evaluering.config.exhibits.rates import Rates
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import COUNT, Format
from evaluering.render.tables.framing import by_row, intervals, numbers, texts
from evaluering.render.tables.table import Table


def layout(exhibit: Rates, result: Result) -> Table:
    """Return one row a survey and category: answers, population, rate and interval."""
    return by_row(
        result,
        texts(word("survey"), "group_label"),
        texts(word("group"), "label", word("total_sum")),
        numbers(word("population"), "population"),
        numbers(word("answers"), "n"),
        numbers(word("rate"), "rate", Format(rounding=exhibit.rounding)),
        intervals(word("interval"), COUNT, "–"),
    )
