"""Codebooks: answer scales, the variables of a survey, and actor groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Text, VariableName

MissingKind = Literal["vet ikke", "ubesvart"]


class Scale(Model):
    """An answer scale: codes, their labels in code order, and the missing codes."""

    id: Identifier
    """Navnet som batteriene viser til."""
    codes: list[int] = Field(min_length=2)
    """Kodene i stigende rekkefølge."""
    labels: list[Text]
    """Én etikett per kode, i samme rekkefølge."""
    missing: dict[int, MissingKind] = {}
    """Koder som er erklært manglende: «vet ikke» eller «ubesvart»."""

    @model_validator(mode="after")
    def _labels_match_codes(self) -> Scale:
        if len(self.labels) != len(self.codes):
            raise ValueError(
                f"skalaen «{self.id}» har {len(self.codes)} koder og {len(self.labels)} etiketter; "
                "skriv én etikett per kode"
            )
        if self.codes != sorted(set(self.codes)):
            raise ValueError(f"kodene {self.codes} må være stigende og uten gjentakelser")
        if len({label.casefold() for label in self.labels}) != len(self.labels):
            raise ValueError(f"etikettene {self.labels} må være forskjellige")
        if overlap := set(self.missing) & set(self.codes):
            raise ValueError(f"kode {min(overlap)} er både svar og manglende")
        return self

    @property
    def values(self) -> dict[int, str]:
        """Code to label, in code order."""
        return dict(zip(self.codes, self.labels, strict=True))


class Variable(Model):
    """A background variable: who answers, where and for whom."""

    name: VariableName
    label: Text
    """Variabelens tekst."""
    kind: Literal["nominal", "number", "municipality"] = "nominal"
    """nominal: koder med etiketter; number: et tall; municipality: firesifret kommunenummer."""
    values: dict[int, Text] = {}
    """Koder og etiketter for en nominal variabel."""
    missing: dict[int, MissingKind] = {}
    """Koder som er erklært manglende."""
    minimum: float | None = None
    """Minste tillatte tall."""
    maximum: float | None = None
    """Største tillatte tall."""
    several: int | None = None
    """Koden for «flere kommuner» i en kommunevariabel."""
    optional: bool = False
    """Om variabelen kan mangle i datafilen."""
    asked_if: dict[VariableName, list[int]] = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""

    @model_validator(mode="after")
    def _keys_fit_kind(self) -> Variable:
        if (self.kind == "nominal") != bool(self.values):
            raise ValueError(f"«values» hører til kind: nominal, og er påkrevd der ({self.name})")
        return self


class Option(Model):
    """One box of a multiple-response question: 1 ticked, 0 not."""

    name: VariableName
    label: Text


class MultipleResponse(Model):
    """A question where several boxes can be ticked, one 0/1 variable each."""

    id: VariableName
    question: Text
    source: Text
    """Hvor i rapporten spørsmålet står."""
    options: list[Option] = Field(min_length=2)


class Item(Model):
    """One statement or question in a battery."""

    name: VariableName
    label: Text
    """Ordlyden, eller en omskriving av den når rapporten bare beskriver den."""
    wording: Literal["printed", "paraphrase"] = "printed"
    """printed: ordlyden slik den står på trykk; paraphrase: bare beskrevet i rapporten."""
    reversed: bool = False
    """Om enighet er et negativt svar, slik at leddet snus i en indeks."""


class Battery(Model):
    """The items asked under one question, on one scale."""

    id: VariableName
    question: Text
    scale: Identifier
    source: Text
    """Hvor i rapporten batteriet står."""
    asked_if: dict[VariableName, list[int]] = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""
    items: list[Item] = Field(min_length=1)


class OpenQuestion(Model):
    """A question answered in the respondent's own words."""

    name: VariableName
    question: Text
    source: Text


