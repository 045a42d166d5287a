"""Which classes of those who took part follow from crosstabs and what a registry says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from evaluering.disclosure.attack.statements import JOINED, Counted
from evaluering.stats.arguments import FloatArray

Profile = tuple[Hashable, ...]
"""The class of each public variable; None where the registry has no value."""
Classes = frozenset[Hashable] | None
"""Classes that are counted as one, mostly a single one; None for all."""
NEAR = 1e-6
"""What a sum may miss a whole number by."""


@dataclass(frozen=True)
class ClassTable:
    """What a crosstab says of classes by one public variable.

    Attributes
    ----------
    variable
        The place of the public variable in the profiles.
    lower, upper
        Between which numbers each count lies, by the classes of the public variable (None: all who
        have one) and the classes that are asked for (None: all who are in one).
    of
        Who each of them is of.
    """

    variable: int
    lower: Mapping[tuple[Classes, Classes], float]
    upper: Mapping[tuple[Classes, Classes], float]
    of: Mapping[tuple[Classes, Classes], Counted] = field(default_factory=dict)


@dataclass(frozen=True)
class Certain:
    """A class that follows for everyone of a profile.

    Attributes
    ----------
    profile
        What the registry says of them.
    known
        Their class, or those that are shown as one; None where they are in none.
    respondents
        How many they are.
    """

    profile: Profile
    known: Hashable
    respondents: int


class UndecidedError(RuntimeError):
    """The time ran out before it was known what follows."""


def unique_profiles(profiles: Sequence[Profile]) -> int:
    """Return how many of those who took part nobody else is like."""
    return sum(n == 1 for n in Counter(profiles).values())


def certain_classes(
    profiles: Sequence[Profile],
    classes: Sequence[Hashable],
    tables: Sequence[ClassTable],
    seconds: float = 10.0,
    seen: list[FloatArray] | None = None,
) -> tuple[Certain, ...] | None:
    """Return the classes that follow with certainty, one profile at a time.

    The unknown is how many of each profile are in each class. A solution that has fewer than all
    of a profile in a class shows that the class does not follow, so each programme is asked for as
    few of all that are still in doubt as possible.

    Parameters
    ----------
    profiles
        Of those who took part, one each.
    classes
        What they are divided into; somebody may be in none.
    tables
        What is published.
    seconds
        What one programme may take.
    seen
        Divisions that were found before, when more or less was published; new ones are added.
        Those that still fit save the solver the work of finding them again.

    Returns
    -------
    tuple of Certain, or None
        None where no division fits, so that the list is not of those who are counted.

    Raises
    ------
    UndecidedError
        The time ran out.
    """
    counts = Counter(profiles)
    shapes = list(counts)
    sizes = np.array([counts[shape] for shape in shapes], dtype=float)
    asked = _asked(classes, tables)
    inside = np.array([[one in own for own in asked] for one in (*classes, None)], dtype=float)
    limits = class_limits(shapes, sizes, classes, tables)
    constraints = LinearConstraint(limits.matrix, limits.lower, limits.upper)
    bounds = Bounds(np.zeros(limits.matrix.shape[1]), np.repeat(sizes, len(inside)))
    seen, doubt = [] if seen is None else seen, np.ones((len(shapes), len(asked)), dtype=bool)
    for own in filter(limits.fit, seen):
        doubt &= own.reshape(len(shapes), -1) @ inside >= sizes[:, None]
    while doubt.any():
        goal = (doubt.astype(float) @ inside.T).ravel()
        found = milp(
            goal, integrality=np.ones(len(goal), dtype=np.int64), bounds=bounds,
            constraints=constraints, options={"time_limit": seconds},
        )  # fmt: skip
        if found.status == 2:
            return None
        if found.x is None or found.status not in {0, 1}:
            raise UndecidedError
        seen.append(np.round(found.x))
        below = doubt & (seen[-1].reshape(len(shapes), -1) @ inside < sizes[:, None])
        if not below.any():
            if found.status != 0:
                raise UndecidedError
            break
        doubt &= ~below
    return tuple(
        Certain(shape, None if None in own else JOINED.join(sorted(map(str, own))), counts[shape])
        for shape, sure in zip(shapes, doubt.tolist(), strict=True)
        for own in _closest([own for own, is_sure in zip(asked, sure, strict=True) if is_sure])
    )


def _asked(classes: Sequence[Hashable], tables: Sequence[ClassTable]) -> list[frozenset[Hashable]]:
    """Return what may follow: each class, each of those that are shown as one, and none."""
    joint = (own for table in tables for _, own in table.lower if own is not None)
    return list(dict.fromkeys([*(frozenset({one}) for one in (*classes, None)), *joint]))


def _closest(sure: Sequence[frozenset[Hashable]]) -> list[frozenset[Hashable]]:
    """Return what follows, without what follows from that."""
    return [own for own in sure if not any(other < own for other in sure)]


@dataclass(frozen=True)
class ClassLimits:
    """What a division of those who took part into classes must fit: sums between limits."""

    matrix: csr_array
    lower: FloatArray
    upper: FloatArray

    def fit(self, division: FloatArray) -> bool:
        """Return whether a division fits."""
        if len(division) != self.matrix.shape[1]:
            return False
        sums: FloatArray = self.matrix @ division
        inside = (sums >= self.lower - NEAR) & (sums <= self.upper + NEAR)
        return bool(inside.all())


def class_limits(
    shapes: Sequence[Profile],
    sizes: FloatArray,
    classes: Sequence[Hashable],
    tables: Sequence[ClassTable],
) -> ClassLimits:
    """Return that everyone is in one class or in none, and then what each table says."""
    wide = len(classes) + 1
    rows = [np.repeat(np.arange(len(shapes)), wide)]
    columns = [np.arange(len(shapes) * wide)]
    lower, upper = sizes.tolist(), sizes.tolist()
    for table in tables:
        for (public, asked), least in table.lower.items():
            own = [
                k
                for k, shape in enumerate(shapes)
                if (value := shape[table.variable]) is not None
                and (public is None or value in public)
            ]
            which = [k for k, one in enumerate(classes) if asked is None or one in asked]
            at = np.array([k * wide + place for k in own for place in which], dtype=int)
            rows.append(np.full(len(at), len(lower)))
            columns.append(at)
            lower.append(least)
            upper.append(table.upper[public, asked])
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(lower), len(shapes) * wide)
    matrix = csr_array(coo_array((np.ones(len(row)), (row, column)), shape=shape))
    return ClassLimits(matrix, np.array(lower), np.array(upper))
