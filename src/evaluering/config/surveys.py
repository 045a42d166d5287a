"""Codebooks: the variables, questions and batteries of one survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, PrivateAttr, model_validator

from evaluering.config.base import Identifier, Model, Name, Text, VariableName, unfit
from evaluering.config.columns import Column
from evaluering.config.derivation import derived_columns
from evaluering.config.derived import Derived
from evaluering.config.design import SampleDesign
from evaluering.config.groups import ActorGroup
from evaluering.config.indices import Index
from evaluering.config.questions import Battery, Item, MultipleResponse, OpenQuestion, Option
from evaluering.config.scales import Scale
from evaluering.config.survey_columns import columns_of
from evaluering.config.variables import Variable
from evaluering.config.wave_codebooks import AskedHere

__all__ = [
    "NUMBERED", "ActorGroup", "Battery", "Item", "MultipleResponse", "OpenQuestion", "Option",
    "Survey", "Variable",
]  # fmt: skip
NUMBERED = "respondent_number"
"""What the respondents' numbers are called where the file has no identifier."""


class Survey(Model):
    """The codebook of one questionnaire."""

    id: Identifier
    """Filens navn uten endelse."""
    title: Text
    """Undersøkelsens tittel."""
    holds: Literal["answers", "register"] = "answers"
    """Hva en rad er. answers: det én respondent har svart; register: en enhet som en tildeling
    eller en kommune, ikke en person. Metodekapitlet sier da register og rader, og påstander om få
    enheter vises."""
    respondents: Text | None = None
    """Hvem som svarer, i flertall: «medlemmer av samarbeidsforum». Utelatt: «respondentene»."""
    identifier: VariableName | Literal["none"] = "none"
    """Variabelen som skiller respondentene; none: radene nummereres."""
    identifier_column: Name | None = None
    """Kolonnen i datafilen med «identifier», når den heter noe annet der."""
    duplicates: Literal["refuse", "first", "last", "all"] = "refuse"
    """Når samme respondent står flere ganger. refuse: kjøringen stopper; first: den første raden
    gjelder; last: den siste gjelder; all: alle radene teller som hver sin respondent."""
    repeated_answers: float = Field(default=0.1, ge=0, le=1)
    """Hvor stor del av radene som kan gjenta alle svarene i en tidligere rad, under en annen
    identifikator og ut over det tilfeldigheter forklarer, før kjøringen stopper. 1: aldri."""
    exchanged_items: float = Field(default=0.1, ge=0, le=1)
    """Hvor stor del av leddene som kan se ut til å stå i kolonnen til et ledd i et annet batteri,
    før kjøringen stopper. Et slikt par nevnes på siden om datakvaliteten. 1: aldri."""
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
    _here: AskedHere = PrivateAttr(default_factory=AskedHere)

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
        made = {o.name for m in self.multiple_responses if m.columns for o in m.options}
        own = [part for part in self._parts if part.name not in made]
        columns = Counter([part.column or part.name for part in own])
        if doubled := [name for name, count in columns.items() if count > 1]:
            raise unfit(
                f"kolonnen «{doubled[0]}» er beskrevet to ganger",
                "hver kolonne i datafilen én gang: rett «column»",
            )
        if len(names) == 1:
            raise unfit(
                "en kodebok uten innhold",
                "minst én av «variables», «multiple_responses», «batteries» og «open_questions»",
            )
        return self

    @property
    def _parts(self) -> list[Variable | Option | Item | OpenQuestion]:
        """Everything that has a column of its own, but the identifier."""
        boxes = [option for question in self.multiple_responses for option in question.options]
        items = [item for battery in self.batteries for item in battery.items]
        return [*self.variables, *boxes, *items, *self.open_questions]

    @property
    def respondent(self) -> str:
        """The column that tells respondents apart: the identifier, or their number."""
        return NUMBERED if self.identifier == "none" else self.identifier

    @property
    def names(self) -> list[str]:
        """The name of every variable, in codebook order."""
        return [self.respondent, *(part.name for part in self._parts)]

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
            boxes = {option.name: option.label for option in question.options}
            asked = {name: boxes[name] for name in boxes if name not in self._here.unasked}
            return asked or boxes
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
        columns = {c.name: self._here.column(c) for c in columns_of(self, scales)}
        return columns | {column.name: column for column in derived_columns(self.derived, columns)}

    def file_columns(self, scales: Mapping[str, Scale]) -> dict[str, Column]:
        """Every column of the data file by name, in codebook order: what was asked."""
        unasked, columns = self._here.unasked, columns_of(self, scales)
        return {c.name: self._here.column(c) for c in columns if c.name not in unasked}

    @property
    def here(self) -> AskedHere:
        """How the wave asked it whose codebook this is; nothing of a codebook of all waves."""
        return self._here

    def asked_as(self, here: AskedHere, parts: Mapping[str, Any]) -> Survey:
        """Return the codebook as one wave asked it, with other parts."""
        made = self.model_copy(update=dict(parts))
        made._here = here
        for computed in made.__dict__.keys() - type(self).model_fields.keys():
            del made.__dict__[computed]  # of the parts as they were
        return made

    @property
    def asked(self) -> Survey:
        """The codebook without what the wave did not ask."""
        out = self._here.unasked
        if not out:
            return self
        batteries = [(b, [i for i in b.items if i.name not in out]) for b in self.batteries]
        boxes = [(m, self.categories(m.id) or {}) for m in self.multiple_responses]
        return self.asked_as(
            self._here,
            {
                "variables": [v for v in self.variables if v.name not in out],
                "open_questions": [q for q in self.open_questions if q.name not in out],
                "batteries": [
                    b.model_copy(update={"items": items}) for b, items in batteries if items
                ],
                "multiple_responses": [
                    m.model_copy(update={"options": [o for o in m.options if o.name in asked]})
                    for m, asked in boxes
                    if set(asked) - out
                ],
            },
        )
