"""Markdown as blocks of a document, with places left for what is bound to results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol
from urllib.parse import unquote

from markdown_it.token import Token

from evaluering.errors import ConfigError, ConfigErrors
from evaluering.render.document import (
    Block,
    Bullets,
    Emphasis,
    Footnote,
    Grid,
    Inline,
    Paragraph,
    Section,
    WebLink,
    plain,
)
from evaluering.render.prose.sources import TextSource
from evaluering.render.prose.tokens import DEEPEST, markdown_tokens, too_deep
from evaluering.render.tables.table import Cell, Table

ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
SHALLOW = f"høyst {DEEPEST} nivåer av lister, sitater og utheving"
NO_HTML = "tekst uten HTML; Markdown har *kursiv*, **fet** og lister"


class Bindings(Protocol):
    """What puts results into a text; a `ValueError` of two texts is what was found and allowed."""

    def bound(self, binding: str) -> Sequence[Inline]:
        """Return what a binding within a sentence stands for."""

    def placed(self, binding: str) -> Block | None:
        """Return what a binding that is a paragraph by itself stands for, if it is a block."""

    def cited(self, citation: str) -> Sequence[Inline]:
        """Return a citation of one or more works."""

    def pictured(self, address: str, alternative: str) -> Block:
        """Return an image that is a paragraph by itself."""

    def claimed(self, claim: str, content: tuple[Inline, ...]) -> Inline | Sequence[Inline]:
        """Return a sentence that rests on a claim."""


@dataclass
class Composer:
    """Makes a document's blocks of one text; faults are gathered, each with its line."""

    source: TextSource
    bindings: Bindings
    faults: list[ConfigError] = field(default_factory=list)
    line: int = 0
    notes: dict[int, tuple[Inline, ...]] = field(default_factory=dict)

    def section(self, id: str, title: str) -> Section:
        """Return the text as a section.

        Raises
        ------
        ConfigErrors
            Something in the text is not understood, or bound to nothing.
        """
        tokens = markdown_tokens(self.source)
        if (deep := too_deep(tokens)) is not None:
            raise self.source.fault(deep, "noe som ligger for langt inni hverandre", SHALLOW)
        self.notes = self._footnotes(tokens)
        made = _nested(id, title, list(self._blocks(_Walk(tokens))))
        if self.faults:
            raise ConfigErrors(self.faults)
        return made

    def _footnotes(self, tokens: Sequence[Token]) -> dict[int, tuple[Inline, ...]]:
        found: dict[int, tuple[Inline, ...]] = {}
        number = None
        for token in tokens:
            if token.type == "footnote_open":
                number = token.meta["id"]
                found[number] = ()
            elif token.type == "inline" and number is not None:
                self._at(token)
                space: tuple[Inline, ...] = (" ",) if found[number] else ()
                found[number] += (*space, *self._inline(token.children or []))
            elif token.type == "footnote_close":
                number = None
        return found

    def _blocks(self, walk: _Walk) -> Iterator[Block | _Heading]:
        while (token := walk.next()) is not None:
            self._at(token)
            match token.type:
                case "heading_open":
                    yield from self._heading(token, walk)
                case "paragraph_open":
                    yield from self._paragraph(walk)
                case "bullet_list_open" | "ordered_list_open":
                    yield self._list(walk, token)
                case "blockquote_open":
                    yield from self._quote(walk)
                case "table_open":
                    yield self._table(walk)
                case "footnote_block_open":
                    return
                case "html_block":
                    self._fault(token.content.strip(), NO_HTML)
                case "fence" | "code_block":
                    yield Paragraph((token.content.rstrip("\n"),), "note")
                case "hr":
                    self._fault(token.markup, "overskrifter (##) for å dele teksten")

    def _heading(self, token: Token, walk: _Walk) -> Iterator[_Heading]:
        level, inline = int(token.tag[1]), walk.next()
        walk.next()
        if level == 1:
            self._fault("# " + (inline.content if inline else ""),
                        "## og ###; den øverste overskriften er «title» i hodet")  # fmt: skip
        if inline is not None:
            if any(child.type == "binding" for child in inline.children or []):
                self._fault(inline.content, "en overskrift uten bundne tall: sett tallet i teksten")
            else:
                yield _Heading(level - 1, plain(self._inline(inline.children or [])))

    def _paragraph(self, walk: _Walk) -> Iterator[Block]:
        inline = walk.next()
        walk.next()
        children = (inline.children or []) if inline else []
        alone = [c for c in children if c.type != "softbreak"]
        if len(alone) == 1 and alone[0].type == "image":
            if image := self._tried(partial(self._image, alone[0]), alone[0].content):
                yield image
            return
        if alone and all(c.type == "binding" for c in alone):
            placed = [self._tried(self.bindings.placed, c.content) for c in alone]
            if all(isinstance(block, Block) for block in placed):
                yield from placed
                return
        if content := tuple(self._inline(children)):
            yield Paragraph(content)

    def _list(self, walk: _Walk, opened: Token) -> Bullets:
        items: list[tuple[Inline, ...]] = []
        levels: list[int] = []
        numbers: list[str] = []
        open_lists = [opened]
        counts = [int(opened.attrs.get("start", 1))]
        while open_lists and (token := walk.next()) is not None:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    open_lists.append(token)
                    counts.append(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    open_lists.pop()
                    counts.pop()
                case "list_item_open":
                    counted = open_lists[-1].type == "ordered_list_open"
                    numbers.append(f"{counts[-1]}." if counted else "")
                    levels.append(len(open_lists) - 1)
                    items.append(())
                    counts[-1] += 1
                case "inline":
                    self._at(token)
                    space: tuple[Inline, ...] = (" ",) if items[-1] else ()
                    items[-1] += (*space, *self._inline(token.children or []))
        return Bullets(tuple(items), tuple(levels), tuple(numbers))

    def _quote(self, walk: _Walk) -> Iterator[Block]:
        while (token := walk.next()) is not None and token.type != "blockquote_close":
            if token.type == "inline":
                self._at(token)
                yield Paragraph(tuple(self._inline(token.children or [])), "quote")

    def _table(self, walk: _Walk) -> Grid:
        head: list[tuple[Cell, ...]] = []
        body: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        in_head = True
        while (token := walk.next()) is not None and token.type != "table_close":
            match token.type:
                case "tbody_open":
                    in_head = False
                case "tr_open":
                    row = []
                case "tr_close":
                    (head if in_head else body).append(tuple(row))
                case "inline":
                    self._at(token)
                    text = plain(self._inline(token.children or []))
                    row.append(Cell(text, "column" if in_head else "" if row else "row", "left"))
        return Grid(Table(tuple(head), tuple(body)))

    def _inline(self, children: Sequence[Token]) -> list[Inline]:
        walk = _Walk(children)
        return list(self._parts(walk, ""))

    def _parts(self, walk: _Walk, until: str) -> Iterator[Inline]:
        while (token := walk.next()) is not None and token.type != until:
            match token.type:
                case "text" | "code_inline":
                    yield token.content
                case "softbreak" | "hardbreak":
                    self.line += 1
                    yield " "
                case "em_open" | "strong_open":
                    strong = token.type == "strong_open"
                    closes = token.type.replace("open", "close")
                    yield Emphasis(tuple(self._parts(walk, closes)), strong)
                case "link_open":
                    yield from self._link(walk, str(token.attrs.get("href", "")))
                case "span_open":
                    content = tuple(self._parts(walk, "span_close"))
                    yield from self._span(token.attrs, content)
                case "footnote_ref":
                    yield Footnote(self.notes.get(token.meta["id"], ()))
                case "binding":
                    yield from self._tried(self.bindings.bound, token.content) or ()
                case "citation":
                    yield from self._tried(self.bindings.cited, token.content) or ()
                case "html_inline":
                    self._fault(token.content, NO_HTML)
                case "image":
                    found = f"bildet {unquote(str(token.attrs.get('src', '')))} inni annen tekst"
                    self._fault(found, "et bilde i et avsnitt for seg selv")

    def _image(self, token: Token, alternative: str) -> Block:
        return self.bindings.pictured(str(token.attrs.get("src", "")), alternative)

    def _link(self, walk: _Walk, address: str) -> Iterator[Inline]:
        content = tuple(self._parts(walk, "link_close"))
        if ADDRESS.fullmatch(address):
            yield WebLink(address, content)
        else:
            self._fault(f"lenken {address}", "https://, http:// eller mailto:")

    def _span(self, attributes: dict[str, Any], content: tuple[Inline, ...]) -> Iterator[Inline]:
        claim = str(attributes.get("claim", ""))
        if not claim or len(attributes) != 1:
            self._fault(" ".join(attributes), "[setningen]{claim=påstandens-id}")
            return
        made = self._tried(lambda name: self.bindings.claimed(name, content), claim)
        yield from (made if isinstance(made, Sequence) and not isinstance(made, str) else [made])

    def _tried(self, make: Callable[[str], Any], text: str) -> Any:
        try:
            return make(text)
        except ValueError as error:
            found, allowed = error.args if len(error.args) == 2 else (text, str(error))
            self._fault(found, allowed)
            return None

    def _fault(self, found: object, allowed: str | Sequence[object]) -> None:
        self.faults.append(self.source.fault(self.line, found, allowed))

    def _at(self, token: Token) -> None:
        if token.map:
            self.line = token.map[0]


@dataclass(frozen=True)
class _Heading:
    level: int
    title: str


class _Walk:
    """Tokens, one after the other."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = iter(tokens)

    def next(self) -> Token | None:
        """Return the next token; None after the last."""
        return next(self._tokens, None)


def _nested(id: str, title: str, blocks: Sequence[Block | _Heading], level: int = 0) -> Section:
    """Return blocks as a section, those below a heading in sections of their own."""
    own: list[Block] = []
    parts: list[tuple[_Heading, list[Block | _Heading]]] = []
    for block in blocks:
        if isinstance(block, _Heading) and (not parts or block.level <= parts[-1][0].level):
            parts.append((block, []))
        elif parts:
            parts[-1][1].append(block)
        else:
            own.append(block)  # type: ignore[arg-type]
    inner = tuple(
        _nested(f"{id}-{number}", heading.title, content, level + 1)
        for number, (heading, content) in enumerate(parts, start=1)
    )
    return Section(id, title, tuple(own), inner)
