"""The data table behind a flow chart of those who remain."""

from __future__ import annotations

from evaluering.config.exhibits.attrition import Attrition, AttritionDetails
from evaluering.config.registries import Noun
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import Row, TableColumn, by_row, numbers
from evaluering.render.tables.table import Table


def layout(exhibit: Attrition, result: Result) -> Table:
    """Return one row a step: those who remain, those who fell away, and the shares left."""
    share = Format(rounding=exhibit.rounding)

    def step(row: Row) -> str:
        return step_label(exhibit, str(row["row_label"]), result.details_as(AttritionDetails).noun)

    return by_row(
        result,
        TableColumn(word("step"), step, "left"),
        numbers(word("count_head"), "n"),
        numbers(word("lost"), "lost"),
        numbers(word("percent_of_previous"), "percent_of_previous", share),
        numbers(word("percent_of_all"), "percent_of_invited", share),
    )


def step_label(exhibit: Attrition, step: str, noun: Noun) -> str:
    """Return what a step of a link is called: the exhibit's own words, or the language's."""
    own = exhibit.row_labels.get(step)
    return own or word(f"step_{step}", unit=noun.one, article=noun.article)
