"""What a claim expects of the numbers: of each, of the test of each, or among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evaluering.checks.claims.quantity import Bounds, Keys, Measured, Quantity
from evaluering.checks.claims.verdicts import Facet
from evaluering.config.base import Model

if TYPE_CHECKING:
    from evaluering.checks.claims.survey_answers import Choices


@dataclass(frozen=True)
class Expectation:
    """A kind of expectation."""

    name: str
    """Its key in claims.yaml."""
    argument: Any
    """The type of what stands behind the key."""
    description: str
    """What it says, for the reference page."""


@dataclass(frozen=True)
class OfEach(Expectation):
    """Bounds of each number, from the argument and the statistic."""

    bounds: Callable[[Any, str], Bounds]


@dataclass(frozen=True)
class OfTest(Expectation):
    """Bounds of the p of each number."""

    bounds: Callable[[Any], Bounds]


@dataclass(frozen=True)
class Found:
    """The numbers of a quantity, under a set of choices."""

    quantity: Quantity
    keys: Keys
    numbers: Sequence[Measured]
    choices: Choices

    @property
    def statistic(self) -> str:
        """What the numbers are."""
        return self.quantity.told(self.keys)

    def split(self, dimension: str) -> Iterator[tuple[dict[str, str], dict[str, Measured]]]:
        """Yield the numbers by name of a dimension, for each place in the other dimensions.

        Yields
        ------
        tuple
            The place as readers call it, and the numbers by name.
        """
        places: dict[tuple[tuple[str, str], ...], dict[str, Measured]] = {}
        for number in self.numbers:
            rest = tuple((key, number.called(key)) for key in number.at if key != dimension)
            places.setdefault(rest, {})[number.at[dimension]] = number
        yield from ((dict(rest), own) for rest, own in places.items())


@dataclass(frozen=True)
class Among(Expectation):
    """A comparison of the numbers with each other; its argument is an `Over`."""

    compare: Callable[[Any, Found], Iterator[Facet]]


@dataclass(frozen=True)
class Beside(Expectation):
    """A comparison with another quantity, which stands behind the key."""

    compare: Callable[[Found, Found], Iterator[Facet]]


class Over(Model):
    """What is compared: the numbers of the names under one of the quantity's keys."""

    over: str
    """Nøkkelen i «quantity» som tallene sammenlignes over: groups, items, classes og så videre."""

    def unfitting(self, _names: Sequence[str]) -> tuple[str, str] | None:
        """Return what cannot be compared of the quantity's names, and what can; None if all can."""
        return None
