"""The languages that a reader may be written to: one file each, found by being there.

A language is ``<tag>.yaml`` beside this file, or in a package that an entry point of the group
``evaluering.languages`` names by the tag. `docs/utvide.md` says what the file holds.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

BASE = "nb"
"""The language that has every text."""
GROUP = "evaluering.languages"
NO_BREAK = "\u00a0"

Text: TypeAlias = "str | Mapping[str, str]"
"""A sentence, or its plural forms with ``count``: the name of the value that selects among them."""


@dataclass(frozen=True)
class Language:
    """One language.

    Attributes
    ----------
    tag, locale
        ``nb`` and ``nb-NO``: what configuration and programs call it.
    decimal, thousands, percent
        The decimal mark, the mark between thousands, and what stands before ``%``.
    plural
        The forms of plural but for ``other``, each with a pattern of the digits of its counts.
    articles
        What stands before a noun by the article that configuration gives it: ``a`` the indefinite
        article, ``one`` the numeral.
    files
        What files and folders of the output are called, by what they hold.
    texts
        The sentences by key.
    """

    tag: str
    locale: str
    decimal: str
    thousands: str
    percent: str
    plural: Mapping[str, str]
    articles: Mapping[str, Mapping[str, str]]
    files: Mapping[str, str]
    texts: Mapping[str, Text]

    @cached_property
    def words(self) -> dict[str, str]:
        """The texts without plural forms."""
        return {key: text for key, text in self.texts.items() if isinstance(text, str)}


def tags() -> list[str]:
    """Return the languages that there are."""
    own = [file.name.removesuffix(".yaml") for file in files(__name__).iterdir()
           if file.name.endswith(".yaml")]  # fmt: skip
    return sorted({*own, *(point.name for point in entry_points(group=GROUP))})


def is_known(tag: str) -> bool:
    """Return whether a language has a file."""
    return (files(__name__) / f"{tag}.yaml").is_file() or tag in tags()


@cache
def read(tag: str) -> Language:
    """Return a language; a text that it lacks is that of its ``fallback``, and is told of.

    Raises
    ------
    KeyError
        No file has that tag.
    """
    content = _content(_file(tag))
    own = {key: text for topic in content.pop("texts").values() for key, text in topic.items()}
    fallback = content.pop("fallback", BASE)
    if tag != BASE:
        content["files"] = {**read(fallback).files, **content.get("files", {})}
        others = read(fallback).texts
        if lacking := [key for key in others if key not in own]:
            print(
                f"Språket «{tag}» mangler {', '.join(lacking)}: skrives på «{fallback}».",
                file=sys.stderr,
            )
        own = {**others, **own}
    return Language(tag=tag, texts=own, **content)


def _file(tag: str) -> Traversable:
    file = files(__name__) / f"{tag}.yaml"
    if file.is_file():
        return file
    points = {point.name: point.value for point in entry_points(group=GROUP)}
    return files(points[tag]) / f"{tag}.yaml"


def _content(file: Traversable) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
    return content
