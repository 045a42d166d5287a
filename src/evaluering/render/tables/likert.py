"""The data table behind a figure of stacked answers."""

from __future__ import annotations

from evaluering.config.exhibits.likert import Likert, LikertDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import laid, numbers, texts
from evaluering.render.tables.table import Table


def layout(exhibit: Likert, result: Result) -> Table:
    """Return one row an item and group: the per cent of each answer, n and "vet ikke"."""
    told = result.details_as(LikertDetails)
    answers = told.scale.labels
    unknown = numbers(word("do_not_know_percent"), "do_not_know_percent")
    share = Format(rounding=exhibit.rounding)
    rows = [
        {**own.iloc[0].to_dict(), **dict(enumerate(own["percent"]))}
        for _, own in result.table.groupby(["item", "group"], sort=False)
    ]
    return laid(
        result,
        rows,
        texts(word("item"), "item_label"),
        texts(word("group"), "group_label"),
        *(numbers(answer, place, share) for place, answer in enumerate(answers)),
        numbers(word("n"), "n_group"),
        *([unknown] if told.dont_know else []),
    )
