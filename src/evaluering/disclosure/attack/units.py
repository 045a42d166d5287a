"""Which units of a public registry are known to have taken part, by values that are printed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np

from evaluering.disclosure.attack.answers import Window

PAIR = 2


def unit_of_value(values: Mapping[Hashable, float], printed: Window) -> Hashable | None:
    """Return the unit that an extreme, a median or the value of one unit identifies.

    Parameters
    ----------
    values
        A public variable's value by unit; of those that can be meant, such as a class.
    printed
        The number as it is printed.

    Returns
    -------
    Hashable or None
        The only unit with that value; None where there are several or none.
    """
    fitting = [unit for unit, value in values.items() if printed.lower <= value <= printed.upper]
    return fitting[0] if len(fitting) == 1 else None


def units_of_mean(values: Mapping[Hashable, float], printed: Window, n: int) -> frozenset[Hashable]:
    """Return the units that the mean of one or two units identifies; of more, none.

    Parameters
    ----------
    values
        A public variable's value by unit.
    printed
        The mean as it is printed.
    n
        Of how many.
    """
    if n == 1:
        unit = unit_of_value(values, printed)
        return frozenset() if unit is None else frozenset({unit})
    if n != PAIR:
        return frozenset()
    units = sorted(values, key=lambda unit: values[unit])
    ordered = np.array([values[unit] for unit in units])
    first = np.searchsorted(ordered, 2 * printed.lower - ordered, side="left")
    last = np.searchsorted(ordered, 2 * printed.upper - ordered, side="right")
    found: list[tuple[int, int]] = []
    for place, (begin, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        found += [(place, other) for other in range(max(begin, place + 1), end)]
        if len(found) > 1:
            return frozenset()
    return frozenset(units[place] for pair in found for place in pair)
