"""Saving: what files from synthetic data are marked with, and plain data as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

STAMP = "merke"
"""The column that marks every row of a file made from synthetic data."""


def stamped(table: pd.DataFrame, stamp: str) -> pd.DataFrame:
    """Return a table whose every row says what it is made from; unchanged without a stamp."""
    return table.assign(**{STAMP: stamp}) if stamp else table


def to_json(content: Any) -> str:
    """Return JSON with NaN, NA and infinity as null, and a line end."""
    return json.dumps(_plain(content), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or value is pd.NA:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
