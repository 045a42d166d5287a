"""The factors behind a group's answers to items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, VariableName, unfit
from evaluering.config.exhibits.base import PRESENTATION, Details, Faults, KeyPlace
from evaluering.config.exhibits.measured import OfMeasures
from evaluering.config.exhibits.naming import unasked

if TYPE_CHECKING:
    from evaluering.config.project import Project


@dataclass(frozen=True, kw_only=True)
class FactorDetails(Details):
    """What each factor explains, in per cent of all the items' variance."""

    explained: tuple[float, ...]


@final
class FactorTable(OfMeasures):
    """Rotated loadings of several factors, sorted, with communalities and what they explain."""

    details = FactorDetails
    named_by = "items"

    kind: Literal["factor_table"]
    """Faktoranalyse av en gruppes svar på ledd: ladningene på en eller flere faktorer."""
    items: Distinct[VariableName] = Field(min_length=3)
    """Leddene."""
    factors: int | None = Field(default=None, ge=1, le=100)
    """Antall faktorer; utelatt: så mange som parallellanalysen tilsier."""
    extraction: Literal["paf", "minres", "ml"] = "paf"
    """paf: principal axis factoring; minres: minste residualer; ml: maximum likelihood."""
    rotation: Literal["none", "varimax", "promax", "oblimin"] = "oblimin"
    """varimax holder faktorene ukorrelerte; oblimin og promax lar dem korrelere. Normaliseringen
    følger «factor_convention» i «conventions»."""
    sort: Annotated[Literal["loading", "codebook"], PRESENTATION] = "loading"
    """loading: leddene etter faktoren de lader mest på, de sterkeste først; codebook: som i
    «items»."""
    hide_below: Annotated[float, PRESENTATION] = Field(default=0.0, ge=0, lt=1)
    """Ladninger som er mindre enn dette i tallverdi, står ikke."""

    @model_validator(mode="after")
    def _few_enough_factors(self) -> FactorTable:
        if self.factors is not None and self.factors > self.most:
            raise unfit(
                f"{self.factors} faktorer av {len(self.items)} ledd",
                f"høyst {self.most}",
                "factors",
            )
        return self

    @property
    def most(self) -> int:
        """How many factors the items can tell apart: no more loadings than correlations."""
        p = len(self.items)
        return max(m for m in range(1, p) if m == 1 or (p - m) ** 2 >= p + m)

    @property
    def measures(self) -> list[str]:
        """The items."""
        return self.items

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield what is no item of the group, too."""
        yield from unasked(project, self.items, [self.group], at)
        yield from at.known("labels", self.labels, self.items)
