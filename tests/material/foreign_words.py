"""Words of a language that stand in a text of another, by the language files themselves."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import yaml

from evaluering.languages import read, tags

WORD = re.compile(r"\b[^\W\d_]{2,}\b")


def words_in(text: str) -> set[str]:
    """Return the words of a text, without the places of values."""
    return {word.casefold() for word in WORD.findall(re.sub(r"\{[^}]*\}", " ", text))}


@cache
def vocabulary(tag: str) -> frozenset[str]:
    """Return every word of a language file."""
    texts = read(tag).texts.values()
    sentences = (t for text in texts for t in ([text] if isinstance(text, str) else text.values()))
    return frozenset().union(*map(words_in, sentences))


def foreign(text: str, tag: str, configured: Sequence[str] = ()) -> list[str]:
    """Return the words of a text that occur in another language's file and not in this one's.

    Parameters
    ----------
    text
        What is shown to a reader.
    tag
        The language that it is in.
    configured
        What configuration says, in whatever language, the longest first.
    """
    folded = re.sub(r"\s+", " ", text)
    for said in configured:
        if said in folded:
            folded = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", "·", folded)
    folded = re.sub(r"\S+/\S+\.\w+", "·", folded)  # the names of files
    others = frozenset().union(*(vocabulary(other) for other in tags() if other != tag))
    return sorted((words_in(folded) & others) - vocabulary(tag))


def configured_texts(root: Path) -> list[str]:
    """Return what the configuration, frames, printed numbers and file names say, longest first."""
    files = [*root.glob("config/**/*.yaml"), *root.glob("data/raw/**/*.yaml")]
    found = {path.name for path in (root / "data").rglob("*")}
    for file in files:
        found |= set(_said(yaml.safe_load(file.read_text(encoding="utf-8"))))
    for table in (*root.glob("data/raw/*/frames/*.csv"), *root.glob("data/raw/published/*/*.csv")):
        with table.open(encoding="utf-8", newline="") as lines:
            found |= {cell for row in csv.reader(lines) for cell in row}
    found |= {text.replace("{year}", str(year)) for text in found for year in range(2015, 2030)}
    found |= {text[:1].upper() + text[1:] for text in found}  # an axis begins with a capital
    spaced = {re.sub(r"\s+", " ", text).strip() for text in found}
    # a text of two letters may be a word of any sentence: it is known by its quotation marks
    short = {f"{a}{t}{b}" for t in spaced if len(t) == 2 for a, b in ("«»", "“”", "''")}
    return sorted((text for text in spaced | short if len(text) > 2), key=len, reverse=True)


def _said(content: object) -> Iterator[str]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield str(key)
            yield from _said(value)
    elif isinstance(content, list):
        for value in content:
            yield from _said(value)
    elif isinstance(content, str):
        yield content
