"""Counts and per cents of categories, nets and missing."""

from __future__ import annotations

from evaluering.config.exhibits.frequencies import Frequencies, FrequenciesDetails
from evaluering.config.missing import ROLES
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import (
    TOTAL,
    Row,
    TableColumn,
    by_row,
    is_withheld,
    numbers,
    of,
    sum_of_printed,
)
from evaluering.render.tables.table import Content, Table, interval

ASKED = "percent_asked"


def layout(exhibit: Frequencies, result: Result) -> Table:
    """Return one row a class and the total; the observed range after the name if asked for.

    Missing answers stand under the total, in per cent of all who were asked.
    """
    told, share = result.details_as(FrequenciesDetails), Format(exhibit.decimals, exhibit.rounding)
    limit = Format(told.decimals)
    units = word("unit_count", units=told.noun.many) if told.noun else word("count_head")
    classes = result.table.iloc[:-1].to_dict(orient="records")
    of_index = exhibit.index is not None
    summed = sum_of_printed([of(row, "percent", share) for row in classes]) if of_index else ""

    def name(row: Row) -> Content:
        label = str(row["label"])
        if row["category"] == TOTAL:
            return word("several_total" if told.several else "total" if of_index else "total_sum")
        if row.get("role") == "asked":
            return word("all_asked")
        if row.get("role") == "missing":
            return missing_name(label)
        label = exhibit.row_label(row["category"], label)
        if not exhibit.show_range or not row["n"] or is_withheld(row, "minimum"):
            return label
        ends = interval(row["minimum"], row["maximum"], limit, "–")
        return (f"{label} (", *ends, ")") if isinstance(ends, tuple) else label

    def percent(row: Row) -> Content:
        is_total = row["category"] == TOTAL
        # what is missing has no share of the answers, nor the respondents of several
        outside = row.get("role") in {"missing", "asked"} or (told.several and is_total)
        if outside and not row.get("suppressed"):
            return ""
        # the report sums the rounded per cents of the indices
        return (summed if is_total else "") or of(row, "percent", share)

    asked = ASKED in result.table
    columns = {
        "n": [numbers(exhibit.count_heading or units, "n")],
        "percent": [
            *([numbers(word("asked_percent_head"), ASKED, share)] if asked else []),
            TableColumn(word("valid_percent_head" if asked else "percent_head"), percent),
        ],
    }
    return by_row(
        result,
        TableColumn(exhibit.heading or told.heading or word("category_head"), name, "left"),
        *(column for key in exhibit.column_order for column in columns[key]),
    )


def missing_name(label: str) -> str:
    """Return what a kind of missing is called, or all of them: a word, or the project's own."""
    return word(label) if label in {*ROLES, "without"} else label
