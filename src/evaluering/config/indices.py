"""Additive indices and the classes that they are cut into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from evaluering.config.base import (
    ClassId,
    Distinct,
    Identifier,
    Model,
    Real,
    Text,
    VariableName,
    each_once,
    unfit,
)


class Class(Model):
    """One class of an index or of a registry variable."""

    id: ClassId = ""
    """Navnet som påstander og radnavn viser til. Utelatt: klassens plass, «1» for den laveste."""
    label: Text
    """Det klassen kalles i figurer og tabeller."""
    upto: Real | None = None
    """Høyeste verdi i klassen; utelates for den øverste."""


def _in_order(classes: list[Class]) -> list[Class]:
    """Return the classes, each with an id, if the limits rise and only the last is open."""
    limits = [c.upto for c in classes]
    if any(limit is None for limit in limits[:-1]) or limits[-1] is not None:
        place = next((n for n, limit in enumerate(limits[:-1]) if limit is None), len(limits) - 1)
        raise unfit(
            f"«{classes[place].label}» {'har' if limits[place] is not None else 'mangler'} «upto»",
            "«upto: 2.5» i hver klasse unntatt den siste, som er åpen oppover",
            place,
        )
    bounds = [limit for limit in limits if limit is not None]
    if bounds != sorted(set(bounds)):
        shown = ", ".join(f"{bound:g}" for bound in bounds)
        rising = ", ".join(f"{bound:g}" for bound in sorted(set(bounds)))
        raise unfit(f"grensene {shown}, som ikke stiger", f"stigende grenser, som {rising}")
    places = enumerate(classes, start=1)
    return [c if c.id else c.model_copy(update={"id": str(place)}) for place, c in places]


Classes = Annotated[
    list[Class],
    Field(min_length=2),
    AfterValidator(_in_order),
    each_once(lambda c: c.id),
    each_once(lambda c: c.label),
]
"""Classes from the lowest to the highest, named and divided unambiguously."""


def class_labels(classes: list[Class]) -> Mapping[str, str]:
    """Return what each class is called, by id, the lowest first."""
    return {c.id: c.label for c in classes}


class Index(Model):
    """An additive index over items of one survey, for one actor group."""

    id: Identifier
    """Navnet som figurer, tabeller og påstander viser til."""
    label: Text
    """Det indeksen kalles i figurer og tabeller."""
    question: Text
    """Overskriften over klassene i tabellene, for eksempel «Vurdering av samarbeidet»."""
    group: Identifier
    """Aktørgruppen som indeksen lages for."""
    items: Distinct[VariableName] = Field(min_length=2)
    """Leddene som indeksen er gjennomsnittet av, på samme skala."""
    minimum_valid: int | None = Field(default=None, ge=1, le=1000)
    """Minste antall besvarte ledd. Utelatt: alle ledd må være besvart."""
    classes: Classes
    """Klassene, den laveste først."""

    @model_validator(mode="after")
    def _is_consistent(self) -> Index:
        if self.minimum_valid is not None and self.minimum_valid > len(self.items):
            raise unfit(
                self.minimum_valid, f"høyst antall ledd: {len(self.items)}", "minimum_valid"
            )
        return self
