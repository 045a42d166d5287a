"""What a message may say of the values in a file: codes and shapes, never a respondent's answer."""

from __future__ import annotations

import pandas as pd

from evaluering.data.written_codes import plain

SHARED = 3
"""A value that at least so many have in common gives nobody away."""
MOST, LONGEST, LONGEST_CODE = 5, 40, 3


def told(values: pd.Series, codes: bool = False) -> str:
    """Return values as a message names them, the most frequent first.

    A value stands as it is where it is a code or several have it; else its shape does, as
    ``99.99.9999``.

    Parameters
    ----------
    values
        The values in question, one a respondent.
    codes
        Whether whole numbers are codes of a closed question, which say nothing without the
        codebook.
    """
    counts = {str(text): int(n) for text, n in values.map(plain).value_counts().items()}
    open_ones = {t for t, n in counts.items() if n >= SHARED or (codes and _is_code(t))}
    named = list(dict.fromkeys(t[:LONGEST] if t in open_ones else shape(t) for t in counts))
    key = " der 9 er et siffer og a en bokstav" if counts.keys() - open_ones else ""
    return ", ".join(named[:MOST]) + key


def shape(text: str) -> str:
    """Return a text with every digit as 9 and every letter as a or A."""
    return "".join(map(_sign, text[:LONGEST]))


def _sign(sign: str) -> str:
    if sign.isdigit():
        return "9"
    return ("A" if sign.isupper() else "a") if sign.isalpha() else sign


def _is_code(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isdecimal() and len(digits) <= LONGEST_CODE
