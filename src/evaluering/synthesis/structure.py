"""Who the synthetic respondents are: background variables with the printed counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.missing import UNANSWERED
from evaluering.config.questions import MultipleResponse
from evaluering.config.surveys import Survey
from evaluering.data.routing import members
from evaluering.errors import ConfigError, DataError
from evaluering.synthesis.plan import Margin, SurveyPlan
from evaluering.synthesis.published import PublishedTable

Generator = np.random.Generator


def background(
    survey: Survey,
    plan: SurveyPlan,
    tables: Mapping[str, PublishedTable],
    rng: Generator,
) -> pd.DataFrame:
    """Return one row a respondent with identifier and background variables.

    Every margin of the plan has exactly the printed counts; who has what is drawn.
    """
    n = plan.respondents
    frame = pd.DataFrame({survey.identifier: rng.permutation(np.arange(100_000, 1_000_000))[:n]})
    for margin in plan.margins:
        counts = _counts(survey, margin, tables[margin.table])
        question = survey.multiple_response(margin.variable)
        if question is None:
            frame[margin.variable] = _nominal(survey, margin, counts, n, rng)
        else:
            wanted = {o.name: counts[o.label] for o in question.options}
            frame = frame.join(_ticks(question, wanted, margin, n, rng))
    for name, wanted in plan.boxes.items():
        frame = frame.join(_boxes(survey, name, wanted, n, rng))
    for flag, boxes in plan.flags.items():
        frame[flag] = frame[boxes].max(axis=1)
    for variable, shares in plan.shares.items():
        over = plan.even_over.get(variable)
        parts = frame.groupby(over).groups.values() if over else [frame.index]
        frame[variable] = pd.concat([_shares(shares, part, rng) for part in parts])
    if survey.variable("syntetisk"):
        frame["syntetisk"] = 1
    return frame


def route(frame: pd.DataFrame, survey: Survey) -> pd.DataFrame:
    """Return the respondents without answers to background questions they were not asked."""
    routed = {
        v.name: frame[v.name].where(members(frame, v.asked_if))
        for v in survey.variables
        if v.asked_if
    }
    return frame.assign(**routed)


def spread(shares: Mapping[int, float], n: int) -> dict[int, int]:
    """Return whole counts that sum to n, nearest to per cents (largest remainder)."""
    total = sum(shares.values())
    exact = {code: n * share / total for code, share in shares.items()}
    counts = {code: int(value) for code, value in exact.items()}
    short = n - sum(counts.values())
    for code in sorted(exact, key=lambda c: counts[c] - exact[c])[:short]:
        counts[code] += 1
    return counts


def _counts(survey: Survey, margin: Margin, table: PublishedTable) -> dict[str, int]:
    question = survey.multiple_response(margin.variable)
    variable = survey.variable(margin.variable)
    if question is not None:
        labels = [option.label for option in question.options]
    elif variable is not None:
        labels = list(variable.values.values())
    else:
        raise DataError(table.file, f"«{margin.variable}» finnes ikke.", "Rett synthesis.yaml.")
    return {label: int(table.number(label, margin.column)) for label in labels}


def _nominal(
    survey: Survey, margin: Margin, counts: Mapping[str, int], n: int, rng: Generator
) -> pd.Series:
    variable = survey.variable(margin.variable)
    assert variable is not None
    codes: list[Any] = [c for c, label in variable.values.items() for _ in range(counts[label])]
    if len(codes) > n:
        raise DataError(
            margin.table, f"{len(codes)} svar er flere enn {n} respondenter.", "Rett tallene."
        )
    code = variable.missing_codes.code(UNANSWERED)
    unanswered = pd.NA if code is None else code
    codes += [unanswered] * (n - len(codes))
    return pd.Series(rng.permutation(np.array(codes, dtype=object)), dtype="Int64")


def _boxes(
    survey: Survey, name: str, wanted: Mapping[str, int], n: int, rng: Generator
) -> pd.DataFrame:
    """Tick the boxes of a question that no table of the report prints."""
    question = survey.multiple_response(name)
    boxes = {} if question is None else {o.name: wanted.get(o.name, 0) for o in question.options}
    if question is None or (unknown := sorted(set(wanted) - set(boxes))):
        raise ConfigError(
            "config/synthesis.yaml", f"surveys.{survey.id}.boxes",
            name if question is None else unknown[0],
            boxes or [m.id for m in survey.multiple_responses],
        )  # fmt: skip
    plan = Margin(variable=name, table="synthesis", without=max(n - sum(boxes.values()), 0))
    return _ticks(question, boxes, plan, n, rng)


def _ticks(
    question: MultipleResponse, wanted: Mapping[str, int], margin: Margin, n: int, rng: Generator
) -> pd.DataFrame:
    """Tick boxes so that each has its count: first one a respondent, then the rest at random."""
    names = [o.name for o in question.options]
    ticks = pd.DataFrame(0, index=range(n), columns=names)
    if (most := max(question.options, key=lambda o: wanted[o.name])) and wanted[most.name] > n:
        raise DataError(
            margin.table,
            f"«{most.label}» har {wanted[most.name]} kryss, flere enn {n} respondenter.",
            "Rett tallene.",
        )
    if sum(wanted.values()) < n - margin.without:
        independent = True
    else:
        independent = sum(wanted.values()) > 2 * (n - margin.without)
    if independent:
        for name, count in wanted.items():
            ticks.loc[rng.permutation(n)[:count], name] = 1
        return ticks
    marks = rng.permutation([name for name, count in wanted.items() for _ in range(count)])
    holders = n - margin.without
    first = _first_marks(list(marks), holders, set(margin.exclusive))
    order = rng.permutation(n)[:holders]
    for respondent, name in zip(order, first, strict=True):
        ticks.loc[respondent, name] = 1
    for name in names:
        for _ in range(wanted[name] - int(ticks[name].sum())):
            blocked = set(margin.exclusive) if name in margin.exclusive else {name}
            free = [
                r
                for r in order
                if ticks.loc[r].sum() == 1 and not ticks.loc[r, list(blocked)].any()
            ]
            ticks.loc[rng.choice(free), name] = 1
    return ticks


def _first_marks(marks: list[str], holders: int, exclusive: set[str]) -> list[str]:
    """Return one mark a holder, the exclusive ones first so that none is left over."""
    ordered = [m for m in marks if m in exclusive] + [m for m in marks if m not in exclusive]
    return ordered[:holders]


def _shares(shares: Mapping[int, float], part: pd.Index, rng: Generator) -> pd.Series:
    counts = spread(shares, len(part))
    codes = [code for code, count in counts.items() for _ in range(count)]
    return pd.Series(rng.permutation(codes), index=part, dtype="Int64")
