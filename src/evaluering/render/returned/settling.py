"""A document without tracked changes: all of them taken in, or none."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from evaluering.render.returned.wordfile import W14, WordFile, tag
from evaluering.render.word.xml import Element

ADDED = {tag("ins"), tag("moveTo"), tag("conflictIns", W14)}
GONE = {tag("del"), tag("moveFrom"), tag("conflictDel", W14)}
FORMER = {
    tag(f"{name}Change"): tag(name) for name in ("rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr")
}
SETTLED = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def settled(file: WordFile, accept: bool) -> WordFile:
    """Return a document in which every tracked change is settled.

    Parameters
    ----------
    file
        The document.
    accept
        Whether the changes are taken in; else the text is as it was before them.
    """
    parts = dict(file.parts)
    for name in SETTLED:
        if name in parts:
            parts[name] = deepcopy(parts[name])
            _settle(parts[name], accept)
    return replace(file, parts=parts)


def _settle(root: Element, accept: bool) -> None:
    _looks(root, accept)
    _rows(root, accept)
    joined = [mark.getparent().getparent().getparent() for mark in _ended(root, accept)]
    kept, dropped = (ADDED, GONE) if accept else (GONE, ADDED)
    for change in [one for one in root.iter() if one.tag in kept | dropped]:
        parent = change.getparent()
        if parent is None or parent.tag in {tag("rPr"), tag("trPr"), tag("numPr")}:
            continue
        if change.tag in kept:
            place = parent.index(change)
            parent[place:place] = list(change)
        parent.remove(change)
    for text in root.iter(tag("delText"), tag("delInstrText")):
        text.tag = tag("t" if text.tag == tag("delText") else "instrText")
    for paragraph in reversed(joined):
        _join(paragraph, accept)


def _looks(root: Element, accept: bool) -> None:
    """Keep the look that is there now, or put back the former one."""
    for change in [one for one in root.iter() if one.tag in FORMER]:
        properties = change.getparent()
        former = change.find(FORMER[change.tag])
        properties.remove(change)
        if not accept and former is None and change.tag == tag("rPrChange"):
            properties[:] = []  # LibreOffice says that there was another look, not which
        elif not accept and former is not None:
            # what a change does not carry of the paragraph's own: its mark's look and its section
            own = [one for one in properties if one.tag in {tag("rPr"), tag("sectPr")}]
            properties[:] = [*former, *(own if change.tag == tag("pPrChange") else ())]


def _rows(root: Element, accept: bool) -> None:
    """Take away the rows and cells that are deleted, or that are not inserted."""
    gone = {tag("del"), tag("cellDel")} if accept else {tag("ins"), tag("cellIns")}
    for properties in [*root.iter(tag("trPr"), tag("tcPr"))]:
        if any(one.tag in gone for one in properties):
            whole = properties.getparent()
            if whole.getparent() is not None:
                whole.getparent().remove(whole)
    for table in [*root.iter(tag("tbl"))]:
        if table.find(tag("tr")) is None:
            table.getparent().remove(table)


def _ended(root: Element, accept: bool) -> list[Element]:
    """Return the marks of paragraphs that end no longer, or not yet."""
    gone = GONE if accept else ADDED
    return [one for one in root.iter() if one.tag in gone and one.getparent().tag == tag("rPr")
            and one.getparent().getparent().tag == tag("pPr")]  # fmt: skip


def _join(paragraph: Element, accept: bool) -> None:
    """Put a paragraph whose mark is gone before the text of the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag != tag("p"):
        if following.tag not in {tag("bookmarkStart"), tag("bookmarkEnd")}:
            return
        following = following.getnext()
    own = [one for one in paragraph if one.tag != tag("pPr")]
    if following is None:
        return
    properties = following.find(tag("pPr"))
    if own and any(True for _ in paragraph.iter(tag("t"))):
        # the joined paragraph looks like its beginning where text was cut apart, else like the rest
        former = paragraph.find(tag("pPr"))
        if not accept and former is not None:
            if properties is not None:
                following.remove(properties)
            following.insert(0, former)
    place = 1 if following.find(tag("pPr")) is not None else 0
    following[place:place] = own
    paragraph.getparent().remove(paragraph)
