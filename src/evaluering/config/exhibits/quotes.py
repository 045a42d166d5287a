"""Quoted answers to an open question, released one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Name, Text, VariableName
from evaluering.config.content import content
from evaluering.config.divisions import Dividing, dividing
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.naming import undivided
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@final
class Quotes(Exhibit):
    """Quoted answers to an open question: only those that stand here, each found in the answers."""

    kind: Literal["quotes"]
    """Sitater fra svar på et åpent spørsmål: bare de som er frigitt her, ett for ett."""
    survey: Identifier
    """Undersøkelsen."""
    question: VariableName
    """Det åpne spørsmålet."""
    released: Distinct[Text] = Field(min_length=1)
    """Sitatene, ordrett; det som er utelatt eller satt inn, står i klammer: «Vi trenger […] tid».
    Et sitat som ikke finnes i bølgens svar, vises ikke."""
    by: Name | None = None
    """Det som sies om hvem som svarte, som en variabel; ikke der færre enn «minimum_n» i
    kategorien har svart på spørsmålet."""
    heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over sitatene; utelatt: spørsmålet."""

    def division(self, project: Project) -> Dividing | None:
        """Return what is told of who answered, where anything is."""
        return dividing(project, self.survey, self.by) if self.by else None

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return its survey, and what the division is made of."""
        division = self.division(project)
        found = Reads(frozenset({self.survey}))
        return found | division.reads if division else found

    def uses(self, project: Project, wave: str) -> object:
        """Return the question, and what is told of who answered."""
        asked = [q for q in project.surveys[self.survey].open_questions if q.name == self.question]
        division = self.division(project)
        used = [division.label, division.used(project, wave)] if division else None
        return [[content(question) for question in asked], used]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield a survey or an open question that is unknown, and what does not divide it."""
        if self.survey not in project.surveys:
            yield at.fault("survey", self.survey, project.surveys)
            return
        asked = [question.name for question in project.surveys[self.survey].open_questions]
        yield from at.known("question", self.question, asked)
        if self.by:
            yield from undivided(project, self.survey, self.by, at)
