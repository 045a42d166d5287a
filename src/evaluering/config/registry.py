"""SSB's municipality data: the variables, and the structural variables in classes."""

from __future__ import annotations

from pydantic import Field

from evaluering.config.base import Identifier, Model, Text
from evaluering.config.indices import Classes

Selection = dict[str, str | list[str]]


class RegistryVariable(Model):
    """One variable a municipality, read from one JSON-stat2 reply."""

    id: Identifier
    label: Text
    unit: Text
    decimals: int = Field(default=1, ge=0, le=4)
    table: str = Field(pattern=r"^\d{5}$")
    """SSBs tabellnummer."""
    file: str = Field(pattern=r"^[^/\\]+\.json$")
    """Filen med SSBs svar i bølgens mappe ssb/."""
    region: Text
    """Dimensjonen som holder kommunenummeret."""
    select: Selection
    """Dimensjon og kode(r); flere koder summeres."""
    share_of: Selection | None = None
    """Nevneren når variabelen er en prosentandel: samme form som select."""


class Structural(Model):
    """A structural variable: one registry variable in classes."""

    id: Identifier
    label: Text
    variable: Identifier
    classes: Classes


class Linking(Model):
    """Which respondents are linked to the registry, and by which variable."""

    group: Identifier
    """Aktørgruppen som representerer en kommune."""
    municipality: Text
    """Variabelen med kommunenummeret."""


class Registry(Model):
    """Everything about the registry and the linking."""

    year: int
    region_pattern: str = r"^\d{4}$"
    """Hvilke regionkoder som er kommuner."""
    excluded_regions: list[str] = []
    """Koder som ser ut som kommuner, men ikke er det (uoppgitt)."""
    linking: Linking
    variables: list[RegistryVariable] = Field(min_length=1)
    structural: list[Structural] = []
