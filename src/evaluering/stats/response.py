"""Response rates, from two totals or from disposition counts by the AAPOR definitions."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real

import pandas as pd

from evaluering.stats.errors import InvalidInput


@dataclass(frozen=True)
class ResponseRate:
    """Response rate in per cent of those invited."""

    percent: float
    answers: int
    invited: int
    method: str = "complete answers by those invited"
    convention: str = "AAPOR RR1, all invited eligible"
    warnings: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """Number of answers."""
        return self.answers

    def __float__(self) -> float:
        """Return the rate in per cent."""
        return self.percent

    def to_frame(self) -> pd.DataFrame:
        """Return one row: answers, invited, percent."""
        return pd.DataFrame(
            {"answers": [self.answers], "invited": [self.invited], "percent": [self.percent]}
        )


def response_rate(answers: int, invited: int) -> ResponseRate:
    """Return the response rate when all that is known is how many were invited.

    The rate is 100 * answers / invited, AAPOR's RR1 with every one of those invited taken
    as eligible.

    Parameters
    ----------
    answers : int
        Complete answers.
    invited : int
        Persons invited, at least one.

    Returns
    -------
    ResponseRate
        `percent` lies between 0 and 100.

    Raises
    ------
    InvalidInput
        If a number is NaN, negative or not whole, nobody was invited, or more answered than
        were invited.

    Notes
    -----
    SPSS: ``COMPUTE``. R: ``100 * answers / invited``.

    References
    ----------
    AAPOR (2023). Standard definitions, 10th edition.

    Examples
    --------
    >>> response_rate(35, 80).percent
    43.75
    """
    whole_number("response_rate", "answers", answers)
    whole_number("response_rate", "invited", invited)
    if invited == 0:
        raise InvalidInput("response_rate", "invited must be at least 1, got 0")
    if answers > invited:
        raise InvalidInput(
            "response_rate", f"answers ({answers}) cannot exceed invited ({invited})"
        )
    return ResponseRate(100 * answers / invited, int(answers), int(invited))


def whole_number(function: str, argument: str, value: float) -> int:
    """Return a count as an int, or raise `InvalidInput`."""
    number = isinstance(value, Real) and not isinstance(value, bool)
    if not (number and float(value).is_integer() and value >= 0):
        raise InvalidInput(
            function, f"{argument} must be a whole number of at least 0, got {value!r}"
        )
    return int(value)
