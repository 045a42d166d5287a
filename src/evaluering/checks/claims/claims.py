"""A report's claims: conclusions restated so that data can be held against them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, WithJsonSchema, create_model, model_validator

from evaluering.checks.claims.expectation import Among, Beside, Expectation, OfEach, OfTest, Over
from evaluering.checks.claims.expectations.bounds import NamedPhrase
from evaluering.checks.claims.expectations.orders import OTHERS
from evaluering.checks.claims.kinds import expectations, quantities
from evaluering.checks.claims.phrasing import with_phrases
from evaluering.checks.claims.quantity import Bounds, Keys, Quantity
from evaluering.config.base import Distinct, Identifier, Model, Name, Text, unfit
from evaluering.config.claims import Phrase, PhraseWidth, Robustness


class Expected(Model):
    """What is expected of the numbers; each key is a kind of expectation."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.given():
            raise unfit("ingenting", f"minst én av {', '.join(expectations())}")
        return self

    def given(self) -> list[tuple[Expectation, Any]]:
        """Return each expectation with its argument."""
        return self._given

    @cached_property
    def _given(self) -> list[tuple[Expectation, Any]]:
        named = ((kind, getattr(self, name)) for name, kind in expectations().items())
        return [(kind, argument) for kind, argument in named if argument is not None]

    def of_each(self, statistic: str, phrases: PhraseWidth = "between") -> Bounds | None:
        """Return the bounds of each number; None where nothing is said of them."""
        return _narrowest(
            a.under(phrases) if isinstance(a, NamedPhrase) else k.bounds(a, statistic)
            for k, a in self.given()
            if isinstance(k, OfEach)
        )

    def phrases(self, statistic: str) -> Iterator[tuple[NamedPhrase, str]]:
        """Yield the words that stand for limits, each with what they must be words of."""
        for _, argument in self.given():
            if isinstance(argument, NamedPhrase):
                yield argument, statistic
            elif isinstance(phrase := getattr(argument, "phrase", None), NamedPhrase):
                yield phrase, "points" if statistic == "percent" else "difference"

    def of_test(self) -> Bounds | None:
        """Return the bounds of each p; None where nothing is said of it."""
        return _narrowest(k.bounds(a) for k, a in self.given() if isinstance(k, OfTest))

    def among(self) -> list[tuple[Among, Over]]:
        """Return the comparisons of the numbers with each other."""
        return [(kind, a) for kind, a in self.given() if isinstance(kind, Among)]

    def beside(self) -> list[tuple[Beside, Keys]]:
        """Return the comparisons with other quantities."""
        return [(kind, a) for kind, a in self.given() if isinstance(kind, Beside)]


def _narrowest(found: Iterator[Bounds]) -> Bounds | None:
    bounds = list(found)
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds if high is not None]
    return (max(lows, default=None), min(highs, default=None)) if bounds else None


def _argument(kind: Expectation) -> Any:
    return AnyQuantity if isinstance(kind, Beside) else kind.argument


if TYPE_CHECKING:
    AnyQuantity = Keys
    Expect = Expected
else:
    AnyQuantity = Annotated[
        reduce(or_, (kind.model() for kind in quantities().values())), Field(discriminator="kind")
    ]
    Expect = create_model(
        "Expect",
        __base__=Expected,
        **{
            name: (_argument(kind) | None, Field(default=None, description=kind.description))
            for name, kind in expectations().items()
        },
    )


class Statement(Model):
    """A quantity, and what is expected of it."""

    quantity: AnyQuantity
    """Hva som måles, av hva og hos hvem."""
    expect: Expect
    """Hva tallene skal være."""

    @model_validator(mode="before")
    @classmethod
    def _names_in_the_order(cls, content: Any) -> Any:
        """Take the names that a comparison orders as the quantity's own, written once."""
        order = _below(content, "expect", "order")
        key, tiers = _below(order, "over"), _below(order, "tiers")
        kind = quantities().get(str(_below(content, "quantity", "kind")))
        if kind is None or key not in kind.keys.model_fields or key in content["quantity"]:
            return content
        if not isinstance(tiers, list) or not all(isinstance(tier, list) for tier in tiers):
            return content
        names = [name for tier in tiers for name in tier]
        if OTHERS in names:
            return content
        return content | {"quantity": content["quantity"] | {key: names}}

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Refuse a comparison over what the quantity lacks, and a test of what has no p."""
        allowed = self.kind.over
        for kind, comparison in self.expect.among():
            if comparison.over not in allowed:
                keys = ", ".join(allowed) or "ingen: tallet er ett"
                raise unfit(comparison.over, keys, "expect", kind.name, "over")
            names = getattr(self.quantity, comparison.over, None)
            if names is not None and (fault := comparison.unfitting([str(n) for n in names])):
                raise unfit(*fault, "expect", kind.name)
        for phrase, of in self.phrases:
            if phrase.of != of:
                raise unfit(f"{phrase.name}, som er ord om {phrase.of}", f"ord om {of}",
                            "expect", "phrase")  # fmt: skip
        untested = self.expect.of_test() is not None and not self.kind.tested
        if untested:
            raise unfit("en p-verdi", "et tall med test; se docs/paastander.md", "expect")
        of_test = self.kind.told(self.quantity) == "p"
        if of_test and (self.expect.of_each("p") or self.expect.among() or self.expect.beside()):
            raise unfit("grenser for tallet", "significant, not_significant eller p", "expect")
        return self

    @property
    def kind(self) -> Quantity:
        """The kind of the quantity."""
        return quantities()[self.quantity.kind]

    @property
    def phrases(self) -> list[tuple[NamedPhrase, str]]:
        """The words that stand for limits, each with what they must be words of."""
        return list(self.expect.phrases(self.kind.told(self.quantity)))

    @property
    def ordered_names(self) -> str | None:
        """The key of the quantity whose names the order gives."""
        order = getattr(self.expect, "order", None)
        return None if order is None else str(order.over)


def _below(content: Any, *keys: str) -> Any:
    for key in keys:
        content = content.get(key) if isinstance(content, dict) else None
    return content


Holding = Annotated[
    Literal["all", "most", "some", "none"] | Annotated[float, Field(ge=0, le=100)],
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "number", "minimum": 0, "maximum": 100}]}
    ),
]


class Reading(Statement):
    """One statement, or several that must all hold."""

    also: list[Statement] = []
    """Flere utsagn som påstanden rommer."""
    holding: Holding = "all"
    """Hvor mange av sammenligningene som må holde: all, most (over halvparten), some (minst én),
    none (ingen), en prosent, eller ord om prosent etter navnet under «phrases»."""

    @property
    def statements(self) -> list[Statement]:
        """The statements, its own first."""
        return [self, *self.also]


class Amendment(Reading):
    """Another reading of a claim than the report's words, beside it; no verdict rests on it."""

    text: Text
    """Den endrede lesningen med egne ord."""
    reason: Text
    """Hvorfor påstanden også leses slik."""


