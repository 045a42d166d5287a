"""Frequencies of a coded open question, with several codes an answer, by group."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from evaluering.stats.arguments import require_same_length
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["ThemeFrequencies", "theme_frequencies"]


@dataclass(frozen=True, eq=False)
class ThemeFrequencies(StatisticalResult):
    """How many respondents of each group mention each code, and what share they are."""

    counts: pd.DataFrame
    percent: pd.DataFrame
    percent_of_mentions: pd.DataFrame
    bases: pd.DataFrame
    n: int
    method: str = "multiple response frequencies"
    convention: str = "per cent of the respondents that answered"

    columns = ("code", "group", "n", "percent", "percent_of_mentions", "respondents")

    def records(self) -> list[Record]:
        """Return one record a code and group: n, per cents, respondents."""
        return [
            {
                "code": code,
                "group": group,
                "n": self.counts.at[code, group],
                "percent": self.percent.at[code, group],
                "percent_of_mentions": self.percent_of_mentions.at[code, group],
                "respondents": self.bases.loc[group, "respondents"],
            }
            for code in self.counts.index
            for group in self.counts.columns
        ]


def theme_frequencies(
    answers: Sequence[Collection[Hashable] | None],
    groups: Sequence[Hashable] | None = None,
    *,
    codes: Sequence[Hashable] | None = None,
    group_order: Sequence[Hashable] | None = None,
    total: str = "total",
) -> ThemeFrequencies:
    r"""Count the codes given to an open question, in all and by group.

    .. math::
        \text{percent} = 100 \frac{\text{respondents with the code}}
            {\text{respondents that answered}}, \quad
        \text{percent of mentions} = 100 \frac{\text{respondents with the code}}
            {\text{codes given in all}}

    Parameters
    ----------
    answers : sequence of collection of codes or None, shape (respondents,)
        The codes of each answer; a code twice in an answer counts once. An empty collection
        is an answer that no code fits; None is no answer, and enters no base.
    groups : sequence, shape (respondents,), optional
        Group of each respondent; None or NaN for respondents that enter the total only.
    codes : sequence, optional
        The codebook, in the order of the result; a code nobody used gets 0. When not given:
        the codes used, most frequent first, ties in order of first use.
    group_order : sequence, optional
        Groups in the order of the result; when not given in order of first occurrence.
    total : str
        Name of the column of all respondents, which stands last.

    Returns
    -------
    ThemeFrequencies
        Frames with codes as rows and groups as columns; `bases` has the respondents that
        answered, mentions and non-answers of each group. Per cents of a group sum to more than
        100 when answers carry several codes, and are NaN with a warning where nobody
        answered. n is the number of respondents that answered.

    Raises
    ------
    StatisticsError
        An answer that is a text instead of a collection of codes, a code not in `codes`, a group
        not in `group_order`, different lengths, a group with the name of the total.

    Notes
    -----
    SPSS: ``MULT RESPONSE``, per cents of cases and of responses. R: ``table`` of the answers in
    long format.
    """
    members = (
        [None] * len(answers)
        if groups is None
        else pd.Series(list(groups), dtype=object).replace({np.nan: None}).tolist()
    )
    require_same_length("theme_frequencies", answers=answers, groups=members)
    for answer in answers:
        if answer is not None and (
            isinstance(answer, str | bytes) or not isinstance(answer, Collection)
        ):
            raise StatisticsError(
                "theme_frequencies", "answers", "hold collections of codes", type(answer).__name__
            )
    given = [None if answer is None else tuple(dict.fromkeys(answer)) for answer in answers]
    used = pd.Series(
        [code for answer in given if answer is not None for code in answer], dtype=object
    )
    frequency = used.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    names = _ordered("codes", list(frequency.index), codes)
    present = list(dict.fromkeys(member for member in members if member is not None))
    columns = _ordered("group_order", present, group_order)
    if total in columns:
        raise StatisticsError(
            "theme_frequencies", "total", "be the name of no group", f"the name of total, {total!r}"
        )

    def of(group: Hashable) -> list[tuple[Hashable, ...] | None]:
        return [
            answer
            for answer, member in zip(given, members, strict=True)
            if group == total or member == group
        ]

    answered = {
        group: [answer for answer in of(group) if answer is not None] for group in (*columns, total)
    }
    counts = pd.DataFrame(
        {
            group: [sum(code in answer for answer in kept) for code in names]
            for group, kept in answered.items()
        },
        index=pd.Index(names, dtype=object),
        dtype=int,
    )
    bases = pd.DataFrame(
        {
            "respondents": [len(kept) for kept in answered.values()],
            "mentions": [sum(map(len, kept)) for kept in answered.values()],
            "no_answer": [len(of(group)) - len(kept) for group, kept in answered.items()],
        },
        index=counts.columns,
    )
    return ThemeFrequencies(
        counts=counts,
        percent=100 * counts / bases["respondents"].replace(0, nan),
        percent_of_mentions=100 * counts / bases["mentions"].replace(0, nan),
        bases=bases,
        n=len(answered[total]),
        warnings=tuple(
            f"nobody answered in {group!r}" for group, kept in answered.items() if not kept
        ),
    )


def _ordered(
    argument: str, found: Sequence[Hashable], order: Sequence[Hashable] | None
) -> list[Hashable]:
    if order is None:
        return list(found)
    foreign = [name for name in found if name not in order]
    if foreign or len(set(order)) < len(order):
        raise StatisticsError(
            "theme_frequencies", argument, "name each once", f"one that lacks {foreign}"
        )
    return list(order)
