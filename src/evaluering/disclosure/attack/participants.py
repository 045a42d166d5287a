"""What follows of those who took part: their classes by crosstabs, and that they did by values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluering.disclosure.attack.answers import Window
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits, Leak, LeakKind
from evaluering.disclosure.attack.profiles import (
    ClassTable,
    Profile,
    UndecidedError,
    certain_classes,
)
from evaluering.disclosure.attack.statements import (
    GROUP,
    VALID,
    WHERE,
    CountStatement,
    number,
    windows,
)
from evaluering.disclosure.attack.units import unit_of_value, units_of_mean

EXTREMES = ("minimum", "maximum")
Values = Mapping[Hashable, float]


@dataclass(frozen=True)
class Participants:
    """What everyone can know of those who took part in a survey and belong to a unit.

    Attributes
    ----------
    wave, survey
        What they took part in.
    units
        The unit of each, by key; two of a unit are there twice.
    values
        The values of each variable of the registry by unit, of all units.
    classes
        The class of each structural variable by unit, of those that have one.
    variables
        The registry's variable that each structural variable divides.
    """

    wave: str
    survey: str
    units: tuple[str, ...]
    values: Mapping[str, Values]
    classes: Mapping[str, Mapping[Hashable, str]]
    variables: Mapping[str, str]

    @property
    def profiles(self) -> list[Profile]:
        """The class of each structural variable, one participant each."""
        return [tuple(own.get(unit) for own in self.classes.values()) for unit in self.units]


def known_classes(
    statements: Iterable[CountStatement], known: Participants, limits: AttackLimits
) -> Iterator[tuple[Leak, frozenset[Profile]]]:
    """Yield what each division is known to have of some of those who took part, and of whom."""
    names, profiles = list(known.classes), known.profiles
    for asked, own in _crossed(statements, known).items():
        tables = [_table(names.index(name), asked, cells) for name, cells in own.items()]
        classes = sorted({str(c) for table in tables for _, c in table.lower if c is not None})
        places = tuple(dict.fromkeys(s.place for cells in own.values() for s in cells))
        try:
            found = certain_classes(profiles, classes, tables, limits.seconds)
        except UndecidedError:
            yield Leak("undecided", places, certain=False), frozenset()
            continue
        kinds: tuple[LeakKind, ...] = ("class", "no_class")
        for kind in kinds:
            sure = [one for one in found or () if (one.known is None) == (kind == "no_class")]
            if sure:
                n = float(sum(one.respondents for one in sure))
                yield Leak(kind, places, numbers=(("n", n),)), frozenset(s.profile for s in sure)


def _crossed(
    statements: Iterable[CountStatement], known: Participants
) -> dict[str, dict[str, list[CountStatement]]]:
    """Return the counts by a variable and a structural one: of the former, by the latter."""
    found: dict[str, dict[str, list[CountStatement]]] = defaultdict(lambda: defaultdict(list))
    for own in statements:
        if own.who.summed or (own.who.wave, own.who.survey) != (known.wave, known.survey):
            continue
        public = [variable for variable, _ in own.who.conditions if variable in known.classes]
        others = [v for v, _ in own.who.conditions if v not in known.classes]
        if len(public) == len(others) == 1 and others[0] not in {GROUP, WHERE}:
            found[others[0]][public[0]].append(own)
    return found


def _table(place: int, asked: str, cells: Sequence[CountStatement]) -> ClassTable:
    """Return a crosstab as what it says of classes by a structural variable."""
    lower: dict[tuple[Hashable, Hashable], float] = {}
    upper: dict[tuple[Hashable, Hashable], float] = {}
    for own in cells:
        categories = dict(own.who.conditions)
        mine = categories.pop(asked)
        (public,) = categories.values()
        key = (None if public == VALID else public, None if mine == VALID else mine)
        lower[key] = max(own.lower, lower.get(key, own.lower))
        upper[key] = min(own.upper, upper.get(key, own.upper))
    return ClassTable(place, lower, upper)


def known_units(
    exhibits: Iterable[PublishedExhibit], known: Participants
) -> Iterator[tuple[Leak, frozenset[Hashable]]]:
    """Yield the cells that identify units that took part, and which; the latter is told to nobody.

    Extremes of a registry's variable, and its mean over one or two.
    """
    for of in exhibits:
        structural = str(of.key("structural") or of.key("row"))
        if of.wave != known.wave or structural not in known.variables or not of.counts_respondents:
            continue
        values = known.values[known.variables[structural]]
        for column in EXTREMES:
            yield from _of_extremes(of, column, values, known)
        yield from _of_means(of, values, known)


def _of_extremes(
    of: PublishedExhibit, column: str, values: Values, known: Participants
) -> Iterator[tuple[Leak, frozenset[Hashable]]]:
    rows = of.rows
    printed = windows([number(row.get(column)) for row in rows])
    for row, window in zip(rows, printed, strict=True):
        if window is None:
            continue
        unit = unit_of_value(_of_class(of, row, values, known), window)
        if unit in known.units:
            yield Leak("unit", (of.place(row),), numbers=(("n", 1.0),)), frozenset({unit})


def _of_means(
    of: PublishedExhibit, values: Values, known: Participants
) -> Iterator[tuple[Leak, frozenset[Hashable]]]:
    rows = of.rows
    means: list[Window | None] = list(windows([number(row.get("mean")) for row in rows]))
    for row, window in zip(rows, means, strict=True):
        n = number(row.get("n"))
        if window is None or n is None:
            continue
        units = units_of_mean(values, window, int(n))
        if units and units <= set(known.units):
            yield Leak("unit", (of.place(row),), numbers=(("n", float(len(units))),)), units


def _of_class(
    of: PublishedExhibit, row: Mapping[str, Any], values: Values, known: Participants
) -> Values:
    """Return the values that can be meant: of the units of a row's class."""
    classes = known.classes.get(str(of.key("structural")), {})
    category = str(row.get("category", TOTAL))
    if category == TOTAL:
        return values
    return {unit: value for unit, value in values.items() if classes.get(unit) == category}
