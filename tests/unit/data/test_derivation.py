"""Derived variables against PSPP, and what is told of those who get no value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from evaluering.config.columns import Column
from evaluering.config.date_parts import PARTS
from evaluering.config.missing import ROLE_CODES
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.data.conditions import Values
from evaluering.data.derivation import with_derived
from evaluering.data.derived_values import parted
from evaluering.data.quality import Quality

NONE = math.nan
SCALE = Scale.model_validate(
    {"id": "fem", "codes": [1, 2, 3, 4, 5], "labels": ["a", "b", "c", "d", "e"],
     "missing": {8: "dont_know", 9: "unanswered"}}
)  # fmt: skip
ITEMS = {"q1": [1, 5, 8, None, 9, 4, 3], "q2": [2, 4, 1, None, 8, None, 3],
         "q3": [3, None, 1, None, 2, None, 8]}  # fmt: skip
AGE = [17, 29, 30, NONE, 49.5, 50, 29.5]
"""Cases of every sort: answered, «vet ikke» (8), unanswered (9) and system-missing."""


def survey(*derived: dict[str, Any]) -> Survey:
    items = [{"name": name, "label": name.upper()} for name in ITEMS]
    items.append({"name": "snudd", "label": "Snudd", "reversed": True, "optional": True})
    return Survey.model_validate(
        {
            "id": "s",
            "title": "S",
            "variables": [
                {"name": "alder", "label": "Alder", "kind": "number", "missing": {99: "refused"}}
            ],
            "batteries": [{"id": "b", "question": "Q", "scale": "fem", "items": items}],
            "derived": list(derived),
        }
    )


def data(**columns: object) -> pd.DataFrame:
    whole = {name: pd.array(values, dtype="Int64") for name, values in ITEMS.items()}
    return pd.DataFrame({"alder": AGE, **whole, **columns})


def derived(*specs: dict[str, Any], **columns: object) -> tuple[pd.DataFrame, Quality]:
    book = survey(*specs)
    quality = Quality("s", "f.sav", "", 7, 0, 0, 7, (), ())
    return with_derived(data(**columns), quality, book, book.columns({"fem": SCALE}))


def values(way: dict[str, Any], **columns: object) -> list[float]:
    frame, _ = derived({"name": "ny", "label": "Ny", **way}, **columns)
    found: list[float] = frame["ny"].to_numpy(dtype=float, na_value=math.nan).tolist()
    return found


AGREE = [{"label": "Enig", "codes": [4, 5]}, {"label": "Uenig", "codes": [1, 2]}]
ALL = ["q1", "q2", "q3"]


@pytest.mark.parametrize(
    ("way", "pspp"),
    [
        # RECODE q1 (4,5=1) (1,2=2) INTO agree: 8 and 9 are missing here too, and stay 8 and 9
        ({"recode": {"variable": "q1", "into": AGREE}}, [2, 1, 8, NONE, 9, 1, NONE]),
        # RECODE q1 (4,5=1) (1,2=2) (MISSING=SYSMIS) (ELSE=3)
        ({"recode": {"variable": "q1", "into": AGREE}, "otherwise": {"label": "Ellers"}},
         [2, 1, 8, NONE, 9, 1, 3]),
        # RECODE q1 (4,5=1) (1,2,3=2) (8=7)
        ({"recode": {"variable": "q1", "into": [
            AGREE[0], {"label": "Uenig", "codes": [1, 2, 3]},
            {"label": "Vet ikke", "code": 7, "codes": [8]}]}}, [2, 1, 7, NONE, 9, 1, 2]),
        ({"recode": {"variable": "q1", "into": [
            *AGREE, {"label": "Vet ikke", "code": 7, "missing": ["dont_know"]}]}},
         [2, 1, 7, NONE, 9, 1, NONE]),
        ({"recode": {"variable": "q1", "into": [
            *AGREE, {"label": "Ubesvart", "missing": ["unanswered"]}]}},
         [2, 1, 8, 3, 3, 1, NONE]),
        # RECODE age (LO THRU 29=1) (29 THRU 49=2) (50 THRU HI=3): 49.5 is in none
        ({"cut": {"variable": "alder", "classes": [
            {"label": "a", "upto": 29}, {"label": "b", "upto": 49},
            {"label": "c", "minimum": 50}]}}, [1, 1, 2, NONE, NONE, 3, 2]),
        ({"cut": {"variable": "alder", "classes": [
            {"label": "a", "below": 29.5}, {"label": "b", "below": 50}, {"label": "c"}]}},
         [1, 1, 2, NONE, 2, 3, 2]),
        # COMPUTE s2 = SUM.2(q1, q2, q3)
        ({"sum": {"variables": ALL, "minimum_valid": 2}}, [6, 9, 2, NONE, NONE, NONE, 6]),
        # COMPUTE s1 = SUM(q1, q2, q3)
        ({"sum": {"variables": ALL, "minimum_valid": 1}}, [6, 9, 2, NONE, 2, 4, 6]),
        # COMPUTE m2 = MEAN.2(q1, q2, q3)
        ({"mean": {"variables": ALL, "minimum_valid": 2}}, [2, 4.5, 1, NONE, NONE, NONE, 3]),
        # COMPUTE m3 = MEAN.3(q1, q2, q3)
        ({"mean": {"variables": ALL}}, [2, NONE, NONE, NONE, NONE, NONE, NONE]),
        # COUNT c = q1 q2 q3 (1 2 8)
        ({"count": {"variables": ALL, "values": [1, 2, 8], "minimum_valid": 0}},
         [2, 0, 3, 0, 2, 0, 1]),
        ({"count": {"variables": ALL, "values": [1, 2, 8]}}, [2, 0, 3, NONE, 2, 0, 1]),
        # DO IF (q1 >= 4). COMPUTE w = 1. ELSE IF (age < 30). COMPUTE w = 2. ELSE. COMPUTE w = 3.
        ({"when": [{"label": "a", "where": "q1 >= 4"}, {"label": "b", "where": "alder < 30"}],
          "otherwise": {"label": "c"}}, [2, 1, NONE, NONE, NONE, 1, 2]),
        ({"expression": "(q1 + q2) / 2 - alder * 0"}, [1.5, 4.5, NONE, NONE, NONE, NONE, 3]),
    ],
)  # fmt: skip
def test_the_values_are_those_of_pspp(way: dict[str, Any], pspp: list[float]) -> None:
    """PSPP 1.6.2, ``MISSING VALUES q1 q2 q3 (8, 9)``, the syntax as noted at each case."""
    np.testing.assert_allclose(values(way), pspp)


def test_reversed_items_are_turned_where_that_is_said() -> None:
    turned = pd.array([5, 5, 5, 8, 5, 5, 5], dtype="Int64")
    for reverse, wanted in ((True, 1 + 1), (False, 1 + 5)):
        way = {"sum": {"variables": ["q1", "snudd"], "reverse": reverse}}
        assert values(way, snudd=turned)[0] == wanted


def test_the_order_of_the_file_does_not_matter_and_a_chain_may_be_long() -> None:
    chain = [
        {"name": f"v{n}", "label": "V", "expression": f"v{n + 1} + 1"} for n in range(200)
    ] + [{"name": "v200", "label": "V", "expression": "alder"}]  # fmt: skip
    frame, _ = derived(*chain)
    assert list(frame)[-201:] == [spec["name"] for spec in chain]
    np.testing.assert_allclose(frame["v0"], [age + 200 for age in AGE])


def test_the_account_says_how_many_have_no_value_and_why() -> None:
    recode = {"name": "enig", "label": "E", "recode": {"variable": "q1", "into": AGREE}}
    ratio = {"name": "del", "label": "D", "expression": "q1 / (q2 - 2)"}
    mean = {"name": "snitt", "label": "S", "mean": {"variables": ALL, "minimum_valid": 2}}
    empty = {"name": "ingen", "label": "I",
             "when": [{"label": "x", "where": "alder > 1000"}], "otherwise": "missing"}  # fmt: skip
    _, quality = derived(recode, ratio, mean, empty)
    accounts = {account.variable: account for account in quality.derived}
    assert accounts["enig"].categories == {"1": 2, "2": 1}
    assert accounts["enig"].without == {
        "dont_know": 1, "unanswered": 1, "outside": 1, "no_answer": 1,
    }  # fmt: skip
    assert accounts["del"].without == {"zero": 1, "no_answer": 4}
    assert accounts["snitt"].without == {"too_few": 2, "no_answer": 1}
    assert accounts["ingen"].without == {"outside": 6, "no_answer": 1}
    for account in accounts.values():
        assert account.valid + sum(account.without.values()) == 7
    told = [(f.variable, f.count, f.told.key) for f in quality.findings]
    assert told == [
        ("enig", 1, "found_derived_outside"),
        ("del", 1, "found_derived_zero"),
        ("ingen", 1, "found_derived_empty"),
    ]


MOMENTS = {
    "date": ["2024-01-01", "2024-12-31", None, "1999-05-17"],
    "datetime": ["2024-01-01T00:00:00", "2024-12-31T23:59:59", None, "1999-05-17T14:05:00"],
    "time": ["00:00:00", "23:59:59", None, "14:05:00"],
}


@pytest.mark.parametrize(
    ("kind", "of", "wanted"),
    [
        ("date", "year", [2024, 2024, NONE, 1999]),
        ("date", "quarter", [1, 4, NONE, 2]),
        ("date", "month", [1, 12, NONE, 5]),
        ("date", "day", [1, 31, NONE, 17]),
        ("date", "weekday", [1, 2, NONE, 1]),
        ("datetime", "hour", [0, 23, NONE, 14]),
        ("datetime", "weekday", [1, 2, NONE, 1]),
        ("time", "hour", [0, 23, NONE, 14]),
    ],
)
def test_the_parts_of_a_moment_are_those_of_the_calendar(
    kind: Any, of: Any, wanted: list[float]
) -> None:
    """R 4.2.2: ``as.POSIXlt(x)``, ``quarters(x)`` and ``format(x, "%u")`` (1 is Monday)."""
    frame = pd.DataFrame({"svart": pd.array(MOMENTS[kind], dtype="str")})
    made = parted(Values(frame), Column("svart", "Svart", kind), of)
    np.testing.assert_allclose(made.values, wanted)
    assert set(made.values[~np.isnan(made.values)]) <= set(PARTS.get(of, made.values))


def test_what_the_codebook_names_no_code_for_is_missing_all_the_same() -> None:
    unsure = ROLE_CODES["dont_know"]
    asked = pd.array([unsure, 1, 5, None, 4, 2, 3], dtype="Int64")
    found = {
        "recode": values({"recode": {"variable": "q1", "into": AGREE}}, q1=asked),
        "sum": values({"sum": {"variables": ["q1", "q2"], "minimum_valid": 1}}, q1=asked),
        "when": values({"when": [{"label": "a", "where": "missing(q1, dont_know)"}],
                        "otherwise": {"label": "b"}}, q1=asked),
    }  # fmt: skip
    np.testing.assert_allclose(found["recode"], [unsure, 2, 1, NONE, 1, 2, NONE])
    np.testing.assert_allclose(found["sum"], [2, 5, 6, NONE, 4, 2, 6])
    np.testing.assert_allclose(found["when"], [1, 2, 2, 2, 2, 2, 2])


def test_a_recoded_variable_keeps_its_kinds_of_missing_and_its_routing() -> None:
    book = survey({"name": "enig", "label": "E", "recode": {"variable": "q1", "into": [
        *AGREE, {"label": "Vet ikke", "codes": [8]}]}})  # fmt: skip
    column = book.columns({"fem": SCALE})["enig"]
    assert column.missing.codes == {9: "unanswered"}
    assert column.derived
    assert book.variable("enig").values == {1: "Enig", 2: "Uenig", 3: "Vet ikke"}
