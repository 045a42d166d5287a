"""The data table behind a figure of stacked answers."""

from __future__ import annotations

from evaluering.config.exhibits.base import ScaleDetails
from evaluering.config.exhibits.likert import Likert
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED
from evaluering.render.tables.table import Shown, Table, body_row, column_heads, shown


def layout(exhibit: Likert, result: Result) -> Table:
    """Return one row an item and group: the per cent of each answer, n and "vet ikke"."""
    answers = result.details_as(ScaleDetails).scale.labels
    body = []
    for _, own in result.table.groupby(["item", "group"], sort=False):
        first = own.iloc[0]
        hidden = bool(first["suppressed"])
        shares = [shown(share, 0, exhibit.rounding) for share in own["percent"]]
        counts = [shown(first["n_group"]), shown(first["do_not_know_percent"], 0)]
        values: list[str | Shown] = [SUPPRESSED] * (len(own) + 2) if hidden else [*shares, *counts]
        body.append(body_row(str(first["item_label"]), [str(first["group_label"]), *values]))
    head = column_heads(
        [word("item"), word("group"), *answers, word("n"), word("do_not_know_percent")]
    )
    return Table((head,), tuple(body))
