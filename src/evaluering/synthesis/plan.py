"""The plans of the synthetic waves: synthesis.yaml."""

from __future__ import annotations

from typing import Annotated, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Name, VariableName, unfit

Part = Annotated[float, Field(ge=0, le=1)]
Ticks = Annotated[int, Field(ge=0)]


class Margin(Model):
    """A background variable whose counts are printed in a table of the report."""

    variable: VariableName
    """Bakgrunnsvariabelen eller flervalgsspørsmålet."""
    table: Identifier
    """Tabellen som antallene er trykt i."""
    column: Name = "Antall svar"
    """Kolonnen med antallene i tabellen."""
    without: int = Field(default=0, ge=0)
    """Respondenter uten et eneste kryss (bare flervalg)."""
    exclusive: list[VariableName] = []
    """Bokser som ikke krysses av sammen."""


class OpenAnswerPlan(Model):
    """Answers to the open question, coded by one or more coders."""

    count: int = Field(ge=0)
    """Antall åpne svar."""
    among: dict[VariableName, list[int]] = {}
    """Hvem som kan ha svart: variabel og koder. Tomt: alle."""
    coders: list[VariableName] = []
    """Én variabel per koder."""
    codes: dict[int, float] = {}
    """Prosent per kode hos den første koderen."""
    agreement: Part = 1.0
    """Andelen av svarene som de andre koderne gir samme kode."""


class SurveyPlan(Model):
    """The exact structure of one survey."""

    respondents: int = Field(ge=1)
    """Antall respondenter."""
    margins: list[Margin] = []
    """Fordelingene som svarene skal stemme med."""
    population: dict[VariableName, dict[int, int]] = {}
    """Populasjonen i hver kategori av en bakgrunnsvariabel som ikke er trykt i noen tabell."""
    boxes: dict[VariableName, dict[VariableName, Ticks]] = {}
    """Antall kryss i hver boks av et flervalgsspørsmål som ikke er trykt i noen tabell. Er
    summen antallet respondenter, har hver ett kryss."""
    flags: dict[VariableName, list[VariableName]] = {}
    """En ja/nei-variabel som er 1 når en av boksene er krysset av."""
    shares: dict[VariableName, dict[int, float]] = {}
    """Variabel og prosent per kode."""
    even_over: dict[VariableName, VariableName] = {}
    """Variabler med de samme andelene i hver kategori av en annen."""
    open_answers: OpenAnswerPlan | None = None
    """Svarene på det åpne spørsmålet."""
    membership: Identifier | None = None
    """Tabellen med medlemmene etter rolle."""


class MissingValues(Model):
    """How many municipalities lack a registry value."""

    linked: int = 0
    """Blant kommunene som noen representerer."""
    others: int = 0
    """Blant de andre kommunene."""


class Follows(Model):
    """A registry variable that follows another."""

    variable: Identifier
    """Registervariabelen som den følger."""
    correlation: float = Field(gt=-1, lt=1)
    """Korrelasjonen mellom dem."""


class ValuePlan(Model):
    """How a registry variable is drawn: a mean, a slope on size, and noise."""

    mean: float
    """Gjennomsnittet i kommunene."""
    spread: float = Field(gt=0)
    """Standardavviket rundt det."""
    with_size: float = 0.0
    """Endring per standardavvik i folketallets logaritme."""
    skewed: bool = False
    """Om høye verdier ligger lenger fra midten enn lave."""
    decimals: int = Field(default=1, ge=0)
    """Desimaler i verdiene."""
    extremes: tuple[float, float]
    """Laveste og høyeste verdi."""
    follows: Follows | None = None
    """Variabelen den henger sammen med i alle kommuner."""


class MunicipalityPlan(Model):
    """The fictional municipalities, and the respondents who represent one."""

    count_table: Identifier
    """Tabellen med antall kommuner i hver størrelsesklasse."""
    unknown: int = 0
    """Representanter uten oppgitt kommune."""
    several: int = 0
    """Representanter for flere kommuner."""
    repeated: int = 0
    """Kommuner med to representanter."""
    missing: dict[Identifier, MissingValues] = {}
    """Antall uten verdi i registeret."""
    population: tuple[int, int]
    """Laveste og høyeste folketall."""
    values: dict[Identifier, ValuePlan]
    """Hvordan registervariablene trekkes i kommunene som ikke er representert."""


class Distribution(Model):
    """A printed percentage distribution of one item by actor group."""

    table: Identifier
    """Figuren eller tabellen med fordelingen."""
    item: VariableName
    """Leddet."""


class PublishedAnswers(Model):
    """Which printed numbers the answers meet."""

    means: list[Identifier] = []
    """Figurene og tabellene med gjennomsnitt som svarene skal stemme med."""
    rows: dict[VariableName, Name] = {}
    """Ledd som figuren trykker med en annen ordlyd enn kodeboken."""
    distributions: list[Distribution] = []
    """Prosentfordelingene som svarene skal stemme med."""


