"""Exhibits that are set as tables, and the correlations that may also be drawn."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Model, Text, VariableName, unfit
from evaluering.config.exhibits.base import Exhibit, Labelled


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
    column_order: Distinct[Literal["n", "percent"]] = ["n", "percent"]


class Crosstab(Labelled):
    """An index in classes by a structural variable: column per cents, n, means, chi-square."""

    kind: Literal["crosstab"]
    index: Identifier
    """Indeksen som deler radene i klasser."""
    by: Identifier
    """En strukturell variabel i registries.yaml."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""


class Spanner(Model):
    """A heading over several columns."""

    label: Text
    columns: int = Field(ge=1, le=1000)
    """Antall kolonner overskriften står over."""


class CorrelationGrid(Exhibit):
    """Pearson's r of registry variables with indices, with p and n."""

    rows: Distinct[Identifier] = Field(min_length=1)
    """Registervariabler."""
    columns: Distinct[Identifier] = Field(min_length=1)
    """Indekser."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    column_labels: dict[Identifier, Text] = {}
    """Kortere kolonneoverskrifter enn indeksenes navn."""


class Correlations(CorrelationGrid):
    """Pearson's r of registry variables with indices, as a table."""

    kind: Literal["correlations"]
    spanners: list[Spanner] = []
    """Overskrifter over kolonnene, fra venstre; dekker alle kolonnene eller utelates."""

    @model_validator(mode="after")
    def _spanners_cover_the_columns(self) -> Correlations:
        covered = sum(spanner.columns for spanner in self.spanners)
        if self.spanners and covered != len(self.columns):
            raise unfit(
                f"overskrifter over {covered} kolonner",
                f"til sammen {len(self.columns)}, som i «columns»",
                "spanners",
            )
        return self


class Heatmap(CorrelationGrid):
    """Pearson's r of registry variables with indices, as a heat map."""

    drawn = True

    kind: Literal["heatmap"]


class Frequencies(Exhibit):
    """Counts and per cents of the classes of an index or a structural variable."""

    kind: Literal["frequencies"]
    index: Identifier | None = None
    """Indeksen som deles i klasser; eller structural."""
    structural: Identifier | None = None
    """Den strukturelle variabelen; eller index."""
    units: Literal["respondents", "registry"] = "respondents"
    """respondents: de koblede respondentene; registry: alle enhetene i registeret."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    heading: Text
    """Overskriften over radene."""
    count_heading: Text | None = None
    """Overskriften over antallene; utelatt: «Antall», med enhetene når registeret telles."""
    decimals: int = Field(default=0, ge=0, le=2)
    """Desimaler i prosenten."""
    show_range: bool = False
    """Om klassens laveste og høyeste observerte verdi står etter navnet."""
    column_order: Distinct[Literal["n", "percent"]] = ["n", "percent"]

    @model_validator(mode="after")
    def _has_one_source(self) -> Frequencies:
        if (self.index is None) == (self.structural is None):
            raise unfit(
                "verken «index» eller «structural»"
                if self.index is None
                else "både «index» og «structural»",
                "én av «index» og «structural»",
            )
        return self


class TextSection(Model):
    """Rows of a text table under one heading."""

    heading: Text
    """Overskriften over radene."""
    rows: list[list[Text]] = Field(min_length=1)
    """Cellene i hver rad; i en kortere rad går den siste cellen over resten av kolonnene."""


class TextTable(Exhibit):
    """A qualitative table: texts from this file, set as they are."""

    kind: Literal["text_table"]
    columns: list[Text] = Field(min_length=1)
    """Kolonneoverskriftene."""
    sections: list[TextSection] = Field(min_length=1)
    """Delene av tabellen, ovenfra og ned."""

    @model_validator(mode="after")
    def _rows_fit_the_columns(self) -> TextTable:
        for section in self.sections:
            for number, row in enumerate(section.rows, start=1):
                if not 1 <= len(row) <= len(self.columns):
                    raise unfit(
                        f"rad {number} under «{section.heading}» har {len(row)} celler",
                        f"1 til {len(self.columns)} celler, som tabellen har kolonner",
                    )
        return self
