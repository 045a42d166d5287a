"""The one error of the statistics library."""

from __future__ import annotations

__all__ = ["StatisticsError"]


class StatisticsError(ValueError):
    """A statistic cannot be computed from the given input.

    Parameters
    ----------
    function : str
        Public function that refuses.
    argument : str
        Argument that cannot be used.
    allowed : str
        What is asked of it, after "must".
    found : object
        What it is instead; never a respondent's answer or identifier.

    Examples
    --------
    >>> from evaluering.stats import StatisticsError
    >>> str(StatisticsError("levene", "groups", "have at least 2 groups", 1))
    'levene: groups must have at least 2 groups, got 1'
    """

    def __init__(self, function: str, argument: str, allowed: str, found: object) -> None:
        super().__init__(function, argument, allowed, found)
        self.function, self.argument = function, argument
        self.allowed, self.found = allowed, found

    def __str__(self) -> str:
        """Name the function, the argument, what it must be, and what was found."""
        return f"{self.function}: {self.argument} must {self.allowed}, got {self.found}"
