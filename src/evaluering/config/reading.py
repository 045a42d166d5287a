"""Reading one YAML file into one model, with messages that name the place."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from evaluering import __version__
from evaluering.config.messages import config_errors
from evaluering.errors import ConfigError, ConfigErrors

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML without its C library
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

M = TypeVar("M", bound=BaseModel)


class _Loader(_BaseLoader):
    """A loader that refuses a key written twice, where YAML would keep the last silently."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(
                None, None, "en nøkkel er ikke en tekst (sett klammer i anførselstegn)",
                key_node.start_mark,
            )  # fmt: skip
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"nøkkelen «{key}» står to ganger", key_node.start_mark
            )
        seen.add(key)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path, name: Path) -> dict[str, Any]:
    """Read a YAML file that holds keys with values.

    Parameters
    ----------
    path
        The file.
    name
        How messages name it: its path from the project's root.

    Raises
    ------
    ConfigError
        The file is absent, empty, not UTF-8, not YAML, or no mapping.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise ConfigError(name, "", "filen finnes ikke", "opprett filen") from None
    except UnicodeDecodeError as error:
        raise ConfigError(
            name, "", f"byte {error.start} er ikke UTF-8", "lagre filen som UTF-8"
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"linje {mark.line + 1}, kolonne {mark.column + 1}" if mark else ""
        raise ConfigError(name, place, *_problem(path, error)) from None
    except yaml.YAMLError:
        raise ConfigError(name, "", "tegn som YAML ikke tillater", "gyldig YAML") from None
    if content is None:
        raise ConfigError(name, "", "filen er tom", "se eksemplet i docs/konfigurasjon.md")
    if not isinstance(content, dict):
        kinds = ((str, "bare tekst"), (list, "en liste"))
        found = next((name for kind, name in kinds if isinstance(content, kind)), "én verdi")
        raise ConfigError(name, "", found, "nøkler med verdier øverst i filen")
    return content


def _problem(path: Path, error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Return what was found and what is allowed; a tab is the usual culprit."""
    mark = error.problem_mark
    lines = path.read_text(encoding="utf-8").splitlines()
    if mark and mark.line < len(lines) and "\t" in lines[mark.line]:
        return "tabulator i innrykket", "mellomrom som innrykk"
    if isinstance(error, yaml.constructor.ConstructorError):
        return str(error.problem), "gyldig YAML"
    return "noe som ikke er gyldig YAML", "kontroller kolon, innrykk, klammer og anførselstegn"


def read_model(model: type[M], path: Path, name: Path) -> M:
    """Read one YAML file into one model.

    Raises
    ------
    ConfigErrors
        The content does not fit the model: every fault is named.
    """
    content = read_yaml(path, name)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise ConfigErrors(config_errors(name, model, error)) from None


def refuse_newer(path: Path, name: Path) -> None:
    """Refuse a project that a newer version of the tool has made, before its keys are read.

    Raises
    ------
    ConfigError
        The file's ``made_with`` is a later version than this one.
    """
    made_with = str(read_yaml(path, name).get("made_with", ""))
    if _release(made_with) > _release(__version__):
        raise ConfigError(
            name, "made_with", f"{made_with}; dette er evaluering {__version__}",
            "en utgave av evaluering som er minst like ny som prosjektet",
        )  # fmt: skip


def _release(version: str) -> tuple[int, ...]:
    """Return the major and minor numbers of a version; nothing of what is no version."""
    found = re.match(r"(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else ()
