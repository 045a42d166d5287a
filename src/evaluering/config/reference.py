"""JSON schemas and the reference page, generated from the models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from evaluering.config.base import Identifier, VariableName
from evaluering.config.chapters import Chapter
from evaluering.config.described import Described
from evaluering.config.messages import inner_models
from evaluering.config.overview import Overview
from evaluering.config.project import GroupsFile, IndicesFile, ScalesFile
from evaluering.config.registries import RegistriesFile
from evaluering.config.reports import Report, Settings
from evaluering.config.surveys import Survey
from evaluering.config.waves import Wave

FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "config": ("config/config.yaml", Settings),
    "scales": ("config/scales.yaml", ScalesFile),
    "groups": ("config/groups.yaml", GroupsFile),
    "indices": ("config/indices.yaml", IndicesFile),
    "registries": ("config/registries.yaml", RegistriesFile),
    "survey": ("config/surveys/<undersøkelse>.yaml", Survey),
    "report": ("config/reports/<rapport>/report.yaml", Report),
    "overview": ("config/reports/<rapport>/chapters.yaml", Overview),
    "exhibits": ("config/reports/<rapport>/exhibits/<kapittel>.yaml", Chapter),
    "wave": ("data/raw/<bølge>/wave.yaml", Wave),
}


def generated(
    files: Mapping[str, tuple[str, type[BaseModel]]], page: str, title: str, command: str
) -> dict[str, str]:
    """Return the schemas and the page, by path from the project's root.

    Parameters
    ----------
    files
        Path and model of each configuration file, by name.
    page, title
        The page's file and heading.
    command
        The command that writes them.
    """
    schemas = {
        f"docs/schema/{name}.json": json.dumps(_schema(model), ensure_ascii=False, indent=1) + "\n"
        for name, (_, model) in files.items()
    }
    return schemas | {page: _page(files, title, command)}


def _page(files: Mapping[str, tuple[str, type[BaseModel]]], title: str, command: str) -> str:
    """Return the reference of every key, as Markdown."""
    parts = [
        f"# {title}",
        "",
        f"Laget av modellene med `{command}`; rett modellene, ikke denne siden.",
        "Ukjente nøkler er feil. Skjemaene i `docs/schema/` gir hjelp i redigeringsprogrammer.",
        "",
        "Filene er YAML i UTF-8. `true` og `false` er ja og nei; `ja`, `nei`, `yes`, `no`, `on`, "
        "`off`, datoer og tall med null foran (`0301`) er tekst. En tekst settes i anførselstegn "
        '(`"…"`) når den ser ut som et tall, når den har kolon og mellomrom i seg, eller når den '
        "begynner med et av "
        "tegnene `# @ % & * ! [ {`. Desimaltegnet er punktum.",
        "",
        "En *id* er små bokstaver, sifre og bindestrek, høyst 50 tegn; et *variabelnavn* er små "
        "bokstaver a–z, sifre og understrek, som i datafilen.",
        "",
    ]
    for path, model in files.values():
        parts += [f"## `{path}`", ""]
        shown: set[str] = set()
        waiting = [model]
        while waiting:
            current = waiting.pop(0)
            if current.__name__ in shown:
                continue
            shown.add(current.__name__)
            schema = _schema(current)
            parts += _section(current, schema)
            waiting += _nested(current, schema)
    if any("per språk" in part for part in parts):
        parts[7:7] = [PER_LANGUAGE, ""]
    return "\n".join(parts).rstrip() + "\n"


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(schema_generator=Described)


def _section(model: type[BaseModel], schema: Mapping[str, Any]) -> list[str]:
    required = set(schema.get("required", []))
    lines = [f"### {model.__name__}", ""]
    lines += ["| nøkkel | verdi | påkrevd | beskrivelse |", "|---|---|---|---|"]
    for name, field in schema["properties"].items():
        default = ""
        if name not in required:
            own = json.dumps(field.get("default"), ensure_ascii=False)
            # the keys of a model stand with their own defaults below
            default = "nei" if "$ref" in field else f"nei (`{own}`)"
        description = str(field.get("description", "")).replace("\n", " ").replace("|", "\\|")
        lines.append(f"| `{name}` | {_type(field)} | {default or 'ja'} | {description} |")
    return [*lines, ""]


NAMES = {
    TypeAdapter(Identifier).json_schema()["pattern"]: "id",
    TypeAdapter(VariableName).json_schema()["pattern"]: "variabelnavn",
}
"""What texts of a pattern are called."""
PER_LANGUAGE = (
    "En tekst som leseren ser, kan gis på flere språk: "
    "`title: {nb: Tittel, nn: Tittel, en: Title}`. En rapport skrives på språket i `language`; "
    "mangler teksten det, brukes den første, og `evaluering validate` sier fra."
)
IN_LANGUAGES = [
    {"type": "string"},
    {"additionalProperties": {"type": "string"}, "type": "object"},
]
"""The JSON schema of a text that may be given in several languages."""


def _type(field: Mapping[str, Any]) -> str:
    """Name a JSON schema type in Norwegian."""
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("anyOf", [])[:2] == IN_LANGUAGES:
        return "tekst, også per språk"
    for many in ("anyOf", "oneOf"):
        if many in field:
            inner = [_type(f) for f in field[many] if f.get("type") != "null"]
            return " eller ".join(dict.fromkeys(inner))
    if field.get("type") == "array":
        return f"liste av {_type(field.get('items', {}))}"
    if field.get("type") == "object":
        values = field.get("additionalProperties")
        return f"nøkler med {_type(values)}" if isinstance(values, dict) else "nøkler med verdier"
    if field.get("pattern") in NAMES:
        return NAMES[field["pattern"]]
    names = {"string": "tekst", "integer": "heltall", "number": "tall", "boolean": "true/false"}
    return names.get(str(field.get("type")), "verdi")


def _nested(model: type[BaseModel], schema: Mapping[str, Any]) -> list[type[BaseModel]]:
    """Return the models that a model's own keys hold, in the order of the keys."""
    wanted: list[str] = []
    for field in schema["properties"].values():
        wanted += [part.split('"')[0] for part in json.dumps(field).split("#/$defs/")[1:]]
    known = _models_below(model)
    return [known[name] for name in dict.fromkeys(wanted) if name in known]


def _models_below(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    return {
        inner.__name__: inner
        for field in model.model_fields.values()
        for inner in inner_models(field.annotation)
    }
