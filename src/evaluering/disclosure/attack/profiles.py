"""Which classes of those who took part follow from crosstabs and what a registry says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from evaluering.stats.arguments import FloatArray

Profile = tuple[Hashable, ...]
"""The class of each public variable; None where the registry has no value."""


@dataclass(frozen=True)
class ClassTable:
    """What a crosstab says of classes by one public variable.

    Attributes
    ----------
    variable
        The place of the public variable in the profiles.
    lower, upper
        Between which numbers each count lies, by the class of the public variable (None: all who
        have one) and the class that is asked for (None: all who are in one).
    """

    variable: int
    lower: Mapping[tuple[Hashable, Hashable], float]
    upper: Mapping[tuple[Hashable, Hashable], float]


@dataclass(frozen=True)
class Certain:
    """A class that follows for everyone of a profile.

    Attributes
    ----------
    profile
        What the registry says of them.
    known
        Their class; None where they are in none.
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
    shapes, every = list(counts), (*classes, None)
    sizes = np.array([counts[shape] for shape in shapes], dtype=float)
    wide = len(every)
    constraints = _constraints(shapes, sizes, classes, tables)
    bounds = Bounds(np.zeros(len(shapes) * wide), np.repeat(sizes, wide))
    doubt = np.ones(len(shapes) * wide, dtype=bool)
    full = np.repeat(sizes, wide)
    while doubt.any():
        found = milp(
            doubt.astype(float), integrality=np.ones(len(doubt), dtype=np.int64), bounds=bounds,
            constraints=constraints, options={"time_limit": seconds},
        )  # fmt: skip
        if found.status == 2:
            return None
        if found.x is None or found.status not in {0, 1}:
            raise UndecidedError
        below = doubt & (np.round(found.x) < full)
        if not below.any():
            if found.status != 0:
                raise UndecidedError
            break
        doubt &= ~below
    where = np.flatnonzero(doubt).tolist()
    return tuple(
        Certain(shapes[k // wide], every[k % wide], counts[shapes[k // wide]]) for k in where
    )


def _constraints(
    shapes: Sequence[Profile],
    sizes: FloatArray,
    classes: Sequence[Hashable],
    tables: Sequence[ClassTable],
) -> LinearConstraint:
    """Return that everyone is in one class or in none, and what each table says."""
    wide = len(classes) + 1
    rows = [np.repeat(np.arange(len(shapes)), wide)]
    columns = [np.arange(len(shapes) * wide)]
    lower, upper = sizes.tolist(), sizes.tolist()
    for table in tables:
        for (public, asked), least in table.lower.items():
            own = [
                k
                for k, shape in enumerate(shapes)
                if (value := shape[table.variable]) is not None and public in {None, value}
            ]
            which = range(wide - 1) if asked is None else [classes.index(asked)]
            at = np.array([k * wide + place for k in own for place in which], dtype=int)
            rows.append(np.full(len(at), len(lower)))
            columns.append(at)
            lower.append(least)
            upper.append(table.upper[public, asked])
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(lower), len(shapes) * wide)
    matrix = csr_array(coo_array((np.ones(len(row)), (row, column)), shape=shape))
    return LinearConstraint(matrix, np.array(lower), np.array(upper))
