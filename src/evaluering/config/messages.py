"""From a validation error to one Norwegian message: file, key, found, allowed."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evaluering.errors import ConfigError

Loc = tuple[int | str, ...]
INTERNAL = re.compile(r"[\[\]()]|^constrained-|^(str|int|float|bool|list|dict)$|^[A-Z]\w*[a-z]\w*$")

_EXPECTED = {
    "string_type": "en tekst (sett den i anførselstegn hvis den ser ut som et tall)",
    "int_type": "et heltall",
    "int_parsing": "et heltall",
    "int_from_float": "et heltall",
    "float_type": "et tall med punktum",
    "float_parsing": "et tall med punktum",
    "bool_type": "true eller false",
    "bool_parsing": "true eller false",
    "list_type": "en liste",
    "dict_type": "nøkler med verdier",
    "model_type": "nøkler med verdier",
    "model_attributes_type": "nøkler med verdier",
    "string_too_short": "en tekst som ikke er tom",
    "invalid_key": "en tekst som nøkkel (sett ja, nei, yes, no, on og off i anførselstegn)",
}


def config_errors(file: Path, model: type[BaseModel], error: ValidationError) -> list[ConfigError]:
    """One `ConfigError` for each place where pydantic found a fault."""
    details = error.errors()
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    faults: dict[str, ConfigError] = {}
    for detail in details:
        if detail["type"] == "missing" and _is_misspelt(detail["loc"], unknown):
            continue
        fault = _config_error(file, model, detail)
        faults.setdefault(fault.key, fault)
    inner = tuple(faults)
    return [
        fault
        for key, fault in faults.items()
        if not any(other.startswith((f"{key}.", f"{key}[")) for other in inner)
    ]


def _is_misspelt(missing: Loc, unknown: list[Loc]) -> bool:
    """Return whether a missing key stands there under a name close to it."""
    beside = [str(loc[-1]) for loc in unknown if loc[:-1] == missing[:-1]]
    return bool(get_close_matches(str(missing[-1]), beside, n=1))


def _config_error(file: Path, model: type[BaseModel], detail: ErrorDetails) -> ConfigError:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    tags = _tags(model)
    key = _key(tuple(part for part in loc if part not in tags and not _is_internal(part)))
    if kind == "extra_forbidden":
        return ConfigError(file, key, loc[-1], _fields(model, loc[:-1]))
    if kind == "missing":
        name = loc[-1]
        holder = _fields(model, loc[:-1])
        return ConfigError(
            file, key, "nøkkelen mangler", f"«{name}» må være med (nøkler: {', '.join(holder)})"
        )
    if kind == "value_error":
        return ConfigError(file, key, context["error"], "verdier som passer sammen")
    if kind == "repeated":
        return ConfigError(file, key, context["found"], "hver verdi én gang")
    if kind in {"literal_error", "enum"}:
        return ConfigError(file, key, detail["input"], _quoted(str(context["expected"])))
    if kind == "union_tag_invalid":
        found = detail["input"].get("kind") if isinstance(detail["input"], dict) else None
        return ConfigError(file, f"{key}.kind", found, sorted(tags))
    if kind == "union_tag_not_found":
        return ConfigError(file, f"{key}.kind", "nøkkelen mangler", sorted(tags))
    if kind == "string_pattern_mismatch":
        return ConfigError(file, key, detail["input"], f"mønsteret {context['pattern']}")
    if kind == "too_short":
        return ConfigError(
            file, key, f"{context['actual_length']} verdier", f"minst {context['min_length']}"
        )
    if kind == "too_long":
        return ConfigError(
            file, key, f"{context['actual_length']} verdier", f"høyst {context['max_length']}"
        )
    if bound := _bound(kind, context):
        return ConfigError(file, key, detail["input"], bound)
    return ConfigError(file, key, detail["input"], _EXPECTED.get(kind, detail["msg"]))


def _bound(kind: str, context: dict[str, Any]) -> str:
    words = {
        "greater_than_equal": ("ge", "minst"),
        "greater_than": ("gt", "mer enn"),
        "less_than_equal": ("le", "høyst"),
        "less_than": ("lt", "mindre enn"),
    }
    if kind not in words:
        return ""
    name, word = words[kind]
    return f"{word} {context[name]}"


def _quoted(expected: str) -> list[str]:
    return [part.strip("' ") for part in expected.replace(" or ", ", ").split(",") if part.strip()]


def _is_internal(part: int | str) -> bool:
    """Return whether a part of a location is pydantic's name of a type, and no key."""
    return isinstance(part, str) and bool(INTERNAL.search(part))


def _key(loc: Loc) -> str:
    key = ""
    for part in loc:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else str(part)
    return key


def _fields(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys allowed at a place, found by walking the model's annotations."""
    here: Any = model
    for part in loc:
        here = _step(here, part)
    return list(dict.fromkeys(name for model in _models(here) for name in model.model_fields))


def _step(annotation: Any, part: int | str) -> Any:
    """Follow one step of an error's location."""
    for model in _models(annotation):
        if part in model.model_fields:
            return model.model_fields[str(part)].annotation
    for model in _models(annotation):
        if part in _kinds(model) or part == model.__name__:
            return model
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list:
        return arguments[0]
    if origin is dict:
        return arguments[1]
    if origin is Annotated:
        return _step(arguments[0], part)
    if origin in {Union, UnionType}:
        stepped = [_step(a, part) for a in arguments if get_origin(a) in {list, dict, Annotated}]
        return stepped[0] if stepped else annotation
    return annotation


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in {Union, UnionType, Annotated}:
        return [m for a in get_args(annotation) for m in _models(a)]
    return []


def _kinds(model: type[BaseModel]) -> list[str]:
    field = model.model_fields.get("kind")
    if field is None or get_origin(field.annotation) is not Literal:
        return []
    return [str(value) for value in get_args(field.annotation)]


def _tags(model: type[BaseModel]) -> set[str]:
    """Return the values of ``kind`` in any union below the model: they are no keys."""
    tags: set[str] = set()
    for field in model.model_fields.values():
        for inner in inner_models(field.annotation):
            tags |= set(_kinds(inner)) if len(_kinds(inner)) == 1 else set()
    return tags


def inner_models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that an annotation holds, in lists, mappings and unions too."""
    direct = _models(annotation)
    return direct or [m for a in get_args(annotation) for m in inner_models(a)]
