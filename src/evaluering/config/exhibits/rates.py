"""Response rates by category, for one or more surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Identifier, Model, VariableName, each_once
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.naming import unframed
from evaluering.config.exhibits.response_rates import content_of_division
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


class RatePanel(Model):
    """One survey in a figure of response rates."""

    survey: Identifier
    """Undersøkelsen; rammen må ha variabelens koder."""
    by: VariableName
    """Variabelen som deler respondentene, for eksempel fylke."""
    colour_of: Annotated[Identifier, PRESENTATION]
    """Aktørgruppen som gir stolpene farge."""


@final
class Rates(Exhibit):
    """Response rates by county or another variable, with intervals, for one or more surveys."""

    filtered = False
    kind: Literal["rates"]
    """Svarprosent per kategori med konfidensintervall, for en eller flere undersøkelser."""
    panels: Annotated[
        list[RatePanel], each_once(lambda panel: f"{panel.survey} etter {panel.by}")
    ] = Field(min_length=1)
    """Undersøkelsene ovenfra og ned."""
    sort_by: Annotated[Literal["rate", "codebook"], PRESENTATION] = "rate"
    """rate: høyeste svarprosent først; codebook: kodebokens rekkefølge."""

    @property
    def coloured(self) -> list[str]:
        """The groups whose colours the bars have."""
        return [panel.colour_of for panel in self.panels]

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (as its keys say)
        """Return the panels' surveys and frames."""
        surveys = frozenset(panel.survey for panel in self.panels)
        divided = frozenset((panel.survey, panel.by) for panel in self.panels)
        return Reads(surveys, frames=surveys, divisions=divided)

    def uses(self, project: Project, wave: str) -> object:
        """Return the wave, and each panel's title and what divides it."""
        panels = [(panel.survey, panel.by) for panel in self.panels]
        titles = [project.surveys[survey].title for survey, _ in panels]
        divided = [content_of_division(project, *panel) for panel in panels]
        return [content(project.waves[wave]), titles, divided]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield surveys, variables and groups that are unknown."""
        for number, panel in enumerate(self.panels):
            where = KeyPlace(at.file, f"{at.key}.panels[{number}]")
            yield from unframed(project, panel.survey, panel.by, where)
            yield from where.known("colour_of", panel.colour_of, project.groups)
