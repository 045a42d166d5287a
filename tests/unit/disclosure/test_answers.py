"""Single answers that follow from n, mean and standard deviation."""

from collections import Counter
from itertools import combinations_with_replacement
from statistics import mean, stdev

import numpy as np
import pytest

from evaluering.disclosure.attack.answers import (
    Window,
    known_answers,
    possible_answers,
    same_answer,
)

CODES = range(1, 6)


def fitting(n: int, centre: Window, spread: Window | None) -> set[tuple[int, ...]]:
    """Return all sets of answers that fit, by trying every one."""
    return {
        tuple(Counter(given).get(code, 0) for code in CODES)
        for given in combinations_with_replacement(CODES, n)
        if centre.lower <= mean(given) <= centre.upper
        and (spread is None or spread.lower <= stdev(given) <= spread.upper)
    }


@pytest.mark.parametrize("decimals", [None, 2, 1, 0])
@pytest.mark.parametrize("n", [2, 3, 5, 7])
@pytest.mark.parametrize("with_sd", [True, False])
def test_every_set_that_fits_is_found_and_no_other(n: int, decimals: int, with_sd: bool) -> None:
    given = np.random.default_rng(n).integers(1, 6, n).tolist()
    digits = 12 if decimals is None else decimals
    centre = Window.of(round(mean(given), digits), decimals)
    spread = Window.of(round(stdev(given), digits), decimals) if with_sd else None
    found = possible_answers(n, centre, CODES, spread)
    assert found is not None
    assert set(map(tuple, found.tolist())) == fitting(n, centre, spread)


def test_codes_may_lie_anywhere() -> None:
    found = possible_answers(3, Window.of(-1 / 3, None), [-1, 0, 1], Window.of(3**-0.5, None))
    assert found.tolist() == [[1, 2, 0]]


def test_all_that_fit_may_have_something_in_common() -> None:
    found = possible_answers(4, Window.of(4.75, None), CODES)
    assert known_answers(found, CODES, 3).small == ((4, 1),)
    assert known_answers(np.array([[2, 0, 1], [1, 2, 0]]), [1, 2, 3], 3).small == ()


@pytest.mark.parametrize("decimals", [None, 2, 1])
@pytest.mark.parametrize("n", [2, 6, 9])
def test_all_are_known_to_have_answered_the_same_where_every_set_has_it(
    n: int, decimals: int | None
) -> None:
    for given in ([5] * n, [1] * n, [3] * n, [4] + [5] * (n - 1), [2] + [3] * (n - 1)):
        centre = Window.of(round(mean(given), decimals or 12), decimals)
        for spread in (None, Window.of(round(stdev(given), decimals or 12), decimals)):
            sets = fitting(n, centre, spread)
            alike = {CODES[own.index(n)] for own in sets if n in own}
            sure = alike.pop() if len(sets) == 1 and alike else None
            assert same_answer(n, centre, CODES, spread) == sure


def test_of_any_number_it_is_seen_that_all_answered_the_same() -> None:
    assert same_answer(700_000, Window.of(5.0, None), CODES) == 5
    assert same_answer(700_000, Window.of(5.0, 2), CODES) is None
    assert same_answer(700_000, Window.of(3.0, None), CODES, Window.of(0.0, None)) == 3


def test_too_many_sets_are_not_looked_at() -> None:
    assert possible_answers(400, Window.of(3.0, 1), CODES, most=1000) is None
