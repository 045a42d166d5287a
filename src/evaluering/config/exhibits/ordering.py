"""The order of categories in an exhibit: by share, as in the codebook, or as given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, TypeAlias

from evaluering.config.base import Distinct, Reference
from evaluering.config.exhibits.base import Faults, KeyPlace

Order: TypeAlias = Literal["codebook", "frequency", "ascending"] | Distinct[Reference]


def arranged(order: Order, names: Sequence[str], counts: Sequence[float]) -> list[int]:
    """Return the places of categories in the order that an exhibit asks for.

    Parameters
    ----------
    order
        ``codebook``, ``frequency`` (the largest first), ``ascending`` (the smallest first), or
        names in order; those that are not named follow as in the codebook.
    names, counts
        The categories' names and sizes, as in the codebook; equal sizes keep its order.
    """
    places = range(len(names))
    if isinstance(order, list):
        rank = {name: place for place, name in enumerate(order)}
        return sorted(places, key=lambda place: rank.get(names[place], len(rank)))
    if order == "codebook":
        return list(places)
    sign = -1 if order == "frequency" else 1
    return sorted(places, key=lambda place: sign * counts[place])


def unordered(order: Order, names: Collection[str], at: KeyPlace, key: str = "order") -> Faults:
    """Yield what is named in a given order and is no category, where the categories are known."""
    if isinstance(order, list) and names:
        yield from at.known(key, order, names)
