"""Under which other choices a report's claims are tried; the claims themselves are in checks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evaluering.config.base import Distinct, Model

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
