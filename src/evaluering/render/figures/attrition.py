"""A flow chart of who remain at each step and how many fall away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.attrition import Attrition, AttritionDetails
from evaluering.exhibits.result import Result
from evaluering.message import Number
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.records import records
from evaluering.render.figures.shapes import Area, draw_arrow, draw_box, text_on
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import number, percent
from evaluering.render.tables.attrition import step_label

WIDE = 0.52
"""The share of the figure's width that the steps take."""


@dataclass(frozen=True)
class Step:
    """A step: how many remain, and how many fell away on the way to it."""

    label: str
    n: int
    lost: int
    share: float

    @property
    def remaining(self) -> str:
        """The step's text."""
        return word("n_is", n=number(self.n))

    def loss(self, before: int) -> str:
        """Return how many fell away, and their share of those before."""
        share = percent(100 * self.lost / before) if before else percent(None)
        return word("fell_away", n=number(self.lost), share=share)


def draw(exhibit: Attrition, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a box for each step, from the top down, with those who fell away at the right."""
    steps, size = read_steps(exhibit, result), style.size
    left, wide = style.margin, WIDE * style.width
    beside = left + wide + 3 * size
    room = style.end - left - wide - 3 * size
    texts = [style.wrap(step.label, wide - 2 * size) for step in steps]
    losses = [
        style.wrap(step.loss(before.n), room - 1.4 * size) for before, step in pairwise(steps)
    ]
    heights = [(len(lines) + 1) * LEADING * size + 1.1 * size for lines in texts]
    gaps = [len(lines) * LEADING * size + 2.2 * size for lines in losses]
    canvas = Canvas(style, result, sum(heights) + sum(gaps) + 0.6 * size, _note(result))
    top, middle = canvas.top, left + wide / 2
    for place, (step, height) in enumerate(zip(steps, heights, strict=True)):
        look = "strong" if place in (0, len(steps) - 1) else "soft"
        area = Area(left, top, wide, height)
        _draw_step(canvas, area, step, texts[place], look, place)
        if place < len(gaps):
            end = area.bottom + gaps[place]
            draw_arrow(canvas, [(middle, area.bottom), (middle, end)], False, f"arrow-{place}")
            if steps[place + 1].lost:
                tall = len(losses[place]) * LEADING * size + 0.8 * size
                box = Area(beside, (area.bottom + end) / 2 - tall / 2, room, tall)
                _draw_loss(canvas, box, losses[place], middle, f"loss-{place + 1}")
            top = end
    return canvas.figure


def _draw_step(
    canvas: Canvas, area: Area, step: Step, lines: Sequence[str], look: str, place: int
) -> None:
    draw_box(canvas, area, look, f"box-{place}")
    middle, top = area.left + area.width / 2, area.top + 0.55 * canvas.size
    ink = text_on(look, canvas.colours)
    shared: dict[str, Any] = {"ha": "center", "va": "top", "color": ink, "zorder": 3}
    canvas.text(middle, top, lines, gid=f"item-{place}", **shared)
    under = top + len(lines) * LEADING * canvas.size
    canvas.text(middle, under, [step.remaining], bold=True, gid=f"value-{place}", **shared)


def _draw_loss(canvas: Canvas, area: Area, lines: Sequence[str], start: float, gid: str) -> None:
    at = area.top + area.height / 2
    draw_box(canvas, area, "plain", f"box-{gid}")
    draw_arrow(canvas, [(start, at), (area.left, at)], False, f"arrow-{gid}")
    look = {"size": canvas.size, "ha": "center", "gid": gid, "zorder": 3}
    canvas.aside(area.left + area.width / 2, at, lines, **look)


def _note(result: Result) -> str:
    told = result.details_as(AttritionDetails)
    return word("from_units", n=told.units, unit=told.noun.one, units=told.noun.many)


def alt_text(exhibit: Attrition, result: Result) -> str:
    """Say every step with the number that remains."""
    steps = read_steps(exhibit, result)
    return word(
        "alt_attrition",
        n=len(steps),
        steps="; ".join(f"{step.label}: {number(step.n)}" for step in steps),
        share=Number(steps[-1].share, form="percent"),
        note=_note(result),
    )


def read_steps(exhibit: Attrition, result: Result) -> list[Step]:
    """Return the result's rows with the labels of the exhibit."""
    noun = result.details_as(AttritionDetails).noun
    steps = records(result, Step, label="row_label", share="percent_of_invited")
    return [replace(step, label=step_label(exhibit, step.label, noun)) for step in steps]
