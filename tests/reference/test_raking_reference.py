"""Raking against R 4.2.2 ``survey::rake``; the call is in scripts/weighted.R."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from compare import compare
from evaluering.stats import rake

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "expected" / "weighted.json").read_text())
SURVEY = f"survey {EXPECTED['survey']}"
DATA = pd.read_csv(HERE / "data" / "weighted.csv")
MARGINS = {
    "region": {"north": 300, "south": 450, "west": 250},
    "kind": {"day": 550, "evening": 450},
}
ITERATIVE = 1e-5


def test_rake() -> None:
    """``rake(design, list(~region, ~kind), margins, control = list(epsilon = 1e-12))``."""
    got = rake(DATA, MARGINS)
    assert got.converged
    compare("raked weights", SURVEY, got.weights, EXPECTED["rake"], ITERATIVE)
    compare("design effect", SURVEY, got.design_effect, EXPECTED["deff"], ITERATIVE)


def test_rake_from_base_weights() -> None:
    """The same from ``svydesign(~1, weights = ~weight)``."""
    got = rake(DATA, MARGINS, base_weights=DATA["weight"])
    compare("raked weights, base", SURVEY, got.weights, EXPECTED["rake_base"], ITERATIVE)
