"""Response rate, from two totals; from dispositions see `aapor`."""

from __future__ import annotations

from evaluering.stats.arguments import whole_number
from evaluering.stats.errors import StatisticsError

__all__ = ["response_rate"]


def response_rate(answers: int, invited: int) -> float:
    """Return the response rate in per cent, when all that is known is how many were invited.

    Parameters
    ----------
    answers : int
        Complete answers.
    invited : int
        Persons invited, at least one.

    Returns
    -------
    float
        100 * answers / invited: AAPOR's RR1 with everyone invited taken as eligible.

    Raises
    ------
    StatisticsError
        A number that is not whole or negative, nobody invited, more answers than invited.

    Notes
    -----
    SPSS: ``COMPUTE``. R: ``100 * answers / invited``. Source: AAPOR (2023), Standard definitions,
    10th edition.

    Examples
    --------
    >>> response_rate(35, 80)
    43.75
    """
    whole_number("response_rate", "answers", answers)
    whole_number("response_rate", "invited", invited, least=1)
    if answers > invited:
        raise StatisticsError(
            "response_rate", "answers", f"not exceed invited ({invited})", answers
        )
    return 100 * answers / invited
