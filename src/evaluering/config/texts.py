"""Texts that a reader sees: one for all languages, or one a language.

A text is written ``title: Tittel`` or ``title: {nb: Tittel, en: Title}``. The project of one
language (`localised`) has plain texts only; where one lacks the language, the first that it has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, StringConstraints, WrapValidator

from evaluering.config.faults import unfit
from evaluering.languages import is_known, tags

T = TypeVar("T")
NO_CONTROLS = "tekst uten styretegn: slett tegnet"
NO_SIGNS = "\ufffe\uffff"
"""No characters at all, which XML refuses."""
_PLAIN = frozenset({str, int, float, bool, type(None)})


class Translated(str):
    """A text in several languages; as a string, the first of them."""

    __slots__ = ("languages",)
    languages: Mapping[str, str]

    def __new__(cls, languages: Mapping[str, str]) -> Translated:
        """Return the text with its languages, the first first."""
        made = super().__new__(cls, next(iter(languages.values())))
        made.languages = languages
        return made

    def __getnewargs__(self) -> tuple[Mapping[str, str]]:  # type: ignore[override]
        """Return what a copy is made of."""
        return (self.languages,)


def refused_sign(text: str) -> str | None:
    """Return what no document can hold of a text, as a message has it; None where there is none."""
    for place, sign in enumerate(text):
        control = unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t"
        if control or sign in NO_SIGNS:
            return f"tegnet U+{ord(sign):04X}, som er usynlig, på plass {place + 1}"
    return None


def _is_visible(text: str) -> str:
    if found := refused_sign(text):
        raise unfit(found, NO_CONTROLS)
    return text


def _in_languages(value: Any, handler: Any) -> str:
    if isinstance(value, Translated):
        return value
    if not isinstance(value, dict) or not value:
        return str(handler(value))
    for tag in value:
        if not isinstance(tag, str) or not is_known(tag):
            names = ", ".join(f"{name}: …" for name in tags())
            raise unfit(f"«{tag}», som ikke er et språk", f"en tekst, eller {{{names}}}", str(tag))
    return Translated({tag: handler(text) for tag, text in value.items()})


Name = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_is_visible)
]
"""What something is called in files: the same in every language."""
Text = Annotated[Name, WrapValidator(_in_languages, json_schema_input_type=str | dict[str, str])]
"""What a reader sees."""
Note = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    AfterValidator(_is_visible),
    WrapValidator(_in_languages, json_schema_input_type=str | dict[str, str]),
]
"""What a reader sees; it may be empty."""


def localised(value: T, tag: str) -> T:
    """Return a model, or what holds models, with the texts of one language.

    What has no text in several languages is returned as it is.
    """
    made: Any = value
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Translated):
        made = value.languages.get(tag, str(value))
    elif isinstance(value, BaseModel):
        changed = _changed({name: getattr(value, name) for name in type(value).model_fields}, tag)
        if changed:
            made = value.model_copy(update=changed)
            for computed in made.__dict__.keys() - type(value).model_fields.keys():
                del made.__dict__[computed]
    elif isinstance(value, Mapping):
        if changed := _changed(value, tag):
            made = {**value, **changed}
    elif isinstance(value, list | tuple):
        inner = [localised(one, tag) for one in value]
        if any(new is not old for new, old in zip(inner, value, strict=True)):
            made = type(value)(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        if changed := _changed(held, tag):
            made = replace(value, **changed)
    return made  # type: ignore[no-any-return]


def _changed(held: Mapping[Any, Any], tag: str) -> dict[Any, Any]:
    found = ((key, old, localised(old, tag)) for key, old in held.items())
    return {key: new for key, old, new in found if new is not old}


def lacking(value: object, tag: str, place: str = "") -> Iterator[tuple[str, Translated]]:
    """Yield the key and the text of each that is given in languages, but not in this one.

    Parameters
    ----------
    value
        A model, or what holds models.
    tag
        The language that is written in.
    place
        Where the value stands, as ``exhibits[2]``.
    """
    if isinstance(value, Translated):
        if tag not in value.languages:
            yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from lacking(getattr(value, name), tag, f"{place}.{name}" if place else name)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from lacking(inner, tag, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from lacking(inner, tag, f"{place}[{number}]")
