"""From a validation error to one Norwegian message: file, key, found, allowed."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evaluering.errors import ConfigError

Loc = tuple[int | str, ...]
LONGEST_RUN = 20
"""More numbers than that are not written out for somebody who wrote the first and the last."""
INTERNAL = re.compile(r"[\[\]()]|^constrained-|^(str|int|float|bool|list|dict)$|^[A-Z]\w*[a-z]\w*$")

EXPECTED = {
    "string_type": "en tekst",
    "string_unicode": "en tekst uten halve tegn",
    "int_type": "et heltall, som 3",
    "int_parsing": "et heltall, som 3",
    "int_parsing_size": "et heltall med høyst 12 sifre",
    "int_from_float": "et heltall, som 3",
    "float_type": "et tall med punktum, som 2.5",
    "float_parsing": "et tall med punktum, som 2.5",
    "finite_number": "et tall, som 2.5",
    "bool_type": "true eller false",
    "bool_parsing": "true eller false",
    "list_type": "en liste, som [a, b]",
    "tuple_type": "en liste, som [1, 2]",
    "dict_type": "nøkler med verdier",
    "mapping_type": "nøkler med verdier",
    "model_type": "nøkler med verdier",
    "model_attributes_type": "nøkler med verdier",
    "string_too_short": "en tekst som ikke er tom",
    "invalid_key": "en tekst som nøkkel: sett den i anførselstegn",
    "none_required": "ingenting: slett nøkkelen",
}
"""What is allowed in the place of a value of the wrong type, by pydantic's name of the fault."""
OTHERWISE = frozenset(
    {
        *("missing", "extra_forbidden", "unfit", "repeated", "literal_error", "enum"),
        *("union_tag_invalid", "union_tag_not_found", "string_pattern_mismatch"),
        *("too_short", "too_long", "string_too_long"),
        *("greater_than", "greater_than_equal", "less_than", "less_than_equal"),
    }
)
"""The faults that are told of in words of their own."""
PATTERNS = {
    r"^#[0-9A-Fa-f]{6}$": ("en farge i anførselstegn, som \"#228833\"", ""),
    r"^[\w][\w .-]{0,63}$": ("navnet på en skrift: bokstaver, sifre, mellomrom", "DejaVu Sans"),
    r"^[^\\]+\.ttf$": ("en skriftfil som ender på .ttf, med / mellom mapper", "config/Inter.ttf"),
    r"^[^\\]+\.(png|jpg|jpeg)$": ("en bildefil som ender på .png eller .jpg", "config/logo.png"),
    r"^https?://[^\s/]+": ("en nettadresse", "https://data.ssb.no/api/pxwebapi/v2"),
    r"^[A-Za-z0-9æøåÆØÅ_-]+$": ("bokstaver, sifre, bindestrek og understrek", "ssb"),
    r"^-?\d{1,12}(\.\d{1,6})?$": ("et tall som det er trykt, med punktum", "4.3"),
    r"^[^/\\]+\.(json|csv|xlsx)$": ("et filnavn som ender på .json, .csv eller .xlsx", "folk.json"),
    r"^[a-z][a-z0-9_]*$": ("små bokstaver a–z, sifre og understrek", "dont_know"),
    r"^[a-z][a-z0-9_]{0,63}$": (
        "små bokstaver a–z, sifre og understrek, høyst 64 tegn og først en bokstav", "maal_klare",
    ),
    r"^[a-zæøå0-9][a-zæøå0-9-]*$": ("små bokstaver, sifre og bindestrek", "figur-1"),
}  # fmt: skip
"""What each pattern of the models allows, in words, and an example of it."""


def config_errors(file: Path, model: type[BaseModel], error: ValidationError) -> list[ConfigError]:
    """One `ConfigError` for each place where pydantic found a fault."""
    # where a list has a fault, that it is no keyword either says nothing
    details = sorted(error.errors(), key=_is_keyword_for_list)
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    faults: dict[str, ConfigError] = {}
    for detail in details:
        if detail["type"] == "missing" and _is_misspelt(detail["loc"], unknown):
            continue
        fault = _config_error(file, model, detail)
        faults.setdefault(fault.key, fault)
    holders = {key[: cut.start()] for key in faults for cut in re.finditer(r"[.\[]", key)}
    return [fault for key, fault in faults.items() if key not in holders]


def _is_keyword_for_list(detail: ErrorDetails) -> bool:
    return detail["type"] == "literal_error" and isinstance(detail["input"], list)


def _is_misspelt(missing: Loc, unknown: list[Loc]) -> bool:
    """Return whether a missing key stands there under a name close to it."""
    beside = [str(loc[-1]) for loc in unknown if loc[:-1] == missing[:-1]]
    return bool(get_close_matches(str(missing[-1]), beside, n=1))


