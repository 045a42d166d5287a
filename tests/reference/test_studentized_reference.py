"""The studentized range against R's ptukey (scripts/studentized.R) and scipy."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import studentized_range

from compare import compare
from evaluering.stats.studentized import cdf, ppf, sf

EXPECTED = pd.read_csv(Path(__file__).parent / "expected/studentized.csv")
ITERATIVE = 1e-5
"""R's ptukey integrates to about 1e-8 in absolute value."""


def test_the_upper_tail() -> None:
    found = [sf(row.q, int(row.k), row.df) for row in EXPECTED.itertuples()]
    compare("studentized range, tail", "R 4.2.2 ptukey", found, EXPECTED["p"], ITERATIVE)


@pytest.mark.parametrize(("k", "df"), [(2, 1), (3, 2), (5, 12.7), (12, 700.5)])
def test_it_agrees_with_scipys_integration(k: int, df: float) -> None:
    for q in (0.5, 2.0, 3.5, 12.0):
        assert sf(q, k, df) == pytest.approx(float(studentized_range.sf(q, k, df)), abs=1e-10)


def test_a_quantile_has_its_probability() -> None:
    assert cdf(ppf(0.95, 3, 20), 3, 20) == pytest.approx(0.95, abs=1e-12)
    assert ppf(0.95, 3, 20) == pytest.approx(3.577935, abs=1e-5)  # R: qtukey(.95, 3, 20)


def test_infinite_df_is_the_range_of_normals() -> None:
    assert cdf(0.0, 4, 10) == 0.0
    assert sf(3.633, 4, float("inf")) == pytest.approx(0.05, abs=1e-4)  # table value 3.63
