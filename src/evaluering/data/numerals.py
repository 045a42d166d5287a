"""Numbers as they are printed: what a text says, and the same text with another number.

No other module reads a number out of a printed text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

NUMBER_SIGN = "#"
NORWEGIAN = {
    "én": 1, "en": 1, "ett": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7,
    "sju": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
WORDS = NORWEGIAN | ENGLISH
"""Whole numbers as texts write them."""
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
MEMBERS = re.compile(r"\d+ ?\(\d*\)")
"""A cell with a number of members and, perhaps, their per cent."""
_UNIT = r" ?(?P<{}>%|kr|\))?"
_LIMITS = re.compile(
    rf"(?P<name>[^\d]*?) ?\(?(?P<low>{_N}){_UNIT.format('first')} ?[-–] ?"
    rf"(?P<high>{_N}){_UNIT.format('unit')}"
)
_COUNTED = re.compile(r"(?P<name>.+?) ?\((?P<count>\d+)\)")


@dataclass(frozen=True)
class Numeral:
    """One printed number."""

    units: int
    decimals: int
    """The number is ``units`` times ten to the power of minus ``decimals``."""
    start: int = 0
    end: int = 0
    """Where it stands in the text."""

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


@dataclass(frozen=True)
class Limits:
    """The limits that a label names, as ``Lav 10,10% - 12,00%`` or ``Høye (66 035–107 135)``."""

    label: str
    name: str
    """The label, and the part before the limits; it may be empty."""
    low: Numeral
    high: Numeral
    """The numbers."""
    marked: bool
    """Whether a unit or a bracket says that they are limits."""


@cache
def limits_in(label: str) -> Limits | None:
    """Return the limits in a label, if it ends in them."""
    match = _LIMITS.fullmatch(label)
    if match is None:
        return None
    (low,), (high,) = numerals(match["low"]), numerals(match["high"])
    return Limits(label, match["name"].strip(), low, high, match["unit"] is not None)


@cache
def counted(label: str) -> tuple[str, int | None]:
    """Return a label and the count in brackets at its end, as in ``Innlandet (9)``."""
    match = _COUNTED.fullmatch(label)
    return (match["name"], int(match["count"])) if match else (label, None)


def framed(text: str) -> str:
    """Return a text with a sign in each number's place: what stands around its numbers."""
    end, parts = 0, []
    for found in numerals(text):
        parts.append(text[end : found.start])
        end = found.end
    return NUMBER_SIGN.join((*parts, text[end:]))


def single(text: str) -> Numeral | None:
    """Return the number that a text is; a dash is 0."""
    found = numerals(text)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0] if whole else None


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


def word_like(word: str, number: int) -> str:
    """Return a whole number in the language of another word of one; in digits where it has none."""
    words = ENGLISH if word.casefold() in ENGLISH else NORWEGIAN
    return next((own for own, value in words.items() if value == number), str(number))


PARTS = {
    "halv": 2, "halvparten": 2, "tredel": 3, "tredjedel": 3, "firedel": 4, "fjerdedel": 4,
    "kvart": 4, "femdel": 5, "femtedel": 5, "half": 2, "third": 3, "quarter": 4, "fifth": 5,
}  # fmt: skip
"""Parts of a whole as texts write them."""
_COUNT = "|".join(sorted(WORDS, key=len, reverse=True))
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_SHARE = re.compile(
    rf"(?P<a>\d\d?|{_COUNT}) (?:av|of|in) (?P<b>1?\d|{_COUNT})\b|(?P<c>\d)/(?P<d>\d)"
    rf"|(?:(?P<e>{_COUNT}) )?(?:annen )?(?P<f>{_PART})(?:er|s)?\b"
)


def shares_in_words(text: str) -> list[Fraction]:
    """Return the shares that a text writes as «én av tre», «1/3» or «to tredeler»."""
    found = []
    for match in _SHARE.finditer(text.casefold()):
        if match["f"]:
            found.append(Fraction(_count(match["e"] or "1"), PARTS[match["f"]]))
        else:
            found.append(
                Fraction(_count(match["a"] or match["c"]), _count(match["b"] or match["d"]))
            )
    return [share for share in found if share <= 1]


def counts_in_words(text: str) -> list[int]:
    """Return the two counts of a text that writes a share as «seks av tolv»."""
    match = _SHARE.search(text.casefold())
    return [_count(match["a"]), _count(match["b"])] if match and match["a"] else []


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else WORDS[text]
