"""What all configuration models share: frozen, no unknown keys, named kinds of string."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from evaluering.config.faults import unfit
from evaluering.config.texts import Name, Note, Text

__all__ = [
    "ClassId", "Distinct", "Identifier", "Model", "Name", "Note", "Real", "Reference", "Text",
    "VariableName", "Whole", "each_once", "unfit",
]  # fmt: skip
T = TypeVar("T")

DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices, with any ending: a file of that name cannot be made."""
MOST = 10**12
"""The largest number that configuration may state."""


def _is_no_device(name: str) -> str:
    if name in DEVICES:
        raise unfit(f"«{name}», som Windows har satt av", f"et annet navn: {name}-1")
    return name


Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-zæøå0-9][a-zæøå0-9-]*$", max_length=50),
    AfterValidator(_is_no_device),
]
VariableName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Whole = Annotated[int, Field(ge=-MOST, le=MOST)]
Real = Annotated[float, Field(ge=-MOST, le=MOST)]


def _written(value: Any) -> Any:
    """Return a whole number as text: YAML reads «1» in a list of names as a number."""
    return str(value) if type(value) is int else value


_Written = BeforeValidator(_written, json_schema_input_type=str | int)
ClassId = Annotated[Identifier, _Written]
"""A class of an index or a structural variable: its id, or its place from 1."""
Reference = Annotated[Name, _Written]
"""What is named in another file: a class by its id, a category by its code or box."""


def each_once(name: Callable[[Any], object]) -> AfterValidator:
    """Return a validator of a list in which nothing stands twice, by what each is called."""

    def check(values: list[T]) -> list[T]:
        names = [name(value) for value in values]
        for found in names:
            if (count := names.count(found)) > 1:
                times = "to" if count == 2 else str(count)
                message = f"«{found}» står {times} ganger"
                raise PydanticCustomError("repeated", "{found}", {"found": message})
        return values

    return AfterValidator(check)


def _called(value: Any) -> object:
    """Return a model's id or name; anything else is its own name."""
    return getattr(value, "id", None) or getattr(value, "name", None) or value


Distinct = Annotated[list[T], each_once(_called)]
"""A list in which nothing stands twice."""


class Model(BaseModel):
    """A frozen model in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
