"""Figures of answers on scales of any shape: 2 to 11 points, all at one end, one answer or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from drawn import assert_clean, bars, styled, texts
from evaluering.config.chapters import Chapter
from evaluering.config.exhibits.base import Exhibit, KeyPlace
from evaluering.config.scales import Scale
from evaluering.config.shared_scale import differing_scales
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import without_data
from evaluering.exhibits.computing import compute
from evaluering.exhibits.result import Result
from evaluering.render.figures.drawing import look_of
from scaled import GROUPS, ITEMS, at_one_end, of_scale, scale, scaled_data, spread
from small import EXHIBIT

Answers = Callable[[Scale], Mapping[str, Sequence[Any]]]
STYLE = styled(dpi=300)
COLOURS = dict(zip(GROUPS, ["#332288", "#D55E00"], strict=True))
FIGURES = [
    ("group_means", {}), ("likert", {}), ("likert", {"dont_know": "bar"}),
    ("likert", {"dont_know": "none"}), ("percentages", {}),
    ("percentages", {"dont_know": "beside"}), ("percentages", {"dont_know": "category"}),
    ("forest", {}), ("closeness", {}),
]  # fmt: skip
SHAPES = [(2, 0), (2, 1), (3, 1), (4, 1), (5, -2), (6, 1), (7, 1), (10, 1), (11, 0)]
ANSWERS: Mapping[str, Answers] = {
    "over the scale": spread,
    "at the last": at_one_end,
    "at the first": lambda own: at_one_end(own, last=False),
    "one respondent": lambda own: spread(own, 1),
    "nobody": lambda own: spread(own, 0),
    "don't know": lambda own: {"rolle": [1, 2] * 5, **dict.fromkeys(ITEMS, [98] * 10)},
}


def made(exhibit: Exhibit, data: WaveData) -> Result:
    result = compute(exhibit, data)
    return result if result.n else without_data(result)


def drawn(exhibit: Exhibit, data: WaveData) -> Figure:
    result = made(exhibit, data)
    look = look_of(exhibit, result)
    assert look.alt_text(exhibit, result)
    figure = look.draw(exhibit, result, STYLE, COLOURS)
    assert_clean(figure)
    for name, bar in bars(figure).items():
        assert 0 <= bar.get_x() <= bar.get_x() + bar.get_width() <= STYLE.width, name
    return figure


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "keys"), FIGURES)
@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize(("points", "start"), SHAPES)
def test_a_figure_of_any_scale_fits(points, start, answers, kind, keys):
    own = scale(points, start)
    drawn(of_scale(kind, **keys), scaled_data(own, ANSWERS[answers](own)))


@pytest.mark.parametrize("points", [2, 3, 7, 11])
def test_no_bar_of_means_passes_the_scale(points):
    own = scale(points, 0)
    figure = drawn(of_scale("group_means"), scaled_data(own, at_one_end(own)))
    ends = [bar.get_x() + bar.get_width() for bar in bars(figure).values()]
    last = next(t for t in figure.findobj(Text) if t.get_text() == str(own.codes[-1]))
    assert ends == pytest.approx([last.get_position()[0]] * 4)
    parted = {**at_one_end(own), "a": [own.codes[0]] * 40}
    figure = drawn(of_scale("group_means"), scaled_data(own, parted))
    assert bars(figure)["a-leder"].get_width() == pytest.approx(0)


def test_dont_know_is_a_bar_of_its_own_to_the_scale_of_the_others():
    own = scale(3)
    answers = {"rolle": [1, 1, 1, 1, 2, 2, 2, 2],
               "a": [1, 3, 98, 99, 2, 2, 2, 2], "b": [1, 1, 1, 1, 3, 3, 98, 98]}  # fmt: skip
    figure = drawn(of_scale("likert", dont_know="bar"), scaled_data(own, answers))
    found = bars(figure)
    unit = found["a-lærer-1"].get_width() / 100
    assert found["a-leder-unknown"].get_width() / unit == pytest.approx(100 / 3)
    assert found["b-lærer-unknown"].get_width() / unit == pytest.approx(50)
    assert "a-lærer-unknown" not in found
    rightmost = max(b.get_x() + b.get_width() for k, b in found.items() if "unknown" not in k)
    assert found["a-leder-unknown"].get_x() > rightmost
    assert texts(figure, "unknown-") == ["33\xa0%", "0\xa0%", "0\xa0%", "50\xa0%"]
    assert texts(figure, "legend-")[-1] == "Vet ikke"


def test_columns_have_dont_know_beside_them_in_per_cent_of_all_who_answered():
    own = scale(2, 0)
    answers = {"rolle": [1] * 8, "a": [0, 1, 1, 1, 98, 98, 98, 98], "b": [1] * 8}
    result = made(of_scale("percentages", dont_know="beside"), scaled_data(own, answers))
    own_rows = result.table[result.table["group"] == "leder"]
    assert dict(zip(own_rows["category"], own_rows["percent"], strict=True)) == {
        0: 25.0, 1: 75.0, "dont_know": 50.0,
    }  # fmt: skip
    figure = drawn(of_scale("percentages", dont_know="beside"), scaled_data(own, answers))
    assert texts(figure, "item-dont_know") == ["Vet ikke"]
    assert "i prosent av alle" in " ".join(texts(figure, "note"))


def test_dont_know_can_be_one_of_the_answers_all_in_per_cent_of_all_who_answered():
    own = scale(2, 0)
    answers = {"rolle": [1] * 8, "a": [0, 1, 1, 1, 98, 98, 98, 98], "b": [1] * 8}
    exhibit = of_scale("percentages", dont_know="category")
    result = made(exhibit, scaled_data(own, answers))
    own_rows = result.table[result.table["group"] == "leder"]
    assert dict(zip(own_rows["category"], own_rows["percent"], strict=True)) == {
        0: 12.5, 1: 37.5, "dont_know": 50.0,
    }  # fmt: skip
    assert set(own_rows["n_group"]) == {8}
    assert result.method[0].key == "method_percentages_answered"
    assert "i prosent av alle" not in " ".join(
        texts(drawn(exhibit, scaled_data(own, answers)), "note")
    )


def test_a_scale_without_dont_know_has_no_place_for_it():
    own = scale(4, dont_know=False)
    for look in ("column", "bar"):
        figure = drawn(of_scale("likert", dont_know=look), scaled_data(own, spread(own)))
        assert texts(figure, "unknown-") == texts(figure, "head-do") == []
        assert not [name for name in bars(figure) if "unknown" in name]
    result = made(of_scale("likert"), scaled_data(own, spread(own)))
    assert result.method[0].key == "method_likert_without"


@pytest.mark.parametrize("kind", ["group_means", "likert", "forest", "closeness"])
def test_items_of_two_scales_are_refused_before_the_run(kind):
    own = scale(5)
    data = scaled_data(own, spread(own))
    survey = data.project.surveys["liten"]
    other = own.model_copy(update={"id": "annen", "labels": ["A", "B", "C", "D", "E"]})
    parted = [
        survey.batteries[0].model_copy(update={"items": survey.batteries[0].items[:1]}),
        survey.batteries[0].model_copy(
            update={"id": "c", "scale": "annen", "items": survey.batteries[0].items[1:]}
        ),
    ]
    surveys = {"liten": survey.model_copy(update={"batteries": parted})}
    scales = {"skala": own, "annen": other}
    place = KeyPlace("f.yaml", "exhibits[0]")
    project = replace(data.project, surveys=surveys, scales=scales)
    (fault,) = of_scale(kind).faults(project, place)
    assert fault.key == "exhibits[0].items"
    assert "b har skalaen «annen»" in str(fault)
    assert "«skala», som a" in str(fault)
    named_otherwise = {"skala": own, "annen": own.model_copy(update={"id": "annen"})}
    assert not list(of_scale(kind).faults(replace(project, scales=named_otherwise), place))


def test_an_item_of_two_scales_in_two_surveys_is_refused_too():
    own = scale(5)
    data = scaled_data(own, spread(own))
    survey = data.project.surveys["liten"]
    battery = survey.batteries[0].model_copy(update={"scale": "annen"})
    again = survey.model_copy(update={"id": "annen", "batteries": [battery]})
    groups = data.project.groups
    groups = groups | {"lærer": groups["lærer"].model_copy(update={"survey": "annen"})}
    project = replace(
        data.project, groups=groups, surveys=data.project.surveys | {"annen": again},
        scales={"skala": own, "annen": scale(4).model_copy(update={"id": "annen"})},
    )  # fmt: skip
    content = {"id": "figur-1", "kind": "percentages", **EXHIBIT, "groups": GROUPS, "item": "a"}
    (exhibit,) = Chapter.model_validate({"exhibits": [content]}).exhibits
    (fault,) = differing_scales(project, exhibit, KeyPlace("f.yaml", "exhibits[0]"))
    assert fault.key == "exhibits[0].item"
    assert "a har skalaen «annen» i annen" in str(fault)
