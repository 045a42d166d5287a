"""Units of a public registry that printed values identify."""

from evaluering.disclosure.attack.answers import Window
from evaluering.disclosure.attack.units import unit_of_value, units_of_mean

PEOPLE = {"0301": 697010.0, "1101": 14899.0, "1103": 144147.0, "1106": 37444.0, "1108": 37444.0}


def test_an_exact_extreme_is_somebodys() -> None:
    assert unit_of_value(PEOPLE, Window.of(14899, None)) == "1101"
    assert unit_of_value(PEOPLE, Window.of(37444, None)) is None
    assert unit_of_value(PEOPLE, Window(10000, 150000)) is None


def test_the_mean_of_one_or_two_is_somebodys() -> None:
    assert units_of_mean(PEOPLE, Window.of(14899, None), 1) == {"1101"}
    pair = Window.of((14899 + 144147) / 2, None)
    assert units_of_mean(PEOPLE, pair, 2) == {"1101", "1103"}
    assert units_of_mean(PEOPLE, Window.of((14899 + 37444) / 2, None), 2) == frozenset()
    assert units_of_mean(PEOPLE, pair, 3) == frozenset()
