"""Which units are withheld together, so that none of them follows from the others and the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from evaluering.config.groups import ComparedGroup
from evaluering.data.wave_data import WaveData

U = TypeVar("U", int, str)


def withheld_units(sizes: Mapping[int, int], least: int) -> frozenset[int]:
    """Return the units that are not shown.

    A unit is shown beside all others, so that everyone knows the whole, and what is hidden is known
    together. One hidden unit would follow, and so would something of hidden ones that are few
    together: then the smallest that are shown are hidden too.

    Parameters
    ----------
    sizes
        How many answered, by unit.
    least
        The least number that is shown.
    """
    answered = {unit: n for unit, n in sizes.items() if n}
    whole = sum(answered.values())
    hidden = {unit for unit, n in answered.items() if n < least or 0 < whole - n < least}
    return with_company(answered, hidden, least)


def with_company(sizes: Mapping[U, int], hidden: Collection[U], least: int) -> frozenset[U]:
    """Return hidden units, and the smallest others that must be hidden with them.

    Parameters
    ----------
    sizes
        How many answered, by unit that anyone did in.
    hidden
        The units that must be hidden.
    least
        The least number of respondents that may be known together.
    """
    found = set(hidden)
    shown = sorted((unit for unit in sizes if unit not in found), key=lambda u: (sizes[u], u))
    while found and shown and (len(found) < 2 or sum(sizes[unit] for unit in found) < least):
        found.add(shown.pop(0))
    return frozenset(found)


def withheld_items(groups: Sequence[str], items: Sequence[str], data: WaveData) -> frozenset[str]:
    """Return the items that a unit and the others are not shown for; none of other groups."""
    parts = [part for name in groups if isinstance(part := data.group(name), ComparedGroup)]
    own = next((part for part in parts if part.is_unit), None)
    if own is None:
        return frozenset()
    unit_of = data.respondents_of(own.of)[own.by]
    given = data.answers(own.of, items).notna().to_numpy()
    sizes = {u: given[unit_of.eq(u).fillna(False).to_numpy(bool)].sum(axis=0) for u in own.units}
    return frozenset(
        item
        for place, item in enumerate(items)
        if own.unit in withheld_units({u: int(n[place]) for u, n in sizes.items()}, own.least)
    )