@dataclass(frozen=True)
class Column:
    """One column of a survey's data file, whatever part of the codebook it comes from."""

    name: str
    label: str
    kind: Literal["identifier", "nominal", "number", "municipality", "item", "tick", "text"]
    values: Mapping[int, str] = field(default_factory=dict)
    missing: Mapping[int, str] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    several: int | None = None
    optional: bool = False
    asked_if: Mapping[str, list[int]] = field(default_factory=dict)

    @property
    def missing_values(self) -> Mapping[Any, str]:
        """The missing codes as they stand in the data: four digits for a municipality."""
        if self.kind == "municipality":
            return {f"{code:04d}": kind for code, kind in self.missing.items()}
        return self.missing


class Survey(Model):
    """The codebook of one questionnaire."""

    id: Identifier
    title: Text
    respondents: Text
    """Hvem som svarer, i flertall: «medlemmer av samarbeidsforum»."""
    identifier: VariableName
    """Variabelen som skiller respondentene."""
    variables: list[Variable] = []
    multiple_responses: list[MultipleResponse] = []
    batteries: list[Battery] = Field(min_length=1)
    open_questions: list[OpenQuestion] = []

    @model_validator(mode="after")
    def _names_are_unique(self) -> Survey:
        names = [self.identifier, *(v.name for v in self.variables)]
        names += [o.name for m in self.multiple_responses for o in m.options]
        names += [i.name for b in self.batteries for i in b.items]
        names += [q.name for q in self.open_questions]
        if doubled := [name for name, count in Counter(names).items() if count > 1]:
            raise ValueError(f"variabelen «{doubled[0]}» er beskrevet to ganger")
        return self

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every battery item by name."""
        return {item.name: item for battery in self.batteries for item in battery.items}

    def battery_of(self, item: str) -> Battery:
        """Return the battery that holds an item."""
        return next(b for b in self.batteries if any(i.name == item for i in b.items))

    def multiple_response(self, name: str) -> MultipleResponse | None:
        """Return the multiple-response question of that id, if there is one."""
        return next((m for m in self.multiple_responses if m.id == name), None)

    def variable(self, name: str) -> Variable | None:
        """Return the background variable of that name, if there is one."""
        return next((v for v in self.variables if v.name == name), None)

    def columns(self, scales: Mapping[str, Scale]) -> dict[str, Column]:
        """Every column of the data file by name, in codebook order."""
        columns = [Column(self.identifier, "Respondentnummer", "identifier")]
        columns += [
            Column(
                v.name, v.label, v.kind, v.values, v.missing,
                v.minimum, v.maximum, v.several, v.optional, v.asked_if,
            )
            for v in self.variables
        ]  # fmt: skip
        ticks = {0: "Nei", 1: "Ja"}
        columns += [
            Column(o.name, o.label, "tick", ticks)
            for m in self.multiple_responses
            for o in m.options
        ]
        for battery in self.batteries:
            scale = scales[battery.scale]
            columns += [
                Column(
                    i.name, i.label, "item", scale.values, scale.missing, asked_if=battery.asked_if
                )
                for i in battery.items
            ]
        columns += [Column(q.name, q.question, "text") for q in self.open_questions]
        return {column.name: column for column in columns}


def category_labels(survey: Survey, by: str) -> dict[str, str]:
    """Return what the categories of a variable or question are called, by code or box."""
    variable, question = survey.variable(by), survey.multiple_response(by)
    if question is not None:
        return {option.name: option.label for option in question.options}
    return {str(code): label for code, label in (variable.values if variable else {}).items()}


class ActorGroup(Model):
    """Who answers within a survey, as the figures group them."""

    id: Identifier
    label: Text
    survey: Identifier
    where: dict[VariableName, list[int]] = {}
    """Variabel og koder som må være oppfylt. Tomt: alle i undersøkelsen."""
    colour: str = Field(pattern=r"^#[0-9A-Fa-f]{6}$")
    """Aktørgruppens farge i alle figurer."""
