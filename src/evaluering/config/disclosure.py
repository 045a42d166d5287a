"""What may be published of respondents: a policy by name, with limits that can be moved."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Model, Name, Reference, Text, unfit

Preset = Literal["ssb", "acro"]

LIMITS: dict[Preset, dict[str, int]] = {
    "ssb": {"count": 3, "base": 3},
    "acro": {"count": 10, "base": 10},
}
"""The limits of each policy: at least three in a cell, as in Statistics Norway's tables, or the
ten of ACRO and SACRO (Green, Ritchie & Smith, 2021: safe_threshold)."""
CLOSEST = 10.0
"""The p % rule of ACRO (safe_pratio_p), and of both policies: Statistics Norway states none."""
UNANIMOUS = 90.0
"""How much of a known population may have answered the same: our own, of both policies."""


class Dominance(Model):
    """When an amount is that of a few, by the (n, k) rule; ACRO's where it is not given."""

    largest: int = Field(default=2, ge=1, le=100)
    """Hvor mange av de største bidragene som regnes sammen (n)."""
    share: float = Field(default=90, gt=0, le=100)
    """Hvor mange prosent av summen de kan være til sammen (k)."""


class Joining(Model):
    """Classes that a public report may show as one."""

    classes: Distinct[Reference] = Field(min_length=2)
    """Klassene, ved id, eller kategoriene, ved kode. De må stå ved siden av hverandre."""
    label: Text | None = None
    """Det de kalles sammen. Utelatt: navnene deres, med + mellom."""


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
    dominance: Dominance = Dominance()
    """Når gjennomsnittet av et tall, som et beløp, er noen fås: når de største bidragene er mer enn
    en andel av summen. 100 prosent: aldri."""
    p_percent: float = Field(default=CLOSEST, ge=0, le=100)
    """Hvor mange prosent den som ga det nest største bidraget, minst må bomme med når hun regner ut
    det største av summen. 0: aldri skjult."""
    unanimous: float = Field(default=UNANIMOUS, gt=0, le=100)
    """Hvor mange prosent av en kjent populasjon (i en populasjonsramme som rapporten viser) som kan
    ha svart det samme før det skjules."""
    coarsen: Literal["never", "adjacent", "declared"] = "never"
    """Om klasser i krysstabeller slås sammen der det koster færre celler enn å skjule noen av dem.
    never: aldri; declared: bare dem som «joinings» nevner; adjacent: alle som står ved siden av
    hverandre, der kategoriene går fra lavt til høyt, og ellers dem som «joinings» nevner."""
    joinings: dict[Name, list[Joining]] = {}
    """Klassene som kan slås sammen, og det de kalles da, etter det som deler tabellen:
    {innbyggertall: [{classes: [minst, mindre], label: 8000 eller færre}]}."""
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
