"""What one variable is taken for, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from evaluering.config.missing import UNANSWERED
from evaluering.data.drafting.categories import Categories, of_codes, of_texts
from evaluering.data.drafting.dates import date_kind
from evaluering.data.drafting.facts import VariableFacts
from evaluering.data.drafting.vocabulary import in_words, is_scale

Kind = Literal[
    "identifier", "nominal", "scale", "box", "number", "date", "datetime", "time", "open", "omitted"
]
MOST_CATEGORIES, MOST_STEPS = 25, 11
"""Of a list of texts, and of a scale."""
FEW = 10
"""So many different whole numbers without labels may be categories."""
_FAR = re.compile(r"([6-9])\1+|9+[5-9]")
"""How codes of what is no answer are written: 77, 999, 96 to 99, 995."""
_PERSONAL = re.compile(
    r"e-?post|e-?mail|telefon|phone|mobil|ip_?-?(address|adresse)|recipient(first|last)?(name|email)"
    r"|f[oø]dselsnummer|personnummer|latitude|longitude|navn|(first|last)?_?name",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"\$?(.*[_. ])?(ids?|nr|no|idno|l[oø]pe?n(umme)?r|serial|uuid|guid|key|token)"
    r"|(respondent|case|resp|response|submission|person|user|record|unique|survey|intv?)[_ ]?"
    r"(id|nr|no|num|number)|id[_a-z]{0,6}[0-9]?|\$?submission_id|uid|pid|iid",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"(.*_)?(weight|weights|vekt|wgt|wt|wts)[_0-9a-z]{0,6}|[a-z]{0,4}(weight|wght|vekt|wgt)[0-9_]*"
    r"|wt[a-z]{0,6}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Guess:
    """What a variable is taken for."""

    facts: VariableFacts
    """The variable."""
    kind: Kind
    """What it is taken for; «omitted» where it says nothing that a codebook can hold."""
    why: str = ""
    """Why, in words; empty where the file says it itself."""
    categories: Categories | None = None
    """The answers of a coded column."""
    weight: bool = False
    """Whether it may be a weight."""
    format: str = ""
    """How a date is written, where it is neither ISO nor day, month and year with dots."""

    @property
    def question(self) -> str:
        """Its text in the file, which may be its name; empty where the name is no text."""
        own = self.facts.column
        return self.facts.label or (own if " " in own.strip() else "")

    @property
    def text(self) -> str:
        """What it is called for a reader."""
        return self.question or self.facts.column


def guess(facts: VariableFacts) -> Guess:
    """Return what a variable is taken for, from its labels, its values and its name."""
    if not facts.answers:
        return Guess(facts, "omitted", "ingen har svart")
    if found := date_kind(facts):
        kind, pattern, why = found
        return Guess(facts, kind, why, format=pattern)
    if facts.is_text:
        return _text(facts)
    if facts.labels:
        return _labelled(facts)
    return _number(facts)


def is_identifier_name(facts: VariableFacts) -> bool:
    """Return whether a variable is called as identifiers are."""
    return bool(_IDENTIFIER.fullmatch(facts.column.strip()))


def is_unique(facts: VariableFacts) -> bool:
    """Return whether every row has a value, and none has another's."""
    whole = facts.is_text or facts.is_whole
    return whole and facts.distinct == facts.answers == facts.rows > 1


def _text(facts: VariableFacts) -> Guess:
    if _PERSONAL.search(facts.column) and facts.distinct > FEW:
        return Guess(facts, "omitted", "kan være en personopplysning")
    if is_unique(facts) and is_identifier_name(facts):
        return Guess(facts, "identifier", "navnet, og ingen verdi står to ganger")
    if facts.distinct == 1:
        return Guess(facts, "box", "bare én verdi", of_texts(facts.counts))
    categories = of_texts(facts.counts) if facts.counts else None
    repeated = facts.answers >= 2 * facts.distinct or (facts.distinct <= FEW and facts.length < 40)
    if categories and facts.distinct <= MOST_CATEGORIES and repeated and facts.length < 80:
        labels = list(categories.labels.values())
        kind: Kind = "scale" if is_scale(labels) else "nominal"
        known = in_words(labels) is not None
        why = "få ulike tekster" + ("; rekkefølgen etter ordene" if known else "; se rekkefølgen")
        return Guess(facts, kind, why, categories)
    return Guess(facts, "open", "tekst med mange ulike svar")


