"""What a claim measures: the keys that say of whom and of what, and the numbers they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, create_model, model_validator

from evaluering.config.base import Distinct, Identifier, Model, T, VariableName, Whole, unfit
from evaluering.config.claims import VariantName
from evaluering.message import Message

if TYPE_CHECKING:
    from evaluering.checks.claims.survey_answers import Choices, Floats

Interval = tuple[float, float]
Bounds = tuple[float | None, float | None]
"""The lowest and the highest value, both included; None on a side is open."""
When = Literal["always", "tested", "compared", "ordered"]
"""For which claims on a quantity a variant matters: any, those on p, on names, on an order."""
RANGES: Mapping[str, Bounds] = {"percent": (0.0, 100.0), "r": (-1.0, 1.0), "p": (0.0, 1.0)}
"""The ends of what a number can be, by statistic."""
WHOLE = frozenset({"count", "dimensions", "items", "lost", "units", "networks"})
"""The statistics that count something."""
Level = Annotated[float, Field(ge=0, le=1)]
Some = Annotated[Distinct[T], Field(min_length=1)]
Groups = Some[Identifier]
Items = Some[VariableName]
Codes = Some[Whole]
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, eq=False)
class Measured:
    """One number of a quantity."""

    at: Mapping[str, str]
    """Where it is from: name by dimension (group, item, class and so on)."""
    value: float
    """The number itself, unrounded; NaN of nobody."""
    n: tuple[int, ...] = ()
    """The numbers of respondents behind it."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What readers call the names, where these are ids or codes."""
    interval: Callable[[], Interval | None] | None = None
    """How its 95 per cent interval is found, where it has one."""
    p: float | None = None
    """The p of its test."""
    against: Mapping[str, str] = field(default_factory=dict)
    """What it is compared with."""
    sample: Floats | None = None
    """The answers, of a mean that can be ranked."""
    detectable: float | None = None
    """The smallest value that the numbers of respondents can detect."""
    reason: Message | None = None
    """Why there is no number."""

    def called(self, dimension: str) -> str:
        """Return what readers call the name of a dimension."""
        return self.labels.get(dimension, self.at[dimension])


class Keys(Model):
    """What a quantity is of: the keys of its block in claims.yaml."""

    orderable: ClassVar[tuple[str, ...]] = ()
    """Keys that the names of an order may stand for."""

    kind: str
    """Hva som måles; se docs/paastander.md."""

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        for key in self.orderable:
            if not getattr(self, key):
                raise unfit("ingenting", f"navn under «{key}», eller en «order» over dem", key)
        return self


class OfItems(Keys):
    """Each item in each group."""

    orderable: ClassVar[tuple[str, ...]] = ("groups", "items")

    groups: Groups = []
    """Aktørgruppene; utelatt: de som «order» nevner."""
    items: Items = []
    """Leddene, etter variabelnavn; utelatt: de som «order» nevner."""

    def places(self) -> Iterator[tuple[dict[str, str], str, str]]:
        """Yield each place, with its group and item."""
        for group in self.groups:
            for item in self.items:
                yield {"item": item, "group": group}, group, item


Numbers = Iterator[Measured]
Variants = Mapping[When, frozenset[VariantName]]


@dataclass(frozen=True)
class Quantity:
    """A kind of quantity."""

    kind: str
    """Its name in claims.yaml."""
    keys: type[Keys]
    """The model of what it is of."""
    measure: Callable[[Any, Any], Numbers]
    """The function that yields its numbers, from the keys and a wave (or, where the answers alone
    decide it, from the answers: the generator can then draw until a claim holds)."""
    statistic: str | Callable[[Any], str]
    """What the numbers are: mean, percent, r, p, count and so on; or from the keys."""
    over: Mapping[str, str] = field(default_factory=dict)
    """Keys over which the numbers can be compared, with the dimension of each."""
    variants: Variants = field(default_factory=dict)
    """The other choices that matter for claims on it."""
    untold: str = ""
    """A dimension that the evidence leaves out."""
    ends: Mapping[str, str] = field(default_factory=dict)
    """Other names of the statistic of the lowest and the highest number."""
    tested: bool = False
    """Whether each number has a p."""
    of_answers: bool = False
    """Whether the answers alone decide it."""
    loosened: Callable[[Bounds, Choices], Bounds] = lambda bounds, _choices: bounds
    """What is asked of a number under other choices than the report's."""

    def model(self) -> type[Keys]:
        """Return the model of its block in claims.yaml."""
        name = "".join(part.title() for part in self.kind.split("_"))
        doc = self.measure.__doc__
        kind: Any = (Literal[self.kind], Field(description=doc))
        return create_model(name, __base__=self.keys, __doc__=doc, kind=kind)

    def told(self, keys: Keys) -> str:
        """Return what the numbers are."""
        return self.statistic if isinstance(self.statistic, str) else self.statistic(keys)

    def about(self, number: Measured) -> dict[str, str]:
        """Return where a number is from, as readers call it."""
        return {key: number.called(key) for key in number.at if key != self.untold}


def quantity(
    keys: type[Keys], statistic: str | Callable[[Any], str], **traits: Any
) -> Callable[[Callable[[Any, Any], Numbers]], Quantity]:
    """Return the decorator of a function that yields a quantity's numbers; it names the kind."""

    def decorate(measure: Callable[[Any, Any], Numbers]) -> Quantity:
        return Quantity(measure.__name__, keys, measure, statistic, **traits)

    return decorate
