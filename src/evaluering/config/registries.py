"""Registries, such as SSB's municipality data, and the links from respondents to them."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import PurePath

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Name, Real, Text, unfit
from evaluering.config.indices import Classes

Selection = dict[str, str | list[str]]
API, KLASS = "https://data.ssb.no/api/pxwebapi/v2", "https://data.ssb.no/api/klass/v1"
WEB = r"^https?://[^\s/]+"
REPLY, TABLES = ".json", (".csv", ".xlsx")
"""The suffix of a JSON-stat2 reply, and those of plain tables."""


MOST_COUNTED = 1e10
"""More than that there is nowhere of what units are counted by: the world has fewer people."""


def with_year(text: str, year: int) -> str:
    """Return a text with the year in the place of ``{year}`` and ``{next_year}``."""
    return text.replace("{year}", str(year)).replace("{next_year}", str(year + 1))


class RegistryVariable(Model):
    """One variable of a registry, read from a JSON-stat2 reply or from a plain table."""

    id: Identifier
    """Navnet som tabeller viser til; det samme bare én gang i prosjektet."""
    label: Text
    """Variabelens tekst; {year} er året for dataene."""
    unit: Text
    """Måleenheten."""
    decimals: int = Field(default=1, ge=0, le=4)
    """Desimaler i verdiene."""
    minimum: Real | None = None
    """Minste rimelige verdi; en lavere stopper kjøringen. Utelatt: 0 for andeler med share_of og
    for hele tall som ikke er kroner, −1000 for andre prosenter, ellers ingen grense."""
    maximum: Real | None = None
    """Største rimelige verdi. Utelatt: 100 for andeler med share_of, 1000 for andre prosenter,
    10 milliarder for hele tall som ikke er kroner, ellers ingen grense."""
    file: str = Field(pattern=r"^[^/\\]+\.(json|csv|xlsx)$")
    """Filen i registerets mappe: et JSON-stat2-svar (.json), eller en tabell (.csv, .xlsx)."""
    table: str | None = Field(default=None, min_length=1)
    """JSON-stat2: tabellnummeret, som svaret kontrolleres mot."""
    region: Name | None = None
    """JSON-stat2: dimensjonen som holder nøkkelen."""
    select: Selection = {}
    """JSON-stat2: dimensjon og kode(r); flere koder summeres."""
    share_of: Selection | None = None
    """JSON-stat2: nevneren når variabelen er en prosentandel, med samme form som select."""
    key: Name | None = None
    """Tabell: kolonnen som holder nøkkelen."""
    column: Name | None = None
    """Tabell: kolonnen som holder verdiene."""
    name: Name | None = None
    """Tabell: kolonnen som holder enhetens navn; utelatt: nøkkelen."""
    sheet: Name | None = None
    """Excel: arket; utelatt: det første."""

    @property
    def is_reply(self) -> bool:
        """Whether it is read from a JSON-stat2 reply."""
        return PurePath(self.file).suffix == REPLY

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest plausible value."""
        low, high = -math.inf, math.inf
        if self.share_of is not None:
            low, high = 0.0, 100.0
        elif self.unit.startswith("prosent"):
            low, high = -1000.0, 1000.0
        elif self.decimals == 0 and not self.unit.startswith("kroner"):
            low, high = 0.0, MOST_COUNTED
        return (
            low if self.minimum is None else self.minimum,
            high if self.maximum is None else self.maximum,
        )

    @model_validator(mode="after")
    def _bounds_are_in_order(self) -> RegistryVariable:
        low, high = self.bounds
        if not low <= high:
            raise unfit(
                f"{low:g}, som er større enn «maximum» ({high:g})", f"høyst {high:g}", "minimum"
            )
        return self

    @model_validator(mode="after")
    def _keys_fit_the_file(self) -> RegistryVariable:
        stated = self.model_fields_set
        if self.is_reply:
            missing, foreign = {"region"} - stated, stated & {"key", "column", "name", "sheet"}
        else:
            missing, foreign = {"key", "column"} - stated, stated & {
                "table", "region", "select", "share_of"
            }  # fmt: skip
        if missing:
            raise unfit(
                f"«{min(missing)}» mangler", f"«{min(missing)}», som filen {self.file} trenger"
            )
        if foreign:
            raise unfit(
                f"«{min(foreign)}» passer ikke til filen {self.file}", f"ingen «{min(foreign)}»: "
                f"{'bare tabeller (.csv, .xlsx)' if self.is_reply else 'bare JSON-svar'} har den",
                min(foreign),
            )  # fmt: skip
        return self


class Structural(Model):
    """A structural variable: one registry variable in classes."""

    id: Identifier
    """Navnet som tabeller viser til; det samme bare én gang i prosjektet."""
    label: Text
    """Overskriften over klassene; {year} er året for dataene."""
    variable: Identifier
    """Registervariabelen som deles."""
    classes: Classes
    """Klassene, den laveste først."""