def _labelled(facts: VariableFacts) -> Guess:
    """Return what a variable with value labels is taken for.

    Labels on a few codes among many numbers are of numbers; labels at the ends of a short row of
    codes are of a scale.
    """
    categories = of_codes(facts)
    labelled = len(categories.labels) - len(categories.unlabelled)
    answers = set(categories.labels) - set(categories.unlabelled)
    many = not facts.counts or len(categories.unlabelled) > MOST_STEPS
    if (
        many
        or not labelled
        or (len(categories.unlabelled) > 2 * labelled and not _ends(categories))
    ):
        why = "tall; etikettene i filen er bare på noen av dem" if labelled else ""
        if not labelled and facts.distinct <= FEW and facts.is_whole:
            return replace(_number(facts), categories=categories)
        return _with_far_codes(Guess(facts, "number", why, categories))
    if any(not isinstance(v, str) and not v.is_integer() and v not in facts.labels
           for v in facts.counts):  # fmt: skip
        return Guess(facts, "number", "desimaltall uten etikett blant kodene",
                     replace(categories, labels={}, in_file={}))  # fmt: skip
    if _ends(categories):
        low, high = min(categories.labels), max(categories.labels)
        labels = {code: categories.labels.get(code, str(code)) for code in range(low, high + 1)}
        inner = tuple(code for code in labels if code not in answers)
        whole = replace(categories, labels=labels, unlabelled=inner)
        return Guess(facts, "scale", "etiketter bare på noen av trinnene", whole)
    why = "koder uten etikett: " + ", ".join(map(str, categories.unlabelled[:5]))
    why = why if categories.unlabelled else ""
    if len(categories.labels) < 2:
        return Guess(facts, "box", why or "bare ett svar", categories)
    ordinal = facts.measure == "ordinal" and len(categories.labels) > 3
    if is_scale(list(categories.labels.values())) or (ordinal and not facts.distinct > MOST_STEPS):
        return Guess(facts, "scale", why, categories)
    return Guess(facts, "nominal", why, categories)


def _with_far_codes(one: Guess) -> Guess:
    """Return a guess at a number in which labelled codes far from all others are no values.

    Files code what is no answer as 77, 98 or 999, or below zero, where no number can be.
    """
    categories = one.categories
    assert categories is not None
    bare = categories.unlabelled
    far = {
        code: label for code, label in categories.labels.items()
        if bare and code not in bare
        and ((_FAR.fullmatch(str(code)) and code > 2 * max(bare)) or code < min(0, *bare))
    }  # fmt: skip
    if not far:
        return one
    labels = {code: label for code, label in categories.labels.items() if code not in far}
    missing: dict[int | str, str] = {**categories.missing}
    missing |= dict.fromkeys(far, UNANSWERED)
    named = ", ".join(f"{code} («{label[:30]}»)" for code, label in far.items())
    why = f"{one.why}; {named} ligger langt fra de andre, og er regnet som ubesvart"
    return replace(one, why=why, categories=replace(categories, labels=labels, missing=missing))


def _ends(categories: Categories) -> bool:
    """Return whether only some steps of a scale are labelled, both its ends among them."""
    codes, bare = list(categories.labels), set(categories.unlabelled)
    return (
        bool(bare)
        and len(codes) - len(bare) >= 2
        and 3 <= codes[-1] - codes[0] + 1 <= MOST_STEPS
        and codes[0] not in bare
        and codes[-1] not in bare
    )


def _number(facts: VariableFacts) -> Guess:
    if _WEIGHT.fullmatch(facts.column) and facts.low >= 0 and facts.distinct > 2:
        return Guess(facts, "number", "kan være en vekt: navnet", weight=True)
    if is_unique(facts) and is_identifier_name(facts):
        return Guess(facts, "identifier", "navnet, og ingen verdi står to ganger")
    if not facts.is_whole or not facts.counts:
        return Guess(facts, "number")
    if facts.distinct == 1:
        return Guess(facts, "box", "bare én verdi", of_codes(facts))
    if facts.distinct == 2 or (facts.distinct <= FEW and facts.measure in {"nominal", "ordinal"}):
        return Guess(facts, "nominal", "få ulike koder; ingen etiketter i filen", of_codes(facts))
    if facts.distinct <= FEW and 0 <= facts.low <= 1 and facts.high <= FEW:
        return Guess(facts, "number", "hele tall uten etiketter", of_codes(facts))
    return Guess(facts, "number")
