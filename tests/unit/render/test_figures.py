"""The figures on drawn objects: nothing cut, nothing overlapping, every number the formatter's."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Text

from drawn import (
    COLOURS,
    EMPTY,
    HIDDEN,
    LABELS,
    LONG,
    STAMP,
    STYLE,
    assert_clean,
    bars,
    means,
    shares,
    styled,
    texts,
    whiskers,
)
from drawn_texts import overlapping_texts, texts_outside
from evaluering.exhibits.result import Result
from evaluering.render.figures import group_means, percentages
from evaluering.render.figures.shading import HATCHES, alike_in_grey, lightness, luma, shades
from evaluering.render.numbers import number


@pytest.mark.parametrize("groups", [1, 2, 7])
@pytest.mark.parametrize("items", [1, 3, 6, 12])
@pytest.mark.parametrize("label", ["Rollene", LONG])
def test_means_fit(items: int, groups: int, label: str) -> None:
    exhibit, numbers = means(items, groups, label=label)
    figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
    assert_clean(figure)
    drawn = [number(mean, 1) for mean in numbers.table["mean"]]
    assert texts(figure, "value-") == drawn
    written = "".join(texts(figure, "item-")).replace(" ", "")
    assert written == "".join(f"{label} {i}" for i in range(items)).replace(" ", "")
    assert texts(figure, "stamp") == [STAMP]
    assert "strekene ±1 standardavvik" in " ".join(texts(figure, "note"))
    assert "Tittelen" not in " ".join(texts(figure, ""))


@pytest.mark.parametrize("style", [{"width_cm": 8}, {"width_cm": 14, "font_size": 16}])
@pytest.mark.parametrize("groups", [1, 2, 4, 7])
def test_narrow_and_large(style: dict[str, float], groups: int) -> None:
    narrow = styled(**style)
    assert_clean(group_means.draw(*means(3, groups, label=LONG), narrow, COLOURS))
    assert_clean(percentages.draw(*shares(groups), narrow, COLOURS))


@given(
    st.integers(1, 12), st.integers(1, 7), st.floats(8, 25), st.floats(6, 16),
    st.text("abcdæøåÆ<&#*_$ -/", min_size=1, max_size=150),
)  # fmt: skip
@settings(max_examples=25, deadline=None, derandomize=True)
def test_any_number_of_items_and_groups_fits(
    items: int, groups: int, width: float, size: float, label: str
) -> None:
    style = styled(width_cm=width, font_size=size, dpi=72)
    assert_clean(group_means.draw(*means(items, groups, label=label), style, COLOURS))


@pytest.mark.parametrize("groups", [1, 2, 4, 7])
def test_bars_and_legend_in_the_given_order(groups: int) -> None:
    exhibit, numbers = means(3, groups)
    figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
    rows = list(zip(numbers.table["item"], numbers.table["group"], strict=True))
    heights = [bars(figure)[f"{item}-{group}"].get_y() for item, group in rows]
    assert heights == sorted(heights)
    assert texts(figure, "legend-") == [
        f"{group.title()} (n={128 - 10 * j}–{130 - 10 * j})"
        for j, group in enumerate(exhibit.groups)
    ]


def test_bars_start_at_the_scale_and_end_at_the_mean() -> None:
    exhibit, numbers = means(2, 2)
    figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
    drawn = bars(figure)
    assert len({bar.get_x() for bar in drawn.values()}) == 1
    widths = [drawn[f"q{i}-{g}"].get_width() for i in range(2) for g in exhibit.groups]
    units = [width / (mean - 1) for width, mean in zip(widths, numbers.table["mean"], strict=True)]
    assert units == pytest.approx([units[0]] * 4)
    assert texts(figure, "end-") == [LABELS[0], LABELS[-1]]


@pytest.mark.parametrize(
    ("changed", "text"), [(EMPTY, "ingen svar"), (HIDDEN, ":")], ids=["empty", "suppressed"]
)
@pytest.mark.parametrize("items", [1, 3])
def test_an_empty_slot_says_so(changed: dict[str, Any], text: str, items: int) -> None:
    exhibit, numbers = means(items, 2, **changed)
    figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
    assert_clean(figure)
    assert texts(figure, "value-q0-uh") == [text]
    assert "q0-uh" not in bars(figure)
    assert ("for få svar" in " ".join(texts(figure, "note"))) is (text == ":")
    if items == 1:
        assert texts(figure, "legend-uh") == [f"Uh (n={':' if text == ':' else 0})"]


def test_nothing_to_draw_is_still_a_figure() -> None:
    exhibit, numbers = means(1, 1, **EMPTY)
    assert_clean(group_means.draw(exhibit, numbers, STYLE, COLOURS))
    assert "Ingen svar å vise" in group_means.alt_text(exhibit, numbers)


def test_without_sd_there_is_no_whisker() -> None:
    assert len(whiskers(group_means.draw(*means(2, 2), STYLE, COLOURS))) == 4
    assert len(whiskers(group_means.draw(*means(2, 2, sd=math.nan), STYLE, COLOURS))) == 3


def test_values_stand_clear_of_the_whiskers() -> None:
    exhibit, numbers = means(4, 3, mean=1.1, sd=1.5)
    figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
    values = [t for t in figure.findobj(Text) if (t.get_gid() or "").startswith("value-")]
    first = min(np.asarray(line.get_xdata(), float).min() for line in whiskers(figure))
    assert all(text.get_position()[0] < first for text in values)
    assert all(text.get_horizontalalignment() == "right" for text in values)


@pytest.mark.parametrize("groups", [1, 2, 4, 7])
@pytest.mark.parametrize("labels", [LABELS, [f"Svært misfornøyd {i}" for i in range(11)]])
def test_columns_fit(groups: int, labels: list[str]) -> None:
    exhibit, numbers = shares(groups, labels=labels)
    figure = percentages.draw(exhibit, numbers, STYLE, COLOURS)
    assert_clean(figure)
    assert texts(figure, "value-") == [number(share) for share in numbers.table["percent"]]
    assert "0" in texts(figure, "value-")
    places = [(round(bar.get_y() + bar.get_height()), bar.get_x()) for bar in bars(figure).values()]
    assert places == sorted(places)
    assert len({base for base, _ in places}) == (2 if len(labels) == 11 else 1)
    sizes = [t.get_fontsize() for t in figure.findobj(Text) if "value-" in (t.get_gid() or "")]
    assert min(sizes) >= percentages.SMALLEST
    names = [f"{group.title()} (n={121 - 10 * j})" for j, group in enumerate(exhibit.groups)]
    assert texts(figure, "legend-") == names
    assert texts(figure, "stamp") == [STAMP]


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"n_group": 0, "n": 0, "percent": None}, "ingen svar"),
        ({"n_group": 2, "n": None, "percent": None, "suppressed": True}, ":"),
    ],
)
@pytest.mark.parametrize("groups", [2, 7])
def test_an_empty_column_says_so(changed: dict[str, Any], text: str, groups: int) -> None:
    exhibit, numbers = shares(groups, **changed)
    figure = percentages.draw(exhibit, numbers, STYLE, COLOURS)
    assert_clean(figure)
    assert texts(figure, "value-2-uh") == [text]
    assert "Uh: ingen svar å vise" in percentages.alt_text(exhibit, numbers)


def test_the_rounding_is_the_exhibits() -> None:
    exhibit, numbers = shares(2, percent=45.45)
    twice = exhibit.model_copy(update={"rounding": "half_up_twice"})
    assert texts(percentages.draw(exhibit, numbers, STYLE, COLOURS), "value-0-uh") == ["45"]
    assert texts(percentages.draw(twice, numbers, STYLE, COLOURS), "value-0-uh") == ["46"]


def test_no_stamp_on_real_data() -> None:
    exhibit, numbers = means(1, 1)
    real = Result(**{**vars(numbers), "provenance": {"stamp": ""}})
    assert texts(group_means.draw(exhibit, real, STYLE, COLOURS), "stamp") == []


def test_markup_in_answers_and_group_names_is_drawn_as_written() -> None:
    signs = "<b>5</b> & #1 *_$x$"
    exhibit, numbers = shares(1, labels=[signs, "Ja"])
    marked = replace(numbers, table=numbers.table.assign(group_label=signs))
    figure = percentages.draw(exhibit, marked, STYLE, COLOURS)
    assert_clean(figure)
    assert " ".join(texts(figure, "item-0")) == signs
    assert texts(figure, "legend-") == [f"{signs} (n=121)"]


def test_markup_is_drawn_as_written() -> None:
    exhibit, numbers = means(1, 1, item_label="Kost: 5 $ & <10 $ *_#")
    figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
    assert texts(figure, "item-") == ["Kost: 5 $ & <10 $ *_#"]
    assert not any(text.get_parse_math() for text in figure.findobj(Text) if text.get_gid())


def test_alt_text_states_the_extremes() -> None:
    exhibit, numbers = means(2, 2, mean=4.96)
    said = group_means.alt_text(exhibit, numbers)
    assert "Høyest er «Rollene er tydelig fordelt 0» for Uh (5,0)" in said
    assert "lavest er «Rollene er tydelig fordelt 0» for Samarbeidsforum (1,3)" in said
    assert "«I stor grad» for Samarbeidsforum (100\u00a0%)" in percentages.alt_text(*shares(2))


def test_alt_text_names_the_group_that_is_highest_throughout() -> None:
    exhibit, numbers = means(3, 2)
    higher = numbers.table["mean"].where(numbers.table["group"] == "uh", 1.0)
    said = group_means.alt_text(exhibit, replace(numbers, table=numbers.table.assign(mean=higher)))
    assert "Uh ligger høyest på alle spørsmålene." in said
    assert "på alle" not in group_means.alt_text(*means(3, 2, mean=1.0))


def test_short_labels_break_evenly() -> None:
    room = STYLE.text_width("Ikke i det hele", 9) + 1
    assert STYLE.wrap("Ikke i det hele tatt", room, 9) == ["Ikke i det hele", "tatt"]
    assert STYLE.balanced("Ikke i det hele tatt", room, 9) == ["Ikke i det", "hele tatt"]


def test_wrapping_keeps_every_letter_within_the_width() -> None:
    for width in (30, 60, 120):
        lines = STYLE.wrap(LONG, width, 9)
        assert all(STYLE.text_width(line, 9) <= width for line in lines)
        assert "".join(lines).replace("-", "").replace(" ", "") == LONG.replace(" ", "")
    assert STYLE.wrap("samarbeidsforumet/kompetansenettverket", 120, 9)[0] == "samarbeidsforumet/"
    assert STYLE.wrap("0–25\u00a0prosent", 300, 9) == ["0–25\u00a0prosent"]


def test_groups_as_light_as_each_other_are_hatched_apart() -> None:
    colours = {"a": "#D55E00", "dark": "#000000", "b": "#009E73", "c": "#CC6677"}
    fills = shades(list(colours), colours)
    assert [shade.hatch for shade in fills.values()] == ["", "", HATCHES[1], HATCHES[2]]
    assert alike_in_grey("#0072B2", "#882255")  # to the eye they differ, in print not
    assert luma("#FFFFFF") == pytest.approx(100)
    assert lightness("#000000") == 0
    assert lightness("#FFFFFF") == pytest.approx(100, abs=0.01)


def test_the_checker_finds_faults() -> None:
    figure = Figure(figsize=(2, 2))
    figure.text(0.5, 0.5, "en tekst")
    figure.text(0.5, 0.52, "en annen")
    figure.text(0.9, 0.1, "utenfor kanten")
    assert overlapping_texts(figure) == [("en tekst", "en annen")]
    assert texts_outside(figure) == ["utenfor kanten"]
