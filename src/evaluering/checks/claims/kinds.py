"""The kinds of quantity and expectation that there are: our own, and those of other packages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from evaluering.checks.claims import expectations as own_expectations
from evaluering.checks.claims import quantities as own_quantities
from evaluering.checks.claims.expectation import Expectation
from evaluering.checks.claims.quantity import Quantity
from evaluering.plugins import registered

GROUP = "evaluering.claims"
"""The entry points of other packages: quantities and expectations."""


@cache
def _all() -> Mapping[str, Quantity | Expectation]:
    return registered((own_quantities, own_expectations), GROUP, (Quantity, Expectation), _called)


@cache
def quantities() -> Mapping[str, Quantity]:
    """Return the kinds of quantity by name.

    Raises
    ------
    EvalueringError
        A name is registered twice, or an entry point does not import.
    """
    return {name: kind for name, kind in _all().items() if isinstance(kind, Quantity)}


@cache
def expectations() -> Mapping[str, Expectation]:
    """Return the kinds of expectation by name; raises as `quantities` does."""
    return {name: kind for name, kind in _all().items() if isinstance(kind, Expectation)}


def _called(thing: Quantity | Expectation) -> str:
    return thing.name if isinstance(thing, Expectation) else thing.kind
