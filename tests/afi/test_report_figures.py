"""Every figure of means and per cents in the configured reports, drawn on made-up results."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from matplotlib.text import Text

from drawn_texts import overlapping_texts, texts_outside
from evaluering.config.exhibits.base import AnswerScale, ScaleDetails
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.project import load_project
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.render.figures import group_means, percentages
from evaluering.render.figures.shading import alike_in_grey, lightness, shades
from evaluering.render.figures.style import Style
from workspace import REPORT, REPOSITORY

PROJECT = load_project(REPOSITORY)
COLOURS = PROJECT.colours()
FIGURES = {
    f"{report}-{exhibit.id}": exhibit
    for report in PROJECT.reports
    for exhibit in PROJECT.exhibits(report)
    if isinstance(exhibit, GroupMeans | Percentages)
}
STYLES = [
    Style(figures=FigureStyle(dpi=72, **measures))
    for measures in ({}, {"width_cm": 8}, {"font_size": 14})
]
WHITE = 100.0


def made_up(exhibit: GroupMeans | Percentages) -> Result:
    """Return a result with the exhibit's own texts, whiskers past the scale, and three digits."""
    survey = PROJECT.surveys[PROJECT.groups[exhibit.groups[0]].survey]
    first = exhibit.item if isinstance(exhibit, Percentages) else exhibit.item_names[0]
    scale = PROJECT.scales[survey.battery_of(first).scale]
    rows: list[dict[str, Any]] = []
    for group in exhibit.groups:
        shared = {"group": group, "group_label": PROJECT.groups[group].label, "suppressed": False}
        if isinstance(exhibit, Percentages):
            rows += [
                {**shared, "category": code, "label": label, "n_group": 1234, "n": 9, "percent": 99}
                for code, label in zip(scale.codes, scale.labels, strict=True)
            ]
            continue
        for item in exhibit.items:
            name = item if isinstance(item, str) else item.name
            label = survey.items[name].label if isinstance(item, str) else item.label
            numbers = {"n": 1000 + len(rows), "mean": 4.6, "sd": 1.1}
            rows.append({**shared, "item": name, "item_label": label, **numbers})
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=1,
        details=ScaleDetails(
            scale=AnswerScale(codes=tuple(scale.codes), labels=tuple(scale.labels))
        ),
        provenance={"stamp": "Syntetiske data"},
    )


@pytest.mark.parametrize("style", STYLES, ids=["page", "narrow", "large"])
@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_cut_or_covered(name: str, style: Style) -> None:
    exhibit = FIGURES[name]
    module = group_means if isinstance(exhibit, GroupMeans) else percentages
    figure = module.draw(exhibit, made_up(exhibit), style, COLOURS)
    assert texts_outside(figure) == []
    assert overlapping_texts(figure) == []
    legend = [t for t in figure.findobj(Text) if str(t.get_gid()).startswith("legend-")]
    assert len({str(t.get_gid()).split("-")[1] for t in legend}) <= len(exhibit.groups)
    assert {f"legend-{group}" for group in exhibit.groups} <= {str(t.get_gid()) for t in legend}


@pytest.mark.parametrize("name", FIGURES)
def test_groups_differ_in_grey_without_hatches(name: str) -> None:
    groups = FIGURES[name].groups
    assert not any(alike_in_grey(COLOURS[a], COLOURS[b]) for a, b in combinations(groups, 2))
    assert {shade.hatch for shade in shades(groups, COLOURS).values()} == {""}


@pytest.mark.parametrize("colour", sorted(set(COLOURS.values())))
def test_every_colour_has_contrast_against_white(colour: str) -> None:
    assert contrast(lightness(colour), WHITE) >= 3


def contrast(one: float, other: float) -> float:
    """Return the contrast ratio of WCAG 2 from two CIE lightnesses."""
    dark, light = sorted(_luminance(value) for value in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(value: float) -> float:
    return ((value + 16) / 116) ** 3 if value > 8 else value / 903.3


def test_the_report_has_its_figures() -> None:
    drawn = {e.id for e in PROJECT.exhibits(REPORT) if e.is_figure}
    assert {f"figur-{number}" for number in range(3, 33)} <= drawn
    own = {name: e for name, e in FIGURES.items() if name.startswith(f"{REPORT}-")}
    per_cent = {name for name, e in own.items() if isinstance(e, Percentages)}
    assert per_cent == {f"{REPORT}-figur-{number}" for number in (8, 9, 13, 24, 26, 28)}
