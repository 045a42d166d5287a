"""A chart as every office format draws it: categories, series, numbers as printed, and colours.

It holds what a reader sees and no more. A number is rounded as it is printed, and a hidden one is
not there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from evaluering.render.figures.axis import ticks
from evaluering.rounding import Rounding, round_number

Form = Literal["bars", "stacked", "columns", "histogram", "lines", "dots"]
"""Bars lie, columns stand; those of a histogram touch. Lines join their points, dots do not."""
LYING = ("bars", "stacked")
"""The forms whose categories stand under each other."""


@dataclass(frozen=True)
class ChartSeries:
    """One value a category, all in one colour."""

    name: str
    """What the legend calls it; empty where it has no place there."""
    values: tuple[float | None, ...]
    """The numbers as printed; None where there is none to draw."""
    colour: str
    hatch: str = ""
    """Its fill, and the hatch that tells it from others in grey."""
    hidden: frozenset[int] = frozenset()
    """The categories whose value is withheld."""
    intervals: tuple[tuple[float, float] | None, ...] = ()
    """How far the whiskers of each value reach down and up; none are drawn where none are given."""
    dashed: bool = False
    """Whether it is a reference line, drawn dashed, without points and values."""
    numbered: bool = True
    """Whether its values stand at its marks."""


@dataclass(frozen=True)
class Chart:
    """One chart; an exhibit with several panels is several charts."""

    form: Form
    """How the numbers are drawn."""
    categories: tuple[str, ...]
    """The names along the axis of names."""
    series: tuple[ChartSeries, ...]
    """The numbers."""
    decimals: int | None = 0
    percent: bool = False
    """How the numbers at the marks are written; with the decimals that each has where none are
    said."""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    """The ends of the axis of numbers and the step between its marks, where they are given."""
    scale: tuple[float, float] | None = None
    """The ends of a scale that the axis may go beyond: bars begin at the first, and beyond them are
    no numbers."""
    title: str = ""
    """What a panel is called; empty where the exhibit is one chart."""
    axis: str = ""
    """What the axis of numbers shows, where it is said."""
    note: str = ""
    """What has to be known to read it: whiskers, signs."""
    heads: frozenset[int] = field(default_factory=frozenset)
    """The categories that only head those below them."""

    @property
    def whole(self) -> bool:
        """Whether stacked parts make up all, whatever rounding did to their sum."""
        sums = [
            sum(own)
            for place in range(len(self.categories))
            if (own := [v for s in self.series if (v := s.values[place]) is not None])
        ]
        return self.form == "stacked" and all(abs(s - 100) <= len(self.series) / 2 for s in sums)


def printed(value: float, decimals: int, rounding: Rounding = "half_up") -> float:
    """Return a number as it is printed."""
    return float(round_number(value, decimals, rounding)) + 0.0


def reach(value: float, lower: float, upper: float, decimals: int) -> tuple[float, float] | None:
    """Return how far an interval reaches down and up, to one decimal more than its value has."""
    if lower != lower or upper != upper:
        return None
    return printed(value - lower, decimals + 1), printed(upper - value, decimals + 1)


def parts(chart: Chart, most: int) -> tuple[Chart, ...]:
    """Return a chart in pieces of at most so many categories, about as large as each other.

    A head stays with what it heads.

    Parameters
    ----------
    chart
        The chart.
    most
        How many categories there is room for.
    """
    count = len(chart.categories)
    if count <= most or chart.form not in (*LYING, "columns", "dots"):
        return (chart,)
    most = math.ceil(count / math.ceil(count / most))
    cuts = [0]
    while count - cuts[-1] > most:
        reached = cuts[-1] + most
        heads = [at for at in chart.heads if cuts[-1] + most // 2 < at <= reached]
        cuts.append(max(heads, default=reached))
    whole = _with_ends(chart)
    return tuple(_part(whole, first, last) for first, last in pairwise([*cuts, count]))


def _with_ends(chart: Chart) -> Chart:
    """Return a chart with the ends of its axis, which its pieces share."""
    if chart.form == "stacked":
        return chart
    reached = [
        end
        for series in chart.series
        for k, value in enumerate(series.values)
        if value is not None
        for down, up in [(series.intervals[k] if series.intervals else None) or (0.0, 0.0)]
        for end in (value - down, value + up)
    ]
    steps = ticks(min([0.0, *reached]), max([0.0, *reached]))
    low = steps[0] if chart.low is None else chart.low
    step = chart.step or round(steps[1] - steps[0], 12)
    high = steps[-1] if chart.high is None else chart.high
    return replace(chart, low=low, high=high, step=step)


def _part(chart: Chart, first: int, last: int) -> Chart:
    """Return the categories from one place to another, under the head that they stand under."""
    over = max((at for at in chart.heads if at <= first), default=first)
    places = [*([over] if over < first else []), *range(first, last)]
    series = tuple(
        replace(
            s,
            values=tuple(s.values[k] for k in places),
            intervals=tuple(s.intervals[k] for k in places) if s.intervals else (),
            hidden=_moved(s.hidden, places),
        )
        for s in chart.series
    )
    names = tuple(chart.categories[k] for k in places)
    return replace(chart, categories=names, series=series, heads=_moved(chart.heads, places))


def _moved(marked: frozenset[int], places: Sequence[int]) -> frozenset[int]:
    return frozenset(new for new, old in enumerate(places) if old in marked)


def headed(blocks: Sequence[tuple[str, Sequence[str]]]) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return categories under heads of their own as one list, and the places of the heads."""
    names: list[str] = []
    heads = set()
    for head, below in blocks:
        heads.add(len(names))
        names += [head, *below]
    return tuple(names), frozenset(heads)
