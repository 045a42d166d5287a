"""The one formatter: every number that a reader sees is rounded and written here.

A `Written` is an unrounded value and the `Format` that it is written in; its text follows from the
two. A `Mark` stands where there is no number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal

from evaluering.render.marks import language
from evaluering.rounding import Rounding, round_number

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
SUPPRESSED = ":"
LEAST_P = 0.001


@dataclass(frozen=True)
class Format:
    """How a number is written."""

    decimals: int = 0
    rounding: Rounding = "half_up"
    """Digits after the decimal mark, and the rule; see `evaluering.rounding.round_number`."""
    percent: bool = False
    """Whether the per cent sign follows."""
    zero: bool = True
    """Whether the zero before the decimal mark is written; not in a coefficient, as in SPSS."""
    brackets: bool = False
    """Whether it stands in round brackets."""
    stars: str = ""
    """What marks its significance."""
    least: float = -math.inf
    """Numbers below it are written as ``<`` and it, as p values are."""


COUNT = Format()
P = Format(3, least=LEAST_P)


@dataclass(frozen=True)
class Written:
    """A number and how it is written, in the language that was in use when it was made."""

    value: float
    """The finite number, unrounded."""
    format: Format = COUNT
    """How it is written."""
    text: str = field(init=False)
    """What is printed."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", written(self.value, self.format))

    @property
    def frame(self) -> str:
        """What is printed around its digits, which are a ``#``."""
        return _framed("#", self.format, "<" if self.below else "")

    @property
    def rounded(self) -> Decimal:
        """The number as printed."""
        value = max(self.value, self.format.least)
        return round_number(value, self.format.decimals, self.format.rounding)

    @property
    def below(self) -> bool:
        """Whether it is only said to be less than what is printed."""
        return self.value < self.format.least


@dataclass(frozen=True)
class Mark:
    """A sign where there is no number, and why there is none."""

    text: str
    reason: str


def shown(value: float | None, form: Format = COUNT) -> Written | Mark:
    """Return a number as it is written, or the mark of a missing one."""
    if value is None or math.isnan(value):
        return missing()
    return Written(float(value), form)


def missing() -> Mark:
    """Return the mark of a number that does not exist."""
    return Mark(MISSING, str(language().texts["mark_missing"]))


def suppressed() -> Mark:
    """Return the mark of a number that is not shown because too few are behind it."""
    return Mark(SUPPRESSED, str(language().texts["mark_suppressed"]))


def written(value: float | None, form: Format) -> str:
    """Write a number as the language in use does: decimal mark, true minus, thousands.

    Parameters
    ----------
    value
        The number; None or NaN gives a dash.
    form
        How it is written.
    """
    if value is None or math.isnan(value):
        return MISSING
    if math.isinf(value):
        return f"{MINUS if value < 0 else ''}∞"
    sign = "<" if value < form.least else ""
    rounded = round_number(max(value, form.least), form.decimals, form.rounding)
    whole, _, fraction = f"{abs(rounded):,.{form.decimals}f}".partition(".")
    marks = language()
    text = whole.replace(",", marks.thousands if len(whole) > 5 else "")
    text = "" if text == "0" and fraction and not form.zero else text
    text += f"{marks.decimal}{fraction}" if fraction else ""
    return _framed(text, form, sign + (MINUS if rounded < 0 else ""))


def _framed(digits: str, form: Format, sign: str) -> str:
    percent = f"{language().percent}%" if form.percent else ""
    text = f"{sign}{digits}{percent}{form.stars}"
    return f"({text})" if form.brackets else text


def number(value: float | None, decimals: int = 0, rounding: Rounding = "half_up") -> str:
    """Write a number: ``12 345``, ``−4,20``; None or NaN gives a dash."""
    return written(value, Format(decimals, rounding))


def percent(value: float | None, decimals: int = 0, rounding: Rounding = "half_up") -> str:
    """Write a per cent with its sign: ``30 %`` with a no-break space, in English ``30%``."""
    return written(value, Format(decimals, rounding, percent=True))


def p_value(p: float | None) -> str:
    """Write a p value in running text: ``p = 0,032``, ``p < 0,001``."""
    if p is None or math.isnan(p):
        return str(language().texts["p_not_computable"])
    sign = "<" if p < LEAST_P else "="
    return f"p{NO_BREAK}{sign}{NO_BREAK}{number(max(p, LEAST_P), 3)}"


def p_cell(p: float | None) -> str:
    """Write a p value in a table: ``0,032``, ``<0,001``."""
    return written(p, P)


def coefficient(value: float | None, decimals: int = 3) -> str:
    """Write a number that cannot pass 1 without its zero, as SPSS does: ``−,106``."""
    return written(value, Format(decimals, zero=False))


def stars(p: float | None) -> str:
    """Return ``*`` at the 5 per cent level and ``**`` at the 1 per cent level."""
    if p is None or math.isnan(p):
        return ""
    return "**" if p < 0.01 else "*" if p < 0.05 else ""
