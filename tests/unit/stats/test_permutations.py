"""Simulated p-values of crosstabs: what is drawn does not depend on how much is drawn at a time."""

import numpy as np
import pytest

from evaluering.stats import montecarlo


def test_permutations_in_turns_are_those_of_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = np.array([[12, 7, 3], [5, 9, 11]])
    at_once = montecarlo.permutation_p(counts, seed=4, draws=501)
    monkeypatch.setattr(montecarlo, "PERMUTED", 100)  # two at a time, and one at the end
    assert 0.0 < at_once < 0.1
    assert montecarlo.permutation_p(counts, seed=4, draws=501) == at_once
