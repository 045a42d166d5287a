"""What exhibits of items by actor group share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Model, Text, VariableName
from evaluering.config.content import content
from evaluering.config.exhibits.base import Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.naming import unasked
from evaluering.config.filters import content_of_group
from evaluering.config.reads import Reads
from evaluering.config.wordings import differing_words

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.surveys import Survey


class ItemLabel(Model):
    """An item with a text of its own in one exhibit."""

    name: VariableName
    """Variabelen i datafilen."""
    label: Text
    """Teksten leddet har her."""


class ComparedGroups(Exhibit):
    """Answers to items, compared over actor groups."""

    item_key: ClassVar[str] = "items"
    """The key that names the items."""

    groups: Distinct[Identifier] = Field(min_length=1)
    """Aktørgruppene, i tegnforklaringens rekkefølge."""

    @property
    @abstractmethod
    def item_names(self) -> list[str]:
        """The items' variable names, in order."""

    @property
    def coloured(self) -> list[str]:
        """Its groups."""
        return self.groups

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return the surveys of its groups, which must share no respondent."""
        surveys = frozenset(project.groups[group].survey for group in self.groups)
        return Reads(surveys, apart=frozenset({tuple(self.groups)}))

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (of any wave)
        """Return the groups, and the items' labels and scales."""
        return asked_of(project, self.groups, self.item_names)

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield the groups that are unknown, and the items that not all of them were asked."""
        yield from unasked(project, self.item_names, self.groups, at, self.item_key)


class BatteryExhibit(ComparedGroups):
    """Several items by actor group."""

    items: Distinct[VariableName | ItemLabel] = Field(min_length=1)
    """Leddene ovenfra og ned; alle gruppene må ha fått dem."""

    @property
    def item_names(self) -> list[str]:
        """The items' variable names, in order."""
        return [item if isinstance(item, str) else item.name for item in self.items]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield the items that the groups were asked in different words, too."""
        yield from super().faults(project, at)
        yield from differing_words(project, self, at)


class OneScale(BatteryExhibit):
    """Items whose answers are set side by side, and so have one scale."""

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield the items whose scale is not that of the first one, too."""
        yield from super().faults(project, at)
        scales = {
            item: survey.battery_of(item).scale
            for survey in surveys_of(project, self.groups)
            for item in self.item_names
            if item in survey.items
        }
        first = next(iter(scales.values()), "")
        for item, scale in scales.items():
            if scale != first:
                found = f"{item} har skalaen «{scale}»"
                yield at.fault("items", found, f"ledd på skalaen «{first}»")


def surveys_of(project: Project, groups: Iterable[str]) -> list[Survey]:
    """Return the survey of each group, of those that there are."""
    found = [project.groups[group] for group in groups if group in project.groups]
    return [project.surveys[g.survey] for g in found if g.survey in project.surveys]


def asked_of(project: Project, groups: Iterable[str], items: Iterable[str]) -> object:
    """Return what groups were asked: their own content, and each item's label and scale."""
    names, found = list(items), []
    for group in (project.groups[name] for name in groups):
        survey = project.surveys[group.survey]
        asked = [
            [survey.items[n].label, content(project.scales[survey.battery_of(n).scale])]
            for n in names
        ]
        found.append([content_of_group(project, group), asked])
    return found
