"""Names for what a draft describes: of variables, scales and questions, none of them twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from evaluering.config.base import DEVICES

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ð": "d", "ł": "l"})
LONGEST_NAME, LONGEST_ID = 40, 40
FIRST_WORDS = 30
"""Characters of a name that is made of a whole question."""


class Names:
    """Gives names that are not taken; one that is, is numbered."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, wanted: str, mark: str = "_") -> str:
        """Return a name as wanted, or with a number behind it."""
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}{mark}{number}", number + 1
        self._taken.add(name)
        return name


def variable_name(column: str) -> str:
    """Return the name of a variable, as `VariableName` allows it, from a column's name.

    A column that is a whole question gets the first words of it.
    """
    plain = re.sub(r"[^a-z0-9]+", "_", _folded(column)).strip("_")
    if re.fullmatch(r"[a-z][a-z0-9_]{0,63}", column.lower()):
        return column.lower()
    name = _cut(plain, FIRST_WORDS if " " in column else LONGEST_NAME, "_")
    return name if name[:1].isalpha() else f"v_{name}".rstrip("_")


def identifier(text: str, fallback: str = "utkast") -> str:
    """Return an id, as `Identifier` allows it, from a text."""
    name = _cut(re.sub(r"[^a-z0-9]+", "-", _folded(text)).strip("-"), LONGEST_ID, "-") or fallback
    return f"{name}-1" if name in DEVICES else name


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _cut(name: str, longest: int, mark: str) -> str:
    """Return a name of at most so many characters, cut between words where it can be."""
    if len(name) <= longest:
        return name
    return (name[: longest + 1].rpartition(mark)[0] or name[:longest]).rstrip(mark)
