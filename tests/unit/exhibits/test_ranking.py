"""The order of categories and of a battery's items: as given, or by their size."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluering.config.exhibits.forest import Forest
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.exhibits.likert import Likert
from evaluering.config.exhibits.ordering import arranged
from evaluering.exhibits import forest, group_means, likert
from evaluering.render.figures import forest as forest_figure
from evaluering.render.figures import group_means as means_figure
from evaluering.render.figures import likert as likert_figure
from evaluering.render.figures.style import Style
from small import EXHIBIT, respondents, wave_data

ITEMS = ["led1", "led2", "led3"]
FRAME = respondents(
    rolle=[1, 1, 1, 2, 2, 2], led1=[2, 3, 2, 3, 2, 2], led2=[5, 4, 5, 5, 5, 4],
    led3=[1, 2, 1, 4, 5, 4],
)  # fmt: skip
KINDS = {"likert": (Likert, likert, likert_figure), "forest": (Forest, forest, forest_figure),
         "group_means": (GroupMeans, group_means, means_figure)}  # fmt: skip
COLOURS = {"leder": "#332288", "lærer": "#D55E00"}


def items(figure) -> list[str]:
    """Return the items of a figure from the top."""
    found = {t.get_gid(): t.get_position()[1] for t in figure.axes[0].texts
             if str(t.get_gid()).removeprefix("item-") in ITEMS}  # fmt: skip
    return [gid.removeprefix("item-") for gid in sorted(found, key=found.__getitem__)]


@pytest.mark.parametrize(
    ("kind", "order", "expected"),
    [
        ("likert", "given", ["led1", "led2", "led3"]),
        ("likert", "highest", ["led2", "led3", "led1"]),
        ("group_means", "highest", ["led2", "led3", "led1"]),
        ("group_means", "lowest", ["led1", "led3", "led2"]),
        ("forest", "highest", ["led1", "led2", "led3"]),
        ("forest", "lowest", ["led3", "led1", "led2"]),
    ],
)
def test_items_stand_by_size_in_numbers_tests_and_figure(kind, order, expected):
    model, computing, look = KINDS[kind]
    exhibit = model(id="figur-1", kind=kind, groups=["leder", "lærer"], items=ITEMS, order=order,
                    **EXHIBIT)  # fmt: skip
    result = computing.compute(exhibit, wave_data(FRAME))
    assert list(dict.fromkeys(result.table["item"])) == expected
    assert [test.item for test in result.tests] == expected
    assert items(look.draw(exhibit, result, Style(), COLOURS)) == expected


def test_an_item_without_answers_comes_last():
    exhibit = GroupMeans(id="figur-1", kind="group_means", groups=["leder"], items=ITEMS,
                         order="lowest", **EXHIBIT)  # fmt: skip
    empty = FRAME.assign(led1=pd.array([None] * 6, dtype="Int64"))
    result = group_means.compute(exhibit, wave_data(empty))
    assert list(result.table["item"]) == ["led3", "led2", "led1"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("codebook", [0, 1, 2, 3]),
        ("frequency", [2, 0, 3, 1]),
        ("ascending", [1, 0, 3, 2]),
        (["d", "b"], [3, 1, 0, 2]),
    ],
)
def test_categories_stand_by_size_with_the_codebooks_order_among_equals(order, expected):
    assert arranged(order, ["a", "b", "c", "d"], [5, 1, 9, 5]) == expected
