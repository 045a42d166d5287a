"""Actor groups: who answers within a survey, as figures group them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle

from evaluering.config.base import Identifier, Model, Text, VariableName
from evaluering.config.filters import Where
from evaluering.config.theme import Colour


class ActorGroup(Model):
    """Who answers within a survey, as the figures group them."""

    id: Identifier
    """Navnet som figurer, indekser og koblinger viser til."""
    label: Text
    """Det som står i tegnforklaringen."""
    survey: Identifier
    """Undersøkelsen; utelates i undersøkelsens egen fil."""
    where: Where = {}
    """Hvem som er med: variabel og koder ({rolle: [1]}), eller et uttrykk (alder >= 18 and
    rolle = "Rektor"). Tomt: alle i undersøkelsen."""
    colour: Colour = ""
    """Aktørgruppens farge i alle figurer; utelatt: den neste av «theme.colours.groups»."""


class ComparedGroup(ActorGroup):
    """Those of an actor group who belong to a unit, or those of it who belong to another."""

    of: Identifier
    """The actor group."""
    is_unit: bool
    """Whether they belong to the unit."""
    by: VariableName
    """The variable that says who belongs to which unit."""
    unit: int
    """The unit's code."""
    units: list[int]
    """The codes of all units."""
    least: int
    """The least number of answers that a unit is shown with."""


def group_colours(groups: Mapping[str, ActorGroup], palette: Sequence[str]) -> dict[str, str]:
    """Return each group's colour: its own, or the next of the palette that no other one states."""
    taken = {group.colour for group in groups.values()}
    free = cycle([colour for colour in palette if colour not in taken] or palette)
    return {name: group.colour or next(free) for name, group in groups.items()}
