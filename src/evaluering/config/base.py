"""What all configuration models share: frozen, no unknown keys, named kinds of string."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-zæøå0-9][a-zæøå0-9-]*$"),
    Field(description="Små bokstaver, sifre og bindestrek."),
]
VariableName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$"),
    Field(description="Variabelnavn i datafilen: små bokstaver a-z, sifre og understrek."),
]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Model(BaseModel):
    """A frozen model in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
