"""How alike two texts, two names and two distributions of answers are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from evaluering.config.written import normal
from evaluering.data.drafting.names import variable_name

_NUMBERED = re.compile(
    r"(?:(?:q|sp|spm|spørsmål|question)\.?\s*)?\d{1,3}[a-z]?(?:[_.]\d{1,3})*\s*[.:)\-–]\s+", re.I
)
"""What questionnaires number a question by: «Q5_1. », «12a) »."""
_QUESTION = re.compile(r"[a-z]{0,3}\d{1,3}[a-z]?|q|sp|spm|v|var")
"""A word of a name that is the number of a question: q5, sp12a, 7."""
_ENDING = re.compile(r"(?:ene|ane|en|et|er|ar|ne|e|a|s|t)$")
_SPELT = 0.92
"""From here on two texts are the same but for a slip of the keys."""
Share = Mapping[float, float]


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Return a text without its number, case, spaces and the kinds of dash."""
    return normal(_NUMBERED.sub("", text, count=1))


class Likeness:
    """How alike texts are, where a word that many of them have counts for little."""

    def __init__(self, texts: Iterable[str]) -> None:
        stems = [set(_stems(bare(text))) for text in texts]
        number, self._in = max(len(stems), 1), Counter(stem for own in stems for stem in own)
        self._weights = {stem: math.log(1 + number / n) for stem, n in self._in.items()}
        self._rare = math.log(1 + number)
        self._told: dict[str, tuple[Counter[str], float]] = {}

    def of(self, one: str, other: str) -> float:
        """Return how alike two texts are: 1 for the same, 0 for no word in common."""
        first, second = bare(one), bare(other)
        if first == second:
            return 1.0
        (a, all_of_one), (b, all_of_other) = self._weighed(first), self._weighed(second)
        shared = sum(min(n, b[stem]) * self._weight(stem) for stem, n in a.items() if stem in b)
        if _is_slip(first, second) and not _negated(first, second):
            return _SPELT
        return 2 * shared / (all_of_one + all_of_other) if shared else 0.0

    def best(self, one: Iterable[str], others: Sequence[str]) -> tuple[float, str]:
        """Return how alike the likest two texts of two lists are, and which it is of the first."""
        pairs = [(self.of(text, other), text) for text in one for other in others]
        return max(pairs, key=lambda pair: pair[0], default=(0.0, ""))

    def _weighed(self, text: str) -> tuple[Counter[str], float]:
        """Return the words of a text, and what all of them weigh."""
        if text not in self._told:
            stems = _stems(text)
            self._told[text] = (stems, sum(n * self._weight(s) for s, n in stems.items()))
        return self._told[text]

    def _weight(self, stem: str) -> float:
        return self._weights.get(stem, self._rare)


def _stems(text: str) -> Counter[str]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(_ENDING.sub("", word) if len(word) > 4 else word for word in words)


def _is_slip(one: str, other: str) -> bool:
    """Return whether two texts are the same but for a letter or two."""
    length = len(one) + len(other)
    if abs(len(one) - len(other)) > (1 - _SPELT) * length:
        return False
    if one[:4] != other[:4] and one[-4:] != other[-4:]:
        return False  # a slip is at one end at most, and the ratio is costly
    return SequenceMatcher(None, one, other).ratio() >= _SPELT


def _negated(one: str, other: str) -> bool:
    """Return whether one text says that something is not so, and the other does not."""
    no = {"ikke", "ikkje", "aldri", "not", "never", "uenig", "ueinig"}
    return bool(no & set(one.split())) != bool(no & set(other.split()))


def same_name(one: str, other: str) -> bool:
    """Return whether two names differ only in case, signs, or the number of the question before.

    ``maal_klare``, ``MaalKlare`` and ``q5_maal_klare`` are the same; ``maal_uklare`` is another,
    and ``maal_klare_2`` may be.
    """
    return _spelling(one) == _spelling(other)


def near_name(one: str, other: str) -> float:
    """Return how alike two names are; those that differ in a number are not alike at all."""
    first, second = "_".join(_tokens(one)), "_".join(_tokens(other))
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return 0.0
    return SequenceMatcher(None, first, second).ratio()


@lru_cache(maxsize=20_000)
def _spelling(name: str) -> str:
    """Return a name without signs, and without a question's number before it."""
    tokens = _tokens(name)
    while any(token.isalpha() for token in tokens[1:]) and _QUESTION.fullmatch(tokens[0]):
        tokens = tokens[1:]
    return "".join(tokens)


def _tokens(name: str) -> list[str]:
    apart = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", "_", name.strip())
    return [token for token in variable_name(apart).split("_") if token]


def distance(one: Share, other: Share) -> float:
    """Return how far apart two distributions are: 0 the same, 1 nothing in common."""
    return sum(abs(one.get(code, 0.0) - other.get(code, 0.0)) for code in {*one, *other}) / 2
