"""What the surveys, groups, batteries and indices of a wave have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluering.interface.wave import OpenedWave


@dataclass(frozen=True, eq=False, repr=False)
class WavePart:
    """A part of a wave.

    Attributes
    ----------
    wave
        The wave.
    name
        The part's id.

    Examples
    --------
    >>> wave.survey("bibliotek").name
    'bibliotek'
    """

    wave: OpenedWave
    name: str
