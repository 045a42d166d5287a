"""The Markdown of a text as segments: what each says, and on which lines it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from evaluering.render.prose.bindings import CLAIM, parsed
from evaluering.render.prose.sources import TextSource
from evaluering.render.prose.tokens import markdown_tokens
from evaluering.render.returned.spans import PLAIN, TextSpan, written

_PREFIX = {
    "heading": re.compile(r"\s*#{1,6}\s+"),
    "item": re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+"),
    "quote": re.compile(r"\s*(?:>\s?)+"),
    "note": re.compile(r"\s*\[\^[^\]]+\]:\s*"),
}
_CONTINUED = {"quote": re.compile(r"\s*(?:>\s?)*")}
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True)
class Segment:
    """A heading, paragraph, item, table or note of a text."""

    source: str
    """The id of the text that it is read in."""
    file: str
    start: int
    end: int
    """The file's name and its lines there, counted from 0, without the last; the file is empty
    where the lines come from several."""
    kind: str
    """As of the blocks of a document; ``placement`` for exhibits by themselves, and ``picture`` for
    an image, whose text is what it shows."""
    text: str
    """What it says, as a line of Markdown that is the same however it is written."""
    level: int = 0
    ordered: bool = False
    """Of a heading or an item."""
    label: str = ""
    """Of a note: what stands in its brackets."""
    prefix: tuple[str, str] = ("", "")
    """What stands before the text on its first line, and how the next lines are indented."""
    raw: str = ""
    """Its lines without that."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table, as they are written."""

    @property
    def placed(self) -> tuple[str, ...]:
        """The exhibits that it places."""
        return tuple(re.findall(r"\{([^{}]+)\}", self.text)) if self.kind == "placement" else ()


def segments(source: TextSource) -> tuple[Segment, ...]:
    """Return the segments of a text, its notes last."""
    return tuple(_SegmentReader(source).all())


