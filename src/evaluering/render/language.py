"""The language that a report is written in: its words and its marks in numbers.

The language is set once for everything that a command writes, as decimal's context and
matplotlib's settings are: `writing` sets it for a block, and `word`, `said` and the number
formatter follow it. Outside any block the language is bokmål.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from evaluering.render.languages import en, en_sentences, nb

NO_BREAK = "\u00a0"
EQUALS = f"{NO_BREAK}={NO_BREAK}"


@dataclass(frozen=True)
class Language:
    """One language of output.

    Attributes
    ----------
    tag
        The language tag: ``nb``, ``en``.
    decimal, thousands, percent
        The decimal mark, the mark between thousands, and what stands before ``%``.
    words
        The words of the frame by key.
    sentences
        Pattern and replacement for the sentences that results hold in bokmål.
    """

    tag: str
    decimal: str
    thousands: str
    percent: str
    words: Mapping[str, str]
    sentences: tuple[tuple[str, str], ...] = ()


LANGUAGES = {
    "nb": Language("nb", ",", NO_BREAK, NO_BREAK, nb.WORDS),
    "en": Language("en", ".", ",", "", en.WORDS, en_sentences.SENTENCES),
}
_IN_USE: ContextVar[Language] = ContextVar("language", default=LANGUAGES["nb"])


@contextmanager
def writing(tag: str) -> Iterator[Language]:
    """Write in a language within the block.

    Parameters
    ----------
    tag
        A key of `LANGUAGES`.
    """
    token = _IN_USE.set(LANGUAGES[tag])
    try:
        yield LANGUAGES[tag]
    finally:
        _IN_USE.reset(token)


def language() -> Language:
    """Return the language in use."""
    return _IN_USE.get()


def word(key: str, **values: object) -> str:
    """Return a word or sentence of the frame, with its values filled in."""
    return language().words[key].replace(" = ", EQUALS).format_map(values)


def said(sentence: str) -> str:
    """Return a sentence of a result in the language in use; one that is not known as it is."""
    for pattern, text in language().sentences:
        sentence = re.sub(pattern, text, sentence)
    return sentence


def exhibit_number(number: str) -> str:
    """Return «Figur 21» in the language in use."""
    kind, space, rest = number.partition(" ")
    return language().words.get(kind, kind) + space + rest


def title(bokmaal: str, english: str) -> str:
    """Return a title in the language in use where it is given, else in bokmål."""
    return english if language().tag == "en" and english else bokmaal


def singular(noun: Mapping[str, str]) -> str:
    """Return what one unit of a registry is called in the language in use."""
    return (language().tag == "en" and noun.get("one_en")) or noun["one"]


def plural(noun: Mapping[str, str]) -> str:
    """Return what several units of a registry are called in the language in use."""
    return (language().tag == "en" and noun.get("many_en")) or noun["many"]


def noun_forms(noun: Mapping[str, str]) -> dict[str, str]:
    """Return a registry's noun in the forms that sentences name: unit, units, article, one."""
    return {
        "unit": singular(noun),
        "units": plural(noun),
        "article": noun["article"],
        "one": {"en": "én", "ei": "éi", "et": "ett"}[noun["article"]],
    }
