"""Multiple response frequencies against ``table`` in R 4.2.2 (scripts/open_answers.R)."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from compare import compare
from evaluering.stats.open_answers import open_answer_frequencies

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "expected" / "open_answers.json").read_text())
R = EXPECTED["program"]
DATA = pd.read_csv(HERE / "data" / "open_answers.csv").groupby("respondent")
CLOSED = 1e-8


def test_frequencies() -> None:
    """``table(code, actor)`` in long format, over the respondents with a code."""
    answers = [list(part.dropna()) or None for _, part in DATA["code"]]
    actors = list(DATA["actor"].first())
    names = EXPECTED["actors"]
    got = open_answer_frequencies(answers, actors, codes=EXPECTED["codes"], group_order=names)
    compare("open answers n", R, got.counts[names], EXPECTED["counts"], 0)
    compare("open answers base", R, got.bases.loc[names, "respondents"], EXPECTED["base"], 0)
    compare("open answers per cent", R, got.percent[names], EXPECTED["percent"], CLOSED)
    mentions = got.percent_of_mentions[names]
    compare("open answers per cent of mentions", R, mentions, EXPECTED["mentions"], CLOSED)
    compare("open answers total n", R, got.counts["total"], EXPECTED["total"], 0)
    total = got.percent["total"]
    compare("open answers total per cent", R, total, EXPECTED["total_percent"], CLOSED)
