"""Exhibits of who was asked, who answered and who remain in the analyses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Model, Text, VariableName, each_once, unfit
from evaluering.config.exhibits.base import Exhibit, Labelled


class ResponseRates(Labelled):
    """Population, answers and response rate by survey or by one variable of a survey."""

    kind: Literal["response_rates"]
    survey: Identifier | None = None
    """Utelatt: én rad per undersøkelse."""
    surveys: list[Identifier] = []
    """Undersøkelsene i tabellen uten «survey»; utelatt: alle som bølgen har."""
    by: VariableName | None = None
    """Variabelen eller flervalgsspørsmålet som deler radene; rammen har de samme kodene."""
    heading: Text | None = None
    """Overskriften over radene; utelatt: «Aktør» på rapportens språk."""
    shares: Distinct[Literal["population", "n"]] = ["population", "n"]
    """Hvilke av antallene som har prosent av totalen i parentes (med by)."""
    percent_of: Literal["answers", "respondents"] = "answers"
    """answers: av alle svarene i tabellen, der den som krysser av to ganger, telles to ganger;
    respondents: av respondentene."""
    total_rate_of: Literal["sent", "frame"] = "sent"
    """Totalens svarprosent. sent: respondentene av alle som fikk skjemaet; frame: svarene i
    tabellen av summen av rammen."""
    population_rate: bool = False
    """Om et utvalgs svarprosent også oppgis av populasjonen (uten by)."""

    @model_validator(mode="after")
    def _survey_and_by_go_together(self) -> ResponseRates:
        if (self.survey is None) != (self.by is None):
            raise unfit(
                "«survey» uten «by»" if self.by is None else "«by» uten «survey»",
                "begge («survey: ledere» og «by: rolle»), eller ingen av dem",
            )
        return self


class Membership(Exhibit):
    """Members by unit and role: counts and per cent of the unit's members.

    The numbers are the wave's frames/<survey>-medlemmer.csv.
    """

    kind: Literal["membership"]
    survey: Identifier
    """Undersøkelsen som gikk til medlemmene."""
    heading: Text
    """Overskriften over radene."""


class RatePanel(Model):
    """One survey in a figure of response rates."""

    survey: Identifier
    """Undersøkelsen; rammen må ha variabelens koder."""
    by: VariableName
    """Variabelen som deler respondentene, for eksempel fylke."""
    colour_of: Identifier
    """Aktørgruppen som gir stolpene farge."""


class Rates(Exhibit):
    """Response rates by county or another variable, with intervals, for one or more surveys."""

    drawn = True

    kind: Literal["rates"]
    panels: Annotated[
        list[RatePanel], each_once(lambda panel: f"{panel.survey} etter {panel.by}")
    ] = Field(min_length=1)
    """Undersøkelsene ovenfra og ned."""
    sort_by: Literal["rate", "codebook"] = "rate"
    """rate: høyeste svarprosent først; codebook: kodebokens rekkefølge."""

    @property
    def groups(self) -> list[str]:
        """The actor groups whose colours the figure uses."""
        return [panel.colour_of for panel in self.panels]


class Attrition(Labelled):
    """From those invited to those whose answers are linked to a registry, step by step."""

    drawn = True

    kind: Literal["attrition"]
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste."""