def _config_error(file: Path, model: type[BaseModel], detail: ErrorDetails) -> ConfigError:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    tags = _tags(model)
    key = _key(loc, tags, kind == "extra_forbidden")
    found = detail["input"]
    if kind == "extra_forbidden":
        return ConfigError(file, key, loc[-1], _fields(model, loc[:-1]))
    if kind == "missing":
        name = loc[-1]
        holder = _fields(model, loc[:-1])
        return ConfigError(
            file, key, "nøkkelen mangler", f"«{name}» må være med (nøkler: {', '.join(holder)})"
        )
    if kind == "unfit":
        within = _key((*loc, *context["at"]), tags)
        return ConfigError(file, within, context["found"], context["allowed"])
    if kind == "repeated":
        return ConfigError(file, key, context["found"], "hver verdi én gang")
    if kind in {"literal_error", "enum"}:
        return ConfigError(file, key, found, _quoted(str(context["expected"])))
    if kind == "union_tag_invalid":
        return ConfigError(file, f"{key}.kind", found.get("kind"), sorted(tags))
    if kind == "union_tag_not_found":
        if isinstance(found, dict):
            return ConfigError(file, f"{key}.kind", "nøkkelen mangler", sorted(tags))
        return ConfigError(file, key, found, "nøkler med verdier, som «id:» og «kind:»")
    if kind == "string_pattern_mismatch":
        allowed, example = PATTERNS[context["pattern"]]
        return ConfigError(file, key, found, _with_example(allowed, example, str(found)))
    if kind == "string_too_long":
        most = context["max_length"]
        return ConfigError(file, key, f"{len(found)} tegn", f"høyst {most} tegn")
    if kind in {"too_short", "too_long"}:
        return _count(file, key, kind, found, context)
    if bound := _bound(kind, context):
        return ConfigError(file, key, found, bound)
    if kind == "int_from_float":
        return ConfigError(file, key, found, f"et heltall, som {found:.0f}")
    if kind == "invalid_key" and isinstance(found, int):
        return ConfigError(
            file, key, found, "en tekst som nøkkel; desimaltegnet er punktum, så 2,5 skrives 2.5"
        )
    if kind.startswith("float") and isinstance(found, str):
        number = found.strip().replace(",", ".").replace(" ", "").replace("\u00a0", "")
        if re.fullmatch(r"[-+]?[\d.]+", number) and number.count(".") < 2:
            return ConfigError(file, key, found, f"et tall med punktum: {number}")
    if kind == "string_type" and isinstance(found, bool | int | float):
        written = str(found).lower() if isinstance(found, bool) else str(found)
        return ConfigError(file, key, found, f'en tekst i anførselstegn: "{written}"')
    if kind == "list_type" and isinstance(found, str | int) and not isinstance(found, bool):
        return ConfigError(file, key, found, f"en liste: [{_listed(str(found))}]")
    return ConfigError(file, key, found, EXPECTED.get(kind, "en verdi av et annet slag"))


def _count(file: Path, key: str, kind: str, found: object, context: dict[str, Any]) -> ConfigError:
    """Return the fault of a list that is too short or too long."""
    few = kind == "too_short"
    count = context["actual_length"] or len(found if isinstance(found, list) else [])
    limit = context["min_length" if few else "max_length"]
    shown = "en tom liste" if not count else "1 verdi" if count == 1 else f"{count} verdier"
    remedy = "" if few else "Desimaltegnet er punktum: [2.5, 3.5]."
    numbers = isinstance(found, list) and all(type(value) is int for value in found)
    values = "verdi" if limit == 1 else "verdier"
    return ConfigError(
        file, key, shown, f"{'minst' if few else 'høyst'} {limit} {values}",
        remedy if numbers else "",
    )  # fmt: skip


def _listed(found: str) -> str:
    """Return what stands in a list's place as its values: each number from 1 to 5 of «1-5»."""
    ends = re.fullmatch(r"(\d{1,3}) ?[-–] ?(\d{1,3})", found.strip())
    if ends is None or not 0 <= int(ends[2]) - int(ends[1]) <= LONGEST_RUN:
        return found
    return ", ".join(map(str, range(int(ends[1]), int(ends[2]) + 1)))


def _with_example(allowed: str, example: str, found: str) -> str:
    """Return what is allowed, with what was found made to fit it, or with an example."""
    if "." in example or not example:
        return f"{allowed}: {example}" if example else allowed
    return f"{allowed}: {as_identifier(found, '_' if '_' in example else '-') or example}"


def as_identifier(text: str, separator: str = "-") -> str:
    """Return a text made to fit the pattern of an id, or of a variable's name; empty of nothing.

    Parameters
    ----------
    text
        What somebody wrote.
    separator
        What stands between words: a dash in an id, an underscore in a name.
    """
    close = unicodedata.normalize("NFC", text).lower()
    if separator == "_":
        close = close.replace("æ", "ae").replace("ø", "o").replace("å", "aa")
        close = re.sub(r"^[^a-z]+", "", close)
    return re.sub(r"[^a-zæøå0-9]+", separator, close).strip(separator)[:50]


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
    limit = context[name]
    return f"{word} {limit:.15g}" if isinstance(limit, int | float) else f"{word} {limit}"


def _quoted(expected: str) -> list[str]:
    return [part.strip("' ") for part in expected.replace(" or ", ", ").split(",") if part.strip()]


def _is_internal(part: int | str) -> bool:
    """Return whether a part of a location is pydantic's name of a type, and no key."""
    return isinstance(part, str) and bool(INTERNAL.search(part))


def _key(loc: Loc, tags: set[str], as_written: bool = False) -> str:
    """Return a location as the file's reader finds it, without pydantic's names of types.

    The last part of it stands as it was written, where the fault is that the key is unknown.
    """
    last = len(loc) - 1 if as_written else len(loc)
    key = ""
    for place, part in enumerate(loc):
        if place < last and (part in tags or _is_internal(part)):
            continue
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


@cache
def _tags(model: type[BaseModel]) -> set[str]:
    """Return the values of ``kind`` in any union below the model: they are no keys."""
    below = [m for f in model.model_fields.values() for m in inner_models(f.annotation)]
    tags = {kind for inner in below if len(_kinds(inner)) == 1 for kind in _kinds(inner)}
    return tags or {tag for inner in below if inner is not model for tag in _tags(inner)}


def inner_models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that an annotation holds, in lists, mappings and unions too."""
    direct = _models(annotation)
    return direct or [m for a in get_args(annotation) for m in inner_models(a)]
