"""Questions by breakdowns side by side, with letters of significance."""

from __future__ import annotations

from collections.abc import Iterator

from evaluering.config.exhibits.banner import Banner, BannerDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import NO_BREAK, Format, Mark
from evaluering.render.tables.blocks import Line, Span, in_blocks
from evaluering.render.tables.framing import TOTAL, Row, of
from evaluering.render.tables.frequencies import missing_name
from evaluering.render.tables.table import Content, Table, pair

MEAN = Format(2)


def layout(exhibit: Banner, result: Result) -> Table:
    """Return each question under its heading: categories, nets, missing, mean and base."""
    told = result.details_as(BannerDetails)
    rows: list[Row] = [*result.table.to_dict(orient="records")]
    if not exhibit.total:
        rows = [row for row in rows if row["group"] != TOTAL]
    heads: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        heads.setdefault(row["group"], {})[row["column"]] = _head(row, told.compared)
    labels = {row["group"]: str(row["group_label"]) for row in rows} | {TOTAL: ""}
    spans = [Span(labels[group], list(own.values())) for group, own in heads.items()]
    return in_blocks("", spans, list(_lines(exhibit, rows)))


def _head(row: Row, compared: bool) -> tuple[str, ...]:
    label = word("total") if row["column"] == TOTAL else str(row["column_label"])
    letter = row["letter"]
    lettered = f"({letter})" if isinstance(letter, str) and letter else ""
    return (label, lettered) if compared else (label,)


def _lines(exhibit: Banner, rows: list[Row]) -> Iterator[Line]:
    for item in dict.fromkeys(str(row["item"]) for row in rows):
        own = [row for row in rows if row["item"] == item]
        yield Line(str(own[0]["item_label"]))
        for name in dict.fromkeys(str(row["row"]) for row in own):
            cells = [row for row in own if row["row"] == name]
            yield from _line(exhibit, cells)


def _line(exhibit: Banner, cells: list[Row]) -> Iterator[Line]:
    role, label = cells[0]["role"], str(cells[0]["row_label"])
    if role == "mean":
        yield Line(word("mean"), [_lettered(of(row, "mean", MEAN), row) for row in cells])
        yield Line(word("sd"), [of(row, "sd", MEAN) for row in cells])
    elif role == "base":
        yield Line(word("row_base"), [of(row, "n") for row in cells])
    elif role == "missing":
        name = word("without_n", label=missing_name(label))
        yield Line(name, [of(row, "n") for row in cells])
    else:
        yield Line(label, [_cell(exhibit, row) for row in cells])


def _cell(exhibit: Banner, row: Row) -> Content:
    """Return a per cent, a count or both, with the letters of those that it is larger than."""
    count, per_cent = of(row, "n"), of(row, "percent", Format(exhibit.decimals, exhibit.rounding))
    if exhibit.show == "both" and not isinstance(count, Mark):
        return _lettered(pair(count, per_cent), row)
    return _lettered(count if exhibit.show != "percent" else per_cent, row)


def _lettered(content: Content, row: Row) -> Content:
    letters = row.get("higher")
    if not isinstance(letters, str) or not letters or isinstance(content, Mark):
        return content
    return (*(content if isinstance(content, tuple) else (content,)), f"{NO_BREAK}{letters}")
