"""Codebooks: the variables, questions and batteries of one survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from evaluering.config.base import Identifier, Model, Real, Text, VariableName, Whole, unfit
from evaluering.config.columns import Column
from evaluering.config.derivation import derived_columns
from evaluering.config.derived import Derived
from evaluering.config.design import SampleDesign
from evaluering.config.groups import ActorGroup
from evaluering.config.indices import Index
from evaluering.config.missing import Missing, MissingCodes, missing_codes, overlapping
from evaluering.config.scales import Scale

NUMBERED = "respondent_number"
"""What the respondents' numbers are called where the file has no identifier."""
Key = Annotated[str, BeforeValidator(lambda value: str(value))]


class Variable(Model):
    """A background variable: who answers, where and for whom."""

    name: VariableName
    """Variabelen i datafilen."""
    label: Text
    """Variabelens tekst."""
    kind: Literal["nominal", "number", "key"] = "nominal"
    """nominal: koder med etiketter; number: et tall; key: nøkkelen til et register, som et
    kommunenummer eller et organisasjonsnummer."""
    values: dict[Whole, Text] = {}
    """Koder og etiketter for en nominal variabel."""
    missing: Missing = {}
    minimum: Real | None = None
    """Minste tillatte tall."""
    maximum: Real | None = None
    """Største tillatte tall."""
    digits: int | None = Field(default=None, ge=1, le=20)
    """Antall sifre i en nøkkel; kortere tall fylles ut med nuller foran. Utelatt: som den står."""
    several: Key | None = None
    """Nøkkelen som står for «flere», for eksempel flere kommuner."""
    optional: bool = False
    """Om variabelen kan mangle i datafilen."""
    asked_if: dict[VariableName, list[Whole]] = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""

    @model_validator(mode="after")
    def _keys_fit_kind(self) -> Variable:
        if (self.kind == "nominal") != bool(self.values):
            found = f"kind: {self.kind} {'med' if self.values else 'uten'} «values» ({self.name})"
            raise unfit(found, "«values: {1: Rektor, 2: Lærer}» når kind er nominal, og bare da")
        if self.kind != "key" and (self.digits is not None or self.several is not None):
            raise unfit(
                f"«digits» eller «several» med kind: {self.kind} ({self.name})",
                "«digits» og «several» bare når kind er key",
            )
        if self.kind != "number" and (self.minimum is not None or self.maximum is not None):
            raise unfit(
                f"«minimum» eller «maximum» med kind: {self.kind} ({self.name})",
                "«minimum» og «maximum» bare når kind er number",
            )
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise unfit(
                f"{self.minimum:g}, som er større enn «maximum» ({self.maximum:g})",
                f"høyst {self.maximum:g}",
                "minimum",
            )
        if (both := overlapping(self.missing_codes, self.values)) is not None:
            raise unfit(
                f"kode {both}, som også står i «values» ({self.name})",
                "koder som ikke er svar",
                "missing",
            )
        return self

    @property
    def missing_codes(self) -> MissingCodes:
        """The codes and ranges that are no answers."""
        return missing_codes(self.missing)


class Option(Model):
    """One box of a multiple-response question: 1 ticked, 0 not."""

    name: VariableName
    """Variabelen i datafilen."""
    label: Text
    """Teksten ved boksen."""


class MultipleResponse(Model):
    """A question where several boxes can be ticked, one 0/1 variable each."""

    id: VariableName
    """Navnet som tabeller viser til."""
    question: Text
    """Spørsmålet."""
    source: Text = "–"
    """Hvor spørsmålet står, for eksempel i en rapport."""
    optional: bool = False
    """Om spørsmålet kan mangle i datafilen."""
    options: list[Option] = Field(min_length=2)
    """Boksene, i skjemaets rekkefølge."""


