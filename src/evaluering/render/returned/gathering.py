"""What is known of a document on the way through it, and what is gathered: edits and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluering.render.returned.findings import EditFinding
from evaluering.render.returned.linking import LinkedText
from evaluering.render.returned.notes import NoteMarks
from evaluering.render.returned.pairing import EXHIBIT, Unit
from evaluering.render.returned.resolving import NOTE, Vocabulary
from evaluering.render.returned.rewriting import (
    Chunk,
    FileEdits,
    chunk,
    heading_level,
)
from evaluering.render.returned.segments import Segment
from evaluering.render.returned.wording import restored


@dataclass(frozen=True)
class TextSpot:
    """Where in the texts the reading of a document has come to."""

    file: str = ""
    """The file; empty in the parts of a report that are no text."""
    line: int = 0
    """The line before which something new would be put in."""
    segment: Segment | None = None
    """The segment that ends there, where there is one."""


@dataclass
class Gathering:
    """Gathers edits of the texts, and what is told of them."""

    texts: Mapping[str, str]
    """The files that the document was set of."""
    words: Vocabulary
    linked: LinkedText
    notes: NoteMarks
    """What its words, blocks and notes stand for."""
    before: Sequence[Unit]
    now: Sequence[Unit]
    """The document as it was set, and as it is."""
    values: Mapping[str, str]
    """What each binding was set as."""
    edits: dict[str, FileEdits] = field(default_factory=dict)
    findings: list[EditFinding] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    spot: TextSpot = field(default_factory=TextSpot)
    section: str = ""
    gone: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)

    def _file(self, name: str) -> FileEdits:
        return self.edits.setdefault(name, FileEdits())

    def _tell(self, kind: str, before: str = "", now: str = "", brought: bool = False,
              place: str = "") -> None:  # fmt: skip
        self.findings.append(EditFinding(kind, place or self._place(), before, now,
                                         "brought" if brought else "told"))  # fmt: skip

    def _place(self, segment: Segment | None = None) -> str:
        own = segment or self.spot.segment
        if own is not None and own.file:
            return f"{own.file}:{own.start + 1}"
        return f"{self.spot.file}:{self.spot.line}" if self.spot.file else self.section or "–"

    def _located(self, unit: Unit) -> None:
        where = f"{self._place()} ({unit.name})" if unit.kind == EXHIBIT else self._place()
        for block in unit.blocks:
            self.places |= dict.fromkeys(block.anchors, where)
            self.places |= dict.fromkeys(NOTE.findall(block.text), where)

    def _set_as(self, unit: Unit) -> str:
        return self.notes.put_before(self.words.resolved(unit.block.text))

    def _restored(self, old: str, now: Unit, place: str) -> tuple[str, bool]:
        """Return what a block says with its bindings in place; tell of numbers typed over."""
        text = self.notes.put_now(self.words.resolved(now.block.text))
        for shown in self.words.shown(now.block.text):
            value = self.values.get(shown.binding, shown.shown)
            if shown.shown != value:
                kind = "typed_over" if shown.shown.strip() else "emptied"
                self._tell(kind, value, shown.shown, place=f"{place} {{{shown.binding}}}")
        for foreign in self.words.foreign(now.block.text):
            self._tell("foreign", now=foreign, place=place)
        found = restored(old, text, self.values)
        for word, typed in found.typed:
            kind = "citation" if word.startswith("[@") else "typed_over"
            self._tell(kind, self.values.get(word[1:-1], ""), typed, place=f"{place} {word}")
        for word in found.loose:
            self._tell("loose", now=self.values.get(word[1:-1], word), place=f"{place} {word}")
        for word in found.gone:
            self._tell("binding_gone", self.values.get(word[1:-1], ""), brought=True,
                       place=f"{place} {word}")  # fmt: skip
        return found.text, found.text != old

    def _shaped(self, before: Unit, now: Unit, segment: Segment, place: str) -> Segment:
        """Return a segment as what it has become: of another kind or level."""
        first, second = before.block, now.block
        kind = now.kind if now.kind in {"paragraph", "heading", "quote", "item"} else segment.kind
        if before.kind == now.kind and (first.level, first.ordered) == (
            second.level,
            second.ordered,
        ):
            return segment
        if before.kind == now.kind == "paragraph" or kind in {"code", "table"}:
            return segment
        self._tell("shape", now=now.text, brought=True, place=place)
        if kind == "heading":
            steps = second.level - first.level if before.kind == "heading" else 0
            level = heading_level(segment.level + steps if steps else second.level)
            if before.kind == "heading" and not steps:
                level = segment.level
            return replace(segment, kind=kind, level=level, prefix=("#" * level + " ", ""))
        made = chunk(kind, "", second.level, None, self._indent(second.level), int(second.ordered))
        first_prefix = made.lines[0]
        more = first_prefix if kind == "quote" else " " * len(first_prefix)
        return replace(segment, kind=kind, level=second.level, prefix=(first_prefix, more))

    def _indent(self, level: int) -> str:
        """Return how far an item of a level is indented after what stands before it."""
        last = self.spot.segment
        if last is None or last.kind != "item" or level == 0:
            return ""
        if level > last.level:
            return " " * len(last.prefix[0])
        before = [one for one in self.linked.segments.get(last.file, ())
                  if one.kind == "item" and one.start <= last.start]  # fmt: skip
        same = [one.prefix[0] for one in before if one.level == level]
        return same[-1][: len(same[-1]) - len(same[-1].lstrip())] if same else ""

    def _odd(self, now: Unit, before: Unit | None, place: str) -> None:
        known = set(before.block.odd) if before else set()
        for what in dict.fromkeys(now.block.odd):
            if what not in known:
                self._tell(what, now=now.text, place=place)

    def _insert(self, made: Chunk) -> None:
        self._file(self.spot.file).inserted.setdefault(self.spot.line, []).append(made)

    def _number(self) -> int:
        last = self.spot.segment
        digits = "".join(sign for sign in last.prefix[0] if sign.isdigit()) if last else ""
        return int(digits) + 1 if digits else 1

    def _lost(self, unit: Unit) -> list[str]:
        return [shown.binding for shown in self.words.shown(unit.block.text)]

    def _heading_of(self, place: int) -> str:
        above = [own.text for own in self.before[:place] if own.kind == "heading"]
        return above[-1] if above else "–"
