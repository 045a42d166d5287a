"""Population, answers and response rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import model_validator

from evaluering.config.base import Distinct, Identifier, Text, VariableName, unfit
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Details, Faults, KeyPlace, Labelled
from evaluering.config.exhibits.naming import unframed
from evaluering.config.presence import surveys_in
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@dataclass(frozen=True, kw_only=True)
class ResponseRatesDetails(Details):
    """The variable that divides the rows; None of one row a survey."""

    variable: str | None = None


@final
class ResponseRates(Labelled):
    """Population, answers and response rate by survey or by one variable of a survey."""

    details = ResponseRatesDetails

    filtered = False
    kind: Literal["response_rates"]
    """Populasjon, antall svar og svarprosent, per undersøkelse eller per kategori."""
    survey: Identifier | None = None
    """Utelatt: én rad per undersøkelse."""
    surveys: list[Identifier] = []
    """Undersøkelsene i tabellen uten «survey»; utelatt: alle som bølgen har."""
    by: VariableName | None = None
    """Variabelen eller flervalgsspørsmålet som deler radene; rammen har de samme kodene."""
    heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over radene; utelatt: «Aktør» på rapportens språk."""
    shares: Annotated[Distinct[Literal["population", "n"]], PRESENTATION] = ["population", "n"]
    """Hvilke av antallene som har prosent av totalen i parentes (med by)."""
    percent_of: Literal["answers", "respondents"] = "answers"
    """answers: av alle svarene i tabellen, der den som krysser av to ganger, telles to ganger;
    respondents: av respondentene."""
    total_rate_of: Literal["sent", "frame"] = "sent"
    """Totalens svarprosent. sent: respondentene av alle som fikk skjemaet; frame: svarene i
    tabellen av summen av rammen."""
    population_rate: Annotated[bool, PRESENTATION] = False
    """Om et utvalgs svarprosent også oppgis av populasjonen (uten by)."""

    @model_validator(mode="after")
    def _survey_and_by_go_together(self) -> ResponseRates:
        if (self.survey is None) != (self.by is None):
            raise unfit(
                "«survey» uten «by»" if self.by is None else "«by» uten «survey»",
                "begge («survey: ledere» og «by: rolle»), eller ingen av dem",
            )
        return self

    def reads(self, project: Project, wave: str) -> Reads:
        """Return its survey and the frame; by survey, those that the wave has."""
        if self.survey is None or self.by is None:
            own = frozenset(project.waves[wave].surveys)
            return Reads(present=own & frozenset(self.surveys) if self.surveys else own)
        survey = frozenset({self.survey})
        divided = frozenset({(self.survey, self.by)})
        return Reads(survey, frames=survey, divisions=divided)

    def uses(self, project: Project, wave: str) -> object:
        """Return the wave, with the surveys' titles or with what divides the survey."""
        spec = content(project.waves[wave])
        if self.survey is None or self.by is None:
            return [spec, [survey.title for survey in surveys_in(project, wave)]]
        return [spec, content_of_division(project, self.survey, self.by)]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, and row labels of no row."""
        yield from at.known("surveys", self.surveys, project.surveys)
        if self.survey is None or self.by is None:
            yield from at.known("row_labels", self.row_labels, project.surveys)
            return
        yield from unframed(project, self.survey, self.by, at)
        if self.survey in project.surveys:
            rows = project.surveys[self.survey].categories(self.by) or {}
            yield from at.known("row_labels", self.row_labels, rows)


def content_of_division(project: Project, survey: str, by: str) -> object:
    """Return the variable or the question with boxes that divides a survey."""
    spec = project.surveys[survey]
    variable = spec.variable(by) or spec.multiple_response(by)
    return content(variable) if variable else None
