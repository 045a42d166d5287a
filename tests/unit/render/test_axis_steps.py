"""An axis has a few even marks, whatever the size of the values."""

from __future__ import annotations

import pytest

from evaluering.render.figures.axis import covering, decimals, ticks


@pytest.mark.parametrize(
    ("low", "high"),
    [(0, 250_000), (7_500, 200_000), (-5e6, 3e9), (0, 8.3), (1, 5), (0.001, 0.0042), (3.10, 3.12)],
)
def test_values_of_any_size_have_few_marks_that_cover_them(low, high):
    found = ticks(low, high)
    assert 2 <= len(found) <= 8
    assert found[0] <= low + 1e-9
    assert found[-1] >= high - 1e-9


@pytest.mark.parametrize(
    ("values", "places"), [((1.0, 2.0), 0), ((0.5, 1.0), 1), ((0.0, 0.05), 2), ((0.001, 0.002), 3)]
)
def test_marks_have_the_decimals_that_tell_them_apart(values, places):
    assert decimals(values) == places


def test_no_two_marks_have_the_same_text():
    for low, high in ((0.001, 0.0042), (0, 250_000), (1e-7, 2e-7)):
        texts = [text for _, text in covering(0, 400, [low, high], 40).marks]
        assert len(texts) == len(set(texts))
