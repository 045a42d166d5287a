"""Which classes are shown as one where that costs fewer cells than hiding some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from evaluering.config.disclosure import Policy
from evaluering.config.divisions import Dividing
from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.statements import number
from evaluering.disclosure.joining import (
    CrossedCells,
    Grouping,
    Labels,
    crossed_cells,
    joined,
    summed,
)

MOST = 6
"""Categories of which every way to join neighbours is tried; of more, one pair."""


@dataclass(frozen=True)
class CoarserTable:
    """A crosstab with classes joined, and how many cells that costs.

    Attributes
    ----------
    exhibit
        The crosstab.
    lost
        The cells that it has less.
    hidden
        The cells that would be hidden in it, if it stood alone.
    """

    exhibit: PublishedExhibit
    lost: int
    hidden: int = 0

    @property
    def cost(self) -> int:
        """How many cells are not shown."""
        return self.lost + self.hidden


def coarser(
    of: PublishedExhibit,
    policy: Policy,
    most: int,
    hidden: Callable[[PublishedExhibit], int],
    least: int = 1,
) -> CoarserTable | None:
    """Return the crosstab with classes joined that leaves out the fewest cells.

    Parameters
    ----------
    of
        The crosstab as it is computed.
    policy
        What may be joined, and what may be shown.
    most
        How many cells are left out without, which it must be less than.
    hidden
        Returns how many cells are hidden in a crosstab that stands alone.
    least
        How many cells must be lost by it.
    """
    best: CoarserTable | None = None
    found = crossed_cells(of) if policy.coarsen != "never" else None
    if found is None:
        return None
    labels = _labels(of, policy)
    size = (len(found.rows) + 1 + len(found.extra)) * (len(found.columns) + 1)
    ways = [
        (size - (len(rows) + 1 + len(found.extra)) * (len(columns) + 1), rows, columns)
        for rows, columns in _ways(of, found, policy)
    ]
    way: tuple[Grouping, Grouping] | None = None
    for lost, rows, columns in sorted(ways, key=lambda way: way[0]):
        limit = most if best is None else best.cost
        if lost >= limit:
            break
        if lost < least:
            continue
        exhibit = summed(of, rows, columns, labels)
        small = sum(0 < (number(row["n"]) or 0) < policy.least for row in exhibit.rows)
        if lost + small >= limit:  # those are hidden at least
            continue
        made = CoarserTable(exhibit, lost, hidden(exhibit) if small else 0)
        if made.cost < limit:
            best, way = made, (rows, columns)
    if best is None or way is None:
        return None
    # the test is only of the table that is shown: it takes more time than the choice
    return replace(best, exhibit=joined(of, *way, labels))


def _ways(
    of: PublishedExhibit, found: CrossedCells, policy: Policy
) -> Iterator[tuple[Grouping, Grouping]]:
    """Yield the ways to join rows, columns or both that the policy allows."""
    both = _divisions(of)
    told = of.result.details_as(CrosstabDetails)
    every = [
        list(groupings(list(own), ordered and policy.coarsen == "adjacent", _declared(by, policy)))
        for own, by, ordered in zip((found.rows, found.columns), both, told.ordered, strict=True)
    ]
    yield from product(*every)


def groupings(
    keys: Sequence[str], any_neighbours: bool, declared: Sequence[Sequence[str]]
) -> Iterator[Grouping]:
    """Yield the ways to show neighbouring categories as one, with two or more left.

    Parameters
    ----------
    keys
        The categories in their order.
    any_neighbours
        Whether any that stand beside each other may be joined.
    declared
        Those that may be joined otherwise.
    """
    places = range(1, len(keys))
    if any_neighbours:
        sizes = range(len(keys)) if len(keys) <= MOST else (len(keys) - 1, len(keys) - 2)
        for size in sizes:
            for cuts in combinations(places, size) if size else ():
                ends = [0, *cuts, len(keys)]
                yield tuple(tuple(keys[a:b]) for a, b in pairwise(ends))
        return
    allowed = [own for own in declared if _together(keys, own)]
    for size in range(len(allowed) + 1) if len(allowed) <= MOST else (0, 1):
        for chosen in combinations(allowed, size):
            taken = [key for own in chosen for key in own]
            if len(set(taken)) == len(taken):
                heads = {own[0]: tuple(own) for own in (sorted(c, key=keys.index) for c in chosen)}
                made = tuple(heads.get(k, (k,)) for k in keys if k in heads or k not in taken)
                if len(made) > 1:
                    yield made


def _together(keys: Sequence[str], own: Sequence[str]) -> bool:
    """Return whether categories are there, and stand beside each other."""
    if not {*own} <= {*keys}:
        return False
    places = sorted(keys.index(key) for key in own)
    return places == list(range(places[0], places[-1] + 1))


def _divisions(of: PublishedExhibit) -> tuple[Dividing | None, Dividing | None]:
    assert isinstance(of.exhibit, Crosstab)
    return of.exhibit.divisions(of.project)


def _declared(by: Dividing | None, policy: Policy) -> list[tuple[str, ...]]:
    return [own for own, _ in _joinings(by, policy)]


def _joinings(by: Dividing | None, policy: Policy) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """Yield the keys of the classes that are declared to be joined, and what they are called."""
    names = {} if by is None else dict(zip(by.names, map(str, by.keys), strict=True))
    for own in policy.joinings.get(by.name, ()) if by else ():
        yield tuple(names[name] for name in own.classes if name in names), own.label


def _labels(of: PublishedExhibit, policy: Policy) -> tuple[Labels, Labels]:
    first, second = (_names(by, policy) for by in _divisions(of))
    return first, second


def _names(by: Dividing | None, policy: Policy) -> Mapping[frozenset[str], str]:
    return {frozenset(own): label for own, label in _joinings(by, policy) if label}
