"""Edits of a configuration, one after another: each text by itself, and each key of the look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from evaluering.config.exhibits.base import PRESENTATION

TEXTS = {"label", "labels", "values", "title", "question", "source", "note", "heading", "columns",
         "rows", "text", "points"}  # fmt: skip
NOUNS = {"one", "many", "unit", "respondents"}
"""The keys whose values are texts that a reader may see."""


def leaves(content: Any, at: tuple[Any, ...] = (), key: str = "") -> Iterator[tuple[Any, ...]]:
    """Yield where each text stands in a configuration file's content; a name has no capital."""
    for step, inner in content.items() if isinstance(content, dict) else enumerate(content):
        name = key if isinstance(step, int) else step
        if isinstance(inner, dict | list):
            yield from leaves(inner, (*at, step), name)
        elif name in NOUNS or (name in TEXTS and inner != inner.lower()):
            yield (*at, step)


def edited(content: Any, at: tuple[Any, ...], added: str) -> Any:
    """Return a file's content with a word added to one of its texts."""
    if not at:
        return f"{content} {added}"
    steps = content.items() if isinstance(content, dict) else enumerate(content)
    new = {k: edited(v, at[1:], added) if k == at[0] else v for k, v in steps}
    return new if isinstance(content, dict) else list(new.values())


def mark(number: int) -> str:
    """Return a word of its own without a letter: the same item in two surveys stays the same."""
    return f"‹{number:07b}›".translate(str.maketrans("01", "·°"))


def relooked(model: BaseModel) -> BaseModel:
    """Return a model with every key that is presentation only otherwise."""
    changes: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if PRESENTATION in field.metadata:
            changes[name] = otherwise(value, field.annotation)
        elif isinstance(value, list):
            changes[name] = [relooked(v) if isinstance(v, BaseModel) else v for v in value]
    return model.model_copy(update=changes)


def otherwise(value: Any, annotation: Any) -> Any:
    """Return another value than what a key has."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str() if choices := [c for c in get_args(annotation) if isinstance(c, str)]:
            return next(choice for choice in choices if choice != value)
        case str() | None:
            return f"{value} endret"
        case list() | tuple():
            return value[:1] if len(value) > 1 and isinstance(value, list) else value
        case dict():
            return {"en rad": "Endret"}
    raise AssertionError(value)
