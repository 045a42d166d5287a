"""Norwegian phrases that messages and notes share."""

from __future__ import annotations


def respondents(n: int) -> str:
    """Return ``1 respondent`` or ``n respondenter``."""
    return f"{n} respondent" if n == 1 else f"{n} respondenter"
