"""Derived variables: made of the survey's own, in configuration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, model_validator

from evaluering.config.base import (
    Distinct,
    Model,
    Name,
    Real,
    Text,
    VariableName,
    Whole,
    each_once,
    unfit,
)
from evaluering.config.date_parts import NUMBERED_PARTS, PARTS, Part
from evaluering.config.missing import MissingKind

Variables = Annotated[Distinct[VariableName], Field(min_length=1)]
Valid = Annotated[int | None, Field(ge=1, le=10_000)]
M = TypeVar("M", bound=Model)
WAYS = ("recode", "cut", "sum", "mean", "count", "part", "when", "expression")


class DerivedCategory(Model):
    """A category that a derived variable gives."""

    label: Text
    """Etiketten."""
    code: Whole | None = None
    """Koden. Utelatt: plassen, 1 for den første."""


class RecodedCategory(DerivedCategory):
    """A category made of codes."""

    codes: Distinct[Whole] = []
    """Kodene som blir til denne, også koder for manglende svar når de nevnes."""
    missing: Distinct[MissingKind] = []
    """Slag manglende svar som blir til denne, som dont_know."""

    @model_validator(mode="after")
    def _takes_something(self) -> RecodedCategory:
        if not self.codes and not self.missing:
            raise unfit(
                f"«{self.label}» uten koder", "«codes: [4, 5]», eller «missing: [dont_know]»"
            )
        return self


class CutClass(DerivedCategory):
    """A class of numbers."""

    minimum: Real | None = None
    """Laveste tall i klassen. Utelatt: der forrige klasse slutter; den første har alt lavere."""
    upto: Real | None = None
    """Høyeste tall i klassen, medregnet."""
    below: Real | None = None
    """Tallet klassen slutter like under: below: 30 tar med 29.9. Uten «upto» og «below» er den
    siste klassen åpen oppover."""


class ConditionalCategory(DerivedCategory):
    """A category of those whom a condition is true for."""

    where: Name
    """Betingelsen: et uttrykk, som alder < 30 and rolle = 1."""


class Recode(Model):
    """Codes put together to new categories."""

    variable: VariableName
    """Variabelen med kategorier som kodes om."""
    into: Annotated[list[RecodedCategory], Field(min_length=1), each_once(lambda c: c.label)]
    """De nye kategoriene."""

    @model_validator(mode="after")
    def _a_code_goes_to_one(self) -> Recode:
        taken = [one for category in self.into for one in (*category.codes, *category.missing)]
        if (doubled := next((one for one in taken if taken.count(one) > 1), None)) is not None:
            found = f"kode {doubled}" if isinstance(doubled, int) else doubled
            raise unfit(f"{found} i to kategorier", "hver kode i én kategori", "into")
        return self


class Cut(Model):
    """Numbers in classes."""

    variable: VariableName
    """Variabelen med tall som deles i klasser."""
    classes: Annotated[list[CutClass], Field(min_length=1), each_once(lambda c: c.label)]
    """Klassene, den laveste først."""

    @model_validator(mode="after")
    def _classes_rise(self) -> Cut:
        end: float | None = None
        taken = False  # whether the limit itself belongs to the class before
        for place, own in enumerate(self.classes):
            if own.upto is not None and own.below is not None:
                raise unfit("både «upto» og «below»", "én av dem", "classes", place)
            limit = own.upto if own.upto is not None else own.below
            if limit is None and place < len(self.classes) - 1:
                raise unfit(f"«{own.label}» uten «upto» eller «below»",
                            "en øvre grense i alle klasser unntatt den siste",
                            "classes", place)  # fmt: skip
            begin = end if own.minimum is None else own.minimum
            overlaps = own.minimum is not None and end is not None
            if overlaps and (begin < end or (taken and begin == end)):  # type: ignore[operator]
                raise unfit(f"«{own.label}» begynner på {begin:g}, inne i klassen før",
                            f"«minimum» over {end:g}, eller ingen «minimum»",
                            "classes", place)  # fmt: skip
            if begin is not None and limit is not None and limit <= begin and not (
                own.minimum is not None and own.upto == own.minimum
            ):  # fmt: skip
                raise unfit(f"«{own.label}» slutter på {limit:g} og er tom",
                            f"en grense over {begin:g}: klassene står fra den laveste",
                            "classes", place)  # fmt: skip
            end, taken = limit, own.upto is not None
        return self


class ItemTotal(Model):
    """The sum or the mean of several variables."""

    variables: Variables
    """Ledd og tall som legges sammen."""
    minimum_valid: Valid = None
    """Minste antall med svar, som i SPSS' MEAN.3 og SUM.3. Utelatt: alle må være besvart."""
    reverse: bool | None = None
    """Om ledd merket «reversed» snus først, som i en indeks. Må sies når det er slike ledd."""

    @model_validator(mode="after")
    def _enough_to_be_valid(self) -> ItemTotal:
        return _not_more_than(self, self.minimum_valid, self.variables)


