"""The content of a model as plain data, for fingerprints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel


def content(model: BaseModel, without: Iterable[str] = (), mark: object = None) -> Any:
    """Return a model's keys and values as plain data, those below it too.

    Parameters
    ----------
    model
        Any model of the configuration.
    without
        Names of fields that are left out, of the models below it too.
    mark
        What marks the fields that are left out, in the annotation.
    """
    return _plain(model, frozenset(without), mark)


def _plain(value: Any, without: frozenset[str], mark: object) -> Any:
    if isinstance(value, BaseModel):
        return {
            name: _plain(getattr(value, name), without, mark)
            for name, field in type(value).model_fields.items()
            if name not in without and (mark is None or mark not in field.metadata)
        }
    if isinstance(value, dict):
        return {str(key): _plain(inner, without, mark) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, without, mark) for inner in value]
    return value