class Item(Model):
    """One statement or question in a battery."""

    name: VariableName
    """Variabelen i datafilen."""
    label: Text
    """Ordlyden, eller en omskriving av den når rapporten bare beskriver den."""
    wording: Literal["printed", "paraphrase"] = "printed"
    """printed: ordlyden slik den står på trykk; paraphrase: bare beskrevet i rapporten."""
    reversed: bool = False
    """Om enighet er et negativt svar, slik at leddet snus i en indeks."""
    optional: bool = False
    """Om leddet kan mangle i datafilen."""


class Battery(Model):
    """The items asked under one question, on one scale."""

    id: VariableName
    """Batteriets navn."""
    question: Text
    """Spørsmålet over leddene."""
    scale: Identifier
    """Skalaen leddene besvares på."""
    source: Text = "–"
    """Hvor batteriet står, for eksempel i en rapport."""
    asked_if: dict[VariableName, list[Whole]] = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""
    items: list[Item] = Field(min_length=1)
    """Leddene, i skjemaets rekkefølge."""


class OpenQuestion(Model):
    """A question answered in the respondent's own words."""

    name: VariableName
    """Variabelen i datafilen."""
    question: Text
    """Spørsmålet."""
    source: Text = "–"
    """Hvor spørsmålet står, for eksempel i en rapport."""
    optional: bool = False
    """Om spørsmålet kan mangle i datafilen."""