@dataclass
class _SegmentReader:
    source: TextSource
    notes: dict[int, str] = field(default_factory=dict)

    def all(self) -> Iterator[Segment]:
        tokens = markdown_tokens(self.source)
        place = next(
            (n for n, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens)
        )
        notes = list(self._notes(tokens[place:]))
        yield from self._blocks(tokens[:place])
        yield from notes

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[Segment]:
        waiting = list(enumerate(tokens))
        lists: list[Token] = []
        quotes = 0
        skip = -1
        for place, token in waiting:
            if place <= skip:
                continue
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    lists.append(token)
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "blockquote_open":
                    quotes += 1
                case "blockquote_close":
                    quotes -= 1
                case "list_item_open":
                    yield from self._item(tokens, place, lists)
                case "heading_open":
                    yield self._made("heading", tokens[place + 1], level=int(token.tag[1]))
                case "paragraph_open" if not lists:
                    yield self._paragraph(tokens[place + 1], quotes > 0)
                case "table_open":
                    skip = next(n for n, t in waiting[place:] if t.type == "table_close")
                    yield self._table(token, tokens[place:skip])
                case "fence" | "code_block":
                    text = written([TextSpan(token.content)])
                    yield self._at(token.map or [0, 0], Segment("", "", 0, 0, "code", text))

    def _item(
        self, tokens: Sequence[Token], place: int, lists: Sequence[Token]
    ) -> Iterator[Segment]:
        texts: list[str] = []
        last = None
        for token in tokens[place + 1 :]:
            if token.type in {"list_item_open", "list_item_close"} or "_list_" in token.type:
                break
            if token.type == "inline":
                texts.append(self._text(token))
                last = token
        if last is None:
            return
        lines = [(tokens[place].map or [0])[0], (last.map or [0, 0])[1]]
        yield self._at(lines, Segment(
            "", "", 0, 0, "item", " ".join(filter(None, texts)), len(lists) - 1,
            lists[-1].type == "ordered_list_open"))  # fmt: skip

    def _paragraph(self, inline: Token, quoted: bool) -> Segment:
        children = [c for c in inline.children or [] if c.type != "softbreak"]
        placed = bool(children) and all(
            c.type == "binding" and _places(c.content) for c in children
        )
        if placed and not quoted:
            made = self._made("placement", inline)
            return replace(made, text=" ".join(f"{{{c.content}}}" for c in children))
        if len(children) == 1 and children[0].type == "image" and not quoted:
            alternative = " ".join(children[0].content.split())
            return replace(self._made("picture", inline), text=written([TextSpan(alternative)]))
        return self._made("quote" if quoted else "paragraph", inline)

    def _made(self, kind: str, inline: Token, level: int = 0) -> Segment:
        text = self._text(inline)
        if kind == "heading":
            text = written(
                TextSpan(own.text, atom=own.atom) for own in self._spans(inline.children or [])
            )
        return self._at(inline.map or [0, 0], Segment("", "", 0, 0, kind, text, level))

    def _table(self, token: Token, inner: Sequence[Token]) -> Segment:
        rows: list[list[str]] = []
        for one in inner:
            if one.type == "tr_open":
                rows.append([])
            elif one.type == "inline":
                rows[-1].append(one.content.strip())
        made = Segment("", "", 0, 0, "table", "", rows=tuple(map(tuple, rows)))
        return self._at(token.map or [0, 0], made)

    def _notes(self, tokens: Sequence[Token]) -> Iterator[Segment]:
        number = 0
        label = ""
        found: dict[int, list[Token]] = {}
        labels: dict[int, str] = {}
        for token in tokens:
            if token.type == "footnote_open":
                number, label = token.meta["id"], str(token.meta.get("label") or "")
                labels[number] = label
            elif token.type == "inline":
                found.setdefault(number, []).append(token)
        for number, inlines in found.items():
            self.notes[number] = " ".join(map(self._text, inlines))
            maps = [one.map for one in inlines if one.map]
            if labels[number] and maps:
                lines = [maps[0][0], maps[-1][1]]
                own = Segment("", "", 0, 0, "note", self.notes[number], label=labels[number])
                yield self._at(lines, own)

    def _at(self, lines: Sequence[int], segment: Segment) -> Segment:
        """Return a segment on its lines of the file, its text as it is written there."""
        own = list(self.source.lines[lines[0] : lines[1]])
        while own and not own[-1].text.strip():
            own.pop()
        files = {line.file.name for line in own}
        if len(files) != 1 or own[-1].number - own[0].number != len(own) - 1:
            return replace(segment, source=self.source.id)
        first = _PREFIX.get(segment.kind, _INDENT).match(own[0].text)
        prefix = first[0] if first else ""
        more = " " * len(prefix) if segment.kind in {"item", "note"} else ""
        raw = [own[0].text[len(prefix) :]]
        for line in own[1:]:
            found = _CONTINUED.get(segment.kind, _INDENT).match(line.text)
            inner = found[0] if found else ""
            raw.append(line.text[len(inner) :])
            more = inner
        if segment.kind == "quote" and not more:
            more = prefix
        return replace(
            segment, source=self.source.id, file=files.pop(), start=own[0].number - 1,
            end=own[-1].number, prefix=(prefix, more), raw="\n".join(raw),
        )  # fmt: skip

    def _text(self, inline: Token) -> str:
        return written(self._spans(inline.children or []))

    def _spans(self, children: Sequence[Token]) -> Iterator[TextSpan]:
        look = PLAIN
        for token in children:
            match token.type:
                case "text" | "code_inline":
                    yield TextSpan(token.content, look)
                case "softbreak" | "hardbreak":
                    yield TextSpan(" ", look)
                case "em_open" | "em_close":
                    look = replace(look, stressed=token.type == "em_open")
                case "strong_open" | "strong_close":
                    look = replace(look, strong=token.type == "strong_open")
                case "link_open":
                    look = replace(look, address=str(token.attrs.get("href", "")))
                case "link_close":
                    look = replace(look, address="")
                case "binding":
                    yield TextSpan(f"{{{token.content}}}", look, atom=True)
                case "citation":
                    yield TextSpan(f"[@{token.content}]", look, atom=True)
                case "footnote_ref":
                    yield TextSpan(self._mark(token), atom=True)
                case "image":
                    yield TextSpan(f"![{token.content}]({token.attrs.get('src', '')})", atom=True)

    def _mark(self, token: Token) -> str:
        label = token.meta.get("label")
        return f"[^{label}]" if label else f"^[{self.notes.get(token.meta['id'], '')}]"


def _places(binding: str) -> bool:
    own = parsed(binding)
    return not own.statistic and own.target != CLAIM
