"""The lines of a large table are those that pandas writes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluering.data import csv_lines, csv_writing
from evaluering.data.csv_writing import write_csv

TEXTS = ["", "a,b", 'say "no"', "two\nlines", "=1+1", "æøå 𝄞", "-5", " ", "a\rb", None, "x" * 300]


@pytest.fixture
def table() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    n = 500
    codes = pd.Series(rng.choice([1, 2, 99, -(10**12)], n), dtype="Int64").mask(rng.random(n) < 0.2)
    numbers = pd.Series(rng.choice([0.1, -0.0, 1e300, 7.0, np.nan, 1 / 3, 1e-7], n))
    texts = pd.Series(rng.choice(np.array(TEXTS, dtype=object), n), dtype="str")
    ids = pd.Series(range(n)).astype("str")
    return pd.DataFrame({"id, own": ids, "q1": codes, "vekt": numbers, "åpent": texts})


@pytest.mark.parametrize("rows", [1, 7, 500])
def test_bytes_are_those_of_pandas(table, tmp_path, monkeypatch, rows):
    write_csv(table.head(rows), tmp_path / "pandas.csv")
    monkeypatch.setattr(csv_writing, "MANY", 0)
    monkeypatch.setattr(csv_lines, "ROWS", 64)
    write_csv(table.head(rows), tmp_path / "own.csv")
    assert (tmp_path / "own.csv").read_bytes() == (tmp_path / "pandas.csv").read_bytes()
