"""How a survey's respondents were drawn, and what each of them stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from evaluering.config.base import MOST, Distinct, Model, VariableName, unfit
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.columns import Column
    from evaluering.config.surveys import Survey

Size = Annotated[float, Field(ge=1, le=MOST)]
FRAME = "frame"
"""What `population` says where the sizes are those of the wave's frame."""


class RakeToFrame(Model):
    """Weights that make the respondents as the frame is, on each of some variables."""

    variables: Distinct[VariableName] = Field(min_length=1)
    """Bakgrunnsvariablene som rammen (frames/<undersøkelse>.csv) har populasjonen for. Vektene
    begynner på «weight», eller på 1, og justeres for én variabel om gangen til alle stemmer."""
    minimum: float = Field(default=0, ge=0, lt=1)
    """Minste vekt, når gjennomsnittet er 1. Mindre vekter kappes, og rakingen fortsetter."""
    maximum: float | None = Field(default=None, gt=1, le=1000)
    """Største vekt, når gjennomsnittet er 1. Utelatt: ingen grense."""
    unanswered: Literal["average", "refuse"] = "average"
    """Den som mangler en av variablene. average: beholder vekten sin og får ikke rakingens
    justering; refuse: kjøringen stopper."""
    empty: Literal["refuse", "leave_out"] = "refuse"
    """En kategori i rammen som ingen respondenter er i. refuse: kjøringen stopper; leave_out: de
    andre kategoriene vektes til seg imellom, og det står i regnskapet."""


class SampleDesign(Model):
    """Weights, strata, clusters and sizes of the population."""

    weight: VariableName | None = None
    """Tallvariabelen med vekten. 0 teller ikke med; negative tall er en feil."""
    strata: Distinct[VariableName] = []
    """Variablene som deler utvalget i strata; flere sammen gir ett stratum for hver kombinasjon."""
    clusters: VariableName | None = None
    """Variabelen som sier hvilken klynge (skole, kommune) respondenten ble trukket gjennom."""
    cluster_names: Literal["unique", "within_strata"] = "unique"
    """unique: det samme navnet er den samme klyngen, og en klynge i to strata er en feil;
    within_strata: navnene begynner på nytt i hvert stratum."""
    population: Literal["frame"] | VariableName | Size | None = None
    """Hvor mange klynger (uten klynger: personer) populasjonen har i hvert stratum, for korreksjon
    for endelig populasjon: en tallvariabel, «frame» for rammens tall, eller ett tall uten strata.
    Utelatt: ingen korreksjon."""
    single_unit: Literal["adjust", "average", "remove", "refuse"] = "adjust"
    """Et stratum med én enhet, som survey.lonely.psu i R. adjust: variansen regnes fra
    gjennomsnittet av alle; average: som i de andre strataene; remove: bidrar ikke; refuse:
    kjøringen stopper."""
    incomplete: Literal["refuse", "leave_out"] = "refuse"
    """Den som mangler vekt, stratum, klynge eller populasjon. refuse: kjøringen stopper;
    leave_out: teller ikke med i vektede tall, og det står under dem."""
    rake: RakeToFrame | None = None
    """Raking til rammen: et eget steg, med vektene og regnskapet i data/processed."""
    weighted: bool = False
    """Om figurer og tabeller av undersøkelsen er vektet når verken de eller rapporten sier noe."""

    @model_validator(mode="after")
    def _says_something(self) -> SampleDesign:
        if not (self.weight or self.strata or self.clusters or self.population or self.rake):
            raise unfit(
                "ingenting om utvalget",
                "minst én av «weight», «strata», «clusters», «population» og «rake»",
            )
        if isinstance(self.population, float) and self.strata:
            raise unfit(
                f"ett tall ({self.population:g}) med «strata»",
                "en tallvariabel med størrelsen på respondentens stratum, eller «frame»",
                "population",
            )
        if self.population == FRAME and (self.clusters or len(self.strata) > 1):
            found = "«clusters»" if self.clusters else "flere «strata»"
            raise unfit(
                f"frame med {found}",
                "en tallvariabel med antallet i respondentens stratum: rammen har personer etter "
                "én variabel",
                "population",
            )
        return self

    @property
    def reads_frame(self) -> bool:
        """Whether the wave's population by category is needed."""
        return self.population == FRAME or self.rake is not None

    @property
    def variables(self) -> list[str]:
        """The columns that are read."""
        named = [self.weight, *self.strata, self.clusters]
        if isinstance(self.population, str) and self.population != FRAME:
            named.append(self.population)
        named += self.rake.variables if self.rake else []
        return list(dict.fromkeys(name for name in named if name))


def design_faults(survey: Survey, columns: dict[str, Column], file: str) -> Iterator[ConfigError]:
    """Yield what a design names that the codebook lacks, or has as something else."""
    design = survey.design
    if design is None:
        return
    numbers = [name for name, column in columns.items() if column.kind == "number"]
    known = [name for name, column in columns.items() if column.kind not in ("identifier", "text")]
    nominal = [v.name for v in survey.variables if v.kind == "nominal"]
    asked = [("weight", design.weight, numbers), ("clusters", design.clusters, known)]
    asked += [(f"strata[{place}]", name, known) for place, name in enumerate(design.strata)]
    if isinstance(design.population, str) and design.population != FRAME:
        asked.append(("population", design.population, numbers))
    if design.population == FRAME:
        asked += [("strata", name, nominal) for name in design.strata]
    if design.rake:
        asked += [("rake.variables", name, nominal) for name in design.rake.variables]
    for key, name, allowed in asked:
        if name is not None and name not in allowed:
            column = columns.get(name)
            found = f"{name} (kind: {column.kind})" if column else name
            kind = "number" if allowed is numbers else "nominal" if allowed is nominal else ""
            if column is not None and kind:
                named = f"variabler av kind: {kind} ({', '.join(allowed) or 'ingen'})"
                yield ConfigError(file, f"design.{key}", found, named)
            else:
                yield ConfigError(file, f"design.{key}", found, allowed)
