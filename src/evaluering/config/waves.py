"""A wave: one round of data collection, laid in a folder under data/raw."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Text


class SurveyFile(Model):
    """One survey's data file in a wave."""

    file: Text
    """Filnavnet i bølgens mappe: .sav, .zsav, .dta eller .csv."""
    encoding: str | None = None
    """Tegnsettet i en gammel fil, for eksempel WINDOWS-1252. Utelatt: filens eget."""
    population: int = Field(ge=1)
    """Hvor mange aktørgruppen består av."""
    sent: int = Field(ge=1)
    """Hvor mange skjemaet ble sendt til."""

    @model_validator(mode="after")
    def _sent_within_population(self) -> SurveyFile:
        if self.sent > self.population:
            raise ValueError(f"sent ({self.sent}) er større enn population ({self.population})")
        return self


class Wave(Model):
    """One round of data collection."""

    id: Identifier
    title: Text
    source: Literal["syntetisk", "mikrodata"]
    """syntetisk: alt som lages av bølgen merkes «syntetiske data»."""
    registry_year: int | None = Field(default=None, ge=1990, le=2100)
    """Året for SSBs kommunedata; utelatt: «year» i registry.yaml."""
    surveys: dict[Identifier, SurveyFile] = Field(min_length=1)

    @property
    def stamp(self) -> str:
        """The words that every artefact of the wave carries; empty for microdata."""
        return "Syntetiske data" if self.source == "syntetisk" else ""
