"""Exhibits: one model per kind of figure or table, told apart by ``kind``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evaluering.config.base import Model
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Labelled, Rounding
from evaluering.config.exhibits.batteries import (
    BatteryExhibit,
    Closeness,
    Forest,
    GroupMeans,
    ItemLabel,
    Likert,
    Percentages,
)
from evaluering.config.exhibits.diagrams import Arrow, Box, Diagram, Enclosure
from evaluering.config.exhibits.participation import (
    Attrition,
    Membership,
    RatePanel,
    Rates,
    ResponseRates,
)
from evaluering.config.exhibits.tables import (
    CorrelationGrid,
    Correlations,
    Crosstab,
    Frequencies,
    Heatmap,
    MultipleResponseTable,
    Spanner,
    TextSection,
    TextTable,
)

__all__ = [
    "PRESENTATION", "AnyExhibit", "Arrow", "Attrition", "BatteryExhibit", "Box", "Chapter",
    "Closeness", "CorrelationGrid", "Correlations", "Crosstab", "Diagram", "Enclosure", "Exhibit",
    "Forest", "Frequencies", "GroupMeans", "Heatmap", "ItemLabel", "Labelled", "Likert",
    "Membership", "MultipleResponseTable", "Percentages", "RatePanel", "Rates", "ResponseRates",
    "Rounding", "Spanner", "TextSection", "TextTable",
]  # fmt: skip

AnyExhibit = Annotated[
    GroupMeans
    | Percentages
    | Likert
    | Forest
    | Closeness
    | MultipleResponseTable
    | Crosstab
    | Correlations
    | Heatmap
    | ResponseRates
    | Membership
    | Rates
    | Attrition
    | Frequencies
    | Diagram
    | TextTable,
    Field(discriminator="kind"),
]


class Chapter(Model):
    """The exhibits of one chapter, in the report's order."""

    exhibits: list[AnyExhibit] = Field(min_length=1)