class Claim(Reading):
    """A conclusion of the report."""

    id: Identifier
    """Påstandens navn, som dommene nevner den med."""
    section: Text
    """Kapittelet som påstanden står i."""
    exhibit: Name
    """Figuren eller tabellen som påstanden gjelder, eller «tekst»."""
    text: Text
    """Påstanden med egne ord."""
    restates: Distinct[Name] = []
    """Tallene i tekst.csv som påstanden gjengir."""
    required: bool = True
    """Om den syntetiske bølgen må oppfylle den; svarene trekkes da på nytt til den holder."""
    reason: Text | None = None
    """Hvorfor det ikke kreves."""
    apart: Text | None = None
    """Hvorfor påstanden gjelder andre grupper, eller prosent av andre, enn figuren den nevner."""
    amended: Amendment | None = None
    """En endret lesning som også prøves, og merkes; dommen er over rapportens egne ord."""

    @model_validator(mode="after")
    def _reason_if_not_required(self) -> Self:
        if self.required != (self.reason is None):
            raise unfit(
                "«required: false» uten «reason»"
                if self.reason is None
                else "«reason» uten «required: false»",
                "«required: false» og «reason» sammen, eller ingen av dem",
            )
        return self

    def as_amended(self) -> Claim | None:
        """Return the claim with the amended reading as its own."""
        if self.amended is None:
            return None
        reading = {name: getattr(self.amended, name) for name in Reading.model_fields}
        other = {"text": self.amended.text, "required": True, "reason": None, "amended": None}
        return self.model_copy(update=reading | other)

    @property
    def quantities(self) -> list[Keys]:
        """Everything that the claim measures."""
        return [
            k for s in self.statements for k in (s.quantity, *(o for _, o in s.expect.beside()))
        ]

    def enough(self, holding: int, tried: int) -> bool:
        """Return whether so many of the comparisons that were tried are enough."""
        match self.holding:
            case "all" | "none":
                return holding == tried
            case "most":
                return 2 * holding > tried
            case "some":
                return holding > 0
        return 100 * holding >= self.holding * tried - 1e-9


class Untestable(Model):
    """A conclusion that no wave of the project's surveys can decide, and why."""

    id: Identifier
    """Påstandens navn."""
    section: Text
    """Kapittelet som påstanden står i."""
    exhibit: Name = "tekst"
    """Figuren eller tabellen som påstanden gjelder, eller «tekst»."""
    text: Text
    """Påstanden med egne ord."""
    restates: Distinct[Name] = []
    """Tallene i tekst.csv som påstanden gjengir."""
    reason: Text
    """Hvilke data som måtte til, og hvorfor de ikke finnes."""


class ClaimsFile(Model):
    """claims.yaml."""

    robustness: Robustness = Robustness()
    """Andre valg som påstandene prøves under."""
    phrases: dict[Identifier, Phrase] = {}
    """Ord som rapporten bruker om tall, med grensene de har i alle påstandene."""
    claims: Distinct[Claim] = Field(min_length=1)
    """Påstandene, i rapportens rekkefølge."""
    untestable: Distinct[Untestable] = []
    """Påstander som bølgene ikke kan avgjøre, og hvorfor; de vises i sine kapitler."""

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all claims, those that no wave can decide too."""
        return (*(own.id for own in self.claims), *(own.id for own in self.untestable))

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        both = {claim.id for claim in self.claims} & {claim.id for claim in self.untestable}
        if both:
            raise unfit(sorted(both)[0], "et navn som ingen annen påstand har", "untestable")
        return self

    @model_validator(mode="before")
    @classmethod
    def _phrases_in_claims(cls, content: Any) -> Any:
        """Put the limits of each phrase where a claim names it."""
        declared = _below(content, "phrases")
        if not isinstance(declared, dict):
            return content
        return content | {"claims": with_phrases(content.get("claims"), declared)}

    def readings(self) -> list[Claim]:
        """Return every claim, each followed by its amended reading where it has one."""
        return [c for claim in self.claims for c in (claim, claim.as_amended()) if c is not None]
