"""The one formatter: every number that a reader sees is rounded and written here."""

from __future__ import annotations

import math

from evaluering.render.marks import language
from evaluering.rounding import Rounding, round_number

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
SUPPRESSED = ":"


def number(value: float | None, decimals: int = 0, rounding: Rounding = "half_up") -> str:
    """Write a number as the language in use does: decimal mark, true minus, thousands.

    Parameters
    ----------
    value
        The number; None or NaN gives a dash.
    decimals
        Digits after the comma.
    rounding
        The rule; see `evaluering.rounding.round_number`.
    """
    if value is None or math.isnan(value):
        return MISSING
    if math.isinf(value):
        return f"{MINUS if value < 0 else ''}∞"
    rounded = round_number(value, decimals, rounding)
    whole, _, fraction = f"{abs(rounded):,.{decimals}f}".partition(".")
    marks = language()
    text = whole.replace(",", marks.thousands if len(whole) > 5 else "")
    text += f"{marks.decimal}{fraction}" if fraction else ""
    return MINUS + text if rounded < 0 else text


def percent(value: float | None, decimals: int = 0, rounding: Rounding = "half_up") -> str:
    """Write a per cent with its sign: ``30 %`` with a no-break space, in English ``30%``."""
    text = number(value, decimals, rounding)
    return text if text == MISSING else f"{text}{language().percent}%"


def p_value(p: float | None) -> str:
    """Write a p value in running text: ``p = 0,032``, ``p < 0,001``."""
    if p is None or math.isnan(p):
        return str(language().texts["p_not_computable"])
    sign = "<" if p < 0.001 else "="
    return f"p{NO_BREAK}{sign}{NO_BREAK}{number(max(p, 0.001), 3)}"


def p_cell(p: float | None) -> str:
    """Write a p value in a table: ``0,032``, ``<0,001``."""
    if p is None or math.isnan(p):
        return MISSING
    return f"<{number(0.001, 3)}" if p < 0.001 else number(p, 3)


def coefficient(value: float | None, decimals: int = 3) -> str:
    """Write a number that cannot pass 1 without its zero, as SPSS does: ``−,106``."""
    text = number(value, decimals)
    zero = f"0{language().decimal}"
    return text.replace("0", "", 1) if text.lstrip(MINUS).startswith(zero) else text


def stars(p: float | None) -> str:
    """Return ``*`` at the 5 per cent level and ``**`` at the 1 per cent level."""
    if p is None or math.isnan(p):
        return ""
    return "**" if p < 0.01 else "*" if p < 0.05 else ""