class ItemPlan(Model):
    """How answers are drawn."""

    sd: float = Field(gt=0)
    """Standardavviket før svarene avrundes til skalaen."""
    attitude: float = Field(ge=0, le=1)
    """Andel av batteriets felles variasjon som alle batterier deler."""
    battery: float = Field(ge=0, le=1)
    """Andel av variasjonen som leddene i et batteri deler."""
    negative_batteries: dict[VariableName, Part] = {}
    """Batterier der høye svar er negative: andel felles med de andre, med motsatt fortegn."""
    dont_know: Part
    """Andel av svarene som er «vet ikke»."""
    unanswered: Part
    """Andel av svarene som mangler."""
    battery_dont_know: dict[VariableName, Part] = {}
    """Batterier med en annen andel «vet ikke»."""
    targets: dict[VariableName, dict[Identifier, float]] = {}
    """Valgt gjennomsnitt per ledd og aktørgruppe. Trykte tall går foran."""
    shares: dict[VariableName, dict[Identifier, dict[int, float]]] = {}
    """Valgt fordeling per ledd og aktørgruppe: prosent per kode av dem som har svart."""
    said_yes: dict[VariableName, dict[Identifier, float]] = {}
    """Prosent «ja» av dem som har svart, per ledd og aktørgruppe."""
    even_over: dict[VariableName, VariableName] = {}
    """Ja/nei-ledd med samme andel i hver kategori av en bakgrunnsvariabel."""
    answered: dict[VariableName, dict[Identifier, int]] = {}
    """Antall gyldige svar, per batteri eller ledd og aktørgruppe."""
    said_dont_know: dict[VariableName, dict[Identifier, float]] = {}
    """Prosent «vet ikke» av dem som fikk spørsmålet, per batteri eller ledd og aktørgruppe."""
    published: PublishedAnswers = PublishedAnswers()
    """De trykte tallene som svarene skal stemme med."""


class RepresentativePlan(Model):
    """How those who represent a municipality are drawn, within what the tables demand."""

    attempts: int = Field(default=12, ge=1)
    """Trekninger som prøves før det gis opp."""
    effort: float = Field(default=2.5, gt=0)
    """Løserens innsats per indeks, i deterministisk tid."""
    extra_cells: int = Field(default=60, ge=0)
    """Kombinasjoner av strukturelle klasser som tilbys ut over trekningen."""
    association: dict[Identifier, dict[Identifier, float]] = {}
    """Korrelasjonen mellom to strukturelle variabler før de deles i klasser."""
    attitude: float = Field(ge=0, le=1)
    """Andel av variasjonen i en indeks som alle indeksene deler."""
    alpha: dict[Identifier, Part]
    """Cronbachs alfa som det siktes mot i hver indeks."""
    unanswered: Part
    """Andel av de manglende svarene som er ubesvart og ikke «vet ikke»."""
    spread: dict[Identifier, float]
    """Standardavviket til hver indeks før klassene bestemmer."""
    means: dict[Identifier, Name] = {}
    """Gjennomsnittet blant alle representantene: id i tekst.csv."""
    negative: list[Identifier] = []
    """Indekser der høye verdier er negative."""
    logarithmic: list[Identifier] = []
    """Registervariabler som spres jevnt på logaritmisk skala."""

    def association_matrix(self, names: list[str]) -> npt.NDArray[np.float64]:
        """Return the correlations between structural variables, 0 where none is given."""
        matrix = np.eye(len(names))
        for one, others in self.association.items():
            for other, value in others.items():
                i, j = names.index(one), names.index(other)
                matrix[i, j] = matrix[j, i] = value
        return matrix


class Plan(Model):
    """Everything about one synthetic wave."""

    report: Identifier
    """Rapporten som de trykte tallene og påstandene står i."""
    seed: int
    """Startverdien for trekningene."""
    surveys: dict[Identifier, SurveyPlan]
    """Undersøkelsene."""
    municipalities: MunicipalityPlan | None = None
    """Kommunene, og hvem som representerer dem. Utelatt: bølgen har ingen registre."""
    representatives: RepresentativePlan | None = None
    """Svarene fra dem som representerer en kommune; med «municipalities»."""
    items: ItemPlan
    """Svarene fra de andre."""

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.municipalities is None) != (self.representatives is None):
            absent = "representatives" if self.representatives is None else "municipalities"
            raise unfit("ingenting", "både «municipalities» og «representatives»", absent)
        return self

    @property
    def tables(self) -> set[str]:
        """The published tables that the plan reads."""
        margins = {m.table for survey in self.surveys.values() for m in survey.margins}
        sizes = {self.municipalities.count_table} if self.municipalities else set()
        published = self.items.published
        return margins | sizes | {*published.means, *(d.table for d in published.distributions)}


class Plans(Model):
    """The plans of a project's synthetic waves."""

    waves: dict[Identifier, Plan]
    """Planene, etter bølgen de lager."""