class Survey(Model):
    """The codebook of one questionnaire."""

    id: Identifier
    """Filens navn uten endelse."""
    title: Text
    """Undersøkelsens tittel."""
    respondents: Text | None = None
    """Hvem som svarer, i flertall: «medlemmer av samarbeidsforum». Utelatt: «respondentene»."""
    identifier: VariableName | Literal["none"] = "none"
    """Variabelen som skiller respondentene; none: radene nummereres."""
    duplicates: Literal["refuse", "first", "all"] = "refuse"
    """Når samme respondent står flere ganger. refuse: kjøringen stopper; first: den første raden
    gjelder; all: alle radene teller som hver sin respondent."""
    repeated_answers: float = Field(default=0.1, ge=0, le=1)
    """Hvor stor del av radene som kan gjenta alle svarene i en tidligere rad, under en annen
    identifikator og ut over det tilfeldigheter forklarer, før kjøringen stopper. 1: aldri."""
    scales: list[Scale] = []
    """Svarskalaer; kan også stå i config/scales.yaml."""
    groups: list[ActorGroup] = []
    """Aktørgrupper i undersøkelsen; kan også stå i config/groups.yaml."""
    indices: list[Index] = []
    """Additive indekser; kan også stå i config/indices.yaml."""
    variables: list[Variable] = []
    """Bakgrunnsvariabler."""
    multiple_responses: list[MultipleResponse] = []
    """Spørsmål der flere kryss er mulig."""
    batteries: list[Battery] = []
    """Spørsmål og påstander som besvares på en skala."""
    open_questions: list[OpenQuestion] = []
    """Spørsmål som besvares med egne ord."""
    derived: list[Derived] = []
    """Variabler som lages av de andre, i hvilken rekkefølge som helst."""
    design: SampleDesign | None = None
    """Hvordan respondentene ble trukket, og hva hver av dem står for: vekt, strata, klynger,
    populasjon og raking. Figurer og tabeller bruker det når de er «weighted»."""

    @model_validator(mode="before")
    @classmethod
    def _groups_are_of_this_survey(cls, content: Any) -> Any:
        """Fill in the survey of the groups that stand in its own file."""
        if not isinstance(content, dict) or not isinstance(content.get("groups"), list):
            return content
        own = content.get("id")
        return content | {
            "groups": [
                {"survey": own, **group} if isinstance(group, dict) else group
                for group in content["groups"]
            ]
        }

    @model_validator(mode="after")
    def _names_are_unique(self) -> Survey:
        names = [*self.names, *(own.name for own in self.derived)]
        if doubled := [name for name, count in Counter(names).items() if count > 1]:
            raise unfit(
                f"variabelen «{doubled[0]}» er beskrevet to ganger",
                "hver variabel én gang, som spørsmål, ledd, boks, bakgrunn eller avledet",
            )
        divisions = [v.name for v in self.background] + [m.id for m in self.multiple_responses]
        if doubled := [name for name, count in Counter(divisions).items() if count > 1]:
            raise unfit(
                f"«{doubled[0]}» er både en variabel og et flervalgsspørsmål",
                f"en annen id på spørsmålet, som {doubled[0]}_kryss",
            )
        batteries = Counter(battery.id for battery in self.batteries)
        if doubled := [name for name, count in batteries.items() if count > 1]:
            raise unfit(
                f"batteriet «{doubled[0]}» står {batteries[doubled[0]]} ganger",
                "hver id én gang",
                "batteries",
            )
        if len(names) == 1:
            raise unfit(
                "en kodebok uten innhold",
                "minst én av «variables», «multiple_responses», «batteries» og «open_questions»",
            )
        return self

    @property
    def respondent(self) -> str:
        """The column that tells respondents apart: the identifier, or their number."""
        return NUMBERED if self.identifier == "none" else self.identifier

    @property
    def names(self) -> list[str]:
        """The name of every variable, in codebook order."""
        names = [self.respondent, *(v.name for v in self.variables)]
        names += [o.name for m in self.multiple_responses for o in m.options]
        names += [i.name for b in self.batteries for i in b.items]
        return names + [q.name for q in self.open_questions]

    @property
    def background(self) -> list[Variable]:
        """The background variables, and the derived ones as such."""
        made = (
            Variable.model_construct(
                name=own.name, label=own.label, kind=own.kind, values=own.values
            )
            for own in self.derived
        )
        return [*self.variables, *made]

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
        """Return the background variable of that name, if there is one; a derived one too."""
        return next((v for v in self.background if v.name == name), None)

    def categories(self, name: str) -> dict[str, str] | None:
        """Return the categories of a division with their labels; None where there is none.

        A nominal variable's are its codes, a multiple-response question's the boxes.
        """
        if (question := self.multiple_response(name)) is not None:
            return {option.name: option.label for option in question.options}
        variable = self.variable(name)
        if variable is None or not variable.values:
            return None
        return {str(code): label for code, label in variable.values.items()}

    @property
    def divisions(self) -> list[str]:
        """Every variable and question that divides the respondents into categories."""
        names = [v.name for v in self.background if v.kind == "nominal"]
        return names + [m.id for m in self.multiple_responses]

    def columns(self, scales: Mapping[str, Scale]) -> dict[str, Column]:
        """Every column by name, in codebook order: those of the data file, then the derived."""
        columns = self.file_columns(scales)
        return columns | {column.name: column for column in derived_columns(self.derived, columns)}

    def file_columns(self, scales: Mapping[str, Scale]) -> dict[str, Column]:
        """Every column of the data file by name, in codebook order."""
        columns = [Column(self.respondent, "Respondentnummer", "identifier")]
        columns += [
            Column(
                name=v.name, label=v.label, kind=v.kind, values=v.values,
                missing=v.missing_codes, minimum=v.minimum, maximum=v.maximum,
                digits=v.digits, several=v.several, optional=v.optional, asked_if=v.asked_if,
            )
            for v in self.variables
        ]  # fmt: skip
        ticks = {0: "Nei", 1: "Ja"}
        columns += [
            Column(o.name, o.label, "tick", ticks, optional=m.optional)
            for m in self.multiple_responses
            for o in m.options
        ]
        for battery in self.batteries:
            scale = scales[battery.scale]
            columns += [
                Column(
                    i.name, i.label, "item", scale.values, scale.missing_codes,
                    optional=i.optional, asked_if=battery.asked_if,
                )
                for i in battery.items
            ]  # fmt: skip
        columns += [
            Column(q.name, q.question, "text", optional=q.optional) for q in self.open_questions
        ]
        return {column.name: column for column in columns}
