"""Estimates and tests in a survey's design against R 4.2.2 ``survey``: scripts/design.R."""

from __future__ import annotations

import numpy as np
import pytest

from compare import compare
from evaluering.stats import (
    compare_domains,
    design_correlation,
    design_mean,
    design_proportion,
    design_proportions,
    design_quantiles,
    design_ratio,
    design_regression,
    design_total,
    rao_scott,
    survey_design,
)
from references import reference_rows, reference_values

EXPECTED = reference_values("design")
SURVEY = f"survey {EXPECTED['survey']}"
ALL = reference_rows("design")
DATA = ALL[ALL["stratum"] != "e"].reset_index(drop=True)
CLOSED = 1e-8
STRATA, CLUSTERS = DATA["stratum"].tolist(), DATA["cluster"].tolist()
POPULATION, W = DATA["population"].to_numpy(float), DATA["weight"]
EVENING, REGIONS = DATA["kind"].eq("evening").to_numpy(), ("north", "south", "west")

DESIGNS = {
    "weights": survey_design(W),
    "strata": survey_design(W, strata=STRATA),
    "clusters": survey_design(W, clusters=CLUSTERS),
    "full": survey_design(W, strata=STRATA, clusters=CLUSTERS),
    "fpc": survey_design(W, strata=STRATA, clusters=CLUSTERS, population=POPULATION),
    "nested": survey_design(
        W,
        strata=STRATA,
        clusters=DATA["within"].tolist(),
        population={"a": 9, "b": 40, "c": 6, "d": 100},
        cluster_names="within_strata",
    ),
    "drawn": survey_design(None, strata=STRATA, clusters=CLUSTERS, population=POPULATION),
}
each = pytest.mark.parametrize("name", DESIGNS)


def held(name: str, what: str, got: object) -> None:
    compare(f"{what} ({name})", SURVEY, got, EXPECTED[name][what], CLOSED)


@each
def test_mean_and_domain(name: str) -> None:
    """``svymean(deff = "replace")``, ``svyvar``, ``confint(df = degf)``; of a ``subset`` too."""
    design = DESIGNS[name]
    for what, own in (("mean", design), ("domain", design.within(~EVENING))):
        values = DATA["score"] if what == "mean" else DATA["score"][~EVENING]
        found = design_mean(values, own)
        numbers = [found.mean, found.standard_error, found.sd, found.design_effect, found.n]
        held(name, what, [*numbers, found.interval.lower, found.interval.upper])
    assert design.df == EXPECTED[name]["degf"]


@each
def test_total_and_ratio(name: str) -> None:
    """``svytotal``, ``svyratio``."""
    total = design_total(DATA["score"], DESIGNS[name])
    held(name, "total", [total.mean, total.standard_error])
    ratio = design_ratio(DATA["score"], DATA["other"], DESIGNS[name])
    held(name, "ratio", [ratio.mean, ratio.standard_error])


@each
def test_proportions(name: str) -> None:
    """``svyciprop(method = "logit")``, ``svymean(~answer)``."""
    answer = DATA["answer"]
    ticks = answer.eq("yes").astype(float).where(answer.notna())
    yes = design_proportion(ticks, DESIGNS[name])
    limits = [yes.interval.lower, yes.interval.upper]
    held(name, "proportion", [yes.mean, yes.standard_error, *limits])
    codes = answer.map({"no": 0, "perhaps": 1, "yes": 2}).fillna(-1).to_numpy(np.int64)
    found = design_proportions(codes, DESIGNS[name], 3)
    errors = [own.standard_error for own in found]
    held(name, "proportions", [*(own.mean for own in found), *errors])


@each
def test_quantiles(name: str) -> None:
    """``svyquantile(qrule = "school", interval.type = "mean")``."""
    found = design_quantiles(DATA["score"], DESIGNS[name], [0.1, 0.25, 0.5, 0.75, 0.9])
    rows = [
        [q.estimate.value, q.estimate.interval.lower, q.estimate.interval.upper, q.standard_error]
        for q in found
    ]
    held(name, "quantiles", np.ravel(rows))


@each
def test_comparisons(name: str) -> None:
    """``svyttest(score ~ kind)``; ``regTermTest(svyglm(score ~ region), ~region)``."""
    design = DESIGNS[name]
    two = compare_domains(DATA["score"], {"day": ~EVENING, "evening": EVENING}, design)
    numbers = [two.pairs[0].estimate.value, two.statistic, two.df, two.p]
    held(name, "ttest", [*numbers, two.pairs[0].standard_error])
    regions = {region: DATA["region"].eq(region).to_numpy() for region in REGIONS}
    wald = compare_domains(DATA["score"], regions, design).test
    held(name, "wald", [wald.statistic, wald.df, wald.df2, wald.p])


@each
def test_rao_scott(name: str) -> None:
    """``svychisq(~region + answer)``, ``statistic = "Chisq"``; of a ``subset``."""
    design = DESIGNS[name]
    found = rao_scott(DATA["region"].tolist(), DATA["answer"].tolist(), design)
    second, first = found.test, found.first_order
    held(name, "chisq", [second.statistic, second.df, second.df2, second.p])
    # R prints the uncorrected statistic beside the corrected p, of as many as there are rows.
    statistic = found.pearson.statistic * len(DATA) / found.n
    held(name, "first", [statistic, first.df, first.p])
    part = DATA["region"].ne("west").to_numpy()
    own = DATA[part]
    test = rao_scott(own["kind"].tolist(), own["answer"].tolist(), design.within(part)).test
    held(name, "chisq_domain", [test.statistic, test.df, test.df2, test.p])


@each
def test_correlation(name: str) -> None:
    """``svyvar(~score + other)`` and the delta method on r and Fisher's z."""
    found = design_correlation(DATA["score"], DATA["other"], DESIGNS[name])
    limits = [found.interval.lower, found.interval.upper]
    numbers = [found.r, found.standard_error, found.statistic, found.df, found.p]
    held(name, "correlation", [*numbers, *limits])


@each
def test_regression(name: str) -> None:
    """``svyglm``, linear and ``quasibinomial``; ``regTermTest`` of all the terms."""
    linear = ["other", "evening", "passed"]
    data = DATA.assign(evening=EVENING.astype(float))
    for what, outcome, terms, family in (
        ("linear", "score", linear, "linear"),
        ("logistic", "passed", ["score", "evening"], "logistic"),
    ):
        found = design_regression(data[outcome], data[terms], DESIGNS[name], family=family)  # type: ignore[arg-type]
        numbers = found.coefficients[["coefficient", "se", "t", "p"]]
        held(name, what, np.ravel(numbers))
        test = found.test
        held(name, f"{what}_f", [test.statistic, test.df, test.df2, test.p])
        if what == "linear":
            held(name, "linear_ci", np.ravel(found.coefficients[["lower", "upper"]]))


@pytest.mark.parametrize("how", ["adjust", "average", "remove"])
def test_stratum_of_one(how: str) -> None:
    """``options(survey.lonely.psu = ...)``: a stratum with one cluster."""
    design = survey_design(
        ALL["weight"],
        strata=ALL["stratum"].tolist(),
        clusters=ALL["cluster"].tolist(),
        population=ALL["population"].to_numpy(float),
        lonely=how,  # type: ignore[arg-type]
    )
    day = ALL["kind"].eq("day").to_numpy()
    everyone = design_mean(ALL["score"], design)
    some = design_mean(ALL["score"][day], design.within(day))
    got = [everyone.mean, everyone.standard_error, some.mean, some.standard_error]
    compare(f"lonely {how}", SURVEY, got, EXPECTED["lonely"][how], CLOSED)
