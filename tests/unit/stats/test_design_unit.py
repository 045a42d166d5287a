"""A survey's design: equal weights give the unweighted statistics, and bad input is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import (
    StatisticsError,
    compare_domains,
    crosstab_test,
    describe,
    design_correlation,
    design_mean,
    design_proportion,
    design_proportions,
    design_quantiles,
    design_ratio,
    design_regression,
    linear_regression,
    pearson,
    rao_scott,
    survey_design,
    two_groups,
)

few = settings(max_examples=25, deadline=None)
scale = st.lists(st.integers(1, 5).map(float), min_size=3, max_size=12)


@few
@given(a=scale, b=scale, weight=st.floats(0.1, 9))
def test_equal_weights(a: list[float], b: list[float], weight: float) -> None:
    values, own = np.array([*a, *b]), np.arange(len(a) + len(b)) < len(a)
    design = survey_design(np.full(values.size, weight))
    mean, plain = design_mean(values, design), describe(values)
    np.testing.assert_allclose([mean.mean, mean.sd], [plain.mean, plain.sd], atol=1e-12)
    assert design.effective_n == pytest.approx(values.size)
    if plain.sd > 0:
        assert mean.design_effect == pytest.approx(1)
        assert mean.effective_n == pytest.approx(values.size)
    got, median = (
        compare_domains(values, {"a": own, "b": ~own}, design),
        design_quantiles(values, design),
    )
    assert median[0].estimate.value == pytest.approx(np.median(values))
    expected = two_groups(a, b)
    assert got.pairs[0].estimate.value == pytest.approx(expected.estimate.value, abs=1e-12)
    if not np.isnan(expected.cohens_d.value):
        assert got.effect == pytest.approx(expected.cohens_d.value)
    if not np.isnan(got.p):
        assert 0 <= got.p <= 1


@few
@given(seed=st.integers(0, 999))
def test_rao_scott_properties(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.integers(0, 2, 60).tolist(), rng.integers(0, 3, 60).tolist()
    weights = rng.uniform(0.5, 2, 60)
    got = rao_scott(rows, columns, survey_design(weights))
    order = rng.permutation(60)
    turned = rao_scott(
        [columns[i] for i in order],
        [f"r{rows[i]}" for i in order],
        survey_design(7 * weights[order]),
    )
    np.testing.assert_allclose(turned.to_frame()["p"], got.to_frame()["p"], atol=1e-10)
    assert got.to_frame()["p"].dropna().between(0, 1).all()
    equal = rao_scott(rows, columns, survey_design(np.ones(60)))
    plain = crosstab_test(pd.crosstab(pd.Series(rows), pd.Series(columns)))
    assert equal.pearson.statistic == pytest.approx(plain.statistic)
    assert equal.cramers_v == pytest.approx(plain.effect.value)


@few
@given(seed=st.integers(0, 999))
def test_unit_of_weights_and_order_do_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = 40
    strata, clusters = rng.integers(0, 3, n), rng.integers(0, 6, n)
    x, y, w = rng.normal(size=n), rng.normal(size=n), rng.uniform(0.2, 3, n)
    order = rng.permutation(n)

    def numbers(take: Any, unit: float) -> list[float]:
        design = survey_design(
            unit * w[take],
            strata=strata[take].tolist(),
            clusters=clusters[take].tolist(),
            cluster_names="within_strata",
        )
        mean, r = design_mean(x[take], design), design_correlation(x[take], y[take], design)
        ratio = design_ratio(x[take], np.abs(y[take]), design)
        return [
            mean.mean,
            mean.standard_error,
            mean.df,
            r.r,
            r.standard_error,
            ratio.standard_error,
        ]

    np.testing.assert_allclose(numbers(order, 9.0), numbers(np.arange(n), 1.0), rtol=1e-9)


def test_equal_weights_give_the_ordinary_coefficients() -> None:
    rng = np.random.default_rng(3)
    x = pd.DataFrame(rng.normal(size=(50, 2)), columns=["a", "b"])
    y = pd.Series(x["a"] + rng.normal(size=50), name="y")
    design = survey_design(np.full(50, 2.0))
    plain, got = linear_regression(y, x, robust="HC0"), design_regression(y, x, design)
    np.testing.assert_allclose(got.coefficients["coefficient"], plain.coefficients["coefficient"])
    # the design's n / (n - 1) is all that tells its errors from White's
    np.testing.assert_allclose(got.coefficients["se"], plain.coefficients["se"] * (50 / 49) ** 0.5)
    np.testing.assert_allclose(got.coefficients["beta"], plain.coefficients["beta"])
    assert got.r_squared == pytest.approx(plain.r_squared)
    assert design_correlation(x["a"], y, design).r == pytest.approx(pearson(x["a"], y).r)


def test_a_domain_is_no_smaller_sample() -> None:
    x, mask = np.array([1.0, 2, 3, 4, 5, 9]), np.array([True, True, True, False, False, False])
    clusters = [1, 1, 2, 2, 3, 3]
    design = survey_design(np.ones(6), clusters=clusters)
    alone = survey_design(np.ones(3), clusters=clusters[:3])
    domain = design_mean(x[mask], design.within(mask))
    small = design_mean(x[mask], alone)
    assert domain.mean == small.mean
    assert domain.standard_error != pytest.approx(small.standard_error)
    assert domain.df == small.df == 1


def test_a_census_has_no_sampling_error() -> None:
    design = survey_design(np.ones(4), population=4)
    assert design_mean([1.0, 2, 3, 4], design).standard_error == 0
    half = survey_design(np.ones(4), population=8)
    free = survey_design(np.ones(4))
    errors = [design_mean([1.0, 2, 3, 4], d).standard_error for d in (half, free)]
    assert errors[0] == pytest.approx(errors[1] * 0.5**0.5)
    assert survey_design(None, population=8, n=4).weights.tolist() == [2, 2, 2, 2]


def test_weights_of_zero_and_missing_values_count_nobody() -> None:
    got = design_mean([1.0, np.nan, 3.0, 50.0], survey_design([1.0, 99.0, 3.0, 0.0]))
    assert (got.mean, got.n) == (2.5, 2)
    nobody = design_mean([1.0, 2.0], survey_design([0.0, 0.0, 1.0]).within([True, True, False]))
    assert np.isnan([nobody.mean, nobody.standard_error]).all()
    assert (nobody.n, nobody.warnings) == (0, ("no valid values with a weight",))
    shares = design_proportions(np.array([0, -1, 1, 1]), survey_design([1.0, 9.0, 1.0, 2.0]), 3)
    assert [share.mean for share in shares] == [0.25, 0.75, 0]
    assert (
        rao_scott(["a", "b", None, "a"], ["x", "y", "x", np.nan], survey_design([1, 1, 9, 9])).n
        == 2
    )


def test_too_few_values() -> None:
    one = design_mean([2.0, np.nan], survey_design([1.0, 1.0]))
    assert one.mean == 2
    assert np.isnan([one.sd, one.standard_error, one.interval.lower]).all()
    same = design_mean([1.0, 2.0], survey_design([1.0, 1.0], clusters=["a", "a"]))
    assert np.isnan(same.standard_error)
    assert same.warnings == ("one cluster: no standard error",)
    certain = design_proportion([1.0, 1.0, 1.0], survey_design(np.ones(3)))
    assert (certain.mean, certain.standard_error) == (1, 0)
    assert np.isnan([certain.interval.lower, certain.interval.upper]).all()
    design, three = survey_design(np.ones(4)), np.array([True, True, True, False])
    empty = compare_domains([1.0, 2, 3, 4], {"a": three, "b": np.zeros(4, bool)}, design)
    assert np.isnan([empty.p, empty.effect]).all()
    assert empty.warnings == ("group 'b' has nobody",)
    constant = compare_domains([1.0, 1, 1, 2], {"a": three, "b": ~three}, design)
    assert np.isnan(constant.p)
    alone = rao_scott(["a", "a"], ["x", "y"], survey_design([1.0, 1.0]))
    assert np.isnan(alone.test.p)
    assert alone.warnings
    flat = design_correlation([1.0, 1, 1], [1.0, 2, 3], survey_design(np.ones(3)))
    assert np.isnan([flat.r, flat.p]).all()
    perfect = design_correlation([1.0, 2, 3], [2.0, 4, 6], survey_design(np.ones(3)))
    assert perfect.r == pytest.approx(1)
    assert np.isnan(perfect.interval.lower)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"weights": [1.0, -1.0, 1.0]}, "present and at least 0, got 1 negative"),
        ({"weights": [1.0, np.nan, np.nan]}, "got 2 missing"),
        ({"weights": [0.0, 0.0, 0.0]}, "not all be 0"),
        ({"weights": [1.0, np.inf, 1.0]}, "be finite"),
        ({"weights": ["1", "2", "3"]}, "be numeric"),
        ({"weights": [1.0, 1.0]}, "equally long"),
        ({"strata": ["a", None, "b"]}, "strata must be complete, got 1 missing"),
        ({"clusters": ["a", None, "b"]}, "clusters must be complete"),
        ({"clusters": ["x", "x", "y"]}, "each be in one stratum"),
        ({"population": {"a": 1, "b": 1}}, "smaller or missing in b"),
        ({"population": {"a": 5}}, "have every stratum, got not b"),
        ({"population": [5.0, 6.0, 7.0]}, "the same in a stratum"),
        ({"population": [5.0, np.nan, np.nan]}, "smaller or missing in b"),
        ({"population": 9.0}, "be by stratum"),
        ({"lonely": "refuse"}, "at least two clusters each"),
        ({"lonely": "guess"}, "be one of"),
    ],
)
def test_bad_designs(arguments: dict[str, Any], told: str) -> None:
    given = {"weights": [1.0, 2.0, 3.0], "strata": ["a", "b", "b"]} | arguments
    with pytest.raises(StatisticsError, match=told):
        survey_design(given.pop("weights"), **given)


def test_other_bad_input() -> None:
    design = survey_design([1.0, 1.0, 1.0])
    with pytest.raises(StatisticsError, match="equally long"):
        design_mean([1.0, 2.0], design)
    with pytest.raises(StatisticsError, match="at least 2 groups"):
        compare_domains([1.0, 2, 3], {"a": [True, True, True]}, design)
    with pytest.raises(StatisticsError, match="given without weights"):
        survey_design(None, population=4)
    x = pd.DataFrame({"a": [1.0, 2, 3, 4, 5, 6]})
    y = pd.Series([0.0, 0, 0, 1, 1, 1], name="y")
    six = survey_design(np.ones(6))
    with pytest.raises(StatisticsError, match="not separate the outcomes"):
        design_regression(y, x, six, family="logistic")
    with pytest.raises(StatisticsError, match="be 0 and 1"):
        design_regression(y + 1, x, six, family="logistic")
    with pytest.raises(StatisticsError, match="more clusters than strata"):
        design_regression(y, x, survey_design(np.ones(6), clusters=[1, 1, 1, 2, 2, 2]))
