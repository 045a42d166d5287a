"""Under which other choices a report's claims are tried; the claims themselves are in checks."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Model, Real, Text, unfit

ALL_OF, ANY_OF, EVERY = " ∧ ", " ∨ ", "*"
"""In what a number is about: several names together, one or another of them, and all there are."""
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
    "narrower-phrase",
    "wider-phrase",
]


class Robustness(Model):
    """Under which other choices the group and association claims are tried again."""

    variants: Distinct[VariantName] = []
    """other-t-test: felles varians i stedet for Welch, eller omvendt; rank-test: Mann-Whitney,
    Spearman eller gjennomsnittsrang; weighted: vektet til rammen; holm: Holms korreksjon over
    leddene i figuren eller tabellen; dont-know-middle: «vet ikke» som midtkategori;
    complete-battery: bare de som svarte på alle leddene; simulated-p: simulert p-verdi;
    likelihood-ratio: sannsynlighetskvote; lower-limits, higher-limits: indeksenes klassegrenser
    ett trinn ned eller opp; lenient-index: indeksen når tre firedeler av leddene er besvart;
    narrower-phrase, wider-phrase: de trangere og videre grensene til ordene i «phrases»."""
    draws: int = Field(default=2000, ge=100, le=1_000_000)
    """Trekninger bak den simulerte p-verdien."""
    shuffles: int = Field(default=0, ge=0, le=10_000)
    """Så mange ganger prøves hver påstand med stokkede grupper, klasser eller ledd."""
    weak_from: int = Field(default=20, ge=1, le=100)
    """En påstand som holder i så mange prosent av stokkingene, er merket som en svak prøve."""
    power: float = Field(default=0.8, gt=0, lt=1)
    """Styrken bak den minste forskjellen som kan påvises."""


PhraseLimits = tuple[Real, Real]
PhraseWidth = Literal["between", "narrower", "wider"]


class Phrase(Model):
    """Words that a report uses of a number, and the numbers they stand for in all its claims."""

    text: Text
    """Ordene, som rapporten skriver dem."""
    of: Literal["mean", "percent", "difference", "r", "points", "sd"]
    """Hva tallet er: mean, percent, difference, r, points eller sd."""
    between: PhraseLimits
    """Laveste og høyeste verdi som ordene dekker, begge med."""
    narrower: PhraseLimits | None = None
    """Trangere grenser som også er rimelige; prøves blant de andre valgene."""
    wider: PhraseLimits | None = None
    """Videre grenser som også er rimelige; prøves blant de andre valgene."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        around = [self.wider, self.between, self.narrower]
        for limits in around:
            if limits is not None and limits[0] > limits[1]:
                raise unfit(f"{limits[0]:g} til {limits[1]:g}", "laveste verdi først")
        given = [limits for limits in around if limits is not None]
        for outer, inner in pairwise(given):
            if not outer[0] <= inner[0] <= inner[1] <= outer[1]:
                raise unfit(
                    f"{inner[0]:g}–{inner[1]:g} utenfor {outer[0]:g}–{outer[1]:g}",
                    "narrower innenfor between innenfor wider",
                )
        return self
