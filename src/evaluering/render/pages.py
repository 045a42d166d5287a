"""Setting HTML pages from templates; everything that a reader wrote is escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from evaluering.config.theme import FALLBACK, Theme
from evaluering.render.document import Document, Emblem, Numbered
from evaluering.render.language import exhibit_number, language, say, say_all, stamp, word, writing
from evaluering.render.numbers import number, p_value, percent
from evaluering.render.tables.table import Cell, Table


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
    environment.globals |= {
        "word": word, "say": say, "say_all": say_all, "stamp": stamp, "language": language,
        "exhibit_number": exhibit_number,
    }  # fmt: skip
    environment.tests["numbered"] = lambda block: isinstance(block, Numbered)
    return environment


def code(sentence: str, name: str) -> Markup:
    """Return a sentence with a name in it set as code."""
    return escape(sentence).replace(escape(name), Markup("<code>{}</code>").format(name), 1)


def page(template: str, theme: Theme, **content: Any) -> str:
    """Set one page.

    Parameters
    ----------
    template
        A file in ``render/templates``.
    theme
        How it looks.
    content
        What the template names; a name it lacks is an error.
    """
    return _environment().get_template(template).render(theme=theme, **content)


def report_page(
    document: Document, quality: str, address: Callable[[Path], str], picture: Callable[[Path], str]
) -> str:
    """Set a report as one page that needs no other file.

    Parameters
    ----------
    document
        The report.
    quality
        The address of the pages on data quality.
    address, picture
        The address of a file as seen from the page, and of a drawn figure within it.
    """
    words, numbered = document.words, list(document.numbered())
    lists = [
        (words["figures"], [block for block in numbered if block.is_figure]),
        (words["tables"], [block for block in numbered if not block.is_figure]),
    ]
    with writing(document.language):
        return page(
            "report.html",
            document.theme,
            logo=_logo(document.emblem),
            document=document,
            lists=[entry for entry in lists if entry[1]],
            quality=quality,
            address=address,
            picture=picture,
        )


def faces(theme: Theme) -> Markup:
    """Return the typefaces of a theme's pages, in the order that a browser tries them."""
    named = (theme.typefaces.of("html"), *FALLBACK)
    return Markup(", ".join(f'"{name}"' if " " in name else name for name in named))


def _logo(emblem: Emblem | None) -> str:
    """Return a logo as an address that needs no file."""
    if emblem is None:
        return ""
    kind = {"png": "png", "jpg": "jpeg"}[emblem.format]
    return f"data:image/{kind};base64,{b64encode(emblem.content).decode()}"


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
        f"{escape(cell.text)}</{tag}>"
    )
