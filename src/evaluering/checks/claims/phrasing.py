"""Putting the limits of a report's words where its claims name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def with_phrases(content: Any, declared: Mapping[str, Any]) -> Any:
    """Return claims as they are read, with the phrases that they name in place of the names.

    A phrase stands for its limits behind ``phrase``, and for its lowest per cent behind
    ``holding``. A name that is not declared stays, and is refused where the claim is checked.

    Parameters
    ----------
    content
        Claims, or a part of one, as plain data.
    declared
        The phrases by name, as plain data.
    """
    if isinstance(content, list):
        return [with_phrases(entry, declared) for entry in content]
    if not isinstance(content, dict):
        return content
    return {key: _behind(key, value, declared) for key, value in content.items()}


def _behind(key: str, value: Any, declared: Mapping[str, Any]) -> Any:
    phrase = declared.get(value) if isinstance(value, str) else None
    if not isinstance(phrase, dict):
        return with_phrases(value, declared)
    if key == "phrase":
        return {**phrase, "name": value}
    between = phrase.get("between")
    if key == "holding" and phrase.get("of") == "percent" and isinstance(between, list):
        return between[0] if between else value
    return value
