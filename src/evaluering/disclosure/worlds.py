"""Other classes of those who took part, which what is shown must leave possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from evaluering.disclosure.attack.lattice import Lattice
from evaluering.disclosure.attack.participants import (
    Asked,
    Participants,
    class_tables,
    crossed_counts,
)
from evaluering.disclosure.attack.profiles import Certain, ClassTable, Profile, class_limits
from evaluering.disclosure.attack.statements import pieces
from evaluering.stats.arguments import FloatArray

LOOSE = (1.0, 2.0, 5.0)
"""How far from its number a hidden cell is looked for: near first, which the solver is best at."""


@dataclass(frozen=True)
class OtherWorld:
    """What a division into classes must fit, so that something else than the truth may be.

    Attributes
    ----------
    matrix, lower, upper
        Sums of how many of each profile are in each class, and their limits.
    cells
        The cell that each sum is shown in; less than nothing where it holds whatever is shown.
    most
        How many of each profile there are, once a class.
    """

    matrix: csr_array
    lower: FloatArray
    upper: FloatArray
    cells: tuple[int, ...]
    most: FloatArray

    @property
    def shown_in(self) -> set[int]:
        """The cells that it hangs together with."""
        return {cell for cell in self.cells if cell >= 0}


def other_worlds(
    linked: Lattice, known: Iterable[Participants], certain: Mapping[Asked, Collection[Certain]]
) -> Iterator[OtherWorld]:
    """Yield the division that must be possible for what followed of some not to follow.

    Parameters
    ----------
    linked
        All cells, before anything is hidden.
    known
        Who took part.
    certain
        What followed of them, by wave, survey and what they are divided by.
    """
    said = [statement for own in linked.statements for statement in own]
    numbers = {own[0].who: cell for cell, own in enumerate(linked.statements) if own}
    for own in known:
        for asked, counts in crossed_counts(said, own).items():
            sure = certain.get((own.wave, own.survey, asked), ())
            if sure:
                tables, classes = class_tables(asked, counts, own)
                cells = [numbers[who] for table in tables for who in table.of.values()]
                yield _world(own.profiles, classes, tables, cells, sure)


def _world(
    profiles: Sequence[Profile],
    classes: Sequence[str],
    tables: Sequence[ClassTable],
    cells: Sequence[int],
    sure: Collection[Certain],
) -> OtherWorld:
    sizes = Counter(profiles)
    shapes, wide = list(sizes), len(classes) + 1
    many = np.array([sizes[shape] for shape in shapes], dtype=float)
    limits = class_limits(shapes, many, classes, tables)
    rows, lower, upper = [], [], []
    for one in sure:
        own = np.zeros(len(shapes) * wide)
        named = [len(classes)] if one.known is None else map(classes.index, pieces(str(one.known)))
        own[[shapes.index(one.profile) * wide + place for place in named]] = 1.0
        rows.append(own)
        lower.append(0.0)
        upper.append(sizes[one.profile] - 1.0)
    matrix = csr_array(vstack([limits.matrix, csr_array(np.array(rows))]))
    free = len(limits.lower) - len(cells)
    return OtherWorld(
        matrix,
        np.concatenate([limits.lower, lower]),
        np.concatenate([limits.upper, upper]),
        (*[-1] * free, *cells, *[-1] * len(rows)),
        np.repeat(many, wide),
    )
