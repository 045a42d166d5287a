"""Raking against R 4.2.2 ``survey::rake``; the call is in scripts/raking.R."""

from __future__ import annotations

import numpy as np
import pytest

from compare import compare
from evaluering.stats import compare_domains, design_mean, rake, rao_scott, survey_design
from references import reference_rows, reference_values

EXPECTED = reference_values("raking")
SURVEY = f"survey {EXPECTED['survey']}"
DATA = reference_rows("weighted")
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


@pytest.mark.parametrize("name", ["calibrated", "calibrated_base"])
def test_errors_of_raked_weights(name: str) -> None:
    """``calibrate(design, ~region + kind, totals, calfun = "raking")`` and then ``svymean``..."""
    start = np.ones(len(DATA)) if name == "calibrated" else DATA["weight"].to_numpy()
    raked = rake(DATA, MARGINS, base_weights=start, tolerance=1e-14)
    design = raked.calibrate(survey_design(start))
    score, west, day = DATA["score"], DATA["region"].eq("west"), DATA["kind"].eq("day").to_numpy()
    everyone, some = design_mean(score, design), design_mean(score.mask(west), design)
    answers = [
        design_mean(DATA["answer"].eq(text).astype(float), design)
        for text in ("no", "perhaps", "yes")
    ]
    two = compare_domains(score, {"day": day, "evening": ~day}, design).test
    chi = rao_scott(DATA["kind"].tolist(), DATA["answer"].tolist(), design).test
    got = [
        *(everyone.mean, everyone.standard_error, some.mean, some.standard_error),
        *(own.mean for own in answers),
        *(own.standard_error for own in answers),
        *(two.statistic, two.df, two.p, chi.statistic, chi.df, chi.df2, chi.p),
    ]
    compare(f"raked estimates ({name})", SURVEY, got, EXPECTED[name], 1e-8)
