"""Multiple response frequencies against ``table`` in R 4.2.2 (scripts/open_answers.R)."""

from __future__ import annotations

import numpy as np

from compare import compare
from evaluering.stats import theme_frequencies
from references import reference_rows, reference_values

EXPECTED = reference_values("open_answers")
R = EXPECTED["program"]
DATA = reference_rows("open_answers").groupby("respondent")
CLOSED = 1e-8


def test_frequencies() -> None:
    """``table(code, actor)`` in long format, over the respondents with a code."""
    answers = [list(part.dropna()) or None for _, part in DATA["code"]]
    actors = list(DATA["actor"].first())
    codes = EXPECTED["codes"]
    by_actor = [
        theme_frequencies(
            [answer for answer, own in zip(answers, actors, strict=True) if own == actor],
            codes=codes,
        )
        for actor in EXPECTED["actors"]
    ]
    for name, column, tolerance in (
        ("counts", "counts", 0),
        ("percent", "percent", CLOSED),
        ("mentions", "percent_of_mentions", CLOSED),
    ):
        got = np.transpose([getattr(found, column) for found in by_actor])
        compare(f"open answers {name}", R, got, EXPECTED[name], tolerance)
    compare("open answers base", R, [found.n for found in by_actor], EXPECTED["base"], 0)
    everyone = theme_frequencies(answers, codes=codes)
    compare("open answers total n", R, everyone.counts, EXPECTED["total"], 0)
    compare("open answers total per cent", R, everyone.percent, EXPECTED["total_percent"], CLOSED)
