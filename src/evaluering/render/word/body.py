"""The body of a Word document: front page, lists, and the report's pieces in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from evaluering.render.document import (
    Bound,
    Bullets,
    Document,
    Doubted,
    Emphasis,
    Footnote,
    Illustration,
    Inline,
    Numbered,
    Paragraph,
    Reference,
    WebLink,
)
from evaluering.render.sheets import Fitted, Heading, Piece, headings, remarks
from evaluering.render.word.captions import Caption, bookmarks, captions, identifier, labels
from evaluering.render.word.marginalia import Marginalia, bookmark_of, bound
from evaluering.render.word.pictures import Picture
from evaluering.render.word.tables import table
from evaluering.render.word.xml import (
    Element,
    bookmarked,
    element,
    field_around,
    link,
    paragraph,
    run,
    value,
)
from evaluering.render.word.xml import field as word_field

STYLE = {
    "body": "Normal",
    "lead": "Ingress",
    "note": "Merknad",
    "source": "Kilde",
    "stamp": "Stempel",
    "quote": "Quote",
}
LEVEL = 360
"""How far each level of a list is indented, in twentieths of a point."""
ABOVE, BELOW = 80, 200
"""The room over the first remark on an exhibit and under the last, in twentieths of a point."""
DEEPEST = 3
"""Headings below this level look like it."""


@dataclass
class Body:
    """Sets a document's pieces as elements; bookmarks are numbered as they are set."""

    document: Document
    """The report."""
    styles: Mapping[str, str]
    """Style ids by name."""
    pictures: Mapping[str, Sequence[Picture]]
    """What each figure is shown by, pictures and charts, by exhibit id."""
    size: float
    """The type size of tables."""
    illustrations: Iterator[Picture]
    """The images of the texts, in their order."""
    marginalia: Marginalia
    """Where footnotes, remarks and addresses are put."""
    bookmark: Mapping[str, str] = field(init=False)
    caption: dict[str, Caption] = field(init=False)
    exhibits: Mapping[str, Numbered] = field(init=False)
    titles: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.exhibits = {exhibit.id: exhibit for exhibit in self.document.numbered()}
        self.titles = {h.id: h.title for h in headings(self.document.sections)}
        self.bookmark = bookmarks(self.document)
        self.caption = captions(self.exhibits.values())
        self._numbers = count(1)

    def front(self, logo: Picture | None = None) -> Iterator[Element]:
        """Yield the logo, the title, what the report is, its contents and its lists."""
        document, words = self.document, self.document.words
        if logo:
            yield self._paragraph("Figur", [logo.run()])
        yield self._paragraph("Title", [run(document.title)])
        if document.subtitle:
            yield self._paragraph("Subtitle", [run(document.subtitle)])
        yield self._paragraph("Normal", [run(document.origin)])
        for said in document.front_marks:
            yield self._paragraph("Stempel", [run(said)])
        yield from self._contents()
        for figures, title in ((True, words["figures"]), (False, words["tables"])):
            yield from self._list(figures, title)

    def piece(self, piece: Piece) -> Iterator[Element]:
        """Yield what one piece of the report is set as."""
        match piece:
            case Heading():
                style = f"Heading {min(piece.level, DEEPEST)}"
                yield self._paragraph(style, self._marked(piece.id, [run(piece.title)]))
            case Paragraph():
                yield self._paragraph(STYLE[piece.style], self._inline(piece.content))
            case Bullets():
                for level, number, item in piece.entries:
                    yield self._item(level, number, self._inline(item))
            case Illustration():
                yield self._paragraph("Figur", [next(self.illustrations).run()])
            case Numbered():
                yield self._caption(piece)
                for picture in self.pictures.get(piece.id, ()):
                    yield self._paragraph("Figur", [picture.run()])
                yield from self._remarks(remarks(piece))
            case Fitted():
                yield from self._table(piece)

    def _table(self, piece: Fitted) -> Iterator[Element]:
        block = piece.block
        if isinstance(block, Numbered):
            title = f"{block.number}. {block.title}"
            yield self._caption(block)
        elif title := block.caption:
            yield self._paragraph("Caption", [run(title)])
        yield table(piece, title, self.styles, self.size, self.document.theme)
        yield from self._remarks(remarks(block) or ("",))

    def _remarks(self, texts: Sequence[str]) -> Iterator[Element]:
        for number, text in enumerate(texts, start=1):
            room = {"w:before": ABOVE} if number == 1 else {}
            room |= {"w:after": BELOW} if number == len(texts) and text else {}
            apart = [element("w:spacing", room)] if room else []
            yield self._paragraph("Merknad", [run(text)] if text else [], *apart)

    def _caption(self, block: Numbered) -> Element:
        caption = self.caption[block.id]
        number = [run(caption.label)]
        if caption.field:
            counted = word_field(caption.field, caption.number)
            number = [run(f"{caption.label} "), *counted]
            number += [run(caption.rest)] if caption.rest else []
        marked = self._marked(block.id, number)
        return self._paragraph("Caption", [*marked, run(f". {block.title}")])

    def _marked(self, name: str, inner: Iterable[Element]) -> list[Element]:
        return bookmarked(self.bookmark[name], next(self._numbers), inner)

    def _item(self, level: int, number: str, content: Iterator[Element]) -> Element:
        """Return an item of a list; a number stands as it was written."""
        indent = {"w:left": LEVEL * (level + 1), "w:hanging": LEVEL}
        if not number:
            deeper = [element("w:ind", indent)] if level else []
            return self._paragraph("List Bullet", content, *deeper)
        counted = [run(f"{number} "), *content]
        return self._paragraph("Normal", counted, element("w:ind", indent))

    def _inline(self, content: Iterable[Inline], *look: Element) -> Iterator[Element]:
        for part in content:
            match part:
                case str():
                    yield run(part, *map(deepcopy, look))
                case Reference() if part.target in self.bookmark:
                    yield from self._reference(self.bookmark[part.target], part.target, part.text)
                case Reference():
                    yield run(part.text, *map(deepcopy, look))
                case Bound():
                    number = next(self._numbers)
                    control = bound(part, run(part.text, *map(deepcopy, look)))
                    yield from bookmarked(bookmark_of(part.binding, number), number, [control])
                case Emphasis():
                    own = element("w:b" if part.strong else "w:i")
                    yield from self._inline(part.content, *look, own)
                case WebLink():
                    address = self.marginalia.address(part.address)
                    yield element("w:hyperlink", {"r:id": address}, *self._inline(part.content))
                case Footnote():
                    yield self.marginalia.footnote(self._inline(part.content))
                case Doubted():
                    inner = self._inline(part.content, *look)
                    yield from self.marginalia.remarked(inner, part.remark)

    def _reference(self, bookmark: str, target: str, text: str) -> list[Element]:
        """Return a reference that Word keeps up to date, or a link where the text is its own."""
        exhibit = self.exhibits.get(target)
        whole = exhibit.number if exhibit else self.titles[target]
        if text == whole:
            return word_field(f"REF {bookmark} \\h", text)
        if text == whole.lower():
            return word_field(f"REF {bookmark} \\h \\* Lower", text)
        return [link(bookmark, run(text))]

    def _contents(self) -> Iterator[Element]:
        entries = [
            self._paragraph(
                f"toc {min(h.level, DEEPEST)}", [link(self.bookmark[h.id], run(h.title))]
            )
            for h in headings(self.document.sections)
            if h.level <= DEEPEST
        ]
        if not entries:
            return
        field_around(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u', entries)
        title = self._paragraph("TOC Heading", [run(self.document.words["contents"])])
        gallery = element(
            "w:docPartObj",
            None,
            value("w:docPartGallery", "Table of Contents"),
            element("w:docPartUnique"),
        )
        yield element(
            "w:sdt",
            None,
            element("w:sdtPr", None, gallery),
            element("w:sdtContent", None, title, *entries),
        )

    def _list(self, figures: bool, title: str) -> Iterator[Element]:
        """Yield the list of figures, or of tables: one field for each word they are counted by."""
        listed = [e for e in self.exhibits.values() if e.is_figure == figures]
        if listed:
            yield self._paragraph("TOC Heading", [run(title)])
        for label in labels(listed, self.caption, figures):
            entries = [
                self._paragraph(
                    "table of figures",
                    [link(self.bookmark[e.id], run(f"{e.number}. {e.title}"))],
                )
                for e in listed
                if self.caption[e.id].label == label
            ]
            field_around(f'TOC \\h \\z \\c "{identifier(label)}"', entries)
            yield from entries

    def _paragraph(self, style: str, inner: Iterable[Element], *form: Element) -> Element:
        return paragraph(self.styles[style], inner, *form)
