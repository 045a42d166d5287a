"""What exhibits of items by actor group share."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field, PrivateAttr

from evaluering.config.base import Distinct, Model, Text, VariableName
from evaluering.config.content import content
from evaluering.config.exhibits.base import Base, Faults, KeyPlace, OfGroups
from evaluering.config.exhibits.naming import unasked
from evaluering.config.filters import content_of_group
from evaluering.config.reads import Reads
from evaluering.config.shared_scale import differing_scales
from evaluering.config.wordings import differing_words, surveys_of

if TYPE_CHECKING:
    from evaluering.config.project import Project


class ItemLabel(Model):
    """An item with a text of its own in one exhibit."""

    name: VariableName
    """Variabelen i datafilen."""
    label: Text
    """Teksten leddet har her."""


class ComparedGroups(OfGroups):
    """Answers to items, compared over actor groups."""

    item_key: ClassVar[str] = "items"
    """The key that names the items."""

    @property
    @abstractmethod
    def item_names(self) -> list[str]:
        """The items' variable names, in order."""

    @property
    def share_base(self) -> Base | None:
        """Valid answers, unless a kind says otherwise."""
        return "valid"

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return the surveys of its groups, which must share no respondent."""
        surveys = frozenset(project.groups[group].survey for group in self.groups)
        return Reads(surveys, apart=frozenset({tuple(self.groups)}))

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (of any wave)
        """Return the groups, and the items' labels and scales."""
        return asked_of(project, self.groups, self.item_names)

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield unknown groups, items that not all of them were asked, and those of two scales."""
        yield from unasked(project, self.item_names, self.groups, at, self.item_key)
        yield from differing_scales(project, self, at)


class BatteryExhibit(ComparedGroups):
    """Several items by actor group."""

    items: Distinct[VariableName | ItemLabel] = Field(min_length=1)
    """Leddene ovenfra og ned; alle gruppene må ha fått dem."""

    @property
    def item_names(self) -> list[str]:
        """The items' variable names, in order."""
        return [item if isinstance(item, str) else item.name for item in self.items]

    _left_out: tuple[str, ...] = PrivateAttr(default=())

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the items that the wave did not ask, or not on the scale of most of them."""
        return self._left_out

    def as_asked(self, project: Project) -> Self:
        """Return the exhibit without the items that a wave did not ask on the scale of most."""
        kept = asked_on_one_scale(project, self.groups, self.item_names)
        if not kept or kept == self.item_names:
            return self
        items = [item for item, name in zip(self.items, self.item_names, strict=True)
                 if name in kept]  # fmt: skip
        made = self.model_copy(update={"items": items})
        made._left_out = tuple(name for name in self.item_names if name not in kept)
        return made

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield the items that the groups were asked in different words, too."""
        yield from super().faults(project, at)
        yield from differing_words(project, self, at)


class RankedBattery(BatteryExhibit):
    """Items in rows, as they are listed or by their size."""

    order: Literal["given", "highest", "lowest"] = "given"
    """Leddenes rekkefølge. given: som i «items»; highest: det med høyest gjennomsnitt over gruppene
    øverst (i forest: med størst differanse); lowest: det med lavest øverst."""


def asked_on_one_scale(project: Project, groups: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return the items that all groups who were asked them answered on the scale of most items."""
    found: dict[str, set[tuple[tuple[int, str], ...]]] = {}
    for name in names:
        for book in surveys_of(project, groups):
            if name in book.items and name not in book.here.unasked:
                scale = project.scales[book.battery_of(name).scale]
                found.setdefault(name, set()).add(tuple(scale.values.items()))
    counts = Counter(scale for scales in found.values() for scale in scales)
    if not counts:
        return []
    most = max(counts, key=lambda scale: counts[scale])  # of equally many, the first
    return [name for name, scales in found.items() if scales == {most}]


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
