"""What is to be said to a reader, before any language: a key and the values in the sentence.

Whoever computes makes messages; `evaluering.render.language` makes sentences of them, by the file
of the language that is written in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from evaluering.rounding import Rounding


@dataclass(frozen=True)
class Number:
    """A number and how it is written.

    Attributes
    ----------
    value
        The unrounded number; None or NaN is written as a dash.
    decimals, rounding
        How it is rounded.
    form
        A plain number, a per cent with its sign, a p value with ``p =``, or a coefficient without
        its zero.
    """

    value: float | None
    decimals: int = 0
    form: Literal["number", "percent", "p", "coefficient"] = "number"
    rounding: Rounding = "half_up"


Value: TypeAlias = "str | float | Number | Message | tuple[Value, ...] | None"
"""What a sentence has in a place: a text from configuration, a number, a message, or several."""


@dataclass(frozen=True)
class Message:
    """A key of the language files and the values in its sentence, by name."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


Said: TypeAlias = "Message | str"
"""A sentence to be made, or a text that configuration or the report has."""


def message(key: str, /, **values: Value) -> Message:
    """Return a message: ``message("respondents", n=5)``."""
    return Message(key, tuple(values.items()))


def stored(value: object) -> Any:
    """Return messages and their numbers as plain data; anything else as it is."""
    if isinstance(value, Message):
        return {"message": value.key, "values": {k: stored(v) for k, v in value.values}}
    if isinstance(value, Number):
        form = {"decimals": value.decimals, "form": value.form, "rounding": value.rounding}
        return {"number": value.value, **form}
    return [stored(inner) for inner in value] if isinstance(value, tuple) else value


def restored(content: Any) -> Any:
    """Return plain data with the messages that it holds; the opposite of `stored`."""
    if isinstance(content, list):
        return [restored(inner) for inner in content]
    if not isinstance(content, Mapping):
        return content
    inner = {key: restored(value) for key, value in content.items()}
    if inner.keys() == {"message", "values"}:
        return message(inner["message"], **{k: _value(v) for k, v in inner["values"].items()})
    if "number" in inner and inner.keys() <= {"number", "decimals", "form", "rounding"}:
        return Number(inner.pop("number"), **inner)
    return inner


def _value(value: Any) -> Value:
    return tuple(map(_value, value)) if isinstance(value, list) else value
