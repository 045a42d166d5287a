"""Writing YAML that people edit: short lines on one line, reasons as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 100
_PLAIN = re.compile(r"[^\W\d_][\w æøåÆØÅ/().!…–%-]*")
"""What needs no quotes anywhere, if it is not a word of YAML."""
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""What YAML, of this version or the one before it, takes for something else than text."""
Plain = str | int | float | bool | None
Tree = Any
"""A plain value, or a mapping or a list of trees."""


class Noted:
    """A value with a comment behind its first line."""

    def __init__(self, value: Tree, note: str) -> None:
        self.value, self.note = value, note


def scalar(value: Plain) -> str:
    """Return a value as YAML reads it back; a text in quotes where it needs them."""
    if isinstance(value, str):
        return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def flow(value: Tree | Noted) -> str:
    """Return a value on one line."""
    if isinstance(value, Noted):
        return flow(value.value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return scalar(value)


def block(key: str, value: Tree | Noted, indent: str = "") -> Iterator[str]:
    """Yield the lines of a key with its value; what fits is written on one line."""
    note = ""
    if isinstance(value, Noted):
        note, value = f"    # {value.note}" if value.note else "", value.value
    inline = f"{indent}{scalar(key)}: {flow(value)}"
    nested = isinstance(value, Mapping | list | tuple) and bool(value)
    if not nested or (len(inline) <= WIDTH and not _holds_entries(value)):
        yield inline + note
        return
    yield f"{indent}{scalar(key)}:{note}"
    if isinstance(value, Mapping):
        for inner_key, inner in value.items():
            yield from block(inner_key, inner, f"{indent}  ")
        return
    assert isinstance(value, Sequence)
    for inner in value:
        yield from entry(inner, f"{indent}  ")


def entry(value: Tree | Noted, indent: str = "  ") -> Iterator[str]:
    """Yield the lines of an entry of a list."""
    note = ""
    if isinstance(value, Noted):
        note, value = f"    # {value.note}" if value.note else "", value.value
    inline = f"{indent}- {flow(value)}"
    if not isinstance(value, Mapping) or (len(inline) <= WIDTH and not _holds_entries(value)):
        yield inline + note
        return
    lead = f"{indent}- "
    for key, inner in value.items():
        lines = list(block(key, inner, f"{indent}  "))
        lines[0] = lead + lines[0].removeprefix(f"{indent}  ") + note
        yield from lines
        lead, note = f"{indent}  ", ""


def _holds_entries(value: object) -> bool:
    """Return whether a value is, or has, a list of mappings, which gets a line each."""
    if isinstance(value, Noted):
        return True
    inner = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(inner, list | tuple):
        return False
    return any(
        isinstance(one, Mapping | Noted) if not isinstance(value, Mapping) else _holds_entries(one)
        for one in inner
    )


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and text == text.strip() and text.lower() not in _WORDS
