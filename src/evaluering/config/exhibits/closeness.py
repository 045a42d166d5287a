"""Groups in a given order over the items they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Text, VariableName, unfit
from evaluering.config.exhibits.base import PRESENTATION, Details
from evaluering.config.exhibits.battery import BatteryExhibit


@dataclass(frozen=True, kw_only=True)
class ClosenessDetails(Details):
    """How many items the groups share, and whether each group lies below the one before it."""

    items: int
    falls: bool


@final
class Closeness(BatteryExhibit):
    """Groups in a given order over the items they share: each against the mean of the groups."""

    details = ClosenessDetails

    kind: Literal["closeness"]
    """Aktørgrupper i en gitt rekkefølge, hver mot gjennomsnittet av gruppene på felles ledd."""
    groups: Distinct[Identifier] = Field(min_length=2)
    """Aktørgruppene i rekkefølgen som prøves, for eksempel mot klasserommet."""
    reversed_items: Distinct[VariableName] = []
    """Negativt formulerte ledd, som snus."""
    start_label: Annotated[Text, PRESENTATION]
    """Hva rekkefølgen begynner med, for eksempel «lengst fra klasserommet»."""
    end_label: Annotated[Text, PRESENTATION]
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
