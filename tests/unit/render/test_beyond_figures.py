"""The figures beyond the report and the drawings: nothing cut or overlapping, at any size."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from beyond import (
    HIDDEN,
    LONG,
    NOTHING,
    attrition,
    closeness,
    diagram,
    forest,
    heatmap,
    likert,
    rates,
    text_table,
)
from drawn import COLOURS, styled
from drawn_texts import overlapping_texts, texts_outside
from evaluering.config.exhibits.closeness import ClosenessDetails
from evaluering.config.theme import Colours
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.figures import attrition as attrition_figure
from evaluering.render.figures import closeness as closeness_figure
from evaluering.render.figures import diagram as diagram_figure
from evaluering.render.figures import forest as forest_figure
from evaluering.render.figures import heatmap as heatmap_figure
from evaluering.render.figures import likert as likert_figure
from evaluering.render.figures import rates as rates_figure
from evaluering.render.figures.axis import decimals, ticks
from evaluering.render.figures.diverging import answer_colours, text_colour
from evaluering.render.figures.shading import lightness
from evaluering.render.figures.shapes import Area
from evaluering.render.figures.style import Style
from evaluering.render.language import writing

pytestmark = pytest.mark.slow

STYLE = styled(dpi=300)
STYLES = [
    STYLE,
    styled(dpi=300, width_cm=10),
    styled(dpi=300, width_cm=14, font_size=12),
]
MADE: dict[str, tuple[Any, Any]] = {
    "likert": (likert_figure, likert(3, 2)),
    "forest": (forest_figure, forest(3)),
    "heatmap": (heatmap_figure, heatmap(4, 6)),
    "rates": (rates_figure, rates(2, 4)),
    "closeness": (closeness_figure, closeness(4, 5)),
    "attrition": (attrition_figure, attrition(731, 216, 86)),
    "diagram": (diagram_figure, diagram()),
}


def drawn(kind: Any, made: tuple[Any, Any], style: Style = STYLE) -> Figure:
    figure = kind.draw(*made, style, COLOURS)
    assert texts_outside(figure) == []
    assert overlapping_texts(figure) == []
    return figure


def texts(figure: Figure, prefix: str) -> list[str]:
    found = [text for text in figure.findobj(Text) if (text.get_gid() or "").startswith(prefix)]
    return [text.get_text() for text in found]


def named(figure: Figure, kind: type, prefix: str) -> list[Any]:
    return [a for a in figure.findobj(kind) if str(a.get_gid()).startswith(prefix)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("label", ["Påstand", LONG])
@pytest.mark.parametrize(("items", "groups"), [(1, 1), (12, 1), (1, 7), (4, 3)])
def test_stacked_answers_fit(items: int, groups: int, label: str, style: Style) -> None:
    figure = drawn(likert_figure, likert(items, groups, label=label), style)
    assert texts(figure, "stamp") == ["Syntetiske data"]
    assert len(texts(figure, "n-")) == items * groups


@pytest.mark.parametrize("codes", [2, 4, 5, 7])
def test_every_answer_has_its_own_lightness(codes: int) -> None:
    fills = sorted(lightness(fill) for fill in answer_colours(codes, Colours()))
    gaps = [after - before for before, after in pairwise(fills)]
    assert min(gaps) > (9 if codes <= 5 else 2)
    drawn(likert_figure, likert(2, 2, codes))


@pytest.mark.parametrize("fill", answer_colours(5, Colours()))
def test_the_per_cents_can_be_read_on_their_fields(fill: str) -> None:
    def luminance(colour: str) -> float:
        return (((lightness(colour) + 16) / 116) ** 3) if lightness(colour) > 8 else 0.0

    bright, dark = sorted((luminance(fill), luminance(text_colour(fill, Colours()))), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_the_middle_answer_stands_on_both_sides_of_the_line() -> None:
    exhibit, numbers = likert(1, 1)
    figure = drawn(likert_figure, (exhibit, numbers))
    bars = named(figure, Rectangle, "bar-")
    middle = bars[2].get_x() + bars[2].get_width() / 2
    assert figure.axes[0].lines[0].get_xdata()[0] == pytest.approx(middle)
    widths = [bar.get_width() for bar in bars]
    assert widths[3] / widths[2] == pytest.approx(3.5)


@pytest.mark.parametrize(("changed", "text"), [(NOTHING, "ingen svar"), (HIDDEN, ":")])
@pytest.mark.parametrize("groups", [1, 2])
def test_a_battery_without_answers_says_so(changed: Any, text: str, groups: int) -> None:
    made = likert(1, groups, **changed)
    figure = drawn(likert_figure, made)
    assert texts(figure, "value-q0-samarbeidsforum") == [text]
    if groups == 1:
        assert "Ingen svar å vise" in likert_figure.alt_text(*made)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("label", ["Påstand", LONG])
@pytest.mark.parametrize("items", [1, 3, 14])
def test_differences_fit(items: int, label: str, style: Style) -> None:
    figure = drawn(forest_figure, forest(items, label), style)
    assert texts(figure, "value-q0") == ["0,40"]
    assert texts(figure, "p-q0") == ["<0,001"]


def test_a_point_is_hollow_where_the_interval_passes_zero() -> None:
    figure = drawn(forest_figure, forest(3))
    faces = [point.get_markerfacecolor() for point in named(figure, Line2D, "point-")]
    assert faces == [COLOURS["samarbeidsforum"], "#FFFFFF", COLOURS["uh"]]
    said = forest_figure.alt_text(*forest(3))
    assert "Samarbeidsforum ligger klart høyere på 1, Universitet/høyskole på 1" in said


@pytest.mark.parametrize(
    ("changed", "text"),
    [({"difference": math.nan, "lower": None, "upper": None}, "ingen svar"),
     ({"suppressed": True, "difference": None, "lower": None, "upper": None}, ":")],
)  # fmt: skip
@pytest.mark.parametrize("items", [1, 3])
def test_an_item_without_a_difference_says_so(changed: Any, text: str, items: int) -> None:
    made = forest(items, **changed)
    assert texts(drawn(forest_figure, made), "value-q0") == [text]
    assert bool(items == 1) is ("Ingen svar å vise" in forest_figure.alt_text(*made))


def test_a_difference_without_variation_has_no_interval() -> None:
    figure = drawn(forest_figure, forest(1, difference=0.0, lower=None, upper=None, p=None))
    assert named(figure, Line2D, "interval-") == []
    assert texts(figure, "p-q0") == ["–"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("label", ["Indeks", "Kvalitet på samarbeidet med universitetet"])
@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (4, 6), (8, 6)])
def test_correlations_fit(rows: int, columns: int, label: str, style: Style) -> None:
    figure = drawn(heatmap_figure, heatmap(rows, columns, label), style)
    assert texts(figure, "value-r0-c0") == [",25*"]
    assert texts(figure, "n-r0-c0") == ["n\u00a0=\u00a080"]


def test_only_significant_correlations_are_framed() -> None:
    figure = drawn(heatmap_figure, heatmap(1, 5))
    marks = [mark.get_gid() for mark in named(figure, Line2D, "mark-")]
    assert marks == ["mark-r0-c0", "mark-r0-c1"]


def test_a_correlation_that_cannot_be_computed_is_a_dash() -> None:
    made = heatmap(1, 1, r=math.nan, p=math.nan, n=2)
    assert texts(drawn(heatmap_figure, made), "value-") == ["–"]
    assert "Ingen kan regnes ut" in heatmap_figure.alt_text(*made)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("label", ["Fylke", "Møre og Romsdal (Romsdal, videregående opplæring)"])
@pytest.mark.parametrize(("panels", "categories"), [(1, 1), (3, 15)])
def test_rates_fit(panels: int, categories: int, label: str, style: Style) -> None:
    figure = drawn(rates_figure, rates(panels, categories, label), style)
    assert len(named(figure, Line2D, "total-")) == panels


def test_rates_are_ordered_and_the_total_stands_last() -> None:
    exhibit, numbers = rates(1, 3)
    order = [rate.category for rate in rates_figure.read_panels(exhibit, numbers)[0]]
    assert order == ["2", "1", "0", "total"]
    codebook = exhibit.model_copy(update={"sort_by": "codebook"})
    order = [rate.category for rate in rates_figure.read_panels(codebook, numbers)[0]]
    assert order == ["0", "1", "2", "total"]


def test_a_rate_without_a_population_is_a_dash_at_the_bottom() -> None:
    made = rates(1, 3, rate=None, lower=None, upper=None, population=0)
    figure = drawn(rates_figure, made)
    assert texts(figure, "value-s0-0") == ["–"]
    assert [rate.category for rate in rates_figure.read_panels(*made)[0]][2] == "0"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("label", ["Gruppe", "Arbeidsplasstillitsvalgt i videregående skole"])
@pytest.mark.parametrize(("groups", "items"), [(2, 1), (7, 13)])
def test_groups_in_order_fit(groups: int, items: int, label: str, style: Style) -> None:
    figure = drawn(closeness_figure, closeness(groups, items, label), style)
    dots = named(figure, Line2D, "dots-")
    assert [len(own.get_xdata()) for own in dots] == [items] * groups
    assert len(named(figure, Line2D, "spread-")) == (groups if items > 1 else 0)


def test_the_alt_text_says_whether_the_order_falls() -> None:
    exhibit, numbers = closeness(3, 4)
    assert "faller fra hver gruppe til den neste" in closeness_figure.alt_text(exhibit, numbers)
    details = replace(numbers.details_as(ClosenessDetails), falls=False)
    rising = replace(numbers, details=details)
    assert "faller ikke for hvert steg" in closeness_figure.alt_text(exhibit, rising)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("label", ["Steg", LONG])
@pytest.mark.parametrize("counts", [(731,), (731, 216, 112, 88, 86), (10, 10, 0, 0)])
def test_a_flow_fits(counts: tuple[int, ...], label: str, style: Style) -> None:
    figure = drawn(attrition_figure, attrition(*counts, label=label), style)
    assert texts(figure, "value-") == [f"n\u00a0=\u00a0{n}" for n in counts]
    lost = [before - after for before, after in pairwise(counts)]
    said = " ".join(texts(figure, "loss-"))
    assert all(f"{n} falt fra" in said for n in lost if n)
    assert "0 falt fra" not in said.split()


BOXES = [
    {"id": "a", "text": LONG, "points": ["Ett", LONG], "at": [1, 1], "span": [2, 1]},
    {"id": "b", "text": "Kort", "at": [1, 2], "look": "strong"},
    {"id": "c", "text": "<b> & $x$", "at": [2, 2], "look": "soft"},
    {"id": "d", "text": "Overskrift", "at": [3, 1], "look": "heading"},
]


@pytest.mark.parametrize("style", STYLES)
def test_boxes_hold_their_texts(style: Style) -> None:
    arrows = [{"start": "a", "end": "b"}, {"start": "b", "end": "d", "both_ways": True}]
    frames = [{"label": "En ramme med et langt navn", "boxes": ["b", "c"]}]
    made = diagram(boxes=BOXES, arrows=arrows, enclosures=frames)
    figure = drawn(diagram_figure, made, style)
    assert texts(figure, "text-c") == ["<b> & $x$"]
    said = diagram_figure.alt_text(*made)
    assert "Piler: fra 1 til 2, mellom 2 og 4." in said
    assert "Stiplet ramme «En ramme med et langt navn» rundt 2, 3." in said


def test_an_arrow_is_straight_between_boxes_that_face_each_other() -> None:
    above, below = Area(0, 0, 10, 4), Area(4, 10, 20, 4)
    assert diagram_figure.route(above, below) == [(7, 4), (7, 10)]
    assert diagram_figure.route(below, above) == [(7, 10), (7, 4)]
    beside = Area(20, 1, 5, 5)
    assert diagram_figure.route(above, beside) == [(10, 2.5), (20, 2.5)]
    across = Area(20, 10, 5, 4)
    assert diagram_figure.route(above, across) == [(5, 4), (5, 12), (20, 12)]


@pytest.mark.parametrize("kind", MADE)
def test_a_result_read_back_draws_the_same(kind: str, tmp_path: Any) -> None:
    module, (exhibit, numbers) = MADE[kind]
    if not numbers.table.empty:
        save_result(numbers, tmp_path / "r")
        back = load_result(tmp_path / "r")
        assert module.alt_text(exhibit, back) == module.alt_text(exhibit, numbers)
        both = [texts(drawn(module, (exhibit, one)), "") for one in (numbers, back)]
        assert both[0] == both[1]


@pytest.mark.parametrize("kind", MADE)
def test_the_frame_of_a_figure_can_be_english(kind: str) -> None:
    module, made = MADE[kind]
    with writing("en"):
        written = " ".join(texts(drawn(module, made), ""))
    assert not any(word in written for word in ("Vet ikke", "høyest", "falt fra", "Stolpene"))


@pytest.mark.parametrize("kind", MADE)
def test_no_stamp_on_microdata(kind: str) -> None:
    module, (exhibit, numbers) = MADE[kind]
    real = type(numbers)(**{**vars(numbers), "provenance": {"stamp": ""}})
    assert texts(drawn(module, (exhibit, real)), "stamp") == []


def test_ticks_cover_the_values_in_even_steps() -> None:
    assert ticks(-0.48, 0.64, 6) == pytest.approx([-0.5, -0.25, 0, 0.25, 0.5, 0.75])
    assert ticks(0.0, 0.0)[0] < ticks(0.0, 0.0)[-1]
    assert [decimals(values) for values in ([0.0, 1.0], [0.5], [0.25])] == [0, 1, 2]


def test_a_text_table_is_set_to_the_left_under_headings_across() -> None:
    from evaluering.render.tables.text_table import layout

    table = layout(*text_table())
    assert {cell.align for row in (*table.head, *table.body) for cell in row} == {"left"}
    assert [[cell.columns for cell in row] for row in table.body] == [[3], [1, 1, 1], [1, 2]]
    assert table.texts()[2:] == [["Aspekt", "A", "B"], ["Felles", "Begge", ""]]
