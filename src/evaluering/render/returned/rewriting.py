"""Edits of a text's file: lines that are replaced, taken away and put in; all else as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluering.render.returned.segments import Segment
from evaluering.render.returned.wording import wrapped

NARROWEST = 80
"""The least width at which lines are broken."""
SHALLOWEST, DEEPEST = 2, 6
"""Of a heading within a text."""
_TITLE = re.compile(r"title:.*")
_PLAIN_YAML = re.compile(r"[^\W\d][^:#\n]*")


@dataclass(frozen=True)
class Chunk:
    """Lines that are put into a text."""

    kind: str
    lines: tuple[str, ...]


@dataclass
class FileEdits:
    """The edits of one file."""

    replaced: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """New lines by the first line of what they stand for."""
    dropped: set[int] = field(default_factory=set)
    """The first lines of what is taken away."""
    inserted: dict[int, list[Chunk]] = field(default_factory=dict)
    """What is put in before a line."""
    title: str = ""
    """The new title of the head."""


def edited(text: str, segments: Sequence[Segment], edits: FileEdits) -> str:
    """Return a file's text with its edits.

    Parameters
    ----------
    text
        The file.
    segments
        What stands in it.
    edits
        What becomes of it.
    """
    lines = text.split("\n")
    if edits.title:
        lines = [_titled(line, edits.title) if n < _head_end(lines) else line
                 for n, line in enumerate(lines)]  # fmt: skip
    starts: Mapping[int, Segment] = {own.start: own for own in segments if own.file}
    made = _Lines()
    at = 0
    while at <= len(lines):
        following = _following(starts, lines, at)
        for chunk in edits.inserted.get(at, ()):
            made.put(chunk)
        if at in edits.inserted:
            at = made.close(lines, at, following)
        if at >= len(lines):
            break
        segment = starts.get(at)
        if segment is None:
            made.lines.append(lines[at])
            at += 1
        elif at in edits.dropped:
            at = made.skip(lines, segment.end)
        else:
            made.lines += edits.replaced.get(at, tuple(lines[at : segment.end]))
            made.kind = segment.kind
            at = segment.end
    return "\n".join(made.lines)


@dataclass
class _Lines:
    """The lines so far, and the kind of the last that is no blank line."""

    lines: list[str] = field(default_factory=list)
    kind: str = ""

    def put(self, chunk: Chunk) -> None:
        together = self.kind == chunk.kind == "item"
        while together and self.lines and not self.lines[-1].strip():
            self.lines.pop()
        if self.lines and self.lines[-1].strip() and not together:
            self.lines.append("" if not self.kind == chunk.kind == "quote" else ">")
        self.lines += chunk.lines
        self.kind = chunk.kind

    def close(self, lines: Sequence[str], at: int, following: str) -> int:
        """Part what was put in from what follows it; return where that begins."""
        blank = at
        while blank < len(lines) and not lines[blank].strip():
            blank += 1
        if self.kind == following == "item":
            return blank if blank < len(lines) else at
        if blank == at and at < len(lines):
            self.lines.append("")
        return at

    def skip(self, lines: Sequence[str], end: int) -> int:
        """Leave out a segment, and the blank lines after it where there are some before."""
        if not self.lines or not self.lines[-1].strip():
            while end < len(lines) - 1 and not lines[end].strip():
                end += 1
        return end


def segment_lines(segment: Segment, text: str, width: int | None) -> tuple[str, ...]:
    """Return a segment's lines with another text."""
    first, more = segment.prefix
    whole = (
        wrapped(text, width, len(more)) if segment.kind != "heading" else text.replace("\n", " ")
    )
    one, *others = whole.split("\n")
    return (first + one, *(more + line for line in others))


def chunk(kind: str, text: str, level: int, width: int | None, indent: str = "",
          number: int = 0) -> Chunk:  # fmt: skip
    """Return a new block as it is written in a text.

    Parameters
    ----------
    kind, text, level
        Of a block of the document.
    width
        How wide lines are; None where each paragraph is one.
    indent, number
        What stands before an item's mark, and its number where it is counted.
    """
    if kind == "heading":
        return Chunk(kind, (f"{'#' * heading_level(level)} {text}",))
    first, more = "", ""
    if kind == "quote":
        first = more = "> "
    elif kind == "item":
        first = indent + (f"{number}. " if number else "- ")
        more = " " * len(first)
    one, *others = wrapped(text, width, len(more)).split("\n")
    name = kind if kind in {"quote", "item"} else "paragraph"
    return Chunk(name, (first + one, *(more + line for line in others)))


def table_chunk(rows: Sequence[Sequence[str]]) -> Chunk:
    """Return a table as it is written in a text."""
    columns = max(map(len, rows))
    whole = [[*row, *[""] * (columns - len(row))] for row in rows]
    head, *body = (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
                   for row in whole)  # fmt: skip
    return Chunk("table", (head, "|" + "---|" * columns, *body))


def heading_level(level: int) -> int:
    """Return the level of a heading within a text."""
    return max(SHALLOWEST, min(DEEPEST, level))


def width_of(text: str, segments: Sequence[Segment]) -> int | None:
    """Return how wide the lines of a text are; None where each paragraph is one line."""
    lines = text.split("\n")
    broken = [own for own in segments if own.file and own.end - own.start > 1
              and own.kind in {"paragraph", "item", "quote", "note"}]  # fmt: skip
    widths = [len(line) for own in broken for line in lines[own.start : own.end]]
    return max(NARROWEST, *widths) if widths else None


def body_start(text: str) -> int:
    """Return the first line below the head of a text."""
    lines = text.split("\n")
    return _head_end(lines) + 1 if lines and lines[0].strip() == "---" else 0


def _head_end(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---"), 0)


def _titled(line: str, title: str) -> str:
    if not _TITLE.fullmatch(line):
        return line
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"title: {title if _PLAIN_YAML.fullmatch(title) else quoted}"


def _following(starts: Mapping[int, Segment], lines: Sequence[str], at: int) -> str:
    """Return the kind of what stands next after a line."""
    while at < len(lines) and at not in starts and not lines[at].strip():
        at += 1
    return starts[at].kind if at in starts else ""
