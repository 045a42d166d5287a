"""How published counts hang together: a total is its parts, and some are among all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from evaluering.disclosure.attack.linked import LinkedCell, LinkedSum
from evaluering.disclosure.attack.statements import (
    GROUP,
    NOT,
    VALID,
    WHERE,
    CellPlace,
    Condition,
    Counted,
    CountStatement,
    pieces,
)

_Said = Mapping[Counted, list[CountStatement]]
_Alike = Mapping[Hashable, Sequence[tuple[Mapping[str, tuple[str, ...]], list[CountStatement]]]]


@dataclass(frozen=True)
class Lattice:
    """Cells and relations for a solver, and the statements about each cell.

    Attributes
    ----------
    cells, relations
        What is known of whom; a total that no exhibit shows is a cell too.
    statements
        What is published of each cell; nothing of such a total.
    behind
        Where each count stands that is only published together with others, as one category.
    """

    cells: tuple[LinkedCell, ...]
    relations: tuple[LinkedSum, ...]
    statements: tuple[tuple[CountStatement, ...], ...]
    behind: Mapping[int, tuple[CellPlace, ...]] = field(default_factory=dict)


def lattice(statements: Iterable[CountStatement]) -> Lattice:
    """Return how statements hang together, whatever exhibit and report they are of."""
    said: dict[Counted, list[CountStatement]] = defaultdict(list)
    for statement in statements:
        said[statement.who].append(statement)
    apart = _told_apart(said)
    every, shares = _pieces(said, apart)
    for total, parts in _shares(said, every, apart):
        shares[total].append(parts)
    numbers = {who: n for n, who in enumerate(dict.fromkeys([*said, *every, *shares]))}
    cells = tuple(_cell(said.get(who, [])) for who in numbers)
    relations = [
        LinkedSum(
            {**{numbers[who]: 1.0 for who in parts}, numbers[total]: -1.0},
            lower=0.0 if _is_whole(parts, total, said) else -np.inf,
        )
        for total, every in shares.items()
        for parts in every
    ]
    for who, number in numbers.items():
        relations += [
            LinkedSum({numbers[wider]: 1.0, number: -1.0}, upper=0.0 if same else np.inf)
            for wider, same in _wider(who, said, shares)
            if wider in numbers
        ]
    alike = _alike(said)
    behind = {numbers[who]: _joint(who, alike) for who in every if who not in said}
    statements_of = tuple(tuple(said.get(who, ())) for who in numbers)
    return Lattice(cells, tuple(relations), statements_of, behind)


def _cell(statements: list[CountStatement]) -> LinkedCell:
    """Return what is said of one number; where that contradicts itself, all that it may be."""
    lower = max((own.lower for own in statements), default=0.0)
    upper = min((own.upper for own in statements), default=np.inf)
    hidden = any(own.hidden for own in statements)
    return LinkedCell(min(lower, upper), max(lower, upper), hidden)


def _told_apart(said: _Said) -> set[Condition]:
    """Return the categories that are shown as one, and of which another exhibit shows some."""
    shown: dict[str, dict[str, None]] = defaultdict(dict)
    for who in said:
        for variable, category in who.conditions:
            shown[variable][category] = None
    return {
        (variable, one)
        for variable, own in shown.items()
        for one in own
        if len(pieces(one)) > 1
        and any(other != one and {*pieces(other)} & {*pieces(one)} for other in own)
    }


def _pieces(
    said: _Said, apart: set[Condition]
) -> tuple[dict[Counted, set[str]], dict[Counted, list[list[Counted]]]]:
    """Return of which variables' totals each is a part, and what those in `apart` consist of."""
    every = {who: {name for one in own for name in one.parts} for who, own in said.items()}
    shares: dict[Counted, list[list[Counted]]] = defaultdict(list)
    left = list(every)
    while left:
        who = left.pop()
        for condition in sorted(who.conditions & apart):
            variable, category = condition
            own = [who.having((variable, one)) for one in pieces(category)]
            shares[who].append(own)
            for one in own:
                left += [] if one in every else [one]
                every[one] = every.get(one, set()) | every[who]
    return every, shares


def _shares(
    said: _Said, every: Mapping[Counted, set[str]], apart: set[Condition]
) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total and its parts: all categories of one variable, where they are published.

    Those of an exhibit that shows some as one are parts too, beside the pieces of these.
    """
    found: dict[tuple[Counted, str], list[Counted]] = defaultdict(list)
    own: dict[tuple[Counted, str, str, str], dict[Counted, None]] = defaultdict(dict)
    for who, variables in every.items():
        for variable in sorted(variables):
            total = who.having((variable, VALID))
            if not {c for c in who.conditions if c[0] == variable} & apart:
                found[total, variable].append(who)
            for one in said.get(who, ()):
                own[total, variable, one.place.report, one.place.exhibit][who] = None
    yield from ((total, parts) for (total, _), parts in found.items())
    for (total, variable, *_), parts in own.items():
        if any(c in apart for who in parts for c in who.conditions if c[0] == variable):
            yield total, list(parts)
    for who in said:  # whoever is in a category and whoever is not
        for variable, category in who.conditions:
            rest = who.having((variable, category.removeprefix(NOT)))
            if category.startswith(NOT) and rest in said:
                yield who.having((variable, VALID)), [who, rest]


def _alike(said: _Said) -> _Alike:
    """Return statements by what they are divided by."""
    found: dict[Hashable, list[tuple[dict[str, tuple[str, ...]], list[CountStatement]]]]
    found = defaultdict(list)
    for who, own in said.items():
        wide = {name: pieces(category) for name, category in who.conditions}
        found[_division(who)].append((wide, own))
    return found


def _division(who: Counted) -> Hashable:
    return who.wave, who.survey, who.summed, frozenset(name for name, _ in who.conditions)


def _joint(who: Counted, alike: _Alike) -> tuple[CellPlace, ...]:
    """Return where a count stands together with others."""
    return tuple(
        one.place
        for wide, own in alike.get(_division(who), ())
        if all(category in wide[name] for name, category in who.conditions)
        for one in own
    )


def _is_whole(parts: list[Counted], total: Counted, said: _Said) -> bool:
    """Return whether the parts of a total are all of them, as far as that is told."""
    apart = {variable for variable, _ in parts[0].conditions - total.conditions}
    told = said.get(parts[0], ())
    sizes = [n for own in told for variable, n in own.among if variable in apart]
    shown = [len(pieces(c)) for who in parts for variable, c in who.conditions if variable in apart]
    return sum(shown) >= max(sizes, default=0)


def _wider(
    who: Counted, said: _Said, shares: Mapping[Counted, list[list[Counted]]]
) -> Iterator[tuple[Counted, bool]]:
    """Yield those whom some are among: without one condition that is no category.

    Codes of some add up to those of all only where they are the same people, who are as many.
    """
    for condition in who.conditions:
        if condition[1] == VALID or condition[0] in {GROUP, WHERE}:
            wider = who.without(condition)
            if not who.summed:
                yield wider, False
            elif (n := _counted(wider, said)) is not None and n in {
                _counted(parts, said) for parts in shares.get(who, ())
            }:
                yield wider, True


def _counted(who: Counted | list[Counted], said: _Said) -> float | None:
    """Return how many respondents are behind a sum, or behind several; None where one is hidden."""
    if isinstance(who, list):
        each = [_counted(one, said) for one in who]
        return None if None in each else sum(n for n in each if n is not None)
    own = said.get(replace(who, summed=""), ())
    return next((statement.lower for statement in own if statement.exact), None)
