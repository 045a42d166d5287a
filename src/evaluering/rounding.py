"""The rules by which a number is rounded before it is printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Rounding = Literal["half_up", "half_up_twice", "float"]


def round_number(value: float, decimals: int, rounding: Rounding = "half_up") -> Decimal:
    """Round by a named rule.

    Parameters
    ----------
    value
        A finite number.
    decimals
        Digits after the comma.
    rounding
        ``half_up`` as SPSS and Excel (on the shortest decimal form of the number, so that
        2.675 is 2,68); ``half_up_twice`` first to one more decimal than asked; ``float`` as
        binary floating-point formatting does (2.675 is 2,67).
    """
    if rounding == "float":
        return Decimal(f"{value:.{decimals}f}")
    exact = Decimal(repr(float(value)))
    if rounding == "half_up_twice":
        exact = exact.quantize(Decimal(1).scaleb(-decimals - 1), ROUND_HALF_UP)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
