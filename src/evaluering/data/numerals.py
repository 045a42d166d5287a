"""Numbers as they are printed: what a cell says, and the same text with another number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

DASHES = frozenset({"-", "–", "—"})
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+)?(?:[.,]\d+)?"
_FOUND = re.compile(r"(?P<sign>(?<![\d)])[-−–])?(?P<digits>" + _NUMBER + r")(?<=\d)")
_N = rf"[-−–]?(?=[\d.,]){_NUMBER}"
CELL = re.compile(
    rf"[-–—]|\(?{_N}\)?[ \u00a0]?%?\*{{0,3}}|{_N} ?\((?:{_N})?[ \u00a0]?%?\)|{_N}/{_N}\*?"
    rf"|{_N} (?:prosent|kr|kroner)\b.*|[<>] ?{_N}|{_N}[-–]{_N}"
)  # fmt: skip
"""What a cell with a number may look like."""
RANGE = re.compile(rf"{_N}[-–]{_N}")


@dataclass(frozen=True)
class Numeral:
    """One printed number.

    Attributes
    ----------
    units, decimals
        The number is ``units`` times ten to the power of minus ``decimals``.
    start, end
        Where it stands in the text.
    """

    units: int
    decimals: int
    start: int = 0
    end: int = 0

    @property
    def exact(self) -> Fraction:
        """The number as printed."""
        return Fraction(self.units, 10**self.decimals)

    @property
    def whole(self) -> int | None:
        """The number if it is whole."""
        return self.units if self.decimals == 0 else None


@cache
def numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numbers in a text; a dash alone is 0."""
    if text in DASHES:
        return (Numeral(0, 0, 0, len(text)),)
    found = []
    for match in _FOUND.finditer(text):
        digits = match["digits"]
        if digits:
            whole, _, fraction = re.sub(r"[ \u00a0]", "", digits).replace(".", ",").partition(",")
            units = int(whole + fraction) * (-1 if match["sign"] else 1)
            found.append(Numeral(units, len(fraction), match.start(), match.end()))
    return tuple(found)


def written(units: int, decimals: int, like: str = "0,0") -> str:
    """Write a number with the decimal mark, and the lack of a zero before it, of another text."""
    digits = f"{abs(units):0{decimals + 1}d}"
    whole, fraction = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    mark = "." if "." in like else ","
    if whole == "0" and decimals and re.match(r"[^\d]*[.,]", like):
        whole = ""
    return ("−" if units < 0 else "") + whole + (mark + fraction if decimals else "")


def replaced(text: str, position: int, units: int, decimals: int) -> str:
    """Return a text in which the number at a position is another."""
    found = numerals(text)
    if position >= len(found):  # an empty bracket
        return re.sub(r"\(\)", f"({written(units, decimals)})", text)
    old = found[position]
    new = written(units, decimals, text[old.start : old.end])
    return text[: old.start] + new + text[old.end :]
