"""Frequencies of a question where several boxes can be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from evaluering.config.base import Distinct, Identifier, Text, VariableName
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@final
class MultipleResponseTable(Exhibit):
    """Frequencies of a multiple-response question, per cent of the respondents."""

    kind: Literal["multiple_response"]
    """Hvor mange som har krysset av hver boks i et flervalgsspørsmål."""
    survey: Identifier
    """Undersøkelsen som spørsmålet står i."""
    question: VariableName
    """Flervalgsspørsmålets id i kodeboken."""
    heading: Annotated[Text, PRESENTATION]
    """Overskriften over radene."""
    order: Literal["frequency", "codebook"] = "frequency"
    """frequency: hyppigste først; codebook: kodebokens rekkefølge."""
    column_order: Annotated[Distinct[Literal["n", "percent"]], PRESENTATION] = ["n", "percent"]
    """Kolonnene fra venstre: antall og prosent."""

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (as its keys say)
        """Return its survey."""
        return Reads(frozenset({self.survey}))

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (of any wave)
        """Return the question with its boxes."""
        question = project.surveys[self.survey].multiple_response(self.question)
        return content(question) if question else None

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield a survey or question that is unknown."""
        if self.survey not in project.surveys:
            yield at.fault("survey", self.survey, project.surveys)
            return
        questions = [m.id for m in project.surveys[self.survey].multiple_responses]
        yield from at.known("question", self.question, questions)
