"""The figures on drawn objects: nothing cut, nothing overlapping, every number the formatter's."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from evaluering.config.exhibits import GroupMeans, Percentages
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result, load_result, save_result
from evaluering.render.figures import group_means, percentages
from evaluering.render.figures.inspection import overlapping_texts, texts_outside
from evaluering.render.figures.layout import HATCH, lightness, shades, text_width, wrap
from evaluering.render.figures.saving import save
from evaluering.render.numbers import number

COLOURS = {
    "samarbeidsforum": "#332288",
    "uh": "#009E73",
    "skoleeier": "#0072B2",
    "skoleleder": "#882255",
    "kompetansenettverk": "#D55E00",
    "hovedtillitsvalgt": "#CC79A7",
    "arbeidsplasstillitsvalgt": "#595959",
}
GROUPS = list(COLOURS)
LONG = (
    "I hvilken grad opplever du at kompetanseutviklingstiltakene i samarbeidsforumet/"
    "kompetansenettverket har bidratt til varige endringer i skolens kollektive praksis og i "
    "profesjonsfellesskapet på tvers av trinn?"
)
LABELS = ["Ikke i det hele tatt", "I liten grad", "Både – og", "I stor grad", "I svært stor grad"]
SCALE = {"scale": {"codes": [1, 2, 3, 4, 5], "labels": LABELS}}
STAMP = "Syntetiske data"
STYLE = FigureStyle(formats=["svg"], dpi=100)
COMMON = {"number": "Figur 1", "title": "Tittelen", "section": "3"}


def means(
    items: int, groups: int, *, label: str = "Rollene er tydelig fordelt", **changed: Any
) -> tuple[GroupMeans, Result]:
    """Make an exhibit and its result; `changed` sets columns of the first row of group two."""
    rows = [
        {
            "item": f"q{i}",
            "item_label": f"{label} {i}",
            "group": group,
            "group_label": group.title(),
            "n_group": 140,
            "n": 130 - 10 * j - i,
            "mean": 1.25 + ((3 * i + 2 * j) % 15) / 4,
            "sd": 0.6 + ((i + j) % 5) / 5,
            "suppressed": False,
        }
        for i in range(items)
        for j, group in enumerate(GROUPS[:groups])
    ]
    rows[min(1, groups - 1)] |= changed
    names = [f"q{i}" for i in range(items)]
    exhibit = GroupMeans.model_validate(
        {"id": "figur-1", "kind": "group_means", "groups": GROUPS[:groups], "items": names} | COMMON
    )
    return exhibit, result("group_means", rows)


def shares(
    groups: int, *, labels: list[str] = LABELS, **changed: Any
) -> tuple[Percentages, Result]:
    """Make an exhibit and its result; `changed` sets columns of all rows of group two."""
    rows = [
        {
            "category": i,
            "label": label,
            "group": group,
            "group_label": group.title(),
            "n_group": 121 - 10 * j,
            "n": 20,
            "percent": [0.0, 12.5, 45.45, 100.0, 7.5][(i + j) % 5],
            "suppressed": False,
        }
        | (changed if j == 1 else {})
        for i, label in enumerate(labels)
        for j, group in enumerate(GROUPS[:groups])
    ]
    exhibit = Percentages.model_validate(
        {"id": "figur-8", "kind": "percentages", "groups": GROUPS[:groups], "item": "q"} | COMMON
    )
    return exhibit, result("percentages", rows)


def result(kind: str, rows: list[dict[str, Any]]) -> Result:
    provenance = {"stamp": STAMP}
    return Result(
        "figur-1", kind, pd.DataFrame(rows), 500, "m", details=SCALE, provenance=provenance
    )


def texts(figure: Figure, prefix: str) -> list[str]:
    """Return the texts whose gid starts with the prefix, in the order drawn."""
    drawn = [text for text in figure.findobj(Text) if (text.get_gid() or "").startswith(prefix)]
    return [text.get_text() for text in drawn]


def bars(figure: Figure) -> dict[str, Rectangle]:
    patches = [patch for patch in figure.findobj(Rectangle) if isinstance(patch, Rectangle)]
    named = {str(patch.get_gid()): patch for patch in patches}
    return {gid.removeprefix("bar-"): p for gid, p in named.items() if gid.startswith("bar-")}


def whiskers(figure: Figure) -> list[Line2D]:
    return [line for line in figure.findobj(Line2D) if str(line.get_gid()).startswith("whisker-")]


def assert_clean(figure: Figure) -> None:
    assert texts_outside(figure) == []
    assert overlapping_texts(figure) == []


EMPTY: dict[str, Any] = {"n": 0, "mean": None, "sd": None}
HIDDEN: dict[str, Any] = {"n": 2, "mean": None, "sd": None, "suppressed": True}


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


@pytest.mark.parametrize("style", [{"width_cm": 8}, {"width_cm": 12, "font_size": 16}])
@pytest.mark.parametrize("groups", [1, 2, 4])
def test_narrow_and_large(style: dict[str, float], groups: int) -> None:
    narrow = FigureStyle.model_validate(style)
    assert_clean(group_means.draw(*means(3, groups, label=LONG), narrow, COLOURS))
    assert_clean(percentages.draw(*shares(groups), narrow, COLOURS))


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
    lefts = [bar.get_x() for bar in bars(figure).values()]
    assert lefts == sorted(lefts)
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


def test_markup_is_drawn_as_written() -> None:
    exhibit, numbers = means(1, 1, item_label="Kost: 5 $ & <10 $ *_#")
    figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
    assert texts(figure, "item-") == ["Kost: 5 $ & <10 $ *_#"]
    assert not any(text.get_parse_math() for text in figure.findobj(Text) if text.get_gid())


@pytest.mark.parametrize("made", [means(3, 2, **HIDDEN), shares(3)], ids=["means", "shares"])
def test_a_result_read_back_draws_the_same(made: Any, tmp_path: Path) -> None:
    exhibit, numbers = made
    module = group_means if isinstance(exhibit, GroupMeans) else percentages
    save_result(numbers, tmp_path / "r")
    back = load_result(tmp_path / "r")
    assert module.alt_text(exhibit, back) == module.alt_text(exhibit, numbers)
    drawn = [texts(module.draw(exhibit, r, STYLE, COLOURS), "") for r in (numbers, back)]
    assert drawn[0] == drawn[1]


def test_alt_text_states_the_extremes() -> None:
    exhibit, numbers = means(2, 2, mean=4.96)
    said = group_means.alt_text(exhibit, numbers)
    assert "Høyest er «Rollene er tydelig fordelt 0» for Uh (5,0)" in said
    assert "lavest er «Rollene er tydelig fordelt 0» for Samarbeidsforum (1,3)" in said
    assert "«I stor grad» for Samarbeidsforum (100\u00a0%)" in percentages.alt_text(*shares(2))


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    endings = ["svg", "png", "pdf"]
    save(group_means.draw(*means(3, 4), STYLE, COLOURS), tmp_path / "one", endings, 100)
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from test_figures import *;"
        "figure = group_means.draw(*means(3, 4), STYLE, COLOURS);"
        "[save(figure, Path(sys.argv[2]) / n, sys.argv[3:], 100) for n in ('two', 'three')]"
    )
    arguments = [sys.executable, "-c", script, str(Path(__file__).parent), str(tmp_path), *endings]
    elsewhere = {"PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}
    subprocess.run(arguments, check=True, env={**os.environ, **elsewhere})
    for ending in endings:
        names = [f"{stem}.{ending}" for stem in ("one", "two", "three")]
        assert len({(tmp_path / name).read_bytes() for name in names}) == 1, ending
    assert len(list(tmp_path.iterdir())) == 9


def test_wrapping_keeps_every_letter_within_the_width() -> None:
    for width in (30, 60, 120):
        lines = wrap(LONG, width, 9)
        assert all(text_width(line, 9) <= width for line in lines)
        assert "".join(lines).replace("-", "").replace(" ", "") == LONG.replace(" ", "")
    assert wrap("samarbeidsforumet/kompetansenettverket", 120, 9)[0] == "samarbeidsforumet/"
    assert wrap("0–25\u00a0prosent", 300, 9) == ["0–25\u00a0prosent"]


def test_neighbours_as_light_as_each_other_are_hatched() -> None:
    fills = shades(
        ["a", "b", "c", "d"], {"a": "#D55E00", "b": "#009E73", "c": "#CC79A7", "d": "#000"}
    )
    assert [shade.hatch for shade in fills.values()] == ["", HATCH, "", ""]
    assert lightness("#000000") == 0
    assert lightness("#FFFFFF") == pytest.approx(100, abs=0.01)


def test_the_checker_finds_faults() -> None:
    figure = Figure(figsize=(2, 2))
    figure.text(0.5, 0.5, "en tekst")
    figure.text(0.5, 0.52, "en annen")
    figure.text(0.9, 0.1, "utenfor kanten")
    assert overlapping_texts(figure) == [("en tekst", "en annen")]
    assert texts_outside(figure) == ["utenfor kanten"]
