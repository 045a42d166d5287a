"""One column of a survey's data file, whatever part of the codebook it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from evaluering.config.base import VariableName, Whole
from evaluering.config.missing import MissingCodes

Routing = dict[VariableName, list[Whole]]
"""Who was asked: the codes that variables must have; empty for everyone."""


def both(one: Routing, other: Routing) -> Routing:
    """Return who was asked where two routings hold."""
    shared = {name: [c for c in one[name] if c in other[name]] for name in one if name in other}
    return {**one, **other, **shared}


ColumnKind = Literal[
    "identifier", "nominal", "number", "key", "item", "tick", "text", "date", "datetime", "time"
]
MOMENTS = frozenset({"date", "datetime", "time"})
"""The kinds that are stored as ISO 8601 writes them."""
STORED: Mapping[str, str] = {
    **dict.fromkeys(("identifier", "key", "text", *MOMENTS), "str"), "number": "float64",
}  # fmt: skip
"""What columns are stored as, by kind; others hold whole codes."""


@dataclass(frozen=True)
class Column:
    """What the codebook says of one column."""

    name: str
    label: str
    kind: ColumnKind
    """What it is called, its text, and what it holds."""
    values: Mapping[int, str] = field(default_factory=dict)
    """Codes with labels, of a coded column."""
    missing: MissingCodes = field(default_factory=MissingCodes)
    """The values that are no answers."""
    minimum: float | None = None
    maximum: float | None = None
    """The limits of a number."""
    digits: int | None = None
    several: str | None = None
    """How many digits a key has (None: as it stands), and the key that stands for several."""
    optional: bool = False
    """Whether the file may lack it."""
    asked_if: Mapping[str, list[int]] = field(default_factory=dict)
    """Who was asked: variable and codes; empty for everyone."""
    derived: bool = False
    """Whether it is made of other columns, and stands in no file."""
    column: str | None = None
    """What it is called in the data file, where that is not its name."""
    in_file: Mapping[str, int] = field(default_factory=dict)
    """What stands in the file, a text or another number, and the code that it is."""
    texts: Mapping[str, int] = field(default_factory=dict)
    """Labels that may stand in the file, and their codes, where it is neither of these."""
    sources: tuple[Column, ...] = ()
    """The columns of codes that a box is made of, where it has none of its own."""
    choice: int | None = None
    """The code in these that says that the box is ticked."""
    separator: str | None = None
    """What stands between the answers in a cell of such a column."""
    format: str | None = None
    """How the texts of a date or time are written, as ``%d/%m/%Y``; None for a usual way."""

    @property
    def source(self) -> str:
        """What the column is called in the data file."""
        return self.column or self.name

    @property
    def quoted(self) -> str:
        """The name as messages show it, with the file's own where that is another."""
        own = f" (kolonnen «{self.column}»)" if self.column else ""
        return f"«{self.name}»{own}"

    @property
    def stored(self) -> str:
        """The type of the column in the stored survey: str, float64 or Int64."""
        return STORED.get(self.kind, "Int64")

    def key(self, value: object) -> str:
        """Return a key as it stands in the data: padded where it has a number of digits."""
        return unfloated(value).strip().zfill(self.digits or 0)


def unfloated(value: object) -> str:
    """Return a whole number that became a decimal on its way, as 6269.0 or 0301.0, without."""
    whole = isinstance(value, float) and value.is_integer()
    text = str(int(value)) if whole else str(value)  # type: ignore[call-overload]
    found = re.fullmatch(r"\s*([0-9]+)\.0+\s*", text)
    return found[1] if found else text
