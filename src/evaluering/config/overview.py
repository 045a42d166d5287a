"""chapters.yaml: an overview of a report's chapters, of which its exhibits are drafted."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Model, Name, Text
from evaluering.config.reports import KnownLanguage

REST = "resten"
"""What stands for all that no other chapter shows."""
REPORTS, OVERVIEW = Path("config/reports"), "chapters.yaml"
DRAFTED = ".draft"
"""The folder of what was drafted before: what is not there any longer was deleted by someone."""


class OverviewChapter(Model):
    """One chapter: its heading, what it shows, and what that is broken down by."""

    heading: Text
    """Overskriften i rapporten."""
    survey: Identifier | None = None
    """Undersøkelsen som navnene står i. Utelatt: den i oppsettets «survey»."""
    show: Distinct[Name] = Field(min_length=1)
    """Det som vises: batterier, ledd, variabler, flervalgsspørsmål og indekser ved navn, eller et
    mønster (`q5*`). «resten» er alt som ikke er vist i et annet kapittel."""
    by: Distinct[Name] = []
    """Det som svarene brytes ned på: variabler og spørsmål med kategorier, ved navn eller mønster.
    Tomt: alle under ett."""


class Overview(Model):
    """What a report shows, chapter by chapter; «evaluering draft report» makes exhibits of it."""

    title: Text
    """Rapportens tittel."""
    language: KnownLanguage | None = None
    """Språket rapporten skrives på; utelatt: prosjektets."""
    survey: Identifier | None = None
    """Undersøkelsen som navnene står i; utelatt: den eneste."""
    minimum_answers: int = Field(default=10, ge=1)
    """Det som har færre svar, får ingen figur eller tabell, men en merknad."""
    chapters: list[OverviewChapter] = Field(min_length=1)
    """Kapitlene i rekkefølge."""
