"""The text of a Word document as blocks of Markdown, whoever saved it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from evaluering.render.returned.inlines import InlineReader
from evaluering.render.returned.spans import TextSpan, written
from evaluering.render.returned.wordfile import WordFile, attribute, tag
from evaluering.render.returned.wordstyles import ParagraphKind, WordStyles
from evaluering.render.word.xml import Element

WRITTEN = ("paragraph", "heading", "quote", "item", "code")
"""The kinds of blocks that can stand in a text."""
_DOCX_NOTE = re.compile(r"\[\^#(e?-?\d+)\]")
NOTES = (("footnotes", ""), ("endnotes", "e"))
"""The parts of notes, and what their numbers begin with in a block's text."""


@dataclass(frozen=True)
class WordBlock:
    """A paragraph, a picture or a table of a document."""

    kind: str
    """What it is, by its style: one of `WRITTEN`, ``caption``, ``picture``, ``table``, ``remark``,
    ``note`` (a footnote), ``header``, or ``fixed`` for what the report's frame sets."""
    text: str
    """What it says, as a line of Markdown in which bindings are tags and notes are numbers."""
    level: int = 0
    """Of a heading, or of an item in a list within a list."""
    ordered: bool = False
    """Whether an item is counted."""
    anchors: tuple[str, ...] = ()
    """The bookmarks in it."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table."""
    odd: tuple[str, ...] = ()
    """What stands in it that Markdown has no way to say: keys of sentences."""


def read_blocks(file: WordFile) -> tuple[WordBlock, ...]:
    """Return the blocks of a document without tracked changes, in reading order, then its notes."""
    return tuple(_Blocks(file).all())


@dataclass
class _Blocks:
    file: WordFile
    styles: WordStyles = field(init=False)

    def __post_init__(self) -> None:
        self.styles = WordStyles(self.file.part("styles"), self.file.part("numbering"))

    def all(self) -> Iterator[WordBlock]:
        notes = [
            (name, f"{mark}{attribute(note, 'id')}", note)
            for name, mark in NOTES
            for note in self._part(name)
            if not attribute(note, "type")
        ]
        places = {id: str(number) for number, (_, id, _) in enumerate(notes, start=1)}
        for block in self._within(self.file.body):
            yield replace(block, text=_DOCX_NOTE.sub(
                lambda mark: f"[^#{places.get(mark[1], '0')}]", block.text))  # fmt: skip
        for number, (name, _, note) in enumerate(notes, start=1):
            yield self._note(name, note, number)
        for part in self.file.headers():
            for paragraph in part.iter(tag("p")):
                if text := self._line(paragraph):
                    yield WordBlock("header", text)

    def _part(self, name: str) -> list[Element]:
        part = self.file.part(name)
        return [] if part is None else list(part)

    def _within(self, parent: Element) -> Iterator[WordBlock]:
        for element in parent:
            if element.tag == tag("p"):
                yield from self._paragraph(element)
            elif element.tag == tag("tbl"):
                yield self._table(element)
            elif element.tag == tag("sdt"):
                content = element.find(tag("sdtContent"))
                if content is not None and element.find(f".//{tag('docPartGallery')}") is None:
                    yield from self._within(content)
            elif element.tag in {tag("customXml"), tag("smartTag")}:
                yield from self._within(element)

    def _paragraph(self, element: Element) -> Iterator[WordBlock]:
        kind = self.styles.kind(element)
        if kind.name == "contents":
            return
        reader = self._read(element)
        text = written(reader.spans)
        if kind.name == "heading":
            text = _without_looks(reader.spans)
        elif kind.name in {"paragraph", "item"} and not text and not reader.pictures:
            yield from (WordBlock("empty", "", odd=tuple(reader.odd)) for _ in reader.odd[:1])
            return
        anchors = tuple(reader.anchors)
        for picture in reader.pictures:
            yield WordBlock("picture", picture.told, anchors=(picture.name,))
        if text or not reader.pictures:
            kind, text = _counted(kind, text)
            if text or kind.name not in {"paragraph", "item", "remark", "picture", "fixed"}:
                name = "paragraph" if kind.name == "picture" else kind.name
                yield WordBlock(name, text, kind.level, kind.ordered, anchors, (),
                                tuple(reader.odd))  # fmt: skip

    def _read(self, element: Element, part: str = "document") -> InlineReader:
        reader = InlineReader(self.file.addresses(part), self.styles.letters)
        reader.read(element)
        return reader

    def _line(self, element: Element) -> str:
        return written(self._read(element).spans)

    def _table(self, element: Element) -> WordBlock:
        rows = tuple(
            tuple(" ".join(filter(None, map(self._cell, cell.iter(tag("p")))))
                  for cell in row.iter(tag("tc")))
            for row in element.iter(tag("tr"))
        )  # fmt: skip
        anchors = [attribute(one, "name") for one in element.iter(tag("bookmarkStart"))]
        anchors += [f"comment:{attribute(c, 'id')}" for c in element.iter(tag("commentRangeStart"))]
        return WordBlock("table", "", anchors=tuple(anchors), rows=rows)

    def _cell(self, paragraph: Element) -> str:
        return _without_looks(self._read(paragraph).spans)

    def _note(self, part: str, note: Element, number: int) -> WordBlock:
        texts = []
        anchors = [str(number)]
        odd: list[str] = []
        for paragraph in note.iter(tag("p")):
            reader = self._read(paragraph, part)
            texts.append(written(reader.spans))
            odd += reader.odd
            anchors += reader.anchors
        return WordBlock(
            "note", " ".join(filter(None, texts)), anchors=tuple(anchors), odd=tuple(odd)
        )


def _without_looks(spans: Sequence[TextSpan]) -> str:
    return written(TextSpan(span.text, atom=span.atom) for span in spans)


def _counted(kind: ParagraphKind, text: str) -> tuple[ParagraphKind, str]:
    """Return an item whose number is typed as an item that is counted."""
    found = re.match(r"(\d{1,3})\\?[.)] ", text)
    if found and (kind.name == "item" or kind.indent is not None):
        return ParagraphKind("item", kind.level, True, kind.indent), text[found.end() :]
    return kind, text
