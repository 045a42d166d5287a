"""Saying things in the language of a report: messages, words of the frame, numbers in them.

The language is set once for everything that a command writes, as decimal's context and
matplotlib's settings are: `writing` sets it for a block, and `say`, `word` and the number formatter
follow it. Outside any block the language is bokmål.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from evaluering.message import Message, Number, Value, message
from evaluering.render.marks import EQUALS, language, writing
from evaluering.render.numbers import coefficient, number, p_value, percent

__all__ = [
    "exhibit_number",
    "language",
    "listed",
    "restricted",
    "say",
    "say_all",
    "stamp",
    "word",
    "writing",
]

_EQUALS = re.compile(r"(?<![»”]) = ")
"""An equals sign between a name and its value, which stay on one line."""
_NUMBERED = ("Figur", "Tabell", "Tilleggsfigur")
"""What configuration may begin the number of an exhibit with, as keys of the language files."""


def word(key: str, /, **values: Value) -> str:
    """Return a word or sentence of the frame, with its values filled in."""
    return say(message(key, **values))


def say(told: Message | str) -> str:
    """Return the sentence of a message in the language in use; a text as it is.

    A value that the sentence names and the message lacks, and a message that no language has, are
    shown by name.
    """
    if isinstance(told, str):
        return told
    values = dict(told.values)
    text = language().text(told.key)
    if not isinstance(text, str):
        text = _form(text, values)
    shown = _Values({name: _Said(value) for name, value in values.items()})
    return _EQUALS.sub(EQUALS, text).format_map(shown)


def say_all(told: Iterable[Message | str]) -> str:
    """Return several sentences after each other."""
    return " ".join(say(one) for one in told)


def listed(texts: Iterable[str]) -> str:
    """Return texts as a list in running text: «a, b og c»."""
    *first, last = texts
    return f"{', '.join(first)} {word('and')} {last}" if first else last


def exhibit_number(text: str) -> str:
    """Return «Figur 21» in the language in use."""
    kind, space, rest = text.partition(" ")
    return (word(kind) if kind in _NUMBERED else kind) + space + rest


def stamp(mark: object) -> str:
    """Return the words that artefacts of made-up data carry; nothing where there is no mark."""
    return word("stamp") if mark else ""


def restricted(audience: str | None) -> str:
    """Return the words that a report that is declared internal carries; nothing in others."""
    return word("restricted") if audience == "internal" else ""


def _form(text: Mapping[str, str], values: Mapping[str, Value]) -> str:
    """Return the plural form that the sentence's count has."""
    count = values.get(text["count"])
    digits = str(count.value if isinstance(count, Number) else count)
    forms = (form for form, rule in language().plural.items() if re.search(rule, digits))
    return text.get(next(forms, "other"), text["other"])


class _Values(dict[str, "_Said"]):
    """The values of a sentence; one that is lacking is shown by its name."""

    def __missing__(self, key: str) -> Any:
        return _Said(f"[{key}]")


class _Said:
    """A value as a sentence shows it, by what stands after the colon of its place.

    ``{r:2}`` two decimals, ``{names:,}`` and ``{names:;}`` a list without «and»,
    ``{what:capital}``, and ``{article:a}`` and ``{article:one}`` the article and the numeral before
    a noun.
    """

    def __init__(self, value: Value) -> None:
        self.value = value

    def __format__(self, form: str) -> str:
        if form in {"a", "one"}:
            articles = language().articles
            return articles.get(str(self.value), next(iter(articles.values())))[form]
        text = _written(self.value, form)
        return text[:1].upper() + text[1:] if form == "capital" else text


def _written(value: Any, form: str) -> str:
    if isinstance(value, str | Message):
        return say(value)
    if isinstance(value, Number):
        if value.form == "p":
            return p_value(value.value)
        if value.form == "coefficient":
            return coefficient(value.value, value.decimals)
        write = percent if value.form == "percent" else number
        return write(value.value, value.decimals, value.rounding)
    if isinstance(value, tuple | list):
        texts = [_written(inner, "") for inner in value]
        if form in {",", ";"}:
            return f"{form} ".join(texts)
        return listed(texts) if texts else ""
    return number(value, int(form) if form.isdecimal() else 0)
