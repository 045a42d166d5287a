"""Which tests of a report belong together, for the adjustment of p."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import Claim, Statement
    from evaluering.checks.claims.quantity import Keys

BETWEEN = "|"


@dataclass(frozen=True)
class Families:
    """The claims of a report."""

    claims: tuple[Claim, ...] = ()

    def of(self, claim: Claim) -> tuple[str, ...]:
        """Return the tests beside a claim's: of the same kind, exhibit and groups.

        They are named by item, and correlations by ``variable|index``.
        """
        tested = next(s.quantity for s in claim.statements if s.kind.tested)
        return tuple(
            dict.fromkeys(
                test
                for other in self.claims
                if other.exhibit == claim.exhibit
                for statement in other.statements
                for test in _tests(statement, tested)
            )
        )


def _tests(statement: Statement, beside: Keys) -> Iterator[str]:
    quantity = statement.quantity
    if quantity.kind != beside.kind or set(groups_of(quantity)) != set(groups_of(beside)):
        return
    variable = getattr(quantity, "variable", None)
    if variable is None:
        yield from items_of(quantity)
    else:
        yield from (f"{variable}{BETWEEN}{index}" for index in getattr(quantity, "indices", []))


def groups_of(quantity: Keys) -> list[str]:
    """Return every actor group that a quantity is of."""
    return list(getattr(quantity, "groups", []))


def items_of(quantity: Keys) -> list[str]:
    """Return every item that a quantity is of."""
    return list(getattr(quantity, "items", []))
