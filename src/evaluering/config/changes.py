"""What a wave asked in another way than the codebook says, one entry a variable or question."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Model, Name, Text, VariableName, unfit
from evaluering.config.variables import ColumnName
from evaluering.config.written import InFile, Labels


class QuestionChange(Model):
    """What is other than in the codebook, of one variable, item, box, battery or question."""

    column: ColumnName = None
    columns: Distinct[Name] = []
    """Kolonnene i denne bølgens fil, for et flervalgsspørsmål med «columns»."""
    asked: bool = True
    """false: det ble ikke spurt om i denne bølgen, og ingen har svart."""
    label: Text | None = None
    """Ordlyden i denne bølgen. I figurer over tid tegnes det atskilt."""
    scale: Identifier | None = None
    """Skalaen i denne bølgen, for et batteri eller et ledd. I figurer over tid tegnes det
    atskilt."""
    values: Labels = {}
    """Etikettene i denne bølgen for koder som har andre der, og for koder som er nye."""
    codes: InFile = {}
    """Det som står i denne bølgens fil, og kodebokens kode for det: {1: 5, 2: 4, 4: 2, 5: 1} når
    rekkefølgen er snudd. Det som ikke er nevnt, er som i kodeboken."""
    comparable: bool = False
    """Om det regnes som det samme som i andre bølger tross annen ordlyd eller skala. En annen skala
    regnes da lineært om, fra ende til ende, og det sies."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> QuestionChange:
        stated = sorted(name for name in self.model_fields_set if getattr(self, name))
        if not self.asked and (told := [name for name in stated if name != "asked"]):
            raise unfit(
                f"«asked: false» sammen med «{told[0]}»",
                "«asked: false» alene: det som ikke er spurt om, er ikke annerledes",
                told[0],
            )
        if self.asked and not (set(stated) - {"asked", "comparable"}):
            raise unfit(
                "ingen endring",
                "minst én av «column», «columns», «asked: false», «label», «scale», «values» og "
                "«codes»",
            )
        if self.comparable and not (self.label or self.scale or self.values):
            raise unfit(
                "«comparable» uten «label», «scale» eller «values»",
                "«comparable: true» bare når ordlyden eller skalaen er en annen",
                "comparable",
            )
        return self

    @property
    def differs(self) -> bool:
        """Whether it was asked in other words or on another scale."""
        return bool(self.label or self.scale or self.values)


Changes = Annotated[
    dict[VariableName, QuestionChange],
    Field(
        description="Det som er annerledes i denne bølgen enn i kodeboken, etter navnet på "
        "variabelen, leddet, boksen, batteriet eller spørsmålet."
    ),
]
