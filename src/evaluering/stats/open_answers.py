"""Frequencies of a coded open question, with several codes an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from math import nan

from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["ThemeFrequencies", "theme_frequencies"]


@dataclass(frozen=True)
class ThemeFrequencies(StatisticalResult):
    """How many respondents mention each code; n answered, with so many mentions in all."""

    codes: tuple[Hashable, ...]
    counts: tuple[int, ...]
    n: int
    mentions: int
    no_answer: int
    method: str = "multiple response frequencies"
    convention: str = "per cent of the respondents that answered"

    columns = ("code", "n", "percent", "percent_of_mentions")

    @property
    def percent(self) -> tuple[float, ...]:
        """Per cent of those who answered; sums to more than 100 with several codes an answer."""
        return tuple(100 * count / self.n if self.n else nan for count in self.counts)

    @property
    def percent_of_mentions(self) -> tuple[float, ...]:
        """Per cent of all codes given."""
        return tuple(100 * count / self.mentions if self.mentions else nan for count in self.counts)

    def records(self) -> list[Record]:
        """Return one record a code: n and per cents."""
        rows = zip(self.codes, self.counts, self.percent, self.percent_of_mentions, strict=True)
        return [dict(zip(self.columns, row, strict=True)) for row in rows]


def theme_frequencies(
    answers: Sequence[Collection[Hashable] | None], *, codes: Sequence[Hashable] | None = None
) -> ThemeFrequencies:
    """Count the codes given to an open question.

    Parameters
    ----------
    answers : sequence of collection of codes or None, shape (respondents,)
        The codes of each answer; a code twice in an answer counts once. An empty collection
        is an answer that no code fits; None is no answer, and enters no base.
    codes : sequence, optional
        The codebook, in the order of the result; a code nobody used gets 0. When not given:
        the codes used, most frequent first, ties in order of first use.

    Returns
    -------
    ThemeFrequencies
        Per cents are NaN with a warning when nobody answered.

    Raises
    ------
    StatisticsError
        An answer that is a text instead of a collection of codes, a code not in `codes`.

    Notes
    -----
    SPSS: ``MULT RESPONSE``, per cents of cases and of responses. R: ``table`` of the answers in
    long format.

    Examples
    --------
    >>> theme_frequencies([["time", "money"], ["time"], [], None]).percent[0]
    66.66666666666667
    """
    name = "theme_frequencies"
    given = [answer for answer in answers if answer is not None]
    for answer in given:
        if isinstance(answer, str | bytes) or not isinstance(answer, Collection):
            raise StatisticsError(
                name, "answers", "hold collections of codes", type(answer).__name__
            )
    used = Counter(code for answer in given for code in dict.fromkeys(answer))
    order = [code for code, _ in used.most_common()] if codes is None else list(codes)
    foreign = [code for code in used if code not in order]
    if foreign or len(set(order)) < len(order):
        raise StatisticsError(name, "codes", "name each once", f"one that lacks {foreign}")
    return ThemeFrequencies(
        codes=tuple(order),
        counts=tuple(used[code] for code in order),
        n=len(given),
        mentions=used.total(),
        no_answer=len(answers) - len(given),
        warnings=() if given else ("nobody answered",),
    )
