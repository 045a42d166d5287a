"""A report's claims: conclusions restated so that data can be held against them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evaluering.config.base import Distinct, Model
from evaluering.config.claims.answers import AnyAnswerClaim
from evaluering.config.claims.base import AnswerClaim, Bounds, Claim
from evaluering.config.claims.sample import AnySampleClaim
from evaluering.config.claims.structure import AnyStructureClaim

__all__ = ["AnswerClaim", "AnyClaim", "Bounds", "Claim", "ClaimsFile", "Robustness", "VariantName"]

AnyClaim = Annotated[
    AnyAnswerClaim | AnyStructureClaim | AnySampleClaim, Field(discriminator="kind")
]
VariantName = Literal[
    "other-t-test",
    "rank-test",
    "weighted",
    "holm",
    "dont-know-middle",
    "complete-battery",
    "simulated-p",
    "likelihood-ratio",
    "lower-limits",
    "higher-limits",
    "lenient-index",
]


class Robustness(Model):
    """Under which other choices the group and association claims are tried again."""

    variants: Distinct[VariantName] = []
    """other-t-test: felles varians i stedet for Welch, eller omvendt; rank-test: Mann-Whitney,
    Spearman eller gjennomsnittsrang; weighted: vektet til rammen; holm: Holms korreksjon over
    leddene i figuren eller tabellen; dont-know-middle: «vet ikke» som midtkategori;
    complete-battery: bare de som svarte på alle leddene; simulated-p: simulert p-verdi;
    likelihood-ratio: sannsynlighetskvote; lower-limits, higher-limits: indeksenes klassegrenser
    ett trinn ned eller opp; lenient-index: indeksen når tre firedeler av leddene er besvart."""
    draws: int = Field(default=2000, ge=100, le=1_000_000)
    """Trekninger bak den simulerte p-verdien."""
    power: float = Field(default=0.8, gt=0, lt=1)
    """Styrken bak den minste forskjellen som kan påvises."""


class ClaimsFile(Model):
    """claims.yaml."""

    robustness: Robustness = Robustness()
    """Andre valg som påstandene prøves under."""
    claims: Distinct[AnyClaim] = Field(min_length=1)
    """Påstandene, i rapportens rekkefølge."""
