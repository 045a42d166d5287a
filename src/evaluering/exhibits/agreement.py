"""The agreement of raters who judged the same respondents or answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.agreement import Agreement, codes_of, text_of
from evaluering.data.respondents import answers
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, NoDataError
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.stats.agreement import Kappa, code_agreement, cohens_kappa
from evaluering.stats.krippendorff import krippendorff_alpha


def compute(exhibit: Agreement, data: WaveData) -> Result:
    """Return kappa of every pair of raters and alpha of all, or kappa of each code."""
    given = answers(
        data.respondents(exhibit.survey), data.columns(exhibit.survey), exhibit.variables
    )
    rated = [given[list(names)].notna().any(axis=1).to_numpy() for names in exhibit.raters]
    n = int((np.sum(rated, axis=0) > 1).sum())
    if not n:
        raise NoDataError(NO_ANSWERS)
    several = any(len(names) > 1 for names in exhibit.raters)
    rows = list(_by_code(exhibit, given, data) if several else _by_pair(exhibit, given, data))
    least = data.project.settings.disclosure.minimum_n
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame([_row(least, **row) for row in rows]),
        n=n,
        method=_method(exhibit, several),
    )


def _method(exhibit: Agreement, several: bool) -> tuple[Message, ...]:
    if several:
        return (message("method_agreement_codes"),)
    level = message(f"measurement_{exhibit.measurement}")
    weights = (message(f"method_weights_{exhibit.weights}"),) if exhibit.weights != "none" else ()
    return (message("method_agreement"), message("method_alpha", level=level), *weights)


def _by_pair(exhibit: Agreement, given: pd.DataFrame, data: WaveData) -> Iterator[dict[str, Any]]:
    names = [rater[0] for rater in exhibit.raters]
    codes = [float(code) for code in codes_of(data.project, exhibit.survey, names[0])]
    texts = [text_of(data.project.surveys[exhibit.survey], name) for name in names]
    for (i, first), (j, second) in combinations(enumerate(names), 2):
        kappa = cohens_kappa(
            given[first].tolist(), given[second].tolist(), categories=codes, weights=exhibit.weights
        )
        yield {"row": str(i), "row_label": texts[i], "column": str(j), "column_label": texts[j],
               "kappa": kappa}  # fmt: skip
    alpha = krippendorff_alpha(given[names], measurement=exhibit.measurement)
    yield {"row": "alpha", "row_label": "alpha", "n": alpha.units, "value": alpha.alpha}


def _by_code(exhibit: Agreement, given: pd.DataFrame, data: WaveData) -> Iterator[dict[str, Any]]:
    first, second = (
        [set(row.dropna()) or None for _, row in given[list(names)].iterrows()]
        for names in exhibit.raters
    )
    labels = codes_of(data.project, exhibit.survey, exhibit.raters[0][0])
    found = code_agreement(first, second, codes=list(map(float, labels)))
    for (code, label), kappa in zip(labels.items(), found.kappas.values(), strict=True):
        yield {"row": str(code), "row_label": label, "kappa": kappa}


def _row(least: int, kappa: Kappa | None = None, **row: Any) -> dict[str, Any]:
    if kappa is not None:
        row |= {
            "n": kappa.n,
            "agreement": 100 * kappa.observed_agreement,
            "value": kappa.kappa,
            "lower": kappa.interval.lower,
            "upper": kappa.interval.upper,
            "p": kappa.p,
        }
    row = {"column": "", "column_label": "", **dict.fromkeys(NUMBERS, np.nan), **row}
    hidden = 0 < row["n"] < least
    return row | {"suppressed": hidden} | (dict.fromkeys(NUMBERS, np.nan) if hidden else {})


NUMBERS = ("n", "agreement", "value", "lower", "upper", "p")