class CountOfValues(Model):
    """How many of several variables have one of some codes."""

    variables: Variables
    """Variablene som telles over."""
    values: Annotated[Distinct[Whole], Field(min_length=1)]
    """Kodene som teller, også koder for manglende svar når de nevnes."""
    minimum_valid: Annotated[int, Field(ge=0, le=10_000)] = 1
    """Minste antall variabler med svar; 0: den som ikke har svart, får 0, som i SPSS."""

    @model_validator(mode="after")
    def _enough_to_be_valid(self) -> CountOfValues:
        return _not_more_than(self, self.minimum_valid, self.variables)


def _not_more_than(model: M, minimum: int | None, variables: list[str]) -> M:
    """Return a model that does not ask for more answers than it has variables."""
    if minimum is not None and minimum > len(variables):
        raise unfit(minimum, f"høyst antall variabler: {len(variables)}", "minimum_valid")
    return model


class DatePart(Model):
    """A part of a date or a time."""

    variable: VariableName
    """Datoen eller klokkeslettet."""
    of: Part
    """year og day er tall; quarter, month, weekday og hour er kategorier med navn."""
    labels: dict[Whole, Text] = {}
    """Egne navn på kategoriene, etter nummer: {1: jan.}. Utelatt: på rapportens språk."""

    @model_validator(mode="before")
    @classmethod
    def _categories_have_names(cls, content: Any) -> Any:
        """Fill in the names that are not given."""
        if not isinstance(content, dict) or not isinstance(content.get("labels", {}), dict):
            return content
        of = content.get("of")
        return content | {"labels": {**PARTS.get(str(of), {}), **content.get("labels", {})}}

    @model_validator(mode="after")
    def _named_parts_exist(self) -> DatePart:
        known = PARTS.get(self.of, {})
        if unknown := [code for code in self.labels if code not in known]:
            codes = f"{min(known)} til {max(known)}" if known else f"ingen navn: {self.of} er tall"
            raise unfit(unknown[0], codes, "labels", unknown[0])
        return self


class Derived(Model):
    """A variable that is made of others of the same survey, in one of eight ways."""

    name: VariableName
    """Navnet; ingen variabel i kodeboken eller datafilen kan ha det."""
    label: Text
    """Variabelens tekst."""
    recode: Recode | None = None
    """Kategorier slått sammen til nye (SPSS: RECODE)."""
    cut: Cut | None = None
    """Tall delt i klasser (SPSS: RECODE … THRU)."""
    sum: ItemTotal | None = None
    """Summen av ledd og tall (SPSS: SUM.n)."""
    mean: ItemTotal | None = None
    """Gjennomsnittet av ledd og tall (SPSS: MEAN.n)."""
    count: CountOfValues | None = None
    """Antall av variablene som har en av kodene (SPSS: COUNT)."""
    part: DatePart | None = None
    """En del av en dato, som måneden."""
    when: Annotated[list[ConditionalCategory], Field(min_length=1)] | None = None
    """Kategorier etter betingelser; den første som er sann, gjelder (SPSS: DO IF)."""
    expression: Name | None = None
    """Et tall regnet ut av andre, som vekt / (hoyde * hoyde) (SPSS: COMPUTE)."""
    otherwise: Literal["missing"] | DerivedCategory | None = None
    """For recode, cut og when: kategorien til svar som ingen annen tar med, eller missing. Utelatt:
    de mangler, og datakvaliteten forteller hvor mange."""

    @model_validator(mode="after")
    def _is_made_in_one_way(self) -> Derived:
        ways = [way for way in WAYS if getattr(self, way) is not None]
        if len(ways) != 1:
            raise unfit(" og ".join(ways) or "ingen av dem", f"én av {', '.join(WAYS)}")
        if self.otherwise is not None and ways[0] not in {"recode", "cut", "when"}:
            raise unfit(f"«otherwise» med {ways[0]}", "«otherwise» for recode, cut og when",
                        "otherwise")  # fmt: skip
        codes = [code for code, _ in self.coded]
        if (doubled := next((code for code in codes if codes.count(code) > 1), None)) is not None:
            raise unfit(f"kode {doubled} to ganger",
                        "hver kode én gang; en kategori uten «code» har plassen sin")  # fmt: skip
        return self

    @property
    def way(self) -> str:
        """How it is made."""
        return next(way for way in WAYS if getattr(self, way) is not None)

    @property
    def categories(self) -> list[DerivedCategory]:
        """The categories in order, without what is otherwise."""
        if self.recode is not None:
            return list(self.recode.into)
        return list(self.cut.classes if self.cut is not None else self.when or [])

    @property
    def coded(self) -> Iterator[tuple[int, DerivedCategory]]:
        """Every category with its code, what is otherwise too."""
        last = [self.otherwise] if isinstance(self.otherwise, DerivedCategory) else []
        for place, category in enumerate([*self.categories, *last], start=1):
            yield place if category.code is None else category.code, category

    @property
    def values(self) -> dict[int, str]:
        """Codes and labels; none of a number."""
        if self.part is not None:
            return dict(self.part.labels)
        return {code: category.label for code, category in self.coded}

    @property
    def kind(self) -> Literal["nominal", "number"]:
        """Whether it has categories, or is a number."""
        numbered = self.part is not None and self.part.of in NUMBERED_PARTS
        return "number" if numbered or not self.values else "nominal"
