"""Typed errors of the statistics library."""

from __future__ import annotations


class StatisticsError(ValueError):
    """A statistic cannot be computed from the given input.

    Parameters
    ----------
    function : str
        Public function that refuses.
    message : str
        What is wrong, naming the argument and its value.
    """

    def __init__(self, function: str, message: str) -> None:
        self.function = function
        self.message = message
        super().__init__(f"{function}: {message}")

    def __reduce__(self) -> tuple[type[StatisticsError], tuple[str, str]]:
        """Rebuild from both arguments, so that the error survives pickling."""
        return type(self), (self.function, self.message)


class TooFewObservations(StatisticsError):
    """Fewer observations, groups or items than the statistic needs."""


class ZeroVariance(StatisticsError):
    """A variable or a group is constant where variation is needed."""


class InvalidInput(StatisticsError):
    """An argument has the wrong type, an unknown option or an impossible value."""
