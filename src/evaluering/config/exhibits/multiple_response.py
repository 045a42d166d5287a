"""Frequencies of a question where several boxes can be ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Name, Text, VariableName, unfit
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Details, Faults, KeyPlace, Labelled
from evaluering.config.exhibits.naming import undivided
from evaluering.config.exhibits.tabulated import divisions_in, reads_of
from evaluering.config.filters import content_of_group
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.questions import MultipleResponse

Base = Literal["asked", "answered"]
MOST_COLUMNS = 12
"""So many groups can be told apart in a figure."""


@dataclass(frozen=True, kw_only=True)
class MultipleResponseDetails(Details):
    """What the per cents are of, and the question, which heads the rows where nothing else does."""

    base: Base
    question: str


@final
class MultipleResponseTable(Labelled):
    """Frequencies of a multiple-response question, in all or by group."""

    details = MultipleResponseDetails
    weighable = True

    kind: Literal["multiple_response"]
    """Hvor mange som har krysset av hver boks i et flervalgsspørsmål, i alt eller per gruppe."""
    survey: Identifier
    """Undersøkelsen som spørsmålet står i."""
    question: VariableName
    """Flervalgsspørsmålets id i kodeboken."""
    base: Base | None = None
    """Hva prosenten er av. asked: av dem som fikk spørsmålet («asked_if»), også de ubesvarte;
    answered: av dem som har svart på det. Utelatt: asked når spørsmålet har «asked_if», ellers
    answered. Det står under tabellen og figuren."""
    by: Name | None = None
    """Det som deler respondentene: en variabel, et ledd, et flervalgsspørsmål, en indeks, en
    strukturell variabel eller groups (aktørgruppene); eller groups."""
    groups: Distinct[Identifier] = []
    """Aktørgrupper i undersøkelsen, i tegnforklaringens rekkefølge; eller by."""
    heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over radene; utelatt: spørsmålet."""
    order: Literal["frequency", "codebook"] = "frequency"
    """frequency: hyppigste først; codebook: kodebokens rekkefølge."""
    column_order: Annotated[Distinct[Literal["n", "percent"]], PRESENTATION] = ["n", "percent"]
    """Kolonnene fra venstre: antall og prosent."""
    decimals: Annotated[int, PRESENTATION] = Field(default=0, ge=0, le=2)
    """Desimaler i prosenten."""

    @model_validator(mode="after")
    def _is_divided_once(self) -> MultipleResponseTable:
        if self.by and self.groups:
            raise unfit("både «by» og «groups»", "én av dem")
        return self

    @property
    def coloured(self) -> list[str]:
        """Its groups."""
        return self.groups

    def base_of(self, question: MultipleResponse) -> Base:
        """Return what the per cents are of: what is stated, or what the routing tells."""
        routed = question.asked_if or any(option.asked_if for option in question.options)
        return self.base or ("asked" if routed else "answered")

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (as its keys say)
        """Return its survey, and what divides it."""
        by = divisions_in(project, self.survey, [self.by] if self.by else [], None)
        return Reads(frozenset({self.survey})) | reads_of(by)

    def uses(self, project: Project, wave: str) -> object:
        """Return the question with its boxes, and what divides it."""
        question = project.surveys[self.survey].multiple_response(self.question)
        by = divisions_in(project, self.survey, [self.by] if self.by else [], None)
        groups = [content_of_group(project, project.groups[name]) for name in self.groups]
        return [
            content(question) if question else None,
            [of.used(project, wave) for of in by],
            groups,
        ]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield a survey or question that is unknown, and what does not divide it."""
        if self.survey not in project.surveys:
            yield at.fault("survey", self.survey, project.surveys)
            return
        book = project.surveys[self.survey]
        yield from at.known("question", self.question, [m.id for m in book.multiple_responses])
        own = [name for name, group in project.groups.items() if group.survey == self.survey]
        yield from at.known("groups", self.groups, own)
        if self.by is not None:
            yield from undivided(project, self.survey, self.by, at)
        question = book.multiple_response(self.question)
        if question is not None:
            yield from at.known("row_labels", self.row_labels, [o.name for o in question.options])
        found = divisions_in(project, self.survey, [self.by] if self.by else [], None)
        count = len(found[0].names) if found else len(self.groups)
        if self.is_figure and count > MOST_COLUMNS:
            told = f"{count} grupper i én figur"
            yield at.fault(
                "by" if self.by else "groups", told, f"høyst {MOST_COLUMNS}, eller en tabell"
            )
