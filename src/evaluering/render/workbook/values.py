"""Printed texts as the numbers that they are, with the formats that show them as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evaluering.languages import NO_BREAK, Language
from evaluering.render.numbers import MINUS

Value = str | int | float | bool | None

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PAIR = re.compile(r"(?P<n>\S+) \((?P<share>[^()\s]+)\)")
LONGEST = 32_767
"""Letters that a cell holds."""


@dataclass(frozen=True)
class Shown:
    """A cell's value and its number format; text has none."""

    value: Value
    format: str = ""


def shown(text: str, language: Language) -> Shown:
    """Return a printed value as a number with its format, or as text.

    ``4,20`` is 4.2 with two decimals; ``30 %`` is 0.3 as a per cent; ``−,106*`` is −0.106 with
    its star, ``(,349)`` is 0.349 in brackets. What is not wholly a number, such as ``<0,001``
    and ``0301``, stays text.

    Parameters
    ----------
    text
        What is printed.
    language
        The report's language, for its marks in numbers.
    """
    decimal, thousands = language.decimal, language.thousands
    pattern = (
        rf"(?P<open>\(?)(?P<minus>{MINUS}?)(?P<whole>0|[1-9]\d*|[1-9]\d?\d?(?:{thousands}\d{{3}})+|)"
        rf"(?:{re.escape(decimal)}(?P<fraction>\d+))?(?P<percent>[ {NO_BREAK}]?%)?"
        rf"(?P<stars>\**)(?P<close>\)?)"
    )
    parts = re.fullmatch(pattern, text)
    if not parts or not (parts["whole"] or parts["fraction"]):
        return Shown(cleaned(text))
    if bool(parts["open"]) != bool(parts["close"]):
        return Shown(cleaned(text))
    fraction = parts["fraction"] or ""
    digits = f"{parts['whole'].replace(thousands, '') or '0'}.{fraction or '0'}"
    number = float(("-" if parts["minus"] else "") + digits)
    form = "#,##0" if thousands in parts["whole"] else "0" if parts["whole"] else ""
    form += f".{'0' * len(fraction)}" if fraction else ""
    if parts["percent"]:
        # the decimals that are printed, and not those that division by 100 leaves
        number = round(number / 100, len(fraction) + 2)
        form += parts["percent"].replace(NO_BREAK, " ")
    around = (f'"{parts["open"]}"' if parts["open"] else "") + "{}"
    around += f'"{parts["stars"]}"' if parts["stars"] else ""
    around += f'"{parts["close"]}"' if parts["close"] else ""
    form = around.format(form) + (f";{around.format(MINUS + form)}" if parts["minus"] else "")
    return Shown(int(number) if number.is_integer() and not fraction else number, form)


def pair(text: str) -> tuple[str, str] | None:
    """Return the two numbers of ``4 (19)``: ``4`` and ``(19)``; None for other texts."""
    parts = _PAIR.fullmatch(text)
    return (parts["n"], f"({parts['share']})") if parts else None


def unrounded(text: str) -> Value:
    """Return a value of a CSV file: a number where it is written as one."""
    if text in ("True", "False"):
        return text == "True"
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+(e[-+]?\d+)?|-?\d+e[-+]?\d+", text):
        return float(text)
    return cleaned(text) or None


def cleaned(text: str) -> str:
    """Return a text that a cell can hold."""
    return _FORBIDDEN.sub("", text)[:LONGEST]
