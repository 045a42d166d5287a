"""Running text as spans with a look, and as Markdown that is the same for the same spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

STRONG, STRESSED = "**", "*"
_SPACE = re.compile(r"[ \t\r\n]+")
_SPECIAL = re.compile(r"[\\`*\[\]{}]|<(?=[\w/!?])|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_AT_START = re.compile(r"(?:#{1,6}(?= |$)|[-+](?= |$)|>|=+$|-+$|~~~)|\d{1,9}(?=[.)](?: |$))")


@dataclass(frozen=True)
class RunLook:
    """How a span is set: bold, in italics, and the address that it leads to."""

    strong: bool = False
    stressed: bool = False
    address: str = ""


PLAIN = RunLook()


@dataclass(frozen=True)
class TextSpan:
    """A stretch of text of one look."""

    text: str
    """What it says; for an atom its Markdown."""
    look: RunLook = PLAIN
    """How it is set."""
    atom: bool = False
    """Whether it is Markdown that stands as it is: a binding, a citation, the mark of a note."""


def written(spans: Iterable[TextSpan]) -> str:
    """Return spans as a line of Markdown; white space is single, and no-break spaces stay."""
    made: list[str] = []
    open_marks: list[str] = []
    for span in _trimmed(_joined(spans)):
        wanted = _marks(span.look)
        while any(mark not in wanted for mark in open_marks):
            made.append(_closing(open_marks.pop()))
        for mark in wanted:
            if mark not in open_marks:
                open_marks.append(mark)
                made.append("[" if _is_link(mark) else mark)
        made.append(span.text if span.atom else escaped(span.text))
    made += [_closing(mark) for mark in reversed(open_marks)]
    return safe_start("".join(made).strip(" "))


def escaped(text: str) -> str:
    """Return plain text as Markdown that says the same."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", text)


def safe_start(text: str) -> str:
    """Return a paragraph that does not begin as a heading, a list or a quote does."""
    found = _AT_START.match(text)
    if not found:
        return text
    place = found.end() if text[0].isdigit() else 0
    return f"{text[:place]}\\{text[place:]}"


def _joined(spans: Iterable[TextSpan]) -> Iterator[TextSpan]:
    """Yield spans of which neighbours differ in look, their white space single."""
    last: TextSpan | None = None
    for span in spans:
        own = span if span.atom else replace(span, text=_SPACE.sub(" ", span.text))
        if not own.atom and not own.text.strip(" ") and last is not None:
            # a space between words has the look of those before it
            own = replace(own, look=last.look)
        if last is not None and not last.atom and not own.atom and last.look == own.look:
            last = replace(last, text=_SPACE.sub(" ", last.text + own.text))
        else:
            if last is not None:
                yield last
            last = own
    if last is not None:
        yield last


def _trimmed(spans: Iterable[TextSpan]) -> Iterator[TextSpan]:
    """Yield spans whose look neither begins nor ends with a space, and no space twice."""
    parts: list[TextSpan] = []
    for span in spans:
        if span.atom or span.look == PLAIN:
            parts.append(span)
            continue
        text = span.text.strip(" ")
        before = len(span.text) - len(span.text.lstrip(" "))
        parts += [TextSpan(" ")] if before else []
        parts += [replace(span, text=text)] if text else []
        parts += [TextSpan(" ")] if text and span.text.endswith(" ") else []
    yield from _restored(_spaced(parts))


def _spaced(parts: Sequence[TextSpan]) -> list[TextSpan]:
    """Return spans without a space that follows a space."""
    made: list[TextSpan] = []
    for part in parts:
        ended = bool(made) and not made[-1].atom and made[-1].text.endswith(" ")
        own = replace(part, text=part.text.lstrip(" ")) if ended and not part.atom else part
        made += [own] if own.text else []
    return made


def _restored(parts: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """Yield spans with the space between two of one look in that look: one stress, not two."""
    for place, part in enumerate(parts):
        inside = 0 < place < len(parts) - 1 and part.text == " " and not part.atom
        if inside and part.look == PLAIN:
            shared = _common(parts[place - 1].look, parts[place + 1].look)
            yield replace(part, look=shared)
        else:
            yield part


def _common(one: RunLook, other: RunLook) -> RunLook:
    return RunLook(
        one.strong and other.strong,
        one.stressed and other.stressed,
        one.address if one.address == other.address else "",
    )


def _marks(look: RunLook) -> list[str]:
    return [
        *([f"]({look.address})"] if look.address else []),
        *([STRONG] if look.strong else []),
        *([STRESSED] if look.stressed else []),
    ]


def _is_link(mark: str) -> bool:
    return mark.startswith("]")


def _closing(mark: str) -> str:
    return mark
