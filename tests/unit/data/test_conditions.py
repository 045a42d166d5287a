"""Expressions over whole columns: three-valued, as PSPP has it, and fast."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluering.config.columns import Column
from evaluering.config.expressions.checking import amount, condition
from evaluering.config.expressions.parsing import parsed
from evaluering.config.missing import MissingCodes
from evaluering.data.conditions import FALSE, MISSING, TRUE, Values, meeting

NONE = None
TRUTHS = {0: FALSE, 1: TRUE, NONE: MISSING}
COLUMNS = {
    column.name: column
    for column in (
        Column("a", "A", "number"),
        Column("b", "B", "number"),
        Column("q", "Q", "item", {1: "Nei", 2: "Ja"}, MissingCodes({8: "dont_know"})),
        Column("kommune", "Kommune", "key", digits=4),
        Column("annet", "Annet", "text"),
        Column("dato", "Dato", "date"),  # type: ignore[arg-type]
        Column("borte", "Mangler i filen", "number"),
    )
}


def truths(expression: str, frame: pd.DataFrame) -> list[int]:
    return Values(frame).truths(condition(parsed(expression), COLUMNS)).tolist()


@pytest.mark.parametrize(
    ("expression", "as_pspp"),
    [
        ("a = 1 and b = 1", [1, 0, NONE, 0, 0, 0, NONE, 0, NONE]),
        ("a = 1 or b = 1", [1, 1, 1, 1, 0, NONE, 1, NONE, NONE]),
        ("not (a = 1 or b = 1)", [0, 0, 0, 0, 1, NONE, 0, NONE, NONE]),
        ("a < b", [0, 0, NONE, 1, 0, NONE, NONE, NONE, NONE]),
        ("0 <= a < b", [0, 0, NONE, 1, 0, NONE, NONE, NONE, NONE]),
        ("a in [1, 7]", [1, 1, 1, 0, 0, 0, NONE, NONE, NONE]),
        ("missing(a)", [0, 0, 0, 0, 0, 0, 1, 1, 1]),
    ],
)
def test_missing_is_neither_true_nor_false(expression: str, as_pspp: list[int | None]) -> None:
    """PSPP 1.6.2 on all nine pairs of 1, 0 and system-missing.

    ``COMPUTE x = (a = 1) AND (b = 1).``, ``(a = 1) OR (b = 1)``, ``NOT (a = 1 OR b = 1)``,
    ``a < b``, ``0 <= a AND a < b``, ``ANY(a, 1, 7)`` and ``MISSING(a)``. One differs: ``. AND 0``
    is missing in PSPP, where ``0 AND .`` is false; here both are false, as in SPSS and in R
    (4.2.2: ``NA & FALSE`` is ``FALSE``).
    """
    values = [1, 0, math.nan]
    frame = pd.DataFrame([(a, b) for a in values for b in values], columns=["a", "b"])
    assert truths(expression, frame) == [TRUTHS[value] for value in as_pspp]


def test_codes_keys_texts_and_dates_are_compared_as_what_they_are() -> None:
    frame = pd.DataFrame(
        {
            "q": pd.array([1, 2, 8, None], dtype="Int64"),
            "kommune": pd.array(["0301", "1103", None, "4601"], dtype="str"),
            "annet": pd.array(["x", None, "y", None], dtype="str"),
            "dato": pd.array(["2024-01-31", "2024-12-01", None, "2023-05-17"], dtype="str"),
        }
    )
    assert truths('q = "Ja"', frame) == [FALSE, TRUE, MISSING, MISSING]
    assert truths("missing(q)", frame) == [FALSE, FALSE, TRUE, TRUE]
    assert truths("missing(q, dont_know)", frame) == [FALSE, FALSE, TRUE, FALSE]
    assert truths("missing(q, unanswered)", frame) == [FALSE, FALSE, FALSE, TRUE]
    assert truths('kommune in ["301", "4601"]', frame) == [TRUE, FALSE, MISSING, TRUE]
    assert truths('kommune != "0301"', frame) == [FALSE, TRUE, MISSING, TRUE]
    assert truths("missing(annet)", frame) == [FALSE, TRUE, FALSE, TRUE]
    assert truths('"2024-01-01" <= dato < "2024-12-01"', frame) == [TRUE, FALSE, MISSING, FALSE]
    assert truths("borte > 1", frame) == [MISSING] * 4
    assert truths("missing(borte)", frame) == [TRUE] * 4
    assert meeting(frame, "missing(q) or q = 2", COLUMNS).tolist() == [False, True, True, True]
    assert meeting(frame, {"q": [1]}, COLUMNS).tolist() == [True, False, False, False]


def test_a_division_by_zero_is_missing_and_counted() -> None:
    frame = pd.DataFrame({"a": [6.0, 1.0, 0.0, math.nan], "b": [3.0, 0.0, 0.0, 0.0]})
    values = Values(frame)
    found = values.numbers(amount(parsed("a / b"), COLUMNS))
    assert found.tolist()[0] == 2
    assert np.isnan(found[1:]).all()
    assert values.divided_by_zero.tolist() == [False, True, True, False]
    huge = Values(frame).numbers(amount(parsed(" * ".join(["1000000000000"] * 30)), COLUMNS))
    assert np.isnan(huge).all()


def _by_row(expression: str, row: dict[str, float | None]) -> int:
    """Return a condition of one row, by hand: Python's own, once nothing is missing."""
    found: Any = eval(expression, {}, dict(row))
    return TRUE if found else FALSE


NUMBERS = st.recursive(
    st.sampled_from(["a", "b", "1", "2", "3"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({' '.join(t)})"),
    max_leaves=4,
)
COMPARISONS = st.tuples(
    st.just("a"), st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), NUMBERS
).map(" ".join)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({' '.join(t)})"),
        inner.map(lambda one: f"(not {one})"),
    ),
    max_leaves=6,
)


@given(CONDITIONS, st.integers(-3, 3), st.integers(-3, 3))
def test_without_missing_the_answer_is_pythons(expression: str, a: int, b: int) -> None:
    frame = pd.DataFrame({"a": [float(a)], "b": [float(b)]})
    assert truths(expression, frame) == [_by_row(expression, {"a": a, "b": b})]


def test_more_than_a_million_respondents_take_under_a_second() -> None:
    draw = np.random.default_rng(1)
    n = 1_600_000
    frame = pd.DataFrame(
        {
            "a": draw.integers(0, 99, n).astype(float),
            "q": pd.array(draw.choice([1, 2, 8], n), dtype="Int64"),
        }
    )
    began = time.process_time()
    inside = meeting(frame, '18 <= a < 67 and (q = "Ja" or a * 2 > 100)', COLUMNS)
    assert time.process_time() - began < 3
    a, q = frame["a"].to_numpy(), frame["q"].to_numpy()
    expected = (a >= 18) & (a < 67) & ((q == 2) | ((a > 50) & (q != 8)) | ((q == 8) & (a > 50)))
    assert int(inside.sum()) == int(expected.sum())
