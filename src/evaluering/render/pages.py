"""Setting HTML pages from templates; everything that a reader wrote is escaped."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from evaluering.config.theme import FALLBACK, Theme
from evaluering.render.document import Numbered
from evaluering.render.language import (
    exhibit_number,
    language,
    restricted,
    say,
    say_all,
    stamp,
    word,
)
from evaluering.render.numbers import Mark, number, p_value, percent
from evaluering.render.tables.table import Cell, Piece, Table


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("evaluering.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": number, "percent": percent, "p": p_value}
    environment.filters |= {"table": table_html, "code": code, "faces": faces}
    environment.filters["moment"] = moment
    environment.globals |= {
        "word": word, "say": say, "say_all": say_all, "stamp": stamp, "language": language,
        "exhibit_number": exhibit_number,
    }  # fmt: skip
    environment.tests["numbered"] = lambda block: isinstance(block, Numbered)
    return environment


def code(sentence: str, name: str) -> Markup:
    """Return a sentence with a name in it set as code."""
    return escape(sentence).replace(escape(name), Markup("<code>{}</code>").format(name), 1)


def moment(when: str) -> str:
    """Return a date with its time, which every reader of our languages reads alike."""
    return f"{datetime.fromisoformat(when):%Y-%m-%d %H:%M}"


def page(template: str, theme: Theme, **content: Any) -> str:
    """Set one page.

    Parameters
    ----------
    template
        A file in ``render/templates``.
    theme
        How it looks.
    content
        What the template names; a name it lacks is an error. A page of a `report` says whom it is
        for.
    """
    said = restricted(getattr(content.get("report"), "audience", None))
    return _environment().get_template(template).render(theme=theme, restricted=said, **content)


def faces(theme: Theme) -> Markup:
    """Return the typefaces of a theme's pages, in the order that a browser tries them."""
    named = (theme.typefaces.of("html"), *FALLBACK)
    return Markup(", ".join(f'"{name}"' if " " in name else name for name in named))


def table_html(table: Table, caption: str = "", label: str = "") -> Markup:
    """Return a table as HTML with scoped headings, its notes below.

    Parameters
    ----------
    table
        The table.
    caption
        The heading over it; nothing where the table stands under a heading of its own.
    label
        What a screen reader calls it where it has no caption.
    """
    head = "".join(f"<tr>{''.join(_cell(cell, 'col') for cell in row)}</tr>" for row in table.head)
    body = "".join(
        f"<tr{' class=total' if number in table.total_rows else ''}>"
        f"{''.join(_cell(cell, 'row') for cell in row)}</tr>"
        for number, row in enumerate(table.body)
    )
    title = f"<caption><span>{escape(caption)}</span></caption>" if caption else ""
    name = label or caption
    named = Markup(' role=region aria-label="{}"').format(name) if name else ""
    notes = "".join(f"<p class=note>{escape(note)}</p>" for note in table.notes)
    return Markup(
        f"<div class=table-scroll tabindex=0{named}><table>{title}<thead>{head}</thead>"
        f"<tbody>{body}</tbody></table></div>{notes}"
    )


def _cell(cell: Cell, scope: str) -> str:
    tag = "th" if cell.header and cell.text else "td"
    wide = f" colspan={cell.columns}" if cell.columns > 1 else ""
    tall = f" rowspan={cell.rows}" if cell.rows > 1 else ""
    scoped = f" scope={scope}{'group' if cell.columns > 1 or cell.rows > 1 else ''}"
    return (
        f"<{tag} class={cell.align}{wide}{tall}{scoped if tag == 'th' else ''}>"
        f"{''.join(map(_piece, cell.pieces))}</{tag}>"
    )


def _piece(piece: Piece) -> str:
    """Return a part of a cell; a mark says to a screen reader why there is no number."""
    if isinstance(piece, Mark):
        return Markup('<abbr title="{}">{}</abbr>').format(piece.reason, piece.text)
    return escape(piece if isinstance(piece, str) else piece.text)
