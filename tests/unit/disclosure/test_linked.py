"""The interval of a hidden cell is the closest that all fillings of the tables allow."""

import numpy as np
import pytest

from evaluering.disclosure.attack.linked import (
    ContradictionError,
    LinkedCell,
    LinkedSum,
    hidden_intervals,
)
from linked_tables import every_filling, protected, random_set


@pytest.mark.parametrize("seed", range(12))
def test_intervals_are_those_of_all_fillings(seed: int) -> None:
    given = random_set(np.random.default_rng(seed), rounded=seed % 3 == 0)
    found = {i.cell: (i.lower, i.upper) for i in hidden_intervals(given.cells, given.relations)}
    assert found == every_filling(given)


@pytest.mark.parametrize("seed", range(12, 20))
def test_cells_that_are_narrower_than_asked_about_are_never_passed_over(seed: int) -> None:
    given = random_set(np.random.default_rng(seed))
    found = {
        i.cell: (i.lower, i.upper) for i in hidden_intervals(given.cells, given.relations, enough=2)
    }
    narrow = {cell: own for cell, own in every_filling(given).items() if own[1] - own[0] < 2}
    assert narrow.items() <= found.items()


@pytest.mark.parametrize("seed", range(1, 4))
def test_protected_tables_leave_every_hidden_cell_open(seed: int) -> None:
    rng = np.random.default_rng(seed)
    given = protected(random_set(rng), rng)
    assert all(i.width >= 2 and i.proved for i in hidden_intervals(given.cells, given.relations))


def test_whole_numbers_say_more_than_the_linear_programme() -> None:
    # a + b, b + c and a + c are 3: 1.5 each in halves, impossible in whole numbers but for d
    cells = [LinkedCell(upper=9, hidden=True)] * 3 + [LinkedCell(upper=1, hidden=True)]
    sums = [LinkedSum({0: 1, 1: 1}, 3, 3), LinkedSum({1: 1, 2: 1}, 3, 3)]
    sums.append(LinkedSum({0: 1, 2: 1, 3: 1}, 3, 3))
    found = {i.cell: (i.lower, i.upper) for i in hidden_intervals(cells, sums)}
    assert found == {0: (1, 1), 1: (2, 2), 2: (1, 1), 3: (1, 1)}


def test_numbers_that_cannot_all_be_true_are_told_of() -> None:
    cells = [LinkedCell(upper=2, hidden=True), LinkedCell(5, 5)]
    with pytest.raises(ContradictionError) as caught:
        list(hidden_intervals(cells, [LinkedSum({0: 1, 1: -1})]))
    assert caught.value.cells == (0,)


def test_a_cell_that_nothing_bounds_has_no_upper_end() -> None:
    (found,) = hidden_intervals([LinkedCell(hidden=True)], [])
    assert (found.lower, found.upper) == (0, np.inf)


def test_a_solver_without_time_proves_nothing() -> None:
    given = random_set(np.random.default_rng(5))
    found = list(hidden_intervals(given.cells, given.relations, seconds=0.0))
    assert found
    assert not any(interval.proved for interval in found)


@pytest.mark.parametrize("seed", range(20, 26))
def test_tables_that_were_solved_before_are_told_of_by_their_own_numbers(seed: int) -> None:
    """Intervals are kept by what the tables say, whatever their cells are numbered."""
    given = random_set(np.random.default_rng(seed))
    first = [(i.cell, i.lower, i.upper) for i in hidden_intervals(given.cells, given.relations)]
    before = (LinkedCell(7, 7), LinkedCell(1, 1))
    moved = [
        LinkedSum({cell + 2: factor for cell, factor in own.terms.items()}, own.lower, own.upper)
        for own in given.relations
    ]
    again = [(i.cell - 2, i.lower, i.upper) for i in hidden_intervals(before + given.cells, moved)]
    assert again == first
    assert {cell: (low, high) for cell, low, high in again} == every_filling(given)
