"""A report as plain data for the typst template: texts stay data, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluering.config.contrast import luminance
from evaluering.render.columns import (
    Fit,
    Page,
    Placed,
    Typeface,
    divided,
    placed,
    unbroken,
)
from evaluering.render.document import (
    Bound,
    Bullets,
    Document,
    Emblem,
    Emphasis,
    Footnote,
    Grid,
    Illustration,
    Inline,
    NestedList,
    Numbered,
    Paragraph,
    Reference,
    WebLink,
    nested,
)
from evaluering.render.sheets import Heading, Piece, headings, remarks, runs
from evaluering.render.tables.table import Table

COLOURS = ("ink", "muted", "stamp", "rule", "link")
SIZES = {
    "text": 1.0, "title": 2.63, "subtitle": 1.47, "chapter": 1.68, "section": 1.32, "part": 1.1,
    "lead": 1.1, "entry": 0.95, "page": 0.84, "small": 0.79,
}  # fmt: skip
"""Type sizes as shares of running text."""
TOGETHER = 16
"""A table of at most this many rows is kept on one page."""


def content(
    document: Document, pictures: Mapping[str, str], typeface: Typeface, page: Page
) -> dict[str, Any]:
    """Return what the template sets.

    Parameters
    ----------
    document
        The report.
    pictures
        The figures as SVG, by exhibit id.
    typeface, page
        The type of its tables and the text area of its pages.
    """
    words = document.words
    targets = {h.id for h in headings(document.sections)} | {e.id for e in document.numbered()}
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "origin": document.origin,
        "mark": document.mark,
        "front_marks": list(document.front_marks),
        "wave": document.wave,
        "source": document.source,
        "language": document.language,
        "contents": words["contents"],
        "look": _look(document),
        "logo": _logo(document.emblem),
        "figures": _listed(document, True, words["figures"]),
        "tables": _listed(document, False, words["tables"]),
        "runs": [
            {
                "landscape": run.landscape,
                "pieces": [_piece(p, pictures, targets, typeface) for p in run.pieces],
            }
            for run in runs(document, typeface, page)
        ],
    }


def _look(document: Document) -> dict[str, Any]:
    """Return the theme as the template reads it; sizes and widths are in points."""
    theme = document.theme
    return {
        "face": theme.typefaces.of("drawn"),
        **{name: getattr(theme.colours, name) for name in COLOURS},
        # white is what paper is: a page is filled only with another colour
        "paper": theme.colours.background if luminance(theme.colours.background) < 1 else "",
        "line": theme.lines.table,
        "padding": [theme.paddings.cell, theme.paddings.row],
        "sizes": {name: theme.sizes.of("pdf", share) for name, share in SIZES.items()},
    }


def _logo(emblem: Emblem | None) -> dict[str, Any] | None:
    if emblem is None:
        return None
    image = {"bytes": list(emblem.content), "format": emblem.format}
    return {**image, "alt": emblem.alt, "width": emblem.width_cm}


def _listed(document: Document, figures: bool, title: str) -> str:
    """Return the title of a list that has entries."""
    return title if any(e.is_figure == figures for e in document.numbered()) else ""


def _piece(
    piece: Piece, pictures: Mapping[str, str], targets: set[str], typeface: Typeface
) -> dict[str, Any]:
    match piece:
        case Heading():
            return {"kind": "heading", "id": piece.id, "text": piece.title, "level": piece.level}
        case Paragraph():
            text = _inline(piece.content, targets)
            return {"kind": "paragraph", "style": piece.style, "text": text}
        case Illustration():
            return {"kind": "image", "bytes": list(piece.content), "format": piece.format,
                    "alt": piece.alt}  # fmt: skip
        case Bullets():
            lists = [_list(own, targets) for own in nested(piece)]
            return {"kind": "bullets", "lists": lists}
        case Numbered():
            picture = pictures.get(piece.id)
            return _numbered(piece) | {
                "picture": picture,
                "alt": piece.alt or piece.title,
                "table": None,
            }
    block, table = piece.block, _table(piece.table, piece.fit, typeface)
    if isinstance(block, Grid):
        return {
            "kind": "grid", "caption": block.caption, "table": table,
            "remarks": list(remarks(block)),
        }  # fmt: skip
    return _numbered(block) | {"picture": None, "alt": "", "table": table}


def _numbered(block: Numbered) -> dict[str, Any]:
    return {
        "kind": "numbered",
        "id": block.id,
        "figure": block.is_figure,
        "caption": f"{block.number}. {block.title}",
        "remarks": list(remarks(block)),
    }


def _list(own: NestedList, targets: set[str]) -> dict[str, Any]:
    items = [
        {"text": _inline(i.content, targets), "lists": [_list(one, targets) for one in i.lists]}
        for i in own.items
    ]
    return {"ordered": own.ordered, "start": own.start, "items": items}


def _inline(parts: Iterable[Inline], targets: set[str]) -> list[dict[str, Any]]:
    return [_part(part, targets) for part in parts]


def _part(part: Inline, targets: set[str]) -> dict[str, Any]:
    match part:
        case str():
            return {"kind": "text", "text": part}
        case Reference():
            target = part.target if part.target in targets else ""
            return {"kind": "reference", "text": part.text, "target": target}
        case Bound():
            return {"kind": "text", "text": part.text}
        case Emphasis():
            kind = "strong" if part.strong else "emphasis"
            return {"kind": kind, "parts": _inline(part.content, targets)}
        case WebLink():
            inner = _inline(part.content, targets)
            return {"kind": "link", "address": part.address, "parts": inner}
        case Footnote():
            return {"kind": "footnote", "parts": _inline(part.content, targets)}
    return {"kind": "doubted", "parts": _inline(part.content, targets), "remark": part.remark}


def _table(table: Table, fit: Fit, typeface: Typeface) -> dict[str, Any]:
    heads = len(table.head)
    rows = placed(table)
    return {
        "widths": [round(width, 2) for width in fit.widths],
        "size": round(fit.size, 2),
        "together": len(rows) <= TOGETHER,
        "heads": heads,
        "cells": [
            {
                "text": _text(place, fit, typeface),
                "x": place.column,
                "y": y,
                "columns": place.cell.columns,
                "rows": place.cell.rows,
                "align": place.cell.align,
                "header": place.cell.header,
                "total": y - heads in table.total_rows,
            }
            for y, row in enumerate(rows)
            for place in row
        ],
    }


def _text(place: Placed, fit: Fit, typeface: Typeface) -> str:
    """Return a cell's text, divided where a word is wider than the column."""
    cell = place.cell
    width = sum(fit.widths[place.column : place.column + cell.columns]) - typeface.padding
    return divided(unbroken(cell), width, fit.size, typeface, cell.header == "column")
