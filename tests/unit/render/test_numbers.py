import math

import pytest

from evaluering.render.numbers import coefficient, number, p_cell, p_value, percent, stars


@pytest.mark.parametrize(
    ("value", "decimals", "rounding", "text"),
    [
        (2.675, 2, "half_up", "2,68"),
        (2.675, 2, "float", "2,67"),
        (0.5, 0, "half_up", "1"),
        (2.5, 0, "half_up", "3"),
        (-2.5, 0, "half_up", "−3"),
        (35.48, 0, "half_up", "35"),
        (35.48, 0, "half_up_twice", "36"),
        (35.44, 0, "half_up_twice", "35"),
        (-0.004, 2, "half_up", "0,00"),
        (1362, 0, "half_up", "1362"),
        (45837, 0, "half_up", "45\u00a0837"),
        (1234567.25, 1, "half_up", "1\u00a0234\u00a0567,3"),
    ],
)
def test_a_number_is_rounded_by_its_rule_and_written_in_norwegian(
    value: float, decimals: int, rounding: str, text: str
) -> None:
    assert number(value, decimals, rounding) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, math.nan])
def test_a_missing_number_is_a_dash(value: float | None) -> None:
    assert number(value, 2) == percent(value) == p_cell(value) == "–"


def test_per_cents_have_a_space_that_does_not_break() -> None:
    assert percent(29.5) == "30\u00a0%"


@pytest.mark.parametrize(
    ("p", "running", "cell"),
    [
        (0.0004, "p\u00a0<\u00a00,001", "<0,001"),
        (0.001, "p\u00a0=\u00a00,001", "0,001"),
        (0.0321, "p\u00a0=\u00a00,032", "0,032"),
    ],
)
def test_p_values_below_a_thousandth_are_not_written_out(p: float, running: str, cell: str) -> None:
    assert (p_value(p), p_cell(p)) == (running, cell)


def test_coefficients_drop_the_zero_that_can_only_be_zero() -> None:
    assert [coefficient(v) for v in (-0.106, 0.254, 1.0)] == ["−,106", ",254", "1,000"]


@pytest.mark.parametrize(
    ("p", "marks"), [(0.009, "**"), (0.01, "*"), (0.049, "*"), (0.05, ""), (None, "")]
)
def test_stars_stand_for_five_and_one_per_cent(p: float | None, marks: str) -> None:
    assert stars(p) == marks
