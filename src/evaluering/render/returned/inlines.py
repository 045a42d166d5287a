"""What stands in a paragraph of a Word document: spans, bookmarks, pictures, and what is odd."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from evaluering.render.returned.spans import PLAIN, RunLook, TextSpan
from evaluering.render.returned.wordfile import attribute, is_on, tag
from evaluering.render.returned.wordstyles import is_stressed, is_strong
from evaluering.render.word.marginalia import BINDING, BOUND
from evaluering.render.word.xml import Element

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
THROUGH = {tag(name) for name in ("smartTag", "ins", "moveTo", "customXml", "dir", "bdo")}
ODD_LOOKS = {"u": "odd_underline", "strike": "odd_strike", "dstrike": "odd_strike",
             "highlight": "odd_highlight"}  # fmt: skip
COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SEQ"}
"""Fields of numbers that a word processor counts anew when it likes."""
_FIELD = re.compile(r'\s*(\w+)\s*(?:"([^"]*)"|(\S+))?')


@dataclass(frozen=True)
class SeenPicture:
    """A picture by its name in the document, and what it shows in words."""

    name: str
    told: str


@dataclass
class _Field:
    instruction: str = ""
    shown: list[TextSpan] = field(default_factory=list)
    is_shown: bool = False


@dataclass
class InlineReader:
    """Gathers what a paragraph holds."""

    addresses: Mapping[str, str]
    """The addresses of links by the names that the document has for them."""
    letters: Callable[[Element], list[Element]]
    """Gives what says how a run's letters look."""
    spans: list[TextSpan] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    pictures: list[SeenPicture] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _bound: dict[str, tuple[str, int]] = field(default_factory=dict)

    def read(self, parent: Element, link: str = "") -> None:
        """Read what stands within an element."""
        for element in parent:
            if element.tag == tag("r"):
                self._run(element, link)
            elif element.tag == tag("hyperlink"):
                self._hyperlink(element, link)
            elif element.tag == tag("sdt"):
                self._control(element, link)
            elif element.tag == tag("fldSimple"):
                own = _Field(attribute(element, "instr"), is_shown=True)
                self._fields.append(own)
                self.read(element, link)
                self._end_field()
            elif element.tag in THROUGH:
                self.read(element, link)
            elif element.tag == tag("bookmarkStart"):
                self._bookmark(element)
            elif element.tag == tag("bookmarkEnd"):
                self._end_bookmark(attribute(element, "id"))
            elif element.tag == tag("commentRangeStart"):
                self.anchors.append(f"comment:{attribute(element, 'id')}")
            elif element.tag in {tag("oMath", MATH), tag("oMathPara", MATH)}:
                self._odd("odd_equation")
                self._put(TextSpan("".join(t.text or "" for t in element.iter(tag("t", MATH)))))
        if parent.tag == tag("p"):
            while self._fields:
                self._end_field()

    def _bookmark(self, start: Element) -> None:
        name = attribute(start, "name")
        if found := BOUND.fullmatch(name):
            self._bound[attribute(start, "id")] = (found[1], len(self.spans))
        else:
            self.anchors.append(name)

    def _end_bookmark(self, id: str) -> None:
        """Make a bound number of what is within its bookmark, where its control is gone."""
        binding, place = self._bound.pop(id, ("", 0))
        inner = self.spans[place:]
        if binding and inner and not self._fields and not any(span.atom for span in inner):
            atom = f"{{{BINDING}{binding}|{_told(inner)}}}"
            self.spans[place:] = [TextSpan(atom, inner[0].look, atom=True)]

    def _put(self, span: TextSpan) -> None:
        if self._fields:
            if self._fields[-1].is_shown:
                self._fields[-1].shown.append(span)
        elif span.text:
            self.spans.append(span)

    def _odd(self, what: str) -> None:
        if what not in self.odd:
            self.odd.append(what)

    def _run(self, run: Element, link: str) -> None:
        letters = self.letters(run)
        if any(is_on(own, "vanish") for own in letters[:1]) and not self._fields:
            return
        look = RunLook(is_strong(letters), is_stressed(letters), link)
        for element in run:
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            match name:
                case "t":
                    text = element.text or ""
                    if text.strip() and letters and not link:
                        self._look_at(letters[0])
                    self._put(TextSpan(text, look))
                case "tab" | "cr" | "ptab":
                    self._put(TextSpan(" ", look))
                case "br":
                    self._break(attribute(element, "type"), look)
                case "commentReference":
                    self.anchors.append(f"comment:{attribute(element, 'id')}")
                case "noBreakHyphen":
                    self._put(TextSpan("\u2011", look))
                case "sym":
                    self._odd("odd_symbol")
                    self._put(TextSpan("\u25a1", look))
                case "footnoteReference":
                    self._put(TextSpan(f"[^#{attribute(element, 'id')}]", atom=True))
                case "endnoteReference":
                    self._odd("odd_endnote")
                    self._put(TextSpan(f"[^#e{attribute(element, 'id')}]", atom=True))
                case "fldChar":
                    self._field_mark(attribute(element, "fldCharType"))
                case "instrText":
                    if self._fields:
                        self._fields[-1].instruction += element.text or ""
                case "drawing" | "pict" | "object":
                    self._picture(element)
                case "AlternateContent":
                    choice = element.find(tag("Choice", MC))
                    self._picture(choice if choice is not None else element)

    def _look_at(self, properties: Element) -> None:
        for name, what in ODD_LOOKS.items():
            if is_on(properties, name):
                self._odd(what)
        raised = attribute(properties.find(tag("vertAlign")), "val")
        if raised in {"superscript", "subscript"}:
            self._odd("odd_raised")

    def _break(self, kind: str, look: RunLook) -> None:
        if kind in {"page", "column"}:
            self._odd("odd_page_break")
        else:
            self._odd("odd_line_break")
        self._put(TextSpan(" ", look))

    def _picture(self, element: Element) -> None:
        shown = element.find(f".//{tag('docPr', WP)}")
        if element.find(f".//{tag('txbxContent')}") is not None:
            self._odd("odd_text_box")
            for paragraph in element.iter(tag("p")):
                inner = InlineReader(self.addresses, self.letters)
                inner.read(paragraph)
                self.spans += [TextSpan(" "), *inner.spans]
            return
        name, told = (
            (shown.get("name", ""), shown.get("descr", "")) if shown is not None else ("", "")
        )
        self.pictures.append(SeenPicture(name, told))

    def _hyperlink(self, element: Element, link: str) -> None:
        address = self.addresses.get(element.get(tag("id", R), ""), "")
        anchor = attribute(element, "anchor")
        if address:
            self.read(element, address + (f"#{anchor}" if anchor else ""))
        elif anchor:
            inner = self._inner(element)
            self._put(TextSpan(f"{{@{anchor}|{_told(inner.spans)}}}", atom=True))
        else:
            self.read(element, link)

    def _control(self, element: Element, link: str) -> None:
        """Read a content control: a bound number by its tag, or what stands in another."""
        content = element.find(tag("sdtContent"))
        tagged = attribute(element.find(f"{tag('sdtPr')}/{tag('tag')}"), "val")
        if content is None:
            return
        if not tagged.startswith(BINDING):
            self.read(content, link)
            return
        inner = self._inner(content)
        looks = [span.look for span in inner.spans if span.text.strip()]
        self.anchors += inner.anchors
        look = replace(looks[0], address=link) if looks else replace(PLAIN, address=link)
        self._put(TextSpan(f"{{{tagged}|{_told(inner.spans)}}}", look, atom=True))

    def _inner(self, element: Element) -> InlineReader:
        inner = InlineReader(self.addresses, self.letters)
        inner.read(element)
        return inner

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_shown = True
        elif kind == "end" and self._fields:
            self._end_field()

    def _end_field(self) -> None:
        own = self._fields.pop()
        found = _FIELD.match(own.instruction)
        name, target = (found[1].upper(), found[2] or found[3] or "") if found else ("", "")
        if name in {"REF", "PAGEREF"} and target:
            self._put(TextSpan(f"{{@{target}|{_told(own.shown)}}}", atom=True))
        elif name == "HYPERLINK" and target and not target.startswith("\\"):
            for span in own.shown:
                self._put(replace(span, look=replace(span.look, address=target)))
        elif name not in COUNTED:
            for span in own.shown:
                self._put(span)


def _told(spans: list[TextSpan]) -> str:
    return re.sub(r"[{}|\n]", " ", "".join(span.text for span in spans))
