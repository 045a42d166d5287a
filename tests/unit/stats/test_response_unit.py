"""Response rates: order of the rates and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluering.stats import Dispositions, StatisticsError, aapor_rates, response_rate

counts = st.integers(0, 50)


@settings(max_examples=40, deadline=None)
@given(units=st.tuples(*[counts] * 7))
def test_rates_are_ordered_per_cents(units: tuple[int, ...]) -> None:
    assume(sum(units))
    got = aapor_rates(Dispositions(*units))
    percent = got.to_frame().set_index("rate")["percent"]
    assert percent.dropna().between(0, 100).all()
    for low, high in (("RR1", "RR3"), ("RR3", "RR5"), ("RR1", "RR2"), ("RR5", "COOP1")):
        if not np.isnan([percent[low], percent[high]]).any():
            assert percent[low] <= percent[high] + 1e-9
    assert got.n == sum(units)


def test_all_invited_eligible() -> None:
    got = aapor_rates(Dispositions(complete=35, non_contact=45))
    assert got.rates["RR1"] == response_rate(35, 80) == 43.75
    assert response_rate(0, 3) == 0


@pytest.mark.parametrize(
    ("answers", "invited", "message"),
    [
        (-1, 80, "answers must be a whole number"),
        (1.5, 80, "answers must be a whole number"),
        (np.nan, 80, "answers must be a whole number"),
        ("35", 80, "answers must be a whole number"),
        (3, 0, "invited must be a whole number of at least 1"),
        (81, 80, "not exceed"),
        (3, None, "invited must be a whole number"),
        (True, 80, "answers must be a whole number"),
        (3, np.inf, "invited must be a whole number"),
    ],
)
def test_impossible_rates(answers: Any, invited: Any, message: str) -> None:
    with pytest.raises(StatisticsError, match=message):
        response_rate(answers, invited)


def test_impossible_dispositions() -> None:
    with pytest.raises(StatisticsError, match="refusal"):
        aapor_rates(Dispositions(complete=3, refusal=-1))
    with pytest.raises(StatisticsError, match="no units"):
        aapor_rates(Dispositions(complete=0))
    with pytest.raises(StatisticsError, match="eligible_share"):
        aapor_rates(Dispositions(complete=3), eligible_share=1.2)
    nobody = aapor_rates(Dispositions(complete=0, unknown=5))
    assert np.isnan(nobody.rates["RR3"])
    assert nobody.rates["RR1"] == 0
    assert nobody.warnings == ("no complete answers",)