class Noun(Model):
    """What a registry's units are called, in each form that the texts need."""

    one: Text
    """Entall: «kommune»."""
    many: Text
    """Flertall: «kommuner»."""
    article: Text = "en"
    """Artikkelen: «en» kommune, «ei» bygd, «et» universitet; på nynorsk ein, ei, eit, på engelsk a
    eller an."""


class Registry(Model):
    """A registry: units with a key, and variables of them."""

    id: Identifier
    """Navnet som koblinger viser til."""
    unit: Noun
    """Hva enhetene kalles."""
    source: Text
    """Hvor dataene kommer fra, slik metodekapitlet sier det: «SSBs kommunedata»."""
    key: Text
    """Hva nøkkelen kalles: «firesifret kommunenummer»."""
    folder: str | None = Field(default=None, pattern=r"^[A-Za-z0-9æøåÆØÅ_-]+$")
    """Mappen med filene i bølgens mappe; utelatt: registerets id."""
    year: int = Field(ge=1900, le=2200)
    """Året for dataene: {year} i utvalg og etiketter. En bølge kan ha sitt eget."""
    digits: int | None = Field(default=None, ge=1, le=20)
    """Antall sifre i nøkkelen; koder med et annet antall er ikke enheter. Utelatt: alle koder."""
    excluded: list[str] = []
    """Koder som ser ut som enheter, men ikke er det (uoppgitt)."""
    expected: int | None = Field(default=None, ge=1, le=10_000_000)
    """Hvor mange enheter registeret skal ha. Utelatt: så mange som filene har til sammen."""
    complete: float = Field(default=0.5, ge=0, le=1)
    """Hvor stor del av enhetene som minst må ha en verdi i hver variabel; har færre, stopper
    kjøringen. 1: alle."""
    api: str = Field(default=API, pattern=WEB)
    """Adressen til PxWebApi v2, som «evaluering registry fetch» spør. Utelatt: SSB."""
    classification: int | None = Field(default=None, ge=1, le=100_000)
    """Kodeverket i Klass som har enhetene, år for år: 131 er kommunene. Bare enheter som gjelder
    i dataenes år, hentes og leses. Utelatt: alle koder i tabellen."""
    klass: str = Field(default=KLASS, pattern=WEB)
    """Adressen til Klass. Utelatt: SSB."""
    downloads: dict[str, Name] = {}
    """Filer som hentes hele: filnavnet, og nettadressen eller stien de hentes fra. Andre
    JSON-stat2-filer hentes av tabellen i «table»."""
    variables: list[RegistryVariable] = Field(min_length=1)
    """Variablene."""
    structural: list[Structural] = []
    """Variabler delt i klasser."""

    @model_validator(mode="after")
    def _downloads_are_read(self) -> Registry:
        if unread := [file for file in self.downloads if file not in self.files]:
            raise unfit(
                f"«{unread[0]}», som ingen variabel leses av", ", ".join(self.files), "downloads"
            )
        return self

    def codes_file(self, year: int) -> str:
        """Return the file of the units that there are in a year; none without a classification."""
        return f"klass-{self.classification}-{year}.json" if self.classification else ""

    @property
    def place(self) -> str:
        """The folder of its files in a wave's folder."""
        return self.folder or self.id

    def variable(self, name: str) -> RegistryVariable:
        """Return a variable by id."""
        return next(v for v in self.variables if v.id == name)

    def classified(self, name: str) -> Structural:
        """Return a structural variable by id."""
        return next(s for s in self.structural if s.id == name)

    @property
    def files(self) -> list[str]:
        """The files that its variables are read from."""
        return sorted({variable.file for variable in self.variables})


class Link(Model):
    """Which respondents are linked to a registry, and by which variable."""

    id: Identifier
    """Navnet som figurer kan vise til når et register har flere koblinger."""
    registry: Identifier
    """Registeret."""
    group: Identifier
    """Aktørgruppen som hører til en enhet i registeret."""
    key: Name
    """Variabelen med nøkkelen, av kind: key."""


class RegistriesFile(Model):
    """registries.yaml."""

    registries: list[Registry] = Field(min_length=1)
    """Registrene."""
    links: list[Link] = []
    """Koblingene fra aktørgrupper til registrene."""

    @model_validator(mode="after")
    def _names_are_unique(self) -> RegistriesFile:
        named = {
            "registries.id": [r.id for r in self.registries],
            "variables.id": [v.id for r in self.registries for v in r.variables],
            "structural.id": [s.id for r in self.registries for s in r.structural],
            "links.id": [link.id for link in self.links],
        }
        for key, names in named.items():
            if doubled := [name for name, count in Counter(names).items() if count > 1]:
                at = "links" if key == "links.id" else "registries"
                raise unfit(f"«{doubled[0]}» står flere ganger ({key})", "hver id én gang", at)
        return self
