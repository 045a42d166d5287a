"""Kinds of missing answers: roles that every language names itself, by code, range or letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from evaluering.config.base import MOST, Whole, unfit

DONT_KNOW, REFUSED, NOT_APPLICABLE, UNANSWERED = ROLES = (
    "dont_know", "refused", "not_applicable", "unanswered",
)  # fmt: skip
"""The roles that every project has; ``missing_kinds`` in config.yaml adds others."""
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    DONT_KNOW: (
        "vet ikke", "veit ikkje", "ikke sikker", "usikker", "don't know", "dont know",
        "do not know", "dk",
    ),
    REFUSED: (
        "vil ikke svare", "ønsker ikke å svare", "ønsker ikke svare", "vil ikkje svare",
        "refused", "refusal", "refuse", "prefer not to say", "prefer not to answer",
    ),
    NOT_APPLICABLE: (
        "ikke aktuelt", "ikke relevant", "ikkje aktuelt", "ikkje relevant", "ikke stilt",
        "not applicable", "inapplicable", "inap", "n/a", "na",
    ),
    UNANSWERED: (
        "ubesvart", "ikke svart", "ikke besvart", "ingen svar", "ikkje svart", "mangler",
        "no answer", "not answered", "not stated", "missing", "unanswered",
    ),
}  # fmt: skip
"""How files label each role; the first is what our own files say."""
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)")
_LETTER = re.compile(r"\.[a-z]")
LETTERS = {f".{letter}": -1001 - place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
"""Codes that stand for Stata's extended missing values, which are no numbers."""

ROLE_CODES = {role: -MOST - 1 - n for n, role in enumerate((DONT_KNOW, REFUSED, NOT_APPLICABLE))}
"""Codes that stand for what a file says is missing where the codebook names no code of the role.

They lie beyond what configuration may state, so that no answer can be one. What is unanswered
needs none.
"""
_ROLES = {code: role for role, code in ROLE_CODES.items()}

MissingKind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


@dataclass(frozen=True)
class MissingCodes:
    """Which values are no answers, and of what kind."""

    codes: Mapping[int, str] = field(default_factory=dict)
    """Kind by single code."""
    ranges: tuple[tuple[float, float, str], ...] = ()
    """Lowest and highest value of a range, both included, and its kind."""

    def kind(self, value: float) -> str | None:
        """Return the kind of a value; None for an answer."""
        if value in self.codes:
            return self.codes[int(value)]
        if value in _ROLES:
            return _ROLES[int(value)]
        return next((kind for low, high, kind in self.ranges if low <= value <= high), None)

    def stated(self, kind: str) -> int | None:
        """Return the first single code of a kind that is named, if there is one."""
        return next((code for code, own in self.codes.items() if own == kind), None)

    def code(self, kind: str) -> int | None:
        """Return the code that a kind is stored as: the first that is named, or the role's."""
        own = self.stated(kind)
        return ROLE_CODES.get(kind) if own is None else own

    @property
    def kinds(self) -> list[str]:
        """Every kind that is named, and the roles that any file may name."""
        return list(dict.fromkeys([*self.named, *ROLE_CODES]))

    @property
    def named(self) -> list[str]:
        """Every kind that is named."""
        return list(dict.fromkeys([*self.codes.values(), *(kind for _, _, kind in self.ranges)]))

    def __bool__(self) -> bool:
        """Return whether any value is missing."""
        return bool(self.codes or self.ranges)


def missing_codes(entries: Mapping[int | str, str]) -> MissingCodes:
    """Return the codes and ranges that configuration names."""
    codes: dict[int, str] = {}
    ranges = []
    for key, kind in entries.items():
        if isinstance(key, int):
            codes[key] = kind
        elif key in LETTERS:
            codes[LETTERS[key]] = kind
        elif found := _RANGE.fullmatch(key):
            ranges.append((float(found[1]), float(found[2]), kind))
    return MissingCodes(codes, tuple(ranges))


def _well_formed(entries: dict[int | str, MissingKind]) -> dict[int | str, MissingKind]:
    for key in entries:
        if isinstance(key, int) or key in LETTERS:
            continue
        found = _RANGE.fullmatch(key)
        if not found:
            raise unfit(
                f"«{key}», som ikke er en kode",
                "et heltall (9), et intervall (90..99) eller en av Statas koder (.a)",
                key,
            )
        if float(found[1]) > float(found[2]):
            raise unfit(
                f"intervallet «{key}» begynner høyere enn det slutter",
                f"{found[2]}..{found[1]}",
                key,
            )
    return entries


Missing = Annotated[
    dict[Whole | str, MissingKind],
    AfterValidator(_well_formed),
    Field(
        description="Koder som ikke er svar, og hvorfor: `8: dont_know`, `90..99: refused`, "
        "`.a: not_applicable` (Stata). Rollene er dont_know, refused, not_applicable og "
        "unanswered, og dem som står i `missing_kinds` i config.yaml."
    ),
]


def role_of(label: str, own: Mapping[str, str] | None = None) -> str | None:
    """Return the role that a label of a file names, if it is known.

    Parameters
    ----------
    label
        A value label.
    own
        The project's own kinds with their labels.
    """
    folded = re.sub(r"\s+", " ", label.casefold().replace("’", "'")).strip(" .:()[]*")
    for role, spellings in SPELLINGS.items():
        if folded in spellings:
            return role
    return next((k for k, text in (own or {}).items() if text.casefold() == folded), None)


def overlapping(missing: MissingCodes, answers: Iterable[int]) -> int | None:
    """Return the first code that is both an answer and missing, if there is one."""
    return next((code for code in answers if missing.kind(code) is not None), None)
