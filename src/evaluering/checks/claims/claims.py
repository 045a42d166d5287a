"""A report's claims: conclusions restated so that data can be held against them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, create_model, model_validator

from evaluering.checks.claims.expectation import Among, Beside, Expectation, OfEach, OfTest, Over
from evaluering.checks.claims.expectations.orders import OTHERS
from evaluering.checks.claims.kinds import expectations, quantities
from evaluering.checks.claims.quantity import Bounds, Keys, Quantity
from evaluering.config.base import Distinct, Identifier, Model, Name, Text, unfit
from evaluering.config.claims import Robustness


class Expected(Model):
    """What is expected of the numbers; each key is a kind of expectation."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not any(True for _ in self.given()):
            raise unfit("ingenting", f"minst én av {', '.join(expectations())}")
        return self

    def given(self) -> Iterator[tuple[Expectation, Any]]:
        """Yield each expectation with its argument."""
        for name, kind in expectations().items():
            if (argument := getattr(self, name)) is not None:
                yield kind, argument

    def of_each(self, statistic: str) -> Bounds | None:
        """Return the bounds of each number; None where nothing is said of them."""
        return _narrowest(k.bounds(a, statistic) for k, a in self.given() if isinstance(k, OfEach))

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
    def ordered_names(self) -> str | None:
        """The key of the quantity whose names the order gives."""
        order = getattr(self.expect, "order", None)
        return None if order is None else str(order.over)


def _below(content: Any, *keys: str) -> Any:
    for key in keys:
        content = content.get(key) if isinstance(content, dict) else None
    return content


class Claim(Statement):
    """A conclusion of the report: one statement, or several that must all hold."""

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
    also: list[Statement] = []
    """Flere utsagn som påstanden rommer."""
    holding: Literal["all", "most", "some", "none"] | Annotated[float, Field(ge=0, le=100)] = "all"
    """Hvor mange av sammenligningene som må holde: all, most (over halvparten), some (minst én),
    none (ingen), eller en prosent («nesten alle»)."""
    required: bool = True
    """Om den syntetiske bølgen må oppfylle den; svarene trekkes da på nytt til den holder."""
    reason: Text | None = None
    """Hvorfor det ikke kreves."""

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

    @property
    def statements(self) -> list[Statement]:
        """The claim's statements, its own first."""
        return [self, *self.also]

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


class ClaimsFile(Model):
    """claims.yaml."""

    robustness: Robustness = Robustness()
    """Andre valg som påstandene prøves under."""
    claims: Distinct[Claim] = Field(min_length=1)
    """Påstandene, i rapportens rekkefølge."""
