"""The words of a document as those of its texts: tags as bindings, bookmarks as exhibits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluering.render.document import plain
from evaluering.render.prose.naming import Unbound
from evaluering.render.prose.works import Works
from evaluering.render.returned.reading import WordBlock
from evaluering.render.returned.segments import Segment
from evaluering.render.returned.spans import escaped
from evaluering.render.word.marginalia import BINDING, tag_of

_LABELLED = re.compile(r"\[\^[^\]\n]+\]")
TAGGED = re.compile(rf"\{{({BINDING}[^|{{}}]*)\|([^{{}}]*)\}}")
REFERRED = re.compile(r"\{@([^|{}]*)\|([^{}]*)\}")
NOTE = re.compile(r"\[\^(#\d+)\]")
_BRACED = re.compile(r"\{([^{}\n]+)\}")
_CITED = re.compile(r"\[@([^\]\n]+)\]")


@dataclass(frozen=True)
class ShownBinding:
    """A bound number in a document: the binding, and what stands in its place."""

    binding: str
    shown: str


@dataclass(frozen=True)
class Vocabulary:
    """What the tags, bookmarks and citations of a document stand for."""

    bindings: Mapping[str, str]
    """The bindings by tag."""
    exhibits: Mapping[str, str]
    """The exhibits by bookmark."""
    citations: Mapping[str, str] = field(default_factory=dict)
    """The citations as they are written, by what they are set as."""

    def resolved(self, text: str) -> str:
        """Return the text of a block as its author would write it; notes keep their numbers."""
        known = TAGGED.sub(lambda m: _or_text(self.bindings.get(m[1]), m[2]), text)
        known = REFERRED.sub(lambda m: _or_text(self.exhibits.get(m[1]), m[2]), known)
        for shown, cited in self.citations.items():
            known = known.replace(shown, cited)
        return known

    def shown(self, text: str) -> list[ShownBinding]:
        """Return the bound numbers of a block, in order."""
        return [ShownBinding(self.bindings[m[1]], m[2]) for m in TAGGED.finditer(text)
                if m[1] in self.bindings]  # fmt: skip

    def referred(self, text: str) -> list[ShownBinding]:
        """Return the references to exhibits of a block, in order."""
        return [ShownBinding(self.exhibits[m[1]], m[2]) for m in REFERRED.finditer(text)
                if m[1] in self.exhibits]  # fmt: skip

    def foreign(self, text: str) -> list[str]:
        """Return what stands in the numbers of a block that are bound in another report."""
        return [m[2] for m in TAGGED.finditer(text) if m[1] not in self.bindings]

    def exhibit(self, block: WordBlock) -> str:
        """Return the exhibit whose caption a block is; empty for other blocks."""
        if block.kind != "caption":
            return ""
        return next((self.exhibits[a] for a in block.anchors if a in self.exhibits), "")


def vocabulary(
    texts: Iterable[str], anchors: Mapping[str, str], exhibits: Iterable[str],
    blocks: Sequence[WordBlock], works: Works,
) -> Vocabulary:  # fmt: skip
    """Return what stands behind the words of a document.

    Parameters
    ----------
    texts
        The texts that it was set of.
    anchors, exhibits
        What its bookmarks stand for, and which of that are exhibits.
    blocks
        The document now, in which captions may have got bookmarks of their own.
    works
        What is cited.
    """
    whole = "\n".join(texts)
    bindings = {tag_of(own.strip()): own.strip() for own in _BRACED.findall(whole)}
    there = set(exhibits)
    known = {bookmark: name for bookmark, name in anchors.items() if name in there}
    for block in blocks:
        own = [known[a] for a in block.anchors if a in known] if block.kind == "caption" else []
        known |= {anchor: own[0] for anchor in block.anchors if own and anchor not in known}
    return Vocabulary(bindings, known, _citations(whole, works))


def comparable(block: WordBlock, words: Vocabulary) -> str:
    """Return what a block says, without the numbers of its notes."""
    return NOTE.sub("[^]", words.resolved(block.text))


def comparable_segment(segment: Segment) -> str:
    """Return what a segment says, without the labels of its notes."""
    text = segment.text
    for mark in dict.fromkeys(marks(segment)):
        text = text.replace(mark, "[^]")
    return text


def marks(segment: Segment) -> list[str]:
    """Return the marks of the notes in a segment, as they are written, in order."""
    found, text, place = [], segment.text, 0
    while place < len(text):
        inline = text.startswith("^[", place) and text[place - 1 : place] != "\\"
        labelled = _LABELLED.match(text, place)
        if not inline and not labelled:
            place += 1
            continue
        end = labelled.end() if labelled else _closed(text, place + 2)
        found.append(text[place:end])
        place = end
    return found


def _closed(text: str, place: int) -> int:
    depth = 1
    while place < len(text) and depth:
        if text[place - 1] != "\\":
            depth += {"[": 1, "]": -1}.get(text[place], 0)
        place += 1
    return place


def _or_text(name: str | None, shown: str) -> str:
    return f"{{{name}}}" if name else escaped(shown)


def _citations(text: str, works: Works) -> dict[str, str]:
    own = replace(works, cited=[])
    found = {}
    for cited in _CITED.findall(text):
        try:
            found[escaped(plain(own.citation(cited.strip())))] = f"[@{cited.strip()}]"
        except Unbound:  # the works have changed since: the text is taken as it stands
            continue
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))
