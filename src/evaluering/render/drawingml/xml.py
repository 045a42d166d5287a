"""Elements of DrawingML charts."""

from __future__ import annotations

from typing import Any

from lxml import etree

from evaluering.render.packing import clean

SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
Tag = Any
"""An lxml element."""


def tag(name: str, *inner: Tag, text: str | None = None, **attributes: object) -> Tag:
    """Return an element by its prefixed name: ``c:val``; attributes have no prefix."""
    prefix, _, local = name.partition(":")
    made = etree.Element(f"{{{SPACES[prefix]}}}{local}", nsmap=SPACES)
    for key, value in attributes.items():
        made.set(key, str(value))
    if text is not None:
        made.text = clean(text)
    made.extend(inner)
    return made


def val(name: str, value: object) -> Tag:
    """Return an element whose only attribute is ``val``."""
    return tag(name, val=value)


def solid(colour: str) -> Tag:
    """Return a fill in one colour."""
    return tag("a:solidFill", val("a:srgbClr", colour[1:].upper()))


def outline(colour: str | None, points: float = 0.75, dash: str = "") -> Tag:
    """Return a line; none where no colour is given."""
    if colour is None:
        return tag("a:ln", tag("a:noFill"))
    style = [val("a:prstDash", dash)] if dash else []
    return tag("a:ln", solid(colour), *style, w=round(points * 12700))


def letters(family: str, size: float, colour: str, bold: bool = False, level: bool = False) -> Tag:
    """Return the look of a chart's text; level text is never turned to make room."""
    look = tag(
        "a:defRPr",
        solid(colour),
        tag("a:latin", typeface=family),
        sz=round(size * 100),
        b=int(bold),
    )
    body = tag("a:bodyPr", rot=0, vert="horz") if level else tag("a:bodyPr")
    return tag("c:txPr", body, tag("a:lstStyle"), _paragraph(look))


def rich(text: str, family: str, size: float, colour: str, bold: bool, language: str) -> Tag:
    """Return a text that is written in a chart."""
    properties = tag(
        "a:rPr",
        solid(colour),
        tag("a:latin", typeface=family),
        lang=language,
        sz=round(size * 100),
        b=int(bold),
    )
    run = tag("a:r", properties, tag("a:t", text=text))
    return tag("c:rich", tag("a:bodyPr"), tag("a:lstStyle"), tag("a:p", run))


def _paragraph(look: Tag) -> Tag:
    return tag("a:p", tag("a:pPr", look), tag("a:endParaRPr"))
