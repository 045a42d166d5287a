"""What a Word document or a presentation says: of each exhibit, and beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from openpyxl import load_workbook

Element = Any
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CARRIED = "{urn:evaluering:report}"
ASIDE = r"word/(comments|header\d*|footer\d*)\.xml|ppt/comments/.*\.xml|docProps/(core|custom)\.xml"
"""Parts that are of no exhibit, and that are easily forgotten."""
UNSAID = {"revision", "created", "modified", "lastPrinted"}
"""Properties that are numbers and tell of nobody."""


@dataclass
class OfficeTexts:
    """The texts of an office file.

    Attributes
    ----------
    of_exhibit
        What stands in each exhibit, its caption left out: cells, captions of pictures, charts and
        the workbooks in them.
    aside
        What stands in each part of the file that is of no exhibit, by the part's name.
    paragraphs
        What each paragraph of a Word document says.
    """

    of_exhibit: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    aside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    paragraphs: list[str] = field(default_factory=list)


def word_texts(content: bytes, marks: Mapping[str, str], under: Sequence[str]) -> OfficeTexts:
    """Return what a Word document says.

    Parameters
    ----------
    content
        The file.
    marks
        The exhibit that each bookmark is of.
    under
        The names of the styles of what stands under an exhibit, which ends where another begins.
    """
    package = OfficePackage(content)
    found, styles = _aside(package), _styles(package.xml("word/styles.xml"))
    mine: str | None = None
    for block in package.xml("word/document.xml").find(f"{_W}body"):
        names = [mark.get(f"{_W}name", "") for mark in block.iter(f"{_W}bookmarkStart")]
        named = next((marks[name] for name in names if name in marks), None)
        if named is not None:
            mine = named
            found.of_exhibit[mine] += package.beyond(block, "word/document.xml")
            continue
        style = block.find(f"{_W}pPr/{_W}pStyle")
        kept = style is not None and styles.get(style.get(f"{_W}val", "")) in under
        if not (kept or block.tag == f"{_W}tbl"):
            mine = None
        elif mine is not None:
            found.of_exhibit[mine] += _paragraphs(block, _W)
            found.of_exhibit[mine] += package.beyond(block, "word/document.xml")
    found.paragraphs = _paragraphs(package.xml("word/document.xml"), _W)
    standing = set(found.paragraphs)
    for name in package.names(r"customXml/item\d+\.xml"):
        own = [e.text or "" for e in package.xml(name).iter(f"{_CARRIED}cell", f"{_CARRIED}remark")]
        found.aside[name] += [text for text in own if text not in standing]
    return found


def slide_texts(content: bytes, titles: Mapping[str, str]) -> OfficeTexts:
    """Return what a presentation says.

    Parameters
    ----------
    content
        The file.
    titles
        The exhibit that each title is of; a slide of it may say which part it is.
    """
    package = OfficePackage(content)
    found = _aside(package)
    for name in package.names(r"ppt/slides/slide\d+\.xml"):
        root = package.xml(name)
        texts = [text for text in _paragraphs(root, _A) if text]
        title = max((own for own in titles if _heads(own, texts)), key=len, default="")
        if not title:
            continue
        said = [text for text in texts if not text.startswith(title)]
        notes = [
            text
            for other in package.related(name, "notesSlide")
            for text in _paragraphs(package.xml(other), _A)
            if not text.startswith(title)
        ]
        found.of_exhibit[titles[title]] += [*said, *notes, *package.beyond(root, name)]
    return found


class OfficePackage:
    """The parts of an office file."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = ZipFile(BytesIO(content))
        except BadZipFile as error:
            raise ValueError("not an office file") from error

    def names(self, pattern: str) -> list[str]:
        """Return the names of parts that match a pattern, in order."""
        found = [name for name in self._archive.namelist() if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: (len(name), name))

    def xml(self, name: str) -> Element:
        """Return a part; an empty one where there is none."""
        if name not in self._archive.namelist():
            return etree.Element("none")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._archive.read(name), parser)

    def related(self, name: str, kind: str, only: Sequence[str] = ()) -> Iterator[str]:
        """Yield the parts of a kind that a part refers to; of those with a name, only these."""
        for one in self.xml(join(dirname(name), "_rels", f"{basename(name)}.rels")):
            outside = one.get("TargetMode") is not None
            if outside or (only and one.get("Id") not in only):
                continue
            if one.get("Type", "").endswith(f"/{kind}"):
                target = join("/", dirname(name), one.get("Target", ""))
                yield normpath(target).lstrip("/")

    def beyond(self, block: Element, name: str) -> list[str]:
        """Return what a block says beside its text: alternative texts, charts, their workbooks."""
        found = [own.get(key, "") for own in block.iter() for key in ("descr", "title")
                 if own.tag.endswith(("docPr", "cNvPr"))]  # fmt: skip
        charts = [own.get(f"{_R}id", "") for own in block.iter(f"{_C}chart")]
        for chart in self.related(name, "chart", charts) if charts else ():
            root = self.xml(chart)
            found += [own.text or "" for own in root.iter(f"{_C}v")]
            found += _paragraphs(root, _A)
            for sheet in self.related(chart, "package"):
                found += _cells(self._archive.read(sheet))
        return [text for text in found if text]


def _aside(package: OfficePackage) -> OfficeTexts:
    found = OfficeTexts()
    for name in package.names(ASIDE):
        root = package.xml(name)
        own = [
            element.text or ""
            for element in root.iter()
            if isinstance(element.tag, str)
            and not len(element)
            and etree.QName(element).localname not in UNSAID
            and not element.tag.endswith("}instrText")
        ]
        if name.startswith(("word/header", "word/footer")):
            own = [text for text in _paragraphs(root, _W) if not text.isdigit()]  # the page
        found.aside[name] += [text for text in own if text]
    return found


def _heads(title: str, texts: Sequence[str]) -> bool:
    return any(text.startswith(title) for text in texts)


def _styles(root: Element) -> dict[str, str]:
    """Return the names of styles by their ids."""
    found = {}
    for own in root.iter(f"{_W}style"):
        if (name := own.find(f"{_W}name")) is not None:
            found[own.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return found


def _paragraphs(root: Element, space: str) -> list[str]:
    """Return the text of each paragraph: what is read, not what a field is made of."""
    return ["".join(t.text or "" for t in own.iter(f"{space}t")) for own in root.iter(f"{space}p")]


def _cells(workbook: bytes) -> list[str]:
    book = load_workbook(BytesIO(workbook), read_only=True)
    return [
        repr(value) if isinstance(value, int | float) else str(value)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]
