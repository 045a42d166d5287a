"""Numbers and indices by category, with a test of the difference."""

from __future__ import annotations

from typing import Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Name
from evaluering.config.exhibits.base import PRESENTATION
from evaluering.config.exhibits.measured import Divided


@final
class CategoryMeans(Divided):
    """Means by category with intervals, tested by means or ranks."""

    weighable = True

    kind: Literal["category_means"]
    """Gjennomsnitt av tall, ledd og indekser i hver kategori, med test; som figur: punkter med
    konfidensintervall."""
    by: Name
    """Det som deler respondentene: en variabel, et ledd, et flervalgsspørsmål eller klasser."""
    test: Literal["means", "ranks"] = "means"
    """means: t-test eller variansanalyse, i varianten i «conventions»; ranks: Mann-Whitney eller
    Kruskal-Wallis."""
    pairs: bool = False
    """Om det står hvilke kategorier som skiller seg fra hverandre: Tukey eller Games-Howell av
    gjennomsnitt, Dunn av rangeringer."""
    sort: Annotated[Literal["codebook", "value"], PRESENTATION] = "codebook"
    """codebook: kodebokens rekkefølge; value: høyeste gjennomsnitt først."""
    decimals: Annotated[int, PRESENTATION] = Field(default=2, ge=0, le=4)
    """Desimaler i gjennomsnitt, standardavvik og intervaller."""

    @property
    def unweighable(self) -> str | None:
        """Ranks have no weights."""
        return "«test: ranks» kan ikke vektes" if self.test == "ranks" else None
