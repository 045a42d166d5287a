"""What the keys of a model mean: the text under each field, read from the source when asked for.

Every command makes the models, and none but the one that writes their reference needs the texts.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return what each key of a model means, the keys of its bases included."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _texts(base.__module__).get(base.__name__, {})
    found |= {name: f.description for name, f in model.model_fields.items() if f.description}
    return {name: text for name, text in found.items() if name in model.model_fields}


class Described(GenerateJsonSchema):
    """The JSON schema of a model, with what its keys mean."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of one model, each key with its description."""
        made = super().model_schema(schema)
        for name, text in descriptions(schema["cls"]).items():
            if (key := made.get("properties", {}).get(name)) is not None:
                key.setdefault("description", text)
        return made


@cache
def _texts(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return the texts right under the fields of each class that a module states."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    return {part.name: _under_fields(part) for part in tree.body if isinstance(part, ast.ClassDef)}


def _under_fields(model: ast.ClassDef) -> dict[str, str]:
    texts = {}
    for field, below in zip(model.body, model.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            texts[field.target.id] = inspect.cleandoc(str(below.value.value))
    return texts
