"""Members by unit and role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from evaluering.config.base import Identifier, Text
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@final
class Membership(Exhibit):
    """Members by unit and role: counts and per cent of the unit's members.

    The numbers are the wave's frames/<survey>-medlemmer.csv.
    """

    filtered = False
    kind: Literal["membership"]
    """Medlemmer per enhet og rolle: antall og prosent av enhetens medlemmer."""
    survey: Identifier
    """Undersøkelsen som gikk til medlemmene."""
    heading: Annotated[Text, PRESENTATION]
    """Overskriften over radene."""

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (as its keys say)
        """Return its survey's list of members."""
        return Reads(members=frozenset({self.survey}))

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (nothing)
        """Return nothing: all that it shows is in the list of members."""
        return None

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield a survey that is unknown."""
        yield from at.known("survey", self.survey, project.surveys)
