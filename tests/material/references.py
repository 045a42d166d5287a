"""What R and PSPP computed, and the data that they and we compute from."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from workspace import REPOSITORY

FOLDER = REPOSITORY / "tests/reference"


def reference_values(name: str) -> Any:
    """Return the values of a script in tests/reference/scripts, with its program and version."""
    return json.loads((FOLDER / f"expected/{name}.json").read_text(encoding="utf-8"))


def reference_rows(name: str) -> pd.DataFrame:
    """Return the data of a reference."""
    return pd.read_csv(FOLDER / f"data/{name}.csv")
