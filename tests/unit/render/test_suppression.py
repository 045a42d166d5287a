"""A group below the disclosure limit, all the way from answers to figure and table."""

from pathlib import Path

import pytest

from drawn_texts import text_boxes
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.exhibits.percentages import Percentages
from evaluering.exhibits.computing import compute
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.figures.drawing import look_of
from evaluering.render.figures.style import Style
from evaluering.render.tables.laying import lay_out
from small import EXHIBIT, PROJECT, respondents, wave_data


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        (GroupMeans, {"kind": "group_means", "items": ["led1"]}),
        (Percentages, {"kind": "percentages", "item": "led1"}),
    ],
    ids=["group_means", "percentages"],
)
def test_the_number_of_answers_of_a_hidden_group_is_shown_nowhere(
    tmp_path: Path, model: type[GroupMeans] | type[Percentages], keys: dict[str, object]
) -> None:
    groups = list(PROJECT.groups)[:2]
    exhibit = model.model_validate({"id": "figur-1", **EXHIBIT, "groups": groups, **keys})
    codes = [next(iter(PROJECT.groups[g].where.values()))[0] for g in groups]
    frame = respondents(rolle=[codes[0]] * 5 + [codes[1]] * 2, led1=[1, 2, 3, 4, 5, 1, 2])
    data = wave_data(frame)
    save_result(compute(exhibit, data), tmp_path / "r")
    result = load_result(tmp_path / "r")
    hidden = result.table[result.table["group"] == groups[1]]
    assert hidden["suppressed"].all()
    assert hidden["n"].isna().all()
    look = look_of(exhibit, result)
    figure = look.draw(exhibit, result, Style(), PROJECT.colours())
    texts = [text for text, _ in text_boxes(figure)]
    assert any("(n=:)" in text for text in texts)
    table = lay_out(exhibit, result)
    assert any(":" in cell for row in table.texts() for cell in row)
    assert look.alt_text(exhibit, result)
