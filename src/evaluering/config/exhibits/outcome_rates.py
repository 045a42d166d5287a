"""Response, cooperation, refusal and contact rates under AAPOR's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, final

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Text
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Faults, KeyPlace, Labelled
from evaluering.config.presence import surveys_in
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project

Rate: TypeAlias = Literal[
    "RR1", "RR2", "RR3", "RR4", "RR5", "RR6", "COOP1", "COOP2", "COOP3", "COOP4",
    "REF1", "REF2", "REF3", "CON1", "CON2", "CON3",
]  # fmt: skip


@final
class OutcomeRates(Labelled):
    """Outcome rates by AAPOR's definitions, one row a survey."""

    filtered = False
    kind: Literal["outcome_rates"]
    """Svarprosent, samarbeid, nekt og kontakt etter AAPORs definisjoner, per undersøkelse."""
    surveys: Distinct[Identifier] = []
    """Undersøkelsene i tabellen; utelatt: alle som bølgen har."""
    rates: Annotated[Distinct[Rate], PRESENTATION] = ["RR1", "RR2", "RR3", "COOP1", "REF1", "CON1"]
    """Ratene i kolonnene fra venstre, med AAPORs navn: RR (svar), COOP (samarbeid), REF (nekt) og
    CON (kontakt)."""
    eligible_share: float | None = Field(default=None, ge=0, le=1)
    """Andelen av dem med ukjent status som regnes med (e i RR3 og RR4). Utelatt: som blant dem med
    kjent status."""
    heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over radene; utelatt: «Undersøkelse» på rapportens språk."""

    def reads(self, project: Project, wave: str) -> Reads:
        """Return its surveys that the wave has."""
        own = frozenset(project.waves[wave].surveys)
        return Reads(present=own & frozenset(self.surveys) if self.surveys else own)

    def uses(self, project: Project, wave: str) -> object:
        """Return the wave, with the dispositions, and the surveys' titles."""
        titles = [survey.title for survey in surveys_in(project, wave)]
        return [content(project.waves[wave]), titles]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield surveys that are unknown, and row labels of no row."""
        yield from at.known("surveys", self.surveys, project.surveys)
        yield from at.known("row_labels", self.row_labels, project.surveys)
