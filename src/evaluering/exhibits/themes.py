"""The themes that the answers to an open question were coded into."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.agreement import codes_of
from evaluering.config.exhibits.ordering import arranged
from evaluering.config.exhibits.themes import Themes
from evaluering.data.respondents import answers
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, NoDataError
from evaluering.exhibits.result import Result
from evaluering.message import message
from evaluering.stats.open_answers import theme_frequencies


def compute(exhibit: Themes, data: WaveData) -> Result:
    """Return how many of those who answered mention each theme, in all and by category.

    Only codes are read, never the answers. Categories of few respondents are hidden, and where
    boxes divide the columns, a respondent counts in each of theirs.
    """
    frame = data.respondents(exhibit.survey)
    given = answers(frame, data.columns(exhibit.survey), exhibit.codes)
    coded = [set(row.dropna()) or None for _, row in given.iterrows()]
    labels = codes_of(data.project, exhibit.survey, exhibit.codes[0])
    everyone = ("total", "total", pd.Series(data=True, index=frame.index))
    divided = list(data.division(exhibit.survey, exhibit.by)) if exhibit.by else []
    least = data.project.settings.disclosure.minimum_n
    rows: list[dict[str, Any]] = []
    for name, label, members in [everyone, *((c.name, c.label, c.members) for c in divided)]:
        own = [answer for answer, inside in zip(coded, members, strict=True) if inside]
        found = theme_frequencies(own, codes=[float(code) for code in labels])
        hidden = 0 < found.n < least
        rows += [
            {
                "row": str(code),
                "row_label": text,
                "column": name,
                "column_label": label,
                "base": None if hidden else found.n,
                "n": None if hidden else count,
                "percent": None if hidden else percent,
                "suppressed": hidden,
            }
            for (code, text), count, percent in zip(
                labels.items(), found.counts, found.percent, strict=True
            )
        ]
    n = sum(answer is not None for answer in coded)
    if not n:
        raise NoDataError(NO_ANSWERS)
    table = pd.DataFrame(rows)
    total = table[table["column"] == "total"]
    names, sizes = total["row"].tolist(), total["n"].fillna(0).tolist()
    rank = {names[k]: place for place, k in enumerate(arranged(exhibit.order, names, sizes))}
    places = table["row"].map(rank)
    table = table.iloc[places.argsort(kind="stable")].reset_index(drop=True)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table,
        n=n,
        method=(message("method_themes"),),
    )
