"""The data table behind a flow chart of those who remain."""

from __future__ import annotations

from evaluering.config.exhibits.attrition import Attrition, AttritionDetails
from evaluering.config.registries import Noun
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.table import Table, body_row, column_heads, shown


def layout(exhibit: Attrition, result: Result) -> Table:
    """Return one row a step: those who remain, those who fell away, and the shares left."""
    body = tuple(
        body_row(
            step_label(exhibit, str(row["row_label"]), result.details_as(AttritionDetails).noun),
            (
                shown(row["n"]),
                shown(row["lost"]),
                shown(row["percent_of_previous"], 0, exhibit.rounding),
                shown(row["percent_of_invited"], 0, exhibit.rounding),
            ),
        )
        for row in result.table.to_dict(orient="records")
    )
    keys = ("step", "count_head", "lost", "percent_of_previous", "percent_of_all")
    return Table((column_heads([word(key) for key in keys]),), body)


def step_label(exhibit: Attrition, step: str, noun: Noun) -> str:
    """Return what a step of a link is called: the exhibit's own words, or the language's."""
    own = exhibit.row_labels.get(step)
    return own or word(f"step_{step}", unit=noun.one, article=noun.article)
