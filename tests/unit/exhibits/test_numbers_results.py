"""Numbers described, drawn and compared by category: by hand, and against R 4.2.2.

R: ``quantile(x, p, type = 6)``, ``hist(x, breaks, right = FALSE)``, ``t.test``, ``wilcox.test(exact
= FALSE, correct = FALSE)``, ``kruskal.test``, ``TukeyHSD(aov(y ~ g))``.
"""

from __future__ import annotations

import numpy as np
import pytest

from evaluering.config.chapters import Chapter
from evaluering.config.exhibits.base import KeyPlace
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.computing import compute
from evaluering.render.tables.laying import lay_out
from evaluering.stats import StatisticsError, box, class_limits, quantiles
from small import EXHIBIT, PROJECT, respondents, wave_data

X = [18, 22, 25, 25, 31, 34, 40, 41, 58, 67, 99]
PARTS = {1: [18, 22, 25, 25, 31], 2: [34, 40, 41, 58], 3: [67, 99, 25, 40, 31]}
ROLES = [role for role, values in PARTS.items() for _ in values]
AGES = [age for values in PARTS.values() for age in values]


def exhibit(kind: str, look: str = "tabell", **keys):
    content = {"id": f"{look}-1", "kind": kind, "group": "alle", **EXHIBIT, **keys}
    (made,) = Chapter.model_validate({"exhibits": [content]}).exhibits
    return made


def result(kind: str, ages=AGES, roles=ROLES, minimum_n=1, **keys):
    data = wave_data(respondents(alder=ages, rolle=roles), minimum_n=minimum_n)
    return compute(exhibit(kind, **keys), data)


def test_quantiles_are_those_of_spss():
    found = quantiles(X, (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95))
    assert found == pytest.approx([18, 18.8, 25, 34, 58, 92.6, 99], abs=1e-12)
    assert np.isnan(quantiles([float("nan")], (0.5,))).all()


def test_a_box_ends_at_values_within_its_reach():
    found = box([*X, 200])
    assert (found.lower, found.upper, found.beyond) == (18, 99, 1)
    assert box([5]).lower == box([5]).upper == 5


@pytest.mark.parametrize(
    ("values", "keys", "limits"),
    [
        (X, {"width": 10}, list(range(10, 101, 10))),
        (X, {"width": 50, "start": 18}, [18, 68, 118]),
        ([1, 2, 2, 3], {"width": 1}, [1, 2, 3, 4]),
        ([4, 4, 4], {}, [4, 5]),
        ([0.5], {}, [0, 1]),
        ([-3.5, 2.5], {"width": 2}, [-4, -2, 0, 2, 4]),
    ],
)
def test_classes_hold_every_value_from_the_lower_limit(values, keys, limits):
    assert class_limits(values, **keys) == pytest.approx(limits)


def test_classes_are_never_too_many_and_of_something():
    limits = class_limits([0, 1e6], width=0.001)
    assert len(limits) <= 62
    assert limits[0] <= 0 < 1e6 < limits[-1]
    with pytest.raises(StatisticsError, match="at least 1 valid values"):
        class_limits([])


def test_a_summary_counts_declared_missing_and_averages_it_never():
    found = result("number_summary", [*X, 999, None], [1] * 13, variables=["alder"])
    (row,) = found.table.to_dict(orient="records")
    assert (row["n"], row["missing"], row["sum"], row["maximum"]) == (11, 2, 460, 99)
    assert row["mean"] == pytest.approx(41.8181818181818)
    assert row["sd"] == pytest.approx(24.2355861567992)
    assert row["p95"] == 99
    table = lay_out(
        exhibit("number_summary", variables=["alder"], statistics=["n", "sum", "p75"]), found
    )
    assert table.texts() == [
        ["Variabel", "n", "Sum", "Øvre kvartil"], ["Alder", "11", "460", "58"]
    ]  # fmt: skip


def test_a_summary_by_category_hides_few_and_shows_all_first():
    keys = {"variables": ["alder", "led1"], "by": "rolle", "row_labels": {"1": "Sjef"}}
    found = result("number_summary", minimum_n=5, **keys)
    texts = lay_out(exhibit("number_summary", **keys), found).texts()
    assert [row[0] for row in texts[1:5]] == ["Alder", "\u2003Sjef", "\u2003Lærer", "\u2003Annet"]
    assert texts[3][1:] == [":"] * 9
    assert [note.key for note in found.notes] == ["too_few"]
    assert found.n == 14


