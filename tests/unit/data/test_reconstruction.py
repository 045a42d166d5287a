"""Whole numbers behind rounded ones."""

from __future__ import annotations

import pytest

from evaluering.data.reconstruction import matching_columns, whole_counts, whole_sums


def test_per_cents_and_n_give_every_split_that_is_printed_so():
    assert whole_counts([11, 33, 56], 18, "half_up") == [(2, 6, 10)]
    assert whole_counts([33, 67], 3, "half_up") == [(1, 2)]
    assert (1, 1) in whole_counts([50, None], 2, "half_up")


def test_impossible_per_cents_have_no_split():
    assert whole_counts([70, 70], 20, "half_up") == []
    assert whole_counts([11, 53, 37], 18, "half_up_twice") == []


def test_double_rounding_allows_what_single_rounding_does_not():
    assert (22, 273) in whole_counts([8, None], 295, "half_up_twice")  # 7,46 → 7,5 → 8
    assert (22, 273) not in whole_counts([8, None], 295, "half_up")


def test_columns_are_chosen_so_that_the_rows_add_up():
    columns = [[(1, 2), (2, 1)], [(0, 3), (3, 0)]]
    assert matching_columns(columns, [4, 2]) == ((1, 2), (3, 0))
    assert matching_columns(columns, [None, 4]) == ((2, 1), (0, 3))
    assert matching_columns(columns, [6, 0]) is None


@pytest.mark.parametrize(
    ("printed", "n", "items", "window"),
    [
        ("4.46", 7, 3, None),  # no 21st is printed as 4,46
        ("4.76", 7, 3, (100, 100)),
        ("2.21", 20, 5, (221, 221)),
        ("4.4", 102, 11, (4881, 4992)),
        ("5.3", 10, 5, None),
    ],
)
def test_a_mean_of_whole_answers_is_a_whole_sum(printed, n, items, window):
    assert whole_sums(printed, n, items, (1, 5)) == window
