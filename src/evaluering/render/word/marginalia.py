"""What stands beside a Word document's text: footnotes, remarks, addresses and bindings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from evaluering.render.document import Bound
from evaluering.render.word.xml import Element, element, paragraph, run, value

BINDING = "binding-"
"""What the tag of a bound number begins with."""
BOUND = re.compile(r"_Tall_([0-9a-f]{16})_\d+")
"""The bookmark of a bound number, for programs that drop content controls."""
FIRST = 1
FIRST_REMARK = 1000
"""Comments are numbered from here: LibreOffice takes a low number for a footnote's."""
EMPTY = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
    "</w:footnotes>"
)


@dataclass
class Marginalia:
    """Gathers footnotes and remarks while the body is set; `save` puts them into the document."""

    made: WordDocument
    """The document."""
    styles: Mapping[str, str]
    """Style ids by name."""
    author: str
    """Whom the remarks are by."""
    notes: list[Element] = field(default_factory=list)

    def footnote(self, content: Iterable[Element]) -> Element:
        """Return the number of a footnote where it stands in the text."""
        mark = element("w:r", None, _raised(), element("w:footnoteRef"))
        inner = [mark, run(" "), *content]
        number = FIRST + len(self.notes)
        note = element("w:footnote", {"w:id": number}, paragraph(self.styles["Merknad"], inner))
        self.notes.append(note)
        return element("w:r", None, _raised(), element("w:footnoteReference", {"w:id": number}))

    def remarked(self, content: Iterable[Element], remark: str) -> Iterator[Element]:
        """Yield text with a comment for its author."""
        comment = self.made.comments.add_comment(remark, self.author, self.author[0])
        del comment._comment_elm.attrib[qn("w:date")]  # the same document each time
        if comment.comment_id < FIRST_REMARK:
            comment._comment_elm.set(qn("w:id"), str(FIRST_REMARK))
        number = {"w:id": comment.comment_id}
        yield element("w:commentRangeStart", number)
        yield from content
        yield element("w:commentRangeEnd", number)
        yield element("w:r", None, element("w:commentReference", number))

    def address(self, url: str) -> str:
        """Return what a link out of the document is called within it."""
        return str(self.made.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def save(self) -> None:
        """Put the footnotes into the document, after those of its template."""
        if not self.notes:
            return
        root = parse_xml(EMPTY)
        root.extend(self.notes)
        blob = serialize_part_xml(root)
        part = self.made.part
        for name, related in list(part.rels.items()):
            if related.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                del part.rels[name]
        uri = PackURI("/word/footnotes.xml")
        footnotes = Part(uri, CONTENT_TYPE.WML_FOOTNOTES, blob, part.package)
        part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)


def bound(part: Bound, shown: Element) -> Element:
    """Return a bound number as a content control, by which it is known again."""
    properties = element("w:sdtPr", None, value("w:tag", tag_of(part.binding)))
    return element("w:sdt", None, properties, element("w:sdtContent", None, shown))


def bookmark_of(binding: str, number: int) -> str:
    """Return the bookmark of a bound number, by its place among the bookmarks."""
    return f"_Tall_{tag_of(binding).removeprefix(BINDING)}_{number}"


def tag_of(binding: str) -> str:
    """Return the tag of a binding; Word allows 64 characters."""
    return BINDING + hashlib.sha256(binding.encode()).hexdigest()[:16]


def _raised() -> Element:
    return element("w:rPr", None, value("w:vertAlign", "superscript"))
