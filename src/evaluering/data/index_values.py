"""Reading the index values back, without what built them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluering.data.csv_writing import as_written
from evaluering.data.saving import STAMP


def read_indices(path: Path) -> pd.DataFrame:
    """Read the index values back, classes as nullable integers."""
    header = pd.read_csv(path, nrows=0).columns
    types = {name: "Int64" for name in header if name.endswith("_class")}
    types |= {"survey": "str", "respondent": "str"}
    values = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
    return as_written(values.drop(columns=STAMP, errors="ignore"))
