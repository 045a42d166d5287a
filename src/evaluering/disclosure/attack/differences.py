"""What those few answered who are in one table and not in another of nearly the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from evaluering.disclosure.attack.leaks import Leak
from evaluering.disclosure.attack.statements import (
    GROUP,
    JOINED,
    VALID,
    WHERE,
    Condition,
    Counted,
    CountStatement,
    pieces,
)


@dataclass(frozen=True)
class CountVector:
    """The counts of all categories of a variable, of some people."""

    who: Counted
    counts: Mapping[str, CountStatement]


def difference(
    first: Mapping[str, float], second: Mapping[str, float], threshold: int
) -> dict[str, float]:
    """Return what those answered who are in one and not in the other, where they are few.

    Parameters
    ----------
    first, second
        Counts by category, of people of whom the one may be among the other.
    threshold
        The least number that may be told of.

    Returns
    -------
    dict
        How many by category; empty where they are none, as many as the threshold or more, or where
        the one cannot be among the other.
    """
    if first.keys() != second.keys():
        return {}
    apart = {name: first[name] - second[name] for name in first}
    apart = {name: n for name, n in apart.items() if n}
    one_way = len({n > 0 for n in apart.values()}) == 1
    total = sum(map(abs, apart.values()))
    return {name: abs(n) for name, n in apart.items()} if one_way and total < threshold else {}


def common(first: Collection[str], second: Collection[str]) -> dict[str, list[str]]:
    """Return the finest categories that both show, each with those of either that it is of.

    Where categories are shown as one in the one, or in both, each of the other's is added up.
    """
    groups: list[tuple[set[str], list[str]]] = []
    for name in dict.fromkeys([*first, *second]):
        own, names = set(pieces(name)), [name]
        for group in [group for group in groups if group[0] & own]:
            groups.remove(group)
            own, names = own | group[0], [*group[1], *names]
        groups.append((own, names))
    return {JOINED.join(sorted(own)): names for own, names in groups}


def _summed(counts: Mapping[str, float], groups: Mapping[str, list[str]]) -> dict[str, float]:
    """Return counts by common categories; none of those that it has none of."""
    found = {
        joint: [counts[name] for name in names if name in counts] for joint, names in groups.items()
    }
    return {joint: sum(own) for joint, own in found.items() if own}


def few_between(
    statements: Iterable[CountStatement], threshold: int, public: Collection[str] = ()
) -> Iterator[Leak]:
    """Yield the pairs of tables that tell what a few answered.

    Compared are counts of one variable whose people differ in who has a value of something else,
    in a group, in a filter, or in the wave.

    Parameters
    ----------
    statements
        What is published.
    threshold
        The least number that may be told of.
    public
        Variables that everyone knows, so that nothing new is told of anyone.
    """
    alike: dict[tuple[str, str, frozenset[Condition]], list[CountVector]] = defaultdict(list)
    for variable, vector in _vectors(statements):
        if variable in public:
            continue
        firm = frozenset(c for c in vector.who.conditions if not _soft(c))
        alike[vector.who.survey, variable, firm].append(vector)
    for vectors in alike.values():
        for one, other in combinations(vectors, 2):
            if not _nested(one.who, other.who):
                continue
            first, second = (
                {name: own.lower for name, own in vector.counts.items()} for vector in (one, other)
            )
            groups = common(first, second)
            found = difference(_summed(first, groups), _summed(second, groups), threshold)
            if found:
                places = [
                    v.counts[name].place for joint in found for v in (one, other)
                    for name in groups[joint] if name in v.counts
                ]  # fmt: skip
                waves = one.who.wave != other.who.wave
                yield Leak(
                    "difference_of_waves" if waves else "difference",
                    tuple(dict.fromkeys(places)),
                    certain=not waves and _among(one.who, other.who),
                    numbers=(("n", sum(found.values())),),
                )


def _vectors(statements: Iterable[CountStatement]) -> Iterator[tuple[str, CountVector]]:
    """Yield the counts by variable and people, where all of them are known."""
    by_people: dict[tuple[Counted, str], dict[str, CountStatement]] = defaultdict(dict)
    hidden: set[tuple[Counted, str]] = set()
    for own in statements:
        if own.who.summed:
            continue
        for variable in own.parts:
            people = own.who.having((variable, VALID)), variable
            by_people[people].setdefault(dict(own.who.conditions)[variable], own)
            if not own.exact:
                hidden.add(people)
    for (who, variable), counts in by_people.items():
        if (who, variable) not in hidden:
            finest = {name: own for name, own in counts.items() if not _is_sum(name, counts)}
            yield variable, CountVector(who, finest)


def _is_sum(name: str, counts: Collection[str]) -> bool:
    """Return whether categories that are shown as one stand one by one beside it."""
    return len(pieces(name)) > 1 and {*pieces(name)} <= {*counts}


def _soft(condition: Condition) -> bool:
    """Return whether a condition only says whose answers are counted."""
    return condition[1] == VALID or condition[0] in {GROUP, WHERE}


def _among(one: Counted, other: Counted) -> bool:
    """Return whether those of the one are all among those of the other, or the other way."""
    return one.conditions < other.conditions or other.conditions < one.conditions


def _nested(one: Counted, other: Counted) -> bool:
    """Return whether two can be the same people but for a few: not two groups side by side."""
    if one.wave != other.wave:
        return one.conditions == other.conditions
    for variable in (GROUP, WHERE):
        sides = [{c for v, c in who.conditions if v == variable} for who in (one, other)]
        if all(sides) and sides[0] != sides[1]:
            return False
    return True
