"""How published counts hang together: a total is its parts, and some are among all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from evaluering.disclosure.attack.linked import LinkedCell, LinkedSum
from evaluering.disclosure.attack.statements import (
    GROUP,
    NOT,
    VALID,
    WHERE,
    Counted,
    CountStatement,
)

_Said = Mapping[Counted, list[CountStatement]]


@dataclass(frozen=True)
class Lattice:
    """Cells and relations for a solver, and the statements about each cell.

    Attributes
    ----------
    cells, relations
        What is known of whom; a total that no exhibit shows is a cell too.
    statements
        What is published of each cell; nothing of such a total.
    """

    cells: tuple[LinkedCell, ...]
    relations: tuple[LinkedSum, ...]
    statements: tuple[tuple[CountStatement, ...], ...]


def lattice(statements: Iterable[CountStatement]) -> Lattice:
    """Return how statements hang together, whatever exhibit and report they are of."""
    said: dict[Counted, list[CountStatement]] = defaultdict(list)
    for statement in statements:
        said[statement.who].append(statement)
    shares = _shares(said)
    numbers = {who: place for place, who in enumerate([*said, *(shares.keys() - said.keys())])}
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
    return Lattice(cells, tuple(relations), tuple(tuple(said.get(who, ())) for who in numbers))


def _cell(statements: list[CountStatement]) -> LinkedCell:
    """Return what is said of one number; where that contradicts itself, all that it may be."""
    lower = max((own.lower for own in statements), default=0.0)
    upper = min((own.upper for own in statements), default=np.inf)
    hidden = any(own.hidden for own in statements)
    return LinkedCell(min(lower, upper), max(lower, upper), hidden)


def _shares(said: _Said) -> dict[Counted, list[list[Counted]]]:
    """Return the parts of each total: all categories of one variable, where they are published."""
    found: dict[tuple[Counted, str], list[Counted]] = defaultdict(list)
    for who, own in said.items():
        for variable in {name for statement in own for name in statement.parts}:
            found[who.having((variable, VALID)), variable].append(who)
    totals: dict[Counted, list[list[Counted]]] = defaultdict(list)
    for (total, _), parts in found.items():
        totals[total].append(parts)
    for who in said:  # whoever is in a category and whoever is not
        for variable, category in who.conditions:
            rest = who.having((variable, category.removeprefix(NOT)))
            if category.startswith(NOT) and rest in said:
                totals[who.having((variable, VALID))].append([who, rest])
    return totals


def _is_whole(parts: list[Counted], total: Counted, said: _Said) -> bool:
    """Return whether the parts of a total are all of them, as far as that is told."""
    apart = {variable for variable, _ in parts[0].conditions - total.conditions}
    sizes = [n for own in said[parts[0]] for variable, n in own.among if variable in apart]
    return len(parts) >= max(sizes, default=0)


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
