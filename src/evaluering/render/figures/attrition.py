"""A flow chart of who remain at each step and how many fall away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.attrition import Attrition
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.message import Number
from evaluering.render.figures.layout import LEADING, MUTED, Page, footer, frame, wrap
from evaluering.render.figures.shapes import TEXTS, Area, draw_arrow, draw_box
from evaluering.render.language import word
from evaluering.render.numbers import number, percent
from evaluering.render.tables.attrition import step_label


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


def draw(
    exhibit: Attrition,
    result: Result,
    style: FigureStyle,
    colours: Mapping[str, str],  # noqa: ARG001 (a step belongs to no group)
) -> Figure:
    """Draw a box for each step, from the top down, with those who fell away at the right.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    style
        Width, font size and resolution.
    colours
        The colour of each group; not used.
    """
    steps = read_steps(exhibit, result)
    size, (width, margin) = style.font_size, frame(style)
    left, wide = margin, 0.52 * width
    side = Area(left + wide + 3 * size, 0, width - margin - left - wide - 3 * size, 0)
    texts = [wrap(step.label, wide - 2 * size, size) for step in steps]
    losses = [
        wrap(step.loss(before.n), side.width - 1.4 * size, size) for before, step in pairwise(steps)
    ]
    heights = [(len(lines) + 1) * LEADING * size + 1.1 * size for lines in texts]
    gaps = [len(lines) * LEADING * size + 2.2 * size for lines in losses]
    page = Page(
        style, sum(heights) + sum(gaps) + 0.6 * size, None, footer(_note(result), result, style)
    )
    top = page.top
    for place, (step, height) in enumerate(zip(steps, heights, strict=True)):
        look = "strong" if place in (0, len(steps) - 1) else "soft"
        area = Area(left, top, wide, height)
        _draw_step(page, area, step, texts[place], look, place)
        if place < len(gaps):
            end = area.bottom + gaps[place]
            middle = left + wide / 2
            draw_arrow(page, [(middle, area.bottom), (middle, end)], False, f"arrow-{place}")
            if steps[place + 1].lost:
                tall = len(losses[place]) * LEADING * size + 0.8 * size
                at = (area.bottom + end) / 2
                box = Area(side.left, at - tall / 2, side.width, tall)
                _draw_loss(page, box, losses[place], middle, f"loss-{place + 1}")
            top = end
    return page.figure


def _draw_step(
    page: Page, area: Area, step: Step, lines: Sequence[str], look: str, place: int
) -> None:
    draw_box(page, area, look, f"box-{place}")
    middle, ink = area.left + area.width / 2, TEXTS[look]
    shared: dict[str, Any] = {"ha": "center", "va": "top", "color": ink, "zorder": 3}
    top = area.top + 0.55 * page.size
    page.text(middle, top, lines, gid=f"item-{place}", **shared)
    under = top + len(lines) * LEADING * page.size
    page.text(middle, under, [step.remaining], bold=True, gid=f"value-{place}", **shared)


def _draw_loss(page: Page, area: Area, lines: Sequence[str], start: float, gid: str) -> None:
    at = area.top + area.height / 2
    draw_box(page, area, "plain", f"box-{gid}")
    draw_arrow(page, [(start, at), (area.left, at)], False, f"arrow-{gid}")
    look: dict[str, Any] = {"ha": "center", "color": MUTED, "gid": gid, "zorder": 3}
    page.text(area.left + area.width / 2, at, lines, **look)


def _note(result: Result) -> str:
    n, noun = int(result.details["units"]), result.details["noun"]
    return word("from_units", n=n, unit=noun["one"], units=noun["many"])


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
    table = result.table.astype({"percent_of_invited": float})
    return [
        Step(
            step_label(exhibit, row["row_label"], result.details["noun"]),
            int(row["n"]),
            int(row["lost"]),
            row["percent_of_invited"],
        )
        for row in table.to_dict(orient="records")
    ]
