"""Groups against R 4.2.2 (stats, car, effectsize); the calls are in scripts/groups.R."""

from __future__ import annotations

import pytest

from compare import compare
from evaluering.stats import (
    Estimate,
    HypothesisTest,
    TTest,
    TwoGroups,
    describe,
    levene,
    several_groups,
    two_groups,
)
from references import reference_rows, reference_values

EXPECTED = reference_values("groups")
R, CAR = EXPECTED["program"], f"car {EXPECTED['car']}"
EFFECTSIZE = f"effectsize {EXPECTED['effectsize']}"
DATA = reference_rows("groups")
GROUPS = {str(name): part.to_numpy() for name, part in DATA.groupby("group")["value"]}
CLOSED = 1e-8


def t_values(test: TTest) -> list[float]:
    return [test.statistic, test.df, test.p, test.interval.lower, test.interval.upper]


def f_values(test: HypothesisTest) -> list[float]:
    return [test.statistic, test.df, test.df2, test.p]


def estimate(value: Estimate) -> list[float]:
    return [value.value, value.interval.lower, value.interval.upper]


@pytest.fixture(scope="module")
def pair() -> TwoGroups:
    return two_groups(GROUPS["a"], GROUPS["b"])


def test_describe() -> None:
    """``mean``, ``sd``, ``min``, ``max`` of the values that are not NA."""
    got = describe(GROUPS["a"])
    values = [got.n, got.mean, got.sd, got.minimum, got.maximum]
    compare("describe", R, values, EXPECTED["describe"], CLOSED)


def test_t_tests(pair: TwoGroups) -> None:
    """``t.test(a, b)`` and ``t.test(a, b, var.equal = TRUE)``."""
    compare("Welch t", R, t_values(pair.welch), EXPECTED["welch"], CLOSED)
    compare("pooled t", R, t_values(pair.pooled), EXPECTED["pooled"], CLOSED)


def test_standardized_differences(pair: TwoGroups) -> None:
    """The limits solve ``pt(t, df, ncp) = .975`` and ``.025`` by ``uniroot``."""
    compare("Cohen's d and interval", R, estimate(pair.cohens_d), EXPECTED["d"], CLOSED)
    compare("Hedges' g and interval", R, estimate(pair.effect), EXPECTED["g"], CLOSED)


def test_standardized_differences_effectsize(pair: TwoGroups) -> None:
    """``cohens_d(a, b)``, ``hedges_g(a, b)``; the package finds its limits by `optim`: 1e-4."""
    for name, value in (("d", pair.cohens_d), ("g", pair.effect)):
        compare(
            f"{name} and interval",
            EFFECTSIZE,
            estimate(value),
            EXPECTED[f"{name}_effectsize"],
            1e-4,
        )


def test_mann_whitney(pair: TwoGroups) -> None:
    """``wilcox.test(a, b, exact = FALSE, correct = FALSE)``, ``rank_biserial(a, b)``."""
    rank = pair.mann_whitney
    compare("Mann-Whitney", R, [rank.statistic, rank.p], EXPECTED["mann_whitney"], CLOSED)
    compare("rank-biserial", EFFECTSIZE, rank.rank_biserial, EXPECTED["rank_biserial"], CLOSED)


def test_several_groups() -> None:
    """``oneway.test``, ``kruskal.test``, sums of squares of ``anova(lm(value ~ group))``."""
    got = several_groups(GROUPS)
    rank = got.kruskal_wallis
    compare("one-way ANOVA", R, f_values(got.classical), EXPECTED["classical"], CLOSED)
    compare("Welch ANOVA", R, f_values(got.welch), EXPECTED["welch_anova"], CLOSED)
    compare("Kruskal-Wallis", R, [rank.statistic, rank.df, rank.p], EXPECTED["kruskal"], CLOSED)
    compare("eta squared", R, got.effect.value, EXPECTED["eta"], CLOSED)
    compare("omega squared", R, got.omega_squared.value, EXPECTED["omega"], CLOSED)
    limits = estimate(got.effect)[1:]
    compare("eta squared interval", R, limits, EXPECTED["explained_ci"], CLOSED)


def test_levene() -> None:
    """``car::leveneTest(value ~ group, center = mean)`` and ``center = median``."""
    got = levene(GROUPS)
    compare("Levene (mean)", CAR, f_values(got.mean_centred), EXPECTED["levene_mean"], CLOSED)
    compare("Levene (median)", CAR, f_values(got.median_centred), EXPECTED["levene_median"], CLOSED)
