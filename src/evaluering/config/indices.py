"""Additive indices and the classes that they are cut into."""

from __future__ import annotations

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Text, VariableName


class Class(Model):
    """One class of an index or of a registry variable."""

    label: Text
    upto: float | None = None
    """Høyeste verdi i klassen; utelates for den øverste."""


def check_classes(classes: list[Class]) -> None:
    """Raise ValueError unless the limits rise and only the last class is open."""
    limits = [c.upto for c in classes]
    if any(limit is None for limit in limits[:-1]) or limits[-1] is not None:
        raise ValueError("alle klasser unntatt den siste må ha «upto»")
    bounds = [limit for limit in limits if limit is not None]
    if bounds != sorted(set(bounds)):
        raise ValueError(f"klassegrensene {bounds} må være stigende")


class Index(Model):
    """An additive index over items of one survey, for one actor group."""

    id: Identifier
    label: Text
    question: Text
    """Overskriften over klassene i tabellene, for eksempel «Vurdering av samarbeidet»."""
    group: Identifier
    """Aktørgruppen som indeksen lages for."""
    items: list[VariableName] = Field(min_length=2)
    minimum_valid: int | None = Field(default=None, ge=1)
    """Minste antall besvarte ledd. Utelatt: alle ledd må være besvart."""
    classes: list[Class] = Field(min_length=2)

    @model_validator(mode="after")
    def _is_consistent(self) -> Index:
        if len(set(self.items)) != len(self.items):
            raise ValueError(f"indeksen «{self.id}» har samme ledd to ganger")
        if self.minimum_valid is not None and self.minimum_valid > len(self.items):
            raise ValueError("«minimum_valid» er større enn antall ledd")
        check_classes(self.classes)
        return self
