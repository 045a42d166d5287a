"""A co-author's edits of a Word document, put into the texts that it was set of."""

from __future__ import annotations

from collections.abc import Sequence

from evaluering.render.returned.exhibits import exhibit_findings
from evaluering.render.returned.gathering import Gathering, TextSpot
from evaluering.render.returned.merging import held
from evaluering.render.returned.pairing import EXHIBIT, Unit, UnitPair
from evaluering.render.returned.rewriting import (
    Chunk,
    body_start,
    chunk,
    segment_lines,
    table_chunk,
    width_of,
)
from evaluering.render.returned.segments import Segment
from evaluering.render.returned.tables import table_lines
from evaluering.render.returned.wording import reworded

JOINED = {"paragraph", "quote", "item"}
"""Kinds of blocks that can be joined to one."""


class Bringing(Gathering):
    """Goes through a document as it is now, unit by unit."""

    def go(self, pairs: Sequence[UnitPair]) -> None:
        """Take in every unit, in the order in which they stand now, then what is gone."""
        last: UnitPair | None = None
        self.gone = {pair.before for pair in pairs if pair.now is None and pair.before is not None}
        for pair in pairs:
            if pair.now is None:
                self._gone(pair.before or 0)
                continue
            unit = self.now[pair.now]
            if unit.kind == "heading" and unit.block.level == 1:
                self.section = unit.text
            if pair.before is None:
                self._new(unit, last)
            else:
                self._known(pair, self.before[pair.before], unit)
            self._located(unit)
            last = pair

    def _known(self, pair: UnitPair, before: Unit, now: Unit) -> None:
        segment = self.linked.links.get(pair.before) if pair.before is not None else None
        if before.name in self.linked.sources:
            self._chapter(pair, before, now)
        elif before.kind == "heading" and before.block.level == 1 and segment is None:
            self.spot = TextSpot()
            self._framed(pair, before, now)
        elif segment is None:
            self._framed(pair, before, now)
        elif not segment.file:
            self._tell(
                "scattered" if before.text != now.text else "moved", before.text, now.text
            ) if before.text != now.text or pair.moved else None
        else:
            self._written(pair, before, now, segment)

    def _chapter(self, pair: UnitPair, before: Unit, now: Unit) -> None:
        source = self.linked.sources[before.name]
        file = source.file.name
        self.spot = TextSpot(file, body_start(self.texts[file]))
        if pair.moved:
            self._tell("chapter_moved", now=now.text)
        if now.block.level != before.block.level or now.kind != "heading":
            self._tell("chapter_level", now=now.text)
        if now.text == before.text:
            return
        if source.head.title is None:
            self._tell("title_from_configuration", before.text, now.text)
        else:
            self._file(file).title = now.text
            self._tell("heading", before.text, now.text, brought=True)

    def _framed(self, pair: UnitPair, before: Unit, now: Unit) -> None:
        """Tell of an edit of what no text holds; an exhibit that was moved into one is placed."""
        if before.kind == EXHIBIT:
            self.findings += exhibit_findings(before, now, self.words)
            if pair.moved and self.spot.file:
                self._insert(Chunk("placement", (f"{{{now.name}}}",)))
                self._tell("placed", now=now.name, brought=True)
            elif pair.moved:
                self._tell("place_from_configuration", now=now.name)
        elif before.text != now.text or before.kind != now.kind:
            self._tell("frame_edited", before.text, now.text, place=self.section or "–")
        elif pair.moved:
            self._tell("frame_moved", now=now.text, place=self.section or "–")

    def _written(self, pair: UnitPair, before: Unit, now: Unit, segment: Segment) -> None:
        """Take in an edit of a segment, and its new place."""
        moved = pair.moved and not self._follows(segment)
        if moved and not self.spot.file:
            self._tell("moved_out", now=now.text, place=self._place(segment))
            return
        mates = self._mates(pair.before or 0, now)
        lines = self._lines(before, now, segment, mates)
        if not moved:
            first = mates[0] if mates else segment
            if lines is not None:
                self._file(first.file).replaced[first.start] = lines
            self.spot = TextSpot(segment.file, max(segment.end, first.end), segment)
            for mate in mates[1:]:
                self._file(mate.file).dropped.add(mate.start)
                self.spot = TextSpot(mate.file, max(self.spot.line, mate.end), segment)
            return
        self._file(segment.file).dropped.add(segment.start)
        whole = lines or tuple(self.texts[segment.file].split("\n")[segment.start : segment.end])
        self._insert(Chunk(segment.kind, whole))
        kind = "placement_moved" if segment.kind == "placement" else "moved"
        self._tell(kind, now=now.name or now.text, brought=True)

    def _follows(self, segment: Segment) -> bool:
        """Return whether a segment stands where it did: after the same one."""
        if segment.file != self.spot.file:
            return False
        own = self.linked.segments[segment.file]
        before = [one for one in own if one.end <= segment.start and one.kind != "note"]
        last = self.spot.segment
        return (before[-1].start if before else None) == (last.start if last else None)

    def _mates(self, place: int, now: Unit) -> tuple[Segment, ...]:
        """Return the segments that have become one, in order; none where a unit stands alone."""
        own = self.linked.links[place]
        found = [place]
        for beside in (place - 1, place + 1):
            segment = self.linked.links.get(beside)
            if beside not in self.gone or segment is None or segment.file != own.file:
                continue
            text = self.before[beside].text
            if self.before[beside].kind in JOINED and own.kind in JOINED and held(text, now.text):
                found.append(beside)
                self.joined.add(beside)
        return tuple(self.linked.links[n] for n in sorted(found)) if len(found) > 1 else ()

    def _lines(self, before: Unit, now: Unit, segment: Segment,
               mates: tuple[Segment, ...] = ()) -> tuple[str, ...] | None:  # fmt: skip
        """Return the new lines of a segment; None where it says what it said."""
        if before.kind == EXHIBIT:
            self.findings += exhibit_findings(before, now, self.words)
            return None
        place = self._place(segment)
        if segment.kind == "picture":
            if before.text != now.text:
                self._tell("alternative", before.text, now.text, place=place)
            return None
        if segment.kind == "table":
            made, told = table_lines(segment, before.block.rows, now.block.rows, place)
            self.findings += told
            return made
        old = self._set_as(before)
        raw = segment.raw
        if mates:
            links = sorted(self.linked.links.items())
            old = " ".join(self._set_as(self.before[n]) for n, own in links
                           if own in mates)  # fmt: skip
            raw = ("\n" if "\n" in raw else " ").join(mate.raw for mate in mates)
        new, changed = self._restored(old, now, place)
        self._odd(now, before, place)
        own = self._shaped(before, now, segment, place)
        if new == old and own == segment and not mates:
            return None
        if segment.kind == "code":
            self._tell("unmerged", old, new, place=place)
            return None
        own_words = reworded(raw, old, new)
        for claim in own_words.claims:
            self._tell("claim_gone", claim, brought=True, place=place)
        if not own_words.fits:
            self._tell("unmerged", old, new, place=place)
        elif new != old and changed:
            self._tell("heading" if segment.kind == "heading" else "edited", old, new, True, place)
        text = self.texts[segment.file]
        return segment_lines(own, own_words.raw, width_of(text, self.linked.segments[segment.file]))

    def _new(self, unit: Unit, last: UnitPair | None) -> None:
        """Put in a block that was not there."""
        block = unit.block
        if unit.kind == "empty":
            self._odd(unit, None, self._place())
            return
        if unit.kind == EXHIBIT:
            self._tell("placed_twice", now=unit.name)
            return
        if unit.kind == "picture":
            self._tell("picture_inserted", now=block.text or block.anchors[0])
            return
        self._odd(unit, None, self._place())
        if not self.spot.file:
            self._tell("added_outside", now=unit.text)
            return
        if unit.kind == "table":
            self._insert(
                table_chunk([[self.words.resolved(cell) for cell in row] for row in block.rows])
            )
            self._tell("table_added", now=unit.text.replace("\n", " / "), brought=True)
            return
        text, _ = self._restored("", unit, self._place())
        if unit.kind == "heading" and block.level == 1:
            self._tell("heading_too_high", now=text)
        width = width_of(self.texts[self.spot.file], self.linked.segments.get(self.spot.file, ()))
        self._insert(chunk(unit.kind, text, block.level, width, self._indent(block.level),
                           self._number() if block.ordered else 0))  # fmt: skip
        self._tell(self._how_added(unit, last), now=text, brought=True)

    def _how_added(self, unit: Unit, last: UnitPair | None) -> str:
        """Return whether a block is new, or cut off from the one before it."""
        if last is not None and last.before is not None and unit.kind != "heading":
            former = self.before[last.before].text
            if len(unit.text) > 10 and unit.text.rstrip(".") in former:
                return "split"
        return {"heading": "heading_added", "item": "item_added"}.get(unit.kind, "added")

    def _gone(self, place: int) -> None:
        """Take away what is no longer there."""
        unit, segment = self.before[place], self.linked.links.get(place)
        if unit.kind == "empty":
            return
        if place in self.joined:
            self._tell("joined", self._set_as(unit), brought=True, place=self._place(segment))
            return
        if segment is None or not segment.file or unit.name in self.linked.sources:
            kind = "exhibit_gone" if unit.kind == EXHIBIT else "frame_gone"
            self._tell(kind, unit.name if unit.kind == EXHIBIT else unit.text,
                       place=self._heading_of(place))  # fmt: skip
            return
        where = self._place(segment)
        if len(segment.placed) > 1:
            self._tell("exhibit_gone", unit.name, place=where)
            return
        self._file(segment.file).dropped.add(segment.start)
        if unit.kind == EXHIBIT:
            self._tell("placement_gone", unit.name, brought=True, place=where)
            return
        self._tell("deleted", self._set_as(unit), brought=True, place=where)
        for binding in self._lost(unit):
            self._tell("binding_gone", self.values.get(binding, ""), brought=True,
                       place=f"{where} {{{binding}}}")  # fmt: skip
