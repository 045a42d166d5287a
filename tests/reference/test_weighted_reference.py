"""Weighted statistics against R 4.2.2 ``survey``; the calls are in scripts/weighted.R."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from compare import compare
from evaluering.stats import (
    rao_scott,
    weighted_mean,
    weighted_percentages,
    weighted_several_groups,
    weighted_two_groups,
)

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "expected" / "weighted.json").read_text())
SURVEY = f"survey {EXPECTED['survey']}"
DATA = pd.read_csv(HERE / "data" / "weighted.csv")
CLOSED = 1e-8


def test_mean() -> None:
    """``svymean(~score)``, ``svyvar(~score)``, ``confint(df = degf(design))``."""
    got = weighted_mean(DATA["score"], DATA["weight"])
    limits = [got.interval.lower, got.interval.upper]
    values = [got.mean, got.standard_error, got.sd, got.n, *limits]
    compare("weighted mean, SE, SD, interval", SURVEY, values, EXPECTED["mean"], CLOSED)


def test_percentages() -> None:
    """``svymean(~answer)``."""
    got = weighted_percentages(list(DATA["answer"]), DATA["weight"], order=["no", "perhaps", "yes"])
    frame = got.to_frame()
    compare("weighted per cents", SURVEY, frame["weighted_percent"], EXPECTED["percent"], CLOSED)
    compare(
        "weighted per cents SE", SURVEY, frame["standard_error"], EXPECTED["percent_se"], CLOSED
    )


def test_two_groups() -> None:
    """``svyttest(score ~ kind)``; Welch from ``svymean`` in each group's design."""
    day, evening = DATA[DATA["kind"] == "day"], DATA[DATA["kind"] == "evening"]
    got = weighted_two_groups(day["score"], day["weight"], evening["score"], evening["weight"])
    for name, test in (("design", got.design), ("welch", got.welch)):
        values = [test.statistic, test.df, test.p]
        compare(f"weighted t ({name})", SURVEY, values, EXPECTED[name], CLOSED)


def test_several_groups() -> None:
    """``svymean`` in each group's design, in the formula of ``oneway.test``."""
    groups = {str(name): (part["score"], part["weight"]) for name, part in DATA.groupby("region")}
    test = weighted_several_groups(groups).test
    values = [test.statistic, test.df, test.df2, test.p]
    compare("weighted Welch F", SURVEY, values, EXPECTED["several"], CLOSED)


def test_rao_scott() -> None:
    """``svychisq(~region + answer)``, ``statistic = "Chisq"``, ``svychisq(~kind + answer)``."""
    got = rao_scott(list(DATA["region"]), list(DATA["answer"]), DATA["weight"])
    second, first = got.test, got.first_order
    values = [second.statistic, second.df, second.df2, second.p]
    compare("Rao-Scott F", SURVEY, values, EXPECTED["rao_scott"], CLOSED)
    # R prints the uncorrected statistic beside the corrected p.
    values = [got.pearson.statistic, first.df, first.p]
    compare("Rao-Scott chi-square", SURVEY, values, EXPECTED["rao_scott_first"], CLOSED)
    kind = rao_scott(list(DATA["kind"]), list(DATA["answer"]), DATA["weight"]).test
    values = [kind.statistic, kind.df, kind.df2, kind.p]
    compare("Rao-Scott F 2x3", SURVEY, values, EXPECTED["rao_scott_kind"], CLOSED)
