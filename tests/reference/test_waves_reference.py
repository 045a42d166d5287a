"""Changes and invariance against R 4.2.2 (survey 4.1.1, lavaan 0.6.14); scripts/waves.R."""

from __future__ import annotations

import numpy as np
import pytest

from compare import compare
from evaluering.stats import (
    Change,
    adjust,
    change_of_means,
    change_of_shares,
    group_moments,
    measurement_invariance,
    multigroup_factor,
    survey_design,
)
from references import reference_rows, reference_values

EXPECTED = reference_values("waves")
R, SURVEY = EXPECTED["program"], f"survey {EXPECTED['survey']}"
LAVAAN = f"lavaan {EXPECTED['lavaan']}"
DATA = reference_rows("waves")
BEFORE, AFTER = (DATA.loc[DATA["wave"] == year] for year in (2021, 2023))
ITEMS = ["q1", "q2", "q3", "q4", "q5"]
WAVES = {"2021": BEFORE[ITEMS], "2023": AFTER[ITEMS]}
MOMENTS = group_moments("test", WAVES)
CLOSED, SEARCHED = 1e-8, 1e-4
PARTIAL = {
    "configural": {},
    "metric": {"free_loadings": []},
    "partial_metric": {"free_loadings": ["q4"]},
    "scalar": {"free_loadings": [], "free_intercepts": []},
    "partial_scalar": {"free_loadings": ["q4"], "free_intercepts": ["q4", "q5"]},
}


def values(change: Change) -> list[float]:
    test, own = change.test, change.estimate
    limits = [own.interval.lower, own.interval.upper]
    return [own.value, test.statistic, test.df, test.p, *limits, change.standard_error]


def test_independent_waves() -> None:
    """``t.test(after, before)``."""
    found = change_of_means(BEFORE["q1"], AFTER["q1"])
    compare("change, independent", R, values(found), EXPECTED["welch"], CLOSED)


def test_waves_that_share_some_respondents() -> None:
    """``svyglm(q1 ~ later, svydesign(ids = ~id))``, with df = degf."""
    ids = BEFORE["id"], AFTER["id"]
    found = change_of_means(BEFORE["q1"], AFTER["q1"], respondents=ids)
    assert found.shared == 65
    compare("change, some shared", SURVEY, values(found), EXPECTED["shared"], CLOSED)


def test_waves_of_the_same_respondents() -> None:
    """``t.test(after, before, paired = TRUE)``."""
    both = BEFORE.merge(AFTER, on="id").dropna(subset=["q1_x", "q1_y"])
    found = change_of_means(both["q1_x"], both["q1_y"], respondents=(both["id"], both["id"]))
    compare("change, paired", R, values(found), EXPECTED["paired"], CLOSED)


def test_weighted_waves() -> None:
    """``svyttest(q1 ~ later, svydesign(~1, strata = ~wave, weights = ~weight))``."""
    designs = survey_design(BEFORE["weight"]), survey_design(AFTER["weight"])
    found = change_of_means(BEFORE["q1"], AFTER["q1"], designs=designs)
    got = [*values(found)[:4], found.standard_error]
    compare("change, weighted", SURVEY, got, EXPECTED["weighted"], CLOSED)


def test_shares() -> None:
    """``prop.test(x, n, correct = FALSE)``; Newcombe's limits of ``prop.test`` of each wave."""
    agree = [(w["q1"] >= 5).astype(float).where(w["q1"].notna()) for w in (BEFORE, AFTER)]
    found = change_of_shares(agree[0], agree[1])
    interval = found.estimate.interval
    got = [found.estimate.value, interval.lower, interval.upper]
    got += [found.test.statistic, found.test.df, found.test.p]
    compare("change of shares", R, got, EXPECTED["share"], CLOSED)


def test_corrections() -> None:
    """``p.adjust(p, "holm")`` and ``"BH"``."""
    p = {"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}
    compare("Holm", R, adjust(p).adjusted, EXPECTED["holm"], CLOSED)
    found = adjust(p, method="benjamini-hochberg")
    compare("Benjamini-Hochberg", R, found.adjusted, EXPECTED["bh"], CLOSED)


@pytest.mark.parametrize("level", PARTIAL)
def test_fit_of_each_model(level: str) -> None:
    """``fitmeasures(cfa(model, group = "wave", std.lv = TRUE, group.equal, group.partial))``."""
    found = multigroup_factor(MOMENTS, **PARTIAL[level])
    test, base = found.test, found.baseline
    got = [test.statistic, test.df, test.p, found.cfi, found.rmsea, base.statistic, base.df]
    compare(f"{level} invariance", LAVAAN, got, EXPECTED["fits"][level], SEARCHED)


def test_loadings_and_the_factor_of_the_later_wave() -> None:
    """``standardizedSolution`` and ``parameterEstimates`` of partial scalar invariance."""
    found = multigroup_factor(MOMENTS, **PARTIAL["partial_scalar"])
    expected = [EXPECTED["standardised"][group] for group in ("1", "2")]
    compare("standardised loadings", LAVAAN, found.standardised_loadings, expected, SEARCHED)
    factor = np.concatenate([found.factor_means, found.factor_variances])
    compare("factor means and variances", LAVAAN, factor, EXPECTED["factor"], SEARCHED)


def test_the_ladder_names_the_two_items_that_changed() -> None:
    """``lavTestLRT(configural, metric)``; the fourth item's loading, the fifth's intercept."""
    found = measurement_invariance(WAVES)
    assert (found.level, found.freed_loadings) == ("partial_scalar", ("q4",))
    assert set(found.freed_intercepts) == {"q4", "q5"}
    assert found.comparable
    difference = found.steps[1].difference
    assert difference is not None
    got = [difference.statistic, difference.df, difference.p]
    compare("chi-square difference", LAVAAN, got, EXPECTED["difference"], SEARCHED)
