"""The themes that the answers to an open question were coded into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Name, Text, VariableName
from evaluering.config.divisions import dividing
from evaluering.config.exhibits.agreement import codes_of, text_of, uncoded
from evaluering.config.exhibits.base import PRESENTATION, Faults, KeyPlace, Labelled
from evaluering.config.exhibits.naming import undivided
from evaluering.config.exhibits.ordering import Order, unordered
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@final
class Themes(Labelled):
    """How many mention each theme, in all and by group; never what anyone wrote."""

    kind: Literal["themes"]
    """Temaene i kodede svar på et åpent spørsmål: hvor mange som nevner hvert, aldri svarene."""
    survey: Identifier
    """Undersøkelsen som variablene står i."""
    codes: Distinct[VariableName] = Field(min_length=1)
    """Variablene med kodene; flere når et svar kan ha flere temaer."""
    by: Name | None = None
    """Det som deler kolonnene: en variabel, et ledd, et flervalgsspørsmål, klassene av en indeks
    eller en strukturell variabel, eller groups; utelatt: alle under ett."""
    order: Order = "frequency"
    """frequency: det hyppigste temaet først; ascending: det sjeldneste først; codebook: kodebokens
    rekkefølge; eller en liste med koder, der resten følger i kodebokens rekkefølge."""
    heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over temaene; utelatt: «Tema» på rapportens språk."""

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (as its keys say)
        """Return its survey, and what divides it."""
        divided = dividing(project, self.survey, self.by) if self.by else None
        return Reads(frozenset({self.survey})) | (divided.reads if divided else Reads())

    def uses(self, project: Project, wave: str) -> object:
        """Return the codes with their labels, and what divides the columns."""
        codes = [
            [text_of(project.surveys[self.survey], name), codes_of(project, self.survey, name)]
            for name in self.codes
        ]
        divided = dividing(project, self.survey, self.by) if self.by else None
        return [codes, divided.used(project, wave) if divided else None]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield variables that are unknown or have other codes, and row labels of no code."""
        if self.survey not in project.surveys:
            yield at.fault("survey", self.survey, project.surveys)
            return
        yield from uncoded(project, self.survey, self.codes, at, "codes")
        codes = codes_of(project, self.survey, self.codes[0])
        yield from at.known("row_labels", self.row_labels, map(str, codes))
        yield from unordered(self.order, [str(code) for code in codes], at)
        if self.by is not None:
            yield from undivided(project, self.survey, self.by, at)
