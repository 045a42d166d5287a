"""The categories of one variable: codes with labels, what is no answer, and other spellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evaluering.config.missing import UNANSWERED
from evaluering.config.written import normal
from evaluering.data.drafting.facts import Value, VariableFacts, clean
from evaluering.data.drafting.vocabulary import by_number, in_words, missing_role
from evaluering.data.written_codes import plain

LARGEST_CODE = 10**9
_NUMBERED = re.compile(r"(\d{1,3})\s*(?:[-–=:.)(]|$)")
"""A label that begins with its own code: «1 - Svært dårlig», «5 (helt enig)»."""
_LAST = re.compile(r"(annet|andre|anna|other|others|something else|noe annet)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Categories:
    """The answers of a coded column."""

    labels: Mapping[int, str]
    """Label by code, in code order."""
    missing: Mapping[int | str, str] = field(default_factory=dict)
    """The kind of each code, or of Stata's letter, that is no answer."""
    in_file: Mapping[str, int] = field(default_factory=dict)
    """What stands in the file, with its code, where it is neither code nor label."""
    unlabelled: tuple[int, ...] = ()
    """The codes that the file has and does not label."""

    @property
    def key(self) -> tuple[tuple[int, str], ...]:
        """What two columns with the same answers have in common."""
        return tuple((code, normal(label)) for code, label in self.labels.items())


def of_codes(facts: VariableFacts) -> Categories:
    """Return the categories of numbers, from their labels and from the codes that occur.

    A label that means that there is no answer makes its code missing where the file declares it,
    or where it stands outside the other codes: a midpoint «Usikker» is an answer.
    """
    labelled = {code: clean(text) for code, text in facts.labels.items() if isinstance(code, float)}
    missing: dict[int | str, str] = {}
    roles = {c: missing_role(t, declared=facts.declared_missing(c)) for c, t in labelled.items()}
    answers = [code for code, role in roles.items() if role is None]
    inner = (min(answers), max(answers)) if answers else (1.0, 0.0)
    for code, role in roles.items():
        outside = facts.declared_missing(code) or not inner[0] < code < inner[1]
        if role is not None and outside and code.is_integer():
            missing[int(code)] = role
    for letter, text in facts.labels.items():
        if isinstance(letter, str) and re.fullmatch("[a-z]", letter):
            missing[f".{letter}"] = missing_role(clean(text), declared=True) or UNANSWERED
    seen = [c for c in facts.counts if isinstance(c, float) and not facts.declared_missing(c)]
    codes = sorted({*labelled, *seen})
    whole = [int(code) for code in codes if _is_code(code) and int(code) not in missing]
    texts = {code: labelled.get(float(code)) or str(code) for code in whole}
    odd = [code for code in codes if not _is_code(code)]
    extra = {plain(code): place for place, code in enumerate(odd, start=_free(whole, missing))}
    texts |= {place: labelled.get(float(text)) or text for text, place in extra.items()}
    unlabelled = tuple(code for code in whole if float(code) not in labelled)
    return Categories(told_apart(texts), missing, extra, unlabelled)


def of_texts(texts: Iterable[Value]) -> Categories:
    """Return the categories of texts: numbered as they say themselves, or in an order of meaning.

    Spellings that differ only in case and blanks are one category, as the first of them spells it.
    """
    given = [str(text) for text in texts]
    spellings: dict[str, str] = {}
    for text in given:
        spellings.setdefault(normal(clean(text)), clean(text))
    answers = [text for text in spellings.values() if missing_role(text, declared=False) is None]
    roles = [text for text in spellings.values() if text not in answers]
    if len(answers) < 2:
        answers, roles = list(spellings.values()), []
    own = [_NUMBERED.match(text) for text in answers]
    numbers = [int(found[1]) for found in own if found]
    if len(set(numbers)) == len(answers):
        labels = dict(sorted(zip(numbers, answers, strict=True)))
    else:
        labels = dict(enumerate(_ordered(answers), start=1))
    missing: dict[int | str, str] = {}
    in_file: dict[str, int] = {}
    for place, text in enumerate(sorted(roles), start=max([90, *labels]) + 1):
        missing[place] = missing_role(text, declared=True) or UNANSWERED
        in_file[text] = place
    spelt = {normal(label): code for code, label in labels.items()}
    for text in given:
        code = spelt.get(normal(clean(text)))
        if code is not None and normal(text) not in spelt:
            in_file[text] = code
    return Categories(labels, missing, in_file)


def told_apart(labels: Mapping[int, str]) -> dict[int, str]:
    """Return labels of which none stands twice: those that do have their code behind them."""
    times = Counter(normal(label) for label in labels.values())
    return {
        code: label if times[normal(label)] == 1 else f"{label} ({code})"
        for code, label in labels.items()
    }


def _ordered(labels: list[str]) -> list[str]:
    """Return texts in the order of a known scale, of their numbers, or of the alphabet."""
    labels = sorted(labels, key=lambda text: (bool(_LAST.match(text)), text.casefold()))
    order = in_words(labels) or by_number(labels) or range(len(labels))
    return [labels[place] for place in order]


def _is_code(value: float) -> bool:
    return value.is_integer() and abs(value) <= LARGEST_CODE


def _free(codes: list[int], missing: Mapping[int | str, str]) -> int:
    taken = [*codes, *(code for code in missing if isinstance(code, int))]
    return max([0, *taken]) + 1
