"""Characters that our own font has no sign for: shown as a box where we draw, and told of.

Pages, Word and Excel keep every character, since the reader's machine has fonts of its own. Figures
and the PDF are drawn with ours alone, and would stop at a character that it lacks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from matplotlib.ft2font import FT2Font

from evaluering.render.faces import Face

BOX = "□"
DRAWN_AS_SPACES = frozenset("\n\t\r")


@cache
def covered(face: Face) -> frozenset[int]:
    """Return the characters that both weights of a typeface have a sign for."""
    maps = [frozenset(FT2Font(str(path)).get_charmap()) for path in (face.regular, face.bold)]
    return maps[0] & maps[1]


@cache
def drawable(text: str, face: Face) -> str:
    """Return a text as a typeface can draw it: a box for each sign that it lacks.

    A letter and its accent become one sign where there is one; what is invisible is left out, and
    a space of another width becomes a plain one.
    """
    signs = covered(face)
    if all(_has(sign, signs) and not unicodedata.combining(sign) for sign in text):
        return text
    return "".join(_sign(sign, signs) for sign in unicodedata.normalize("NFC", text))


def _has(sign: str, signs: frozenset[int]) -> bool:
    return ord(sign) in signs or sign in DRAWN_AS_SPACES


def _sign(sign: str, signs: frozenset[int]) -> str:
    if _has(sign, signs):
        return sign
    parts = unicodedata.normalize("NFKD", sign)
    if all(ord(part) in signs for part in parts):
        return parts
    kind = unicodedata.category(sign)
    if kind in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    return " " if kind.startswith("Z") else BOX


def undrawn(value: object, face: Face) -> str:
    """Return the characters of all texts within a value that are shown as a box, each once.

    Parameters
    ----------
    value
        A text, or something that holds texts: a document, a table, a list.
    face
        The typeface of figures and PDF.
    """
    signs = covered(face)
    found: set[str] = set()
    for text in _texts(value):
        if not text.isascii():
            found.update(unicodedata.normalize("NFC", text))
    boxed = sorted(sign for sign in found if _sign(sign, signs) == BOX and sign != BOX)
    return ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in boxed)


def _texts(value: object) -> Iterator[str]:
    """Yield every text within a value, in no order."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        else:
            kind: Any = type(one)
            waiting.extend(_within(kind)(one))


@cache
def _within(kind: type) -> Callable[[Any], Iterable[object]]:
    """Return what gives the values that a value of a type holds."""
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        return lambda one: [getattr(one, name) for name in names]
    if issubclass(kind, Mapping):
        return lambda one: one.values()
    if issubclass(kind, tuple | list | frozenset):
        return iter
    return lambda _: ()


def drawable_content(content: Any, kept: frozenset[str], face: Face) -> Any:
    """Return plain data with every text as it can be drawn, but for those under some keys."""
    if isinstance(content, str):
        return drawable(content, face)
    if isinstance(content, dict):
        return {
            key: value if key in kept else drawable_content(value, kept, face)
            for key, value in content.items()
        }
    return (
        [drawable_content(v, kept, face) for v in content] if isinstance(content, list) else content
    )
