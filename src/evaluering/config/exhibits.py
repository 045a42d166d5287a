"""Exhibits: one model per kind of figure or table, told apart by ``kind``.

The keys in `PRESENTATION` change how an exhibit looks, never its numbers: an edit there does
not compute anything anew.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Text, VariableName

PRESENTATION = frozenset(
    {
        *("number", "title", "section", "note", "rounding", "column_order", "heading"),
        *("show_range", "spanners", "column_labels", "row_labels", "shares", "population_rate"),
    }
)

Rounding = Literal["half_up", "half_up_twice", "float"]


class Exhibit(Model):
    """What every figure and table has."""

    id: Identifier
    """Filnavnet: figur-21, tabell-8."""
    number: Text
    """Slik rapporten nummererer den: «Figur 21»."""
    title: Text
    """Tittelen i rapporten."""
    section: Text
    """Kapittel i rapporten."""
    note: str = ""
    """Merknad under figuren eller tabellen."""
    rounding: Rounding = "half_up"
    """half_up: som SPSS og Excel; half_up_twice: først til én desimal, så til heltall;
    float: slik flyttall avrundes."""

    @property
    def is_figure(self) -> bool:
        """Whether the exhibit is drawn, rather than set as a table."""
        return self.id.startswith("figur")


class ItemLabel(Model):
    """An item with a text of its own in one exhibit."""

    name: VariableName
    label: Text


class Labelled(Exhibit):
    """A table whose rows may be named otherwise than in the codebook."""

    row_labels: dict[Text, Text] = {}
    """Radnavn i denne tabellen: det vanlige navnet og det som skal stå."""

    def row_label(self, label: str) -> str:
        """Return what a row is called in this table."""
        return self.row_labels.get(label, label)


class GroupMeans(Exhibit):
    """Mean, SD and n of the items of a battery by actor group (t-test or one-way ANOVA)."""

    kind: Literal["group_means"]
    groups: list[Identifier] = Field(min_length=1)
    """Aktørgruppene, i tegnforklaringens rekkefølge."""
    items: list[VariableName | ItemLabel] = Field(min_length=1)
    """Leddene ovenfra og ned; alle gruppene må ha fått dem."""

    @property
    def item_names(self) -> list[str]:
        """The items' variable names, in order."""
        return [item if isinstance(item, str) else item.name for item in self.items]


class Percentages(Exhibit):
    """The percentage distribution of one item by actor group (chi-square)."""

    kind: Literal["percentages"]
    groups: list[Identifier] = Field(min_length=1)
    """Aktørgruppene, i tegnforklaringens rekkefølge."""
    item: VariableName
    """Leddet; alle gruppene må ha fått det."""


class MultipleResponseTable(Exhibit):
    """Frequencies of a multiple-response question, per cent of the respondents."""

    kind: Literal["multiple_response"]
    survey: Identifier
    """Undersøkelsen som spørsmålet står i."""
    question: VariableName
    """Flervalgsspørsmålets id i kodeboken."""
    heading: Text
    """Overskriften over radene."""
    order: Literal["frequency", "codebook"] = "frequency"
    """frequency: hyppigste først; codebook: kodebokens rekkefølge."""
    column_order: list[Literal["n", "percent"]] = ["n", "percent"]


class Crosstab(Labelled):
    """An index in classes by a structural variable: column per cents, n, means, chi-square."""

    kind: Literal["crosstab"]
    index: Identifier
    """Indeksen som deler radene i klasser."""
    by: Identifier
    """En strukturell variabel i registry.yaml."""


class Spanner(Model):
    """A heading over several columns."""

    label: Text
    columns: int = Field(ge=1)
    """Antall kolonner overskriften står over."""


class Correlations(Exhibit):
    """Pearson's r of registry variables with indices, with p and n."""

    kind: Literal["correlations"]
    rows: list[Identifier] = Field(min_length=1)
    """Registervariabler."""
    columns: list[Identifier] = Field(min_length=1)
    """Indekser."""
    spanners: list[Spanner] = []
    """Overskrifter over kolonnene, fra venstre; dekker alle kolonnene eller utelates."""
    column_labels: dict[Identifier, Text] = {}
    """Kortere kolonneoverskrifter enn indeksenes navn."""

    @model_validator(mode="after")
    def _spanners_cover_the_columns(self) -> Correlations:
        covered = sum(spanner.columns for spanner in self.spanners)
        if self.spanners and covered != len(self.columns):
            raise ValueError(f"«spanners» dekker {covered} av {len(self.columns)} kolonner")
        return self


class ResponseRates(Labelled):
    """Population, answers and response rate by survey or by one variable of a survey."""

    kind: Literal["response_rates"]
    survey: Identifier | None = None
    """Utelatt: én rad per undersøkelse."""
    by: VariableName | None = None
    """Variabelen eller flervalgsspørsmålet som deler radene; rammen har de samme kodene."""
    heading: Text = "Aktør"
    """Overskriften over radene."""
    shares: list[Literal["population", "n"]] = ["population", "n"]
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
            raise ValueError("«survey» og «by» oppgis begge eller ingen av dem")
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

    @property
    def frame(self) -> str:
        """The name of the frame file, without its suffix."""
        return f"{self.survey}-medlemmer"


class Frequencies(Exhibit):
    """Counts and per cents of the classes of an index or a structural variable."""

    kind: Literal["frequencies"]
    index: Identifier | None = None
    """Indeksen som deles i klasser; eller structural."""
    structural: Identifier | None = None
    """Den strukturelle variabelen; eller index."""
    units: Literal["respondents", "municipalities"] = "respondents"
    """respondents: de koblede respondentene; municipalities: alle kommuner i registeret."""
    heading: Text
    """Overskriften over radene."""
    decimals: int = Field(default=0, ge=0, le=2)
    """Desimaler i prosenten."""
    show_range: bool = False
    """Om klassens laveste og høyeste observerte verdi står etter navnet."""
    column_order: list[Literal["n", "percent"]] = ["n", "percent"]

    @model_validator(mode="after")
    def _has_one_source(self) -> Frequencies:
        if (self.index is None) == (self.structural is None):
            raise ValueError("oppgi enten «index» eller «structural»")
        return self


AnyExhibit = Annotated[
    GroupMeans
    | Percentages
    | MultipleResponseTable
    | Crosstab
    | Correlations
    | ResponseRates
    | Membership
    | Frequencies,
    Field(discriminator="kind"),
]


class Chapter(Model):
    """The exhibits of one chapter, in the report's order."""

    exhibits: list[AnyExhibit] = Field(min_length=1)
