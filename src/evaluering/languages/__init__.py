"""The languages that a reader may be written to: one file each, found by being there.

A language is ``<tag>.yaml`` beside this file, or in a package that an entry point of the group
``evaluering.languages`` names by the tag. `docs/utvide.md` says what the file holds.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

from evaluering.errors import ConfigError

BASE = "nb"
"""The language that has every text."""
GROUP = "evaluering.languages"
MARKS = ("locale", "decimal", "thousands", "percent", "plural", "articles")
FORM = "«texts» med emner, og under dem tekster etter nøkkel; se «Et språk» i docs/utvide.md"
SHOWN = 20
"""Keys that are named of those that a file lacks."""
NO_BREAK = "\u00a0"

Text: TypeAlias = "str | Mapping[str, str]"
"""A sentence, or its plural forms with ``count``: the name of the value that selects among them."""


@dataclass(frozen=True)
class Language:
    """One language."""

    tag: str
    locale: str
    """``nb`` and ``nb-NO``: what configuration and programs call it."""
    decimal: str
    thousands: str
    percent: str
    """The decimal mark, the mark between thousands, and what stands before ``%``."""
    plural: Mapping[str, str]
    """The forms of plural but for ``other``, each with a pattern of the digits of its counts."""
    articles: Mapping[str, Mapping[str, str]]
    """What stands before a noun by the article that configuration gives it: ``a`` the indefinite
    article, ``one`` the numeral."""
    files: Mapping[str, str]
    """What files and folders of the output are called, by what they hold."""
    texts: Mapping[str, Text]
    """The sentences by key."""

    def text(self, key: str) -> Text:
        """Return a text, a package's too; one that no file has is shown by its key."""
        return self.texts.get(key) or added(self.tag).get(key, f"[{key}]")

    @cached_property
    def words(self) -> dict[str, str]:
        """The texts without plural forms."""
        return {key: text for key, text in self.texts.items() if isinstance(text, str)}


def tags() -> list[str]:
    """Return the languages that there are."""
    own = [file.name.removesuffix(".yaml") for file in files(__name__).iterdir()
           if file.name.endswith(".yaml")]  # fmt: skip
    return sorted({*own, *(point.name for point in entry_points(group=GROUP))})


def is_ours(tag: str) -> bool:
    """Return whether a language's file is shipped with the tool."""
    return _own(tag).is_file()


def is_known(tag: str) -> bool:
    """Return whether a language has a file."""
    return is_ours(tag) or tag in tags()


@cache
def read(tag: str) -> Language:
    """Return a language; what it lacks is of its ``fallback``, one of ours, and is told of.

    Raises
    ------
    KeyError
        No file has that tag.
    ConfigError
        The file is no YAML, or has another form.
    """
    content = _content(_file(tag))
    own, fallback = _texts(content), content.pop("fallback", BASE)
    if tag == BASE:
        return Language(tag=tag, texts=own, **content)
    other = read(fallback if fallback != tag and is_ours(fallback) else BASE)
    if lacking := [key for key in other.texts if key not in own]:
        more = f" og {len(lacking) - SHOWN} til" if len(lacking) > SHOWN else ""
        names = f"{', '.join(lacking[:SHOWN])}{more}"
        print(f"Språket «{tag}» mangler {names}: skrives på «{other.tag}».", file=sys.stderr)
    known = {key: value for key, value in content.items() if key in MARKS}
    named = {**other.files, **content.get("files", {})}
    return replace(other, **known, tag=tag, texts={**other.texts, **own}, files=named)


@cache
def added(tag: str) -> Mapping[str, Text]:
    """Return the texts that packages add to a language that is there: those of their kinds."""
    found: dict[str, Text] = {}
    for point in entry_points(group=GROUP):
        if point.name == tag:
            content = _content(files(point.value) / f"{tag}.yaml")
            found |= _texts(content)
    return found if tag == BASE else {**added(BASE), **found}


def _own(tag: str) -> Traversable:
    return files(__name__) / f"{tag}.yaml"


def _file(tag: str) -> Traversable:
    if is_ours(tag):
        return _own(tag)
    points = {point.name: point.value for point in entry_points(group=GROUP)}
    return files(points[tag]) / f"{tag}.yaml"


def _texts(content: dict[str, Any]) -> dict[str, Text]:
    """Return the texts of a file by key, without their topics."""
    return {key: text for topic in content.pop("texts").values() for key, text in topic.items()}


def _content(file: Traversable) -> dict[str, Any]:
    """Return what a language file holds, in the form that the rest relies on."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
    except OSError as error:
        raise ConfigError(str(file), "", str(error.strerror), "en fil som kan leses") from None
    except UnicodeDecodeError:
        raise ConfigError(str(file), "", "et annet tegnsett", "UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise ConfigError(str(file), "", "ikke gyldig YAML", FORM, line=line) from None
    if fault := _fault(content):
        raise ConfigError(str(file), fault, "noe annet", FORM)
    return dict(content)


def _fault(content: Any) -> str | None:
    """Return the first key whose value has another form than a language file's."""
    if not isinstance(content, dict) or not isinstance(content.get("texts"), dict):
        return "texts"
    for key in {"plural", "articles", "files"} & content.keys():
        if not isinstance(content[key], dict):
            return key
    for key in {"locale", "decimal", "thousands", "percent", "fallback"} & content.keys():
        if not isinstance(content[key], str):
            return key
    for topic, texts in content["texts"].items():
        if not isinstance(texts, dict):
            return f"texts.{topic}"
        for key, text in texts.items():
            forms = isinstance(text, dict) and {"count", "other"} <= text.keys()
            if not isinstance(text, str) and not forms:
                return f"texts.{topic}.{key}"
    return None
