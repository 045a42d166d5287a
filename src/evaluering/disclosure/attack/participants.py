"""What follows of those who took part: their classes by crosstabs, and that they did by values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluering.disclosure.attack.answers import Window
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits, Leak, LeakKind
from evaluering.disclosure.attack.profiles import (
    Certain,
    Classes,
    ClassTable,
    Profile,
    UndecidedError,
    certain_classes,
)
from evaluering.disclosure.attack.statements import (
    GROUP,
    VALID,
    WHERE,
    Counted,
    CountStatement,
    number,
    pieces,
    windows,
)
from evaluering.disclosure.attack.units import unit_of_value, units_of_mean
from evaluering.stats.arguments import FloatArray

EXTREMES = ("minimum", "maximum")
Values = Mapping[Hashable, float]
Asked = tuple[str, str, str]
"""Wave, survey, and what divides those who took part into classes."""


@dataclass
class AttackMemory:
    """What attacks on a report have found of those who took part.

    Attributes
    ----------
    divisions
        Divisions into classes that fitted what was published.
    certain
        What followed at last.
    """

    divisions: defaultdict[Asked, list[FloatArray]] = field(
        default_factory=lambda: defaultdict(list)
    )
    certain: dict[Asked, tuple[Certain, ...]] = field(default_factory=dict)


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
    statements: Iterable[CountStatement],
    known: Participants,
    limits: AttackLimits,
    memory: AttackMemory | None = None,
) -> Iterator[tuple[Leak, frozenset[Profile]]]:
    """Yield what each division is known to have of some of those who took part, and of whom.

    Parameters
    ----------
    statements, known, limits
        What is published, who took part, and what may be known.
    memory
        What earlier attacks found, which this one adds to.
    """
    profiles, memory = known.profiles, memory or AttackMemory()
    for asked, own in crossed_counts(statements, known).items():
        tables, classes = class_tables(asked, own, known)
        places = tuple(dict.fromkeys(s.place for cells in own.values() for s in cells))
        try:
            key = (known.wave, known.survey, asked)
            seen = memory.divisions[key]
            found = certain_classes(profiles, classes, tables, limits.seconds, seen)
            memory.certain[key] = found or ()
        except UndecidedError:
            yield Leak("undecided", places, certain=False), frozenset()
            continue
        kinds: tuple[LeakKind, ...] = ("class", "no_class")
        for kind in kinds:
            sure = [one for one in found or () if (one.known is None) == (kind == "no_class")]
            if sure:
                n = float(sum(one.respondents for one in sure))
                yield Leak(kind, places, numbers=(("n", n),)), frozenset(s.profile for s in sure)


def class_tables(
    asked: str, counts: Mapping[str, Sequence[CountStatement]], known: Participants
) -> tuple[list[ClassTable], list[str]]:
    """Return the crosstabs of a variable by the public ones, and its classes."""
    names = list(known.classes)
    tables = [_table(names.index(name), asked, cells) for name, cells in counts.items()]
    classes = {str(c) for table in tables for _, of in table.lower for c in of or ()}
    return tables, sorted(classes)


def crossed_counts(
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
    lower: dict[tuple[Classes, Classes], float] = {}
    upper: dict[tuple[Classes, Classes], float] = {}
    people: dict[tuple[Classes, Classes], Counted] = {}
    for own in cells:
        categories = dict(own.who.conditions)
        mine = categories.pop(asked)
        (public,) = categories.values()
        key = _classes(public), _classes(mine)
        lower[key] = max(own.lower, lower.get(key, own.lower))
        upper[key] = min(own.upper, upper.get(key, own.upper))
        people[key] = own.who
    return ClassTable(place, lower, upper, people)


def _classes(category: str) -> Classes:
    return None if category == VALID else frozenset(pieces(category))


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
