"""What a paragraph is, by its style, its list and its indent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evaluering.render.returned.wordfile import attribute, is_on, tag, whole_number
from evaluering.render.word.xml import Element

KINDS = {
    "title": "fixed", "subtitle": "fixed", "ingress": "fixed", "kilde": "fixed", "stempel": "fixed",
    "merknad": "remark", "caption": "caption", "figur": "picture", "quote": "quote",
    "intense quote": "quote", "block text": "quote", "quotations": "quote",
    "toc heading": "contents", "contents heading": "contents",
    "table of figures": "contents", "table of contents": "contents",
}  # fmt: skip
STEP = 360
"""How far an item is indented for each level, in twentieths of a point."""
_HEADING, _LISTED = re.compile(r"heading (\d)"), re.compile(r"list (bullet|number)(?: (\d))?")


@dataclass(frozen=True)
class ParagraphKind:
    """What a paragraph is, its level, and how far a hanging paragraph is indented."""

    name: str
    level: int = 0
    ordered: bool = False
    indent: int | None = None


@dataclass
class WordStyles:
    """The styles of a document and how its lists are counted."""

    styles: Element | None
    numbering: Element | None
    _named: dict[str, Element] = field(default_factory=dict)
    _formats: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.styles.iter(tag("style")) if self.styles is not None else ():
            self._named[attribute(style, "styleId")] = style
        if self.numbering is not None:
            self._read_numbering(self.numbering)

    def kind(self, paragraph: Element) -> ParagraphKind:
        """Return what a paragraph is."""
        properties = paragraph.find(tag("pPr"))
        style = attribute(_inner(properties, "pStyle"), "val")
        for name in self._names(style):
            if re.fullmatch(r"toc \d|contents \d|figure index.*|table index.*", name):
                return ParagraphKind("contents")
            if name in KINDS:
                return ParagraphKind(KINDS[name])
            if found := _HEADING.fullmatch(name):
                return ParagraphKind("heading", int(found[1]))
            if found := _LISTED.fullmatch(name):
                return self._item(properties, style, found[1] == "number", int(found[2] or 1) - 1)
        outline = _inner(properties, "outlineLvl")
        if outline is not None and attribute(outline, "val") in {"0", "1", "2", "3"}:
            return ParagraphKind("heading", int(attribute(outline, "val")) + 1)
        if self._number(properties, style)[0] not in {"", "0"}:
            return self._item(properties, style, False, 0)
        return ParagraphKind("paragraph", _level(properties), indent=_hanging(properties))

    def letters(self, run: Element) -> list[Element]:
        """Return the properties that say how a run's letters look, the run's own first."""
        own = run.find(tag("rPr"))
        style = self._named.get(attribute(_inner(own, "rStyle"), "val"))
        of_style = style.find(tag("rPr")) if style is not None else None
        return [found for found in (own, of_style) if found is not None]

    def _item(self, properties: Element | None, style: str, ordered: bool,
              level: int) -> ParagraphKind:  # fmt: skip
        number, within = self._number(properties, style)
        form = self._formats.get((number, within or "0"))
        counted = form != "bullet" if form else ordered
        return ParagraphKind("item", max(level, whole_number(within), _level(properties)), counted,
                             _hanging(properties))  # fmt: skip

    def _number(self, properties: Element | None, style: str) -> tuple[str, str]:
        """Return the list of a paragraph, its own or its style's, and the level in it."""
        for found in (properties, self._of_style(style)):
            listed = _inner(found, "numPr")
            if listed is not None:
                return (attribute(_inner(listed, "numId"), "val"),
                        attribute(_inner(listed, "ilvl"), "val"))  # fmt: skip
        return "", ""

    def _of_style(self, style: str) -> Element | None:
        found = self._named.get(style)
        return found.find(tag("pPr")) if found is not None else None

    def _names(self, style: str) -> list[str]:
        """Return a style's name in Word, then those of the styles that it builds on."""
        names: list[str] = []
        seen: set[str] = set()
        while style in self._named and style not in seen:
            seen.add(style)
            names.append(attribute(self._named[style].find(tag("name")), "val").casefold())
            style = attribute(self._named[style].find(tag("basedOn")), "val")
        return names

    def _read_numbering(self, numbering: Element) -> None:
        forms = {
            attribute(abstract, "abstractNumId"): {
                attribute(level, "ilvl"): attribute(level.find(tag("numFmt")), "val")
                for level in abstract.iter(tag("lvl"))
            }
            for abstract in numbering.iter(tag("abstractNum"))
        }
        for number in numbering.iter(tag("num")):
            own = forms.get(attribute(number.find(tag("abstractNumId")), "val"), {})
            for level, form in own.items():
                self._formats[attribute(number, "numId"), level] = form


def is_strong(properties: list[Element]) -> bool:
    """Return whether letters are bold."""
    return _first(properties, "b")


def is_stressed(properties: list[Element]) -> bool:
    """Return whether letters are in italics."""
    return _first(properties, "i")


def _first(properties: list[Element], name: str) -> bool:
    said = [own for own in properties if own.find(tag(name)) is not None]
    return bool(said) and is_on(said[0], name)


def _inner(element: Element | None, name: str) -> Element | None:
    return element.find(tag(name)) if element is not None else None


def _indent(properties: Element | None) -> tuple[int, int]:
    found = _inner(properties, "ind")
    left = attribute(found, "left") or attribute(found, "start")
    hanging = attribute(found, "hanging")
    return whole_number(left), whole_number(hanging)


def _level(properties: Element | None) -> int:
    left, hanging = _indent(properties)
    return max(0, round(left / STEP) - 1) if hanging else 0


def _hanging(properties: Element | None) -> int | None:
    left, hanging = _indent(properties)
    return left if hanging else None
