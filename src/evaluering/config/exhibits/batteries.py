"""Exhibits of items by actor group."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Model, Text, VariableName, unfit
from evaluering.config.exhibits.base import Exhibit


class ItemLabel(Model):
    """An item with a text of its own in one exhibit."""

    name: VariableName
    label: Text


class BatteryExhibit(Exhibit):
    """Several items by actor group."""

    drawn = True

    groups: Distinct[Identifier] = Field(min_length=1)
    """Aktørgruppene, i tegnforklaringens rekkefølge."""
    items: Distinct[VariableName | ItemLabel] = Field(min_length=1)
    """Leddene ovenfra og ned; alle gruppene må ha fått dem."""

    @property
    def item_names(self) -> list[str]:
        """The items' variable names, in order."""
        return [item if isinstance(item, str) else item.name for item in self.items]


class GroupMeans(BatteryExhibit):
    """Mean, SD and n of the items of a battery by actor group (t-test or one-way ANOVA)."""

    kind: Literal["group_means"]


class Percentages(Exhibit):
    """The percentage distribution of one item by actor group (chi-square)."""

    drawn = True

    kind: Literal["percentages"]
    groups: Distinct[Identifier] = Field(min_length=1)
    """Aktørgruppene, i tegnforklaringens rekkefølge."""
    item: VariableName
    """Leddet; alle gruppene må ha fått det."""


class Likert(BatteryExhibit):
    """The whole distribution of a battery: stacked bars centred on the middle answer."""

    kind: Literal["likert"]


class Forest(BatteryExhibit):
    """The difference between two groups on each item, with its interval."""

    kind: Literal["forest"]
    groups: Distinct[Identifier] = Field(min_length=2, max_length=2)
    """De to aktørgruppene; differansen er den første minus den andre."""


class Closeness(BatteryExhibit):
    """Groups in a given order over the items they share: each against the mean of the groups."""

    kind: Literal["closeness"]
    groups: Distinct[Identifier] = Field(min_length=2)
    """Aktørgruppene i rekkefølgen som prøves, for eksempel mot klasserommet."""
    reversed_items: Distinct[VariableName] = []
    """Negativt formulerte ledd, som snus."""
    start_label: Text
    """Hva rekkefølgen begynner med, for eksempel «lengst fra klasserommet»."""
    end_label: Text
    """Hva rekkefølgen ender med, for eksempel «nærmest klasserommet»."""

    @model_validator(mode="after")
    def _reversed_items_are_items(self) -> Closeness:
        if unknown := sorted(set(self.reversed_items) - set(self.item_names)):
            raise unfit(
                f"«{unknown[0]}», som ikke er blant «items»",
                f"et av leddene: {', '.join(self.item_names)}",
                "reversed_items",
            )
        return self
