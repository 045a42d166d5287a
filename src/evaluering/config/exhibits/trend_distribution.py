"""The whole distribution of a battery, wave by wave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Distinct, VariableName
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.battery import ItemLabel
from evaluering.config.exhibits.likert import Likert, LikertDetails
from evaluering.config.exhibits.over_time import OverTime
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@final
class TrendDistribution(OverTime):
    """The distribution of answers to a battery in each wave, as stacked bars under each other."""

    details = LikertDetails
    weighable = True

    kind: Literal["trend_distribution"]
    """Hele svarfordelingen for et batteri i hver bølge, som stablede stolper under hverandre."""
    items: Distinct[VariableName | ItemLabel] = Field(min_length=1)
    """Leddene ovenfra og ned; alle gruppene må ha fått dem."""
    dont_know: Annotated[Literal["column", "bar", "none"], PRESENTATION] = "column"
    """«Vet ikke» ved siden av stolpen, som i likert."""

    def in_one(self, groups: list[str] | None = None) -> Likert:
        """Return the figure of one wave; of other rows than the groups, it is only to be drawn."""
        shared = {name: getattr(self, name) for name in [*Exhibit.model_fields, "items"]}
        own = shared | {"kind": "likert", "dont_know": self.dont_know, "order": "given"}
        return Likert.model_construct(**own, groups=groups or self.groups)

    def reads(self, project: Project, wave: str) -> Reads:
        """Return what the figure of one wave reads."""
        return self.in_one().reads(project, wave)

    def uses(self, project: Project, wave: str) -> object:
        """Return the waves, and what the figure of one wave uses."""
        return [self.waves_used(project, wave), self.in_one().uses(project, wave)]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield waves that are unknown, and the faults of the figure of one wave."""
        yield from self.wave_faults(project, at)
        yield from self.in_one().faults(project, at)
        for number, own in enumerate(self.breaks):
            names = self.in_one().item_names
            yield from at.known(f"breaks[{number}].measure", own.measure, names)
