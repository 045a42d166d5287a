import pytest

from drawn import styled
from drawn_texts import overlapping_texts, text_boxes, texts_outside
from evaluering.render.figures.scree import alt_text, draw


@pytest.mark.parametrize("items", [3, 5, 11])
@pytest.mark.parametrize("width", [10.0, 17.0])
def test_a_scree_has_no_cut_or_overlapping_text(items: int, width: float) -> None:
    observed = [items * 0.45] + [0.9 - 0.05 * k for k in range(items - 1)]
    parallel = {"observed": observed, "random": [1.6 - 0.1 * k for k in range(items)]}
    figure = draw(parallel, styled(width_cm=width), "Syntetiske data")
    assert texts_outside(figure) == []
    assert overlapping_texts(figure) == []
    assert "Syntetiske data" in [text for text, _ in text_boxes(figure)]


def test_the_alternative_text_names_the_first_eigenvalue_and_the_number_of_factors() -> None:
    text = alt_text("Samarbeid", {"observed": [4.344, 1.0], "random": [1.5, 1.3], "suggested": 1})
    assert "4,34" in text
    assert "1 faktor " in text
