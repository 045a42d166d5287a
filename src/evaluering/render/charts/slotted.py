"""Series of charts whose values stand in slots: a row and a group each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from evaluering.render.charts.chart import ChartSeries, printed, reach
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.slots import ValueSlot, entries
from evaluering.rounding import Rounding


def series_of(
    slots: Sequence[ValueSlot], fills: Mapping[str, Shade], decimals: int, rounding: Rounding
) -> tuple[ChartSeries, ...]:
    """Return a series a group, named with its n as in the figure.

    Parameters
    ----------
    slots
        The values, in the order of rows and groups.
    fills
        The fill of each group.
    decimals, rounding
        How the values are printed.
    """
    named = entries(slots, fills)
    return tuple(
        _series([slot for slot in slots if slot.group == group], named[group], decimals, rounding)
        for group in named
    )


def rows_of(slots: Sequence[ValueSlot]) -> tuple[str, ...]:
    """Return what the rows are called, in order."""
    return tuple({slot.row: slot.label for slot in slots}.values())


def _series(
    own: Sequence[ValueSlot], entry: tuple[str, Shade], decimals: int, rounding: Rounding
) -> ChartSeries:
    name, fill = entry
    spread = any(not math.isnan(slot.sd) for slot in own)
    return ChartSeries(
        name,
        tuple(None if s.absent else printed(s.value, decimals, rounding) for s in own),
        fill.colour,
        fill.hatch,
        frozenset(place for place, slot in enumerate(own) if slot.suppressed),
        tuple(
            None if s.absent else reach(s.value, s.value - s.sd, s.value + s.sd, decimals)
            for s in own
        ) if spread else (),
    )  # fmt: skip
