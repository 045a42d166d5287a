"""A wave: one round of data collection, laid in a folder under data/raw."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaluering.config.base import MOST, Identifier, Model, Name, Text, unfit
from evaluering.config.changes import Changes

Year = Annotated[int, Field(ge=1900, le=2200)]


Count = Annotated[int, Field(ge=0, le=MOST)]


class OutcomeCounts(Model):
    """How many units had each final disposition, by AAPOR's names; the answers are counted."""

    partial: Count = 0
    """Svar som er bare delvis utfylt (AAPOR P); de er blant svarene i datafilen."""
    refusal: Count = 0
    """Nektet eller brøt av (R)."""
    non_contact: Count = 0
    """Ble ikke nådd (NC)."""
    other: Count = 0
    """I målgruppen, men svarte ikke av andre grunner (O)."""
    ineligible: Count = 0
    """Viste seg ikke å høre til målgruppen."""
    unknown: Count | None = None
    """Ukjent om de hører til målgruppen (UH, UO). Utelatt: resten av dem som fikk skjemaet."""


class SurveyFile(Model):
    """One survey's data file in a wave."""

    file: Name
    """Filnavnet i bølgens mappe: .sav, .zsav, .por, .dta, .xlsx eller .csv."""
    encoding: str | None = None
    """Tegnsettet i en gammel fil, for eksempel WINDOWS-1252. Utelatt: filens eget."""
    header_rows: int = Field(default=1, ge=1, le=10)
    """Hvor mange rader øverst i en CSV-fil eller et ark som er overskrifter. Navnene står i den
    første; de andre (spørsmålene, eller tekniske koder) er ingen respondenter. Qualtrics har 3."""
    sheet: Name | None = None
    """Arket i en Excel-fil. Utelatt: det første."""
    sample: Literal["invited", "convenience"] = "invited"
    """invited: de som fikk skjemaet, eller alle i populasjonen; convenience: et selvvalgt utvalg,
    som en åpen lenke eller et panel, der ingen vet hvor mange som kunne ha svart. Da oppgis ingen
    svarprosent, og det sies under tabellen."""
    population: int | None = Field(default=None, ge=1, le=MOST)
    """Hvor mange aktørgruppen består av. Utelatt: ukjent, og ingen svarprosent."""
    sent: int | None = Field(default=None, ge=1, le=MOST)
    """Hvor mange skjemaet ble sendt til. Utelatt: alle i populasjonen."""
    dispositions: OutcomeCounts | None = None
    """Hvordan det gikk med dem som ikke svarte, for ratene i «outcome_rates»."""
    changes: Changes = {}

    @model_validator(mode="after")
    def _file_lies_in_the_folder(self) -> SurveyFile:
        # what lies elsewhere is not watched, protected or deleted with the wave
        path = PureWindowsPath(self.file)  # knows both kinds of slashes
        if path.anchor or ".." in path.parts:
            raise unfit(
                f"{self.file}, som ikke ligger i bølgens mappe",
                f"en fil i mappen, som {path.name or 'svar.sav'}", "file",
            )  # fmt: skip
        return self

    @model_validator(mode="after")
    def _sent_within_population(self) -> SurveyFile:
        if self.sent and self.population and self.sent > self.population:
            raise unfit(
                f"{self.sent}, som er større enn «population»", f"høyst {self.population}", "sent"
            )
        if self.sample == "convenience":
            stated = ("sent", "population", "dispositions")
            if wrong := [key for key in stated if getattr(self, key) is not None]:
                raise unfit(
                    f"«{wrong[0]}» med «sample: convenience»",
                    "ingen av «sent», «population» og «dispositions»: ingen vet hvor mange som "
                    "kunne ha svart",
                    wrong[0],
                )
        return self

    @property
    def invited(self) -> int | None:
        """How many were asked to answer, if it is known."""
        return self.sent or self.population


class Wave(Model):
    """One round of data collection."""

    id: Identifier
    """Mappens navn."""
    title: Text
    """Bølgens tittel."""
    draft: bool = False
    """true: laget av «evaluering wave new» og ikke lest gjennom ennå. Slett linjen når den er det;
    før det lages ingenting av bølgen."""
    source: Literal["syntetisk", "mikrodata"]
    """syntetisk: alt som lages av bølgen merkes «syntetiske data»."""
    registry_year: Year | dict[Identifier, Year] | None = None
    """Året for registerdataene, felles eller per register; utelatt: «year» i registries.yaml."""
    surveys: dict[Identifier, SurveyFile] = Field(min_length=1)
    """Undersøkelsene som bølgen har, med datafil."""

    @property
    def stamp(self) -> str:
        """The words that every artefact of the wave carries; empty for microdata."""
        return "Syntetiske data" if self.source == "syntetisk" else ""

    def year(self, registry: str) -> int | None:
        """Return the year that the wave states for a registry, if it states one."""
        if isinstance(self.registry_year, dict):
            return self.registry_year.get(registry)
        return self.registry_year
