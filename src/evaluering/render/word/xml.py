"""Elements of a Word document: runs, fields, bookmarks and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from evaluering.render.packing import clean

Element = Any
"""An lxml element; the library has no types of its own."""

_SPACE = qn("xml:space")


def element(tag: str, attributes: Mapping[str, object] | None = None, *inner: Element) -> Element:
    """Return an element, its tag and attributes with their prefixes: ``w:p``, ``w:val``."""
    made: Element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), str(value))
    made.extend(inner)
    return made


def value(tag: str, content: object) -> Element:
    """Return an element whose only attribute is ``w:val``."""
    return element(tag, {"w:val": content})


def run(text: str, *properties: Element) -> Element:
    """Return a run of text with its own properties, such as bold."""
    made = element("w:r")
    if properties:
        made.append(element("w:rPr", None, *properties))
    made.append(_text("w:t", clean(text)))
    return made


def field(instruction: str, shown: str, *properties: Element) -> list[Element]:
    """Return a field and the text that it shows until it is updated."""
    return [
        _mark("begin"),
        element("w:r", None, _text("w:instrText", f" {instruction} ")),
        _mark("separate"),
        run(shown, *properties),
        _mark("end"),
    ]


def field_around(instruction: str, paragraphs: list[Element]) -> None:
    """Make paragraphs the text that a field shows until it is updated."""
    start = [
        _mark("begin"),
        element("w:r", None, _text("w:instrText", f" {instruction} ")),
        _mark("separate"),
    ]
    place = 1 if paragraphs[0].find(qn("w:pPr")) is not None else 0
    paragraphs[0][place:place] = start
    paragraphs[-1].append(_mark("end"))


def bookmarked(name: str, number: int, inner: Iterable[Element]) -> list[Element]:
    """Return elements within a bookmark."""
    return [
        element("w:bookmarkStart", {"w:id": number, "w:name": name}),
        *inner,
        element("w:bookmarkEnd", {"w:id": number}),
    ]


def link(bookmark: str, *inner: Element) -> Element:
    """Return a link to a bookmark."""
    return element("w:hyperlink", {"w:anchor": bookmark, "w:history": 1}, *inner)


def paragraph(style: str, inner: Iterable[Element], *properties: Element) -> Element:
    """Return a paragraph in a style, by the style's id."""
    return element(
        "w:p", None, element("w:pPr", None, value("w:pStyle", style), *properties), *inner
    )


def _mark(kind: str) -> Element:
    return element("w:r", None, element("w:fldChar", {"w:fldCharType": kind}))


def _text(tag: str, text: str) -> Element:
    made = element(tag)
    made.text = text
    made.set(_SPACE, "preserve")
    return made
