"""The plan of a synthetic wave: synthesis.yaml."""

from __future__ import annotations

from pydantic import Field

from evaluering.config.base import Identifier, Model, Text, VariableName

Share = float


class Margin(Model):
    """A background variable whose counts are printed in a table of the report."""

    variable: VariableName
    table: Identifier
    column: Text = "Antall svar"
    without: int = Field(default=0, ge=0)
    """Respondenter uten et eneste kryss (bare flervalg)."""
    exclusive: list[VariableName] = []
    """Bokser som ikke krysses av sammen."""


class SurveyPlan(Model):
    """The exact structure of one survey."""

    respondents: int = Field(ge=1)
    margins: list[Margin]
    flags: dict[VariableName, list[VariableName]] = {}
    """En ja/nei-variabel som er 1 når en av boksene er krysset av."""
    shares: dict[VariableName, dict[int, float]] = {}
    """Variabel og prosent per kode."""
    open_answers: int = 0


class MissingValues(Model):
    """How many municipalities lack a registry value."""

    linked: int = 0
    others: int = 0


class MunicipalityPlan(Model):
    """The fictional municipalities, and the respondents who represent one."""

    count_table: Identifier
    linked_table: Identifier
    unknown: int = 0
    several: int = 0
    repeated: int = 0
    missing: dict[Identifier, MissingValues] = {}


class Distribution(Model):
    """A printed percentage distribution of one item by actor group."""

    table: Identifier
    item: VariableName


class PublishedAnswers(Model):
    """Which printed numbers the answers meet."""

    means: list[Identifier] = []
    rows: dict[VariableName, Text] = {}
    """Ledd som figuren trykker med en annen ordlyd enn kodeboken."""
    distributions: list[Distribution] = []
    yes_shares: dict[Identifier, dict[VariableName, float]] = {}


class ItemPlan(Model):
    """How answers are drawn."""

    sd: float = Field(gt=0)
    attitude: float = Field(ge=0, le=1)
    battery: float = Field(ge=0, le=1)
    dont_know: float = Field(ge=0, le=1)
    unanswered: float = Field(ge=0, le=1)
    levels: dict[VariableName, float]
    groups: dict[Identifier, float]
    item_levels: dict[VariableName, float] = {}
    item_shares: dict[VariableName, dict[int, float]] = {}
    """Ledd med en valgt fordeling: prosent per kode."""
    negative_batteries: list[VariableName] = []
    """Batterier der høye svar er negative, uten at leddene snus."""
    item_dont_know: dict[VariableName, float] = {}
    published: PublishedAnswers = PublishedAnswers()


class Plan(Model):
    """Everything about one synthetic wave."""

    report: Identifier
    seed: int
    surveys: dict[Identifier, SurveyPlan]
    municipalities: MunicipalityPlan
    items: ItemPlan

    @property
    def tables(self) -> set[str]:
        """The published tables that the plan reads."""
        margins = {m.table for survey in self.surveys.values() for m in survey.margins}
        sizes = {self.municipalities.count_table, self.municipalities.linked_table}
        published = self.items.published
        return margins | sizes | {*published.means, *(d.table for d in published.distributions)}