def test_a_histogram_counts_each_value_once():
    found = result("histogram", X, [1] * 11, variable="alder", width=10)
    assert found.table["n"].tolist() == [1, 3, 2, 2, 1, 1, 0, 0, 1]
    assert found.table["percent"].sum() == pytest.approx(100)
    texts = lay_out(exhibit("histogram", variable="alder"), found).texts()
    assert [row[0] for row in texts[:3]] == ["Alder", "10–19", "20–29"]
    for ages, roles, least in (([None], [1], 1), (X[:2], [1, 1], 3)):
        with pytest.raises(NoDataError):
            result("histogram", ages, roles, minimum_n=least, variable="alder")


def test_means_by_category_have_intervals_and_a_test():
    found = result("category_means", variables=["alder"], by="rolle", pairs=True)
    rows = found.table.set_index("group")
    ends = rows.loc["1", ["lower", "upper"]].tolist()
    assert ends == pytest.approx([18.2841518531420, 30.1158481468579])
    (test,) = found.tests
    assert test.test == "classical_f"
    tukey = [pair for pair in test.pairs if pair.method == "Tukey-Kramer"]
    assert [pair.adjusted_p for pair in tukey] == pytest.approx(
        [0.345730111188241, 0.098854120843782, 0.767469278726565], abs=1e-6
    )
    assert [note.key for note in found.notes] == ["pairs_alike"]


def test_ranks_by_category_are_mann_whitney_of_two_and_kruskal_wallis_of_more():
    keys = {"variables": ["alder"], "by": "rolle", "test": "ranks", "pairs": True}
    (three,) = result("category_means", **keys).tests
    assert (three.test, three.effect) == ("kruskal_wallis", "epsilon_squared")
    assert three.statistic == pytest.approx(7.27377505567928)
    assert three.p == pytest.approx(0.0263341809470222)
    assert three.effect_size == pytest.approx(0.559521158129175)
    (two,) = result("category_means", AGES[:9], ROLES[:9], **keys).tests
    assert (two.test, two.statistic, two.effect_size) == ("mann_whitney", 0, -1)
    assert two.p == pytest.approx(0.0139029881644)
    apart = [20 * role + k for role in (1, 2, 3) for k in range(6)]
    (told,) = result("category_means", apart, np.repeat([1, 2, 3], 6), **keys).notes
    (pair,) = dict(told.values)["pairs"]
    assert (told.key, dict(pair.values)["first"], dict(pair.values)["second"]) == (
        "pairs_differ", "Leder", "Annet",
    )  # fmt: skip


def test_categories_that_share_respondents_are_not_tested():
    frame = respondents(alder=AGES, rolle=ROLES, valg_a=[1] * 14, valg_b=[0, 1] * 7)
    made = exhibit("category_means", variables=["alder"], by="valg")
    found = compute(made, wave_data(frame, minimum_n=1))
    assert found.tests == ()
    assert found.table["n"].tolist() == [14, 7, 14]


def test_the_highest_mean_first():
    made = exhibit("category_means", variables=["alder"], by="rolle", sort="value")
    texts = lay_out(made, result("category_means", variables=["alder"], by="rolle")).texts()
    assert [row[0].strip() for row in texts[2:]] == ["Annet", "Lærer", "Leder"]


@pytest.mark.parametrize(
    ("kind", "keys", "key", "found"),
    [
        ("number_summary", {"variables": ["rolle"]}, "variables", "rolle"),
        ("number_summary", {"variables": ["alder"], "by": "alder"}, "by", "alder"),
        ("number_summary", {"variables": ["alder"], "row_labels": {"1": "A"}}, "row_labels", "1"),
        ("category_means", {"variables": ["alder"], "by": "rolle", "labels": {"x": "X"}},
         "labels", "x"),
        ("category_means", {"variables": ["alder"], "by": "rolle", "group": "ingen"},
         "group", "ingen"),
        ("histogram", {"variable": "kommune"}, "variable", "kommune"),
    ],
)  # fmt: skip
def test_names_that_are_no_numbers_or_categories_are_faults(kind, keys, key, found):
    faults = list(exhibit(kind, **keys).faults(PROJECT, KeyPlace("f.yaml", "exhibits[0]")))
    told = [(fault.key, str(fault.found).split(",")[0]) for fault in faults]
    assert (f"exhibits[0].{key}", found) in told


def test_a_matrix_takes_any_numbers_in_any_order():
    frame = respondents(alder=[20, 30, 40, 999], led1=[1, 2, 3, 4], rolle=[1] * 4)
    made = exhibit("correlation_matrix", variables=["led1", "alder"])
    found = compute(made, wave_data(frame, minimum_n=1))
    (row,) = found.table.to_dict(orient="records")
    assert (row["row"], row["column"], row["n"]) == ("alder", "led1", 3)
    assert row["r"] == pytest.approx(1)
