"""What may be published of respondents: a policy by name, with limits that can be moved."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from evaluering.config.base import Model, unfit

Preset = Literal["ssb", "acro"]

LIMITS: dict[Preset, dict[str, int]] = {
    "ssb": {"count": 3, "base": 3},
    "acro": {"count": 10, "base": 10},
}
"""The limits of each policy: at least three in a cell, as in Statistics Norway's tables, or the
ten of ACRO and SACRO (Green, Ritchie & Smith, 2021: safe_threshold)."""


class Policy(Model):
    """What a public report may show of those who answered."""

    preset: Preset = "ssb"
    """Grensene som gjelder når de ikke er gitt. ssb: minst 3, som i Statistisk sentralbyrås
    tabeller; acro: minst 10, som i ACRO og SACRO."""
    count: int | None = Field(default=None, ge=1, le=1000)
    """Det minste antallet som vises i en celle. Utelatt: som «preset»."""
    base: int | None = Field(default=None, ge=1, le=1000)
    """Det minste antallet som prosenter og gjennomsnitt kan være av. Utelatt: som «preset»."""
    width: int = Field(default=1, ge=1, le=1000)
    """Hvor langt fra hverandre ytterpunktene for et skjult antall minst må ligge."""
    extremes: bool = False
    """Om minste og største verdi av registrenes variabler vises."""
    most_hidden: float = Field(default=50, gt=0, le=100)
    """Hvor mange prosent av cellene i en tabell som kan være skjult; skjules flere, vises ikke
    tabellen."""
    seconds: float = Field(default=10, gt=0, le=600)
    """Hvor lenge løseren kan lete etter de færreste cellene å skjule; blir den ikke ferdig, skjules
    flere."""

    @model_validator(mode="after")
    def _base_is_no_less(self) -> Policy:
        if self.least_base < self.least:
            raise unfit(
                f"«base: {self.base}» under «count: {self.least}»",
                f"{self.least} eller mer",
                "base",
            )
        return self

    @property
    def least(self) -> int:
        """The least count that is shown."""
        return self.count or LIMITS[self.preset]["count"]

    @property
    def least_base(self) -> int:
        """The least base of per cents and means."""
        return self.base or max(LIMITS[self.preset]["base"], self.least)
