"""What exhibits of a group's numbers share: the group, the numbers, and what divides them."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Name, Reference, Text
from evaluering.config.divisions import Dividing, dividing
from evaluering.config.exhibits.base import PRESENTATION, Details, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.naming import undivided
from evaluering.config.measures import reads_of, survey_of, unmeasured, used_of
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@dataclass(frozen=True, kw_only=True)
class MeasureDetails(Details):
    """The answer scale of each number that is an item, by name: those of one share an axis."""

    scales: dict[str, str] = field(default_factory=dict)


class OfMeasures(Exhibit):
    """An exhibit of numbers of one group's respondents."""

    named_by: ClassVar[str] = "variables"
    """The key that names the numbers."""

    group: Identifier
    """Aktørgruppen."""
    labels: Annotated[dict[str, Text], PRESENTATION] = {}
    """Andre tekster enn kodebokens, etter variabelens, leddets eller indeksens navn."""

    @property
    @abstractmethod
    def measures(self) -> list[str]:
        """The names of the numbers, in order."""

    @property
    def divided_by(self) -> str | None:
        """What divides the respondents; None of all of them at once."""
        return None

    def division(self, project: Project) -> Dividing | None:
        """Return what divides the respondents, where anything does."""
        survey = project.groups[self.group].survey
        return dividing(project, survey, self.divided_by) if self.divided_by else None

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return the group's survey, the indices, and what the division is made of."""
        division = self.division(project)
        found = reads_of(project, self.group, self.measures)
        return found | division.reads if division else found

    def uses(self, project: Project, wave: str) -> object:
        """Return the group, the numbers, and what divides them."""
        division = self.division(project)
        used = used_of(project, self.group, self.measures)
        return [used, [division.label, division.used(project, wave)] if division else None]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, and labels of none of the numbers."""
        yield from unmeasured(project, self.group, self.measures, at, self.named_by)
        yield from at.known("labels", self.labels, self.measures)
        if self.divided_by and (survey := survey_of(project, self.group)):
            yield from undivided(project, survey, self.divided_by, at)

    def label(self, name: str, own: str) -> str:
        """Return what a number is called here."""
        return self.labels.get(name, own)


class Divided(OfMeasures):
    """Several numbers, by category or of all."""

    details = MeasureDetails

    variables: Distinct[Name] = Field(min_length=1)
    """Tallene: tallvariabler, ledd (kodene er tallene) og indekser av gruppen."""
    by: Name | None = None
    """Det som deler respondentene: en variabel, et ledd, et flervalgsspørsmål eller klasser."""
    row_labels: Annotated[dict[Reference, Text], PRESENTATION] = {}
    """Andre tekster på kategoriene, etter kode, boks eller klasse."""

    @property
    def measures(self) -> list[str]:
        """The variables."""
        return self.variables

    @property
    def divided_by(self) -> str | None:
        """What divides the respondents."""
        return self.by

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield texts of no category, too."""
        yield from super().faults(project, at)
        if survey_of(project, self.group):
            division = self.division(project)
            yield from at.known("row_labels", self.row_labels, division.names if division else [])
