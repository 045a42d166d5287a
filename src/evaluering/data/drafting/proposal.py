"""The codebook that is proposed for a data file: frozen data, with the reasons of guesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluering.data.drafting.categories import Categories


@dataclass(frozen=True)
class ProposedEntry:
    """A variable, an item, a box or an open question: its name, column and text."""

    name: str
    column: str
    label: str
    """The tool's name, the column in the file, and the text."""
    kind: str = "nominal"
    """nominal, number, date, datetime or time, of a variable."""
    categories: Categories | None = None
    """The codes of a variable; of a number only what is no value."""
    format: str = ""
    """How a date is written, where it has to be said."""
    why: str = ""
    """Why it is taken for what it is; empty where the file says so."""
    alone: bool = True
    """Whether no other column has the same name in other capitals."""

    @property
    def is_told(self) -> bool:
        """Whether the column has to be told: the name alone does not find it."""
        return bool(self.column) and (not self.alone or self.name != self.column.casefold())


@dataclass(frozen=True)
class ProposedScale:
    """An answer scale that batteries share."""

    id: str
    categories: Categories


@dataclass(frozen=True)
class ProposedBattery:
    """Items under one question, on one scale."""

    id: str
    question: str
    scale: str
    items: tuple[ProposedEntry, ...]
    why: str = ""


@dataclass(frozen=True)
class ProposedSet:
    """A question with several answers: a column for each box, or columns that hold categories.

    Attributes
    ----------
    id, question, options, why
        As of the other parts; an option of categories has no column.
    columns, separator
        The columns that hold categories, and what stands between several in one.
    codes
        The code of each option, where columns hold categories.
    missing, ticked, unticked
        Codes that are no answers; and what stands in the file for a box, where it is not 1 and 0.
    blank
        Whether an empty box is one that is not ticked.
    """

    id: str
    question: str
    options: tuple[ProposedEntry, ...]
    columns: tuple[str, ...] = ()
    separator: str = ""
    codes: tuple[int, ...] = ()
    missing: Mapping[int | str, str] = field(default_factory=dict)
    ticked: tuple[str | int, ...] = ()
    unticked: tuple[str | int, ...] = ()
    blank: bool = False
    why: str = ""


@dataclass(frozen=True)
class Proposal:
    """A whole codebook."""

    id: str
    title: str
    file: str
    rows: int
    """Of the survey and of its data file."""
    identifier: ProposedEntry | None = None
    """The variable that tells respondents apart, if one was found."""
    weights: tuple[str, ...] = ()
    """Variables that may be weights."""
    scales: tuple[ProposedScale, ...] = ()
    variables: tuple[ProposedEntry, ...] = ()
    sets: tuple[ProposedSet, ...] = ()
    batteries: tuple[ProposedBattery, ...] = ()
    open_questions: tuple[ProposedEntry, ...] = ()
    background: tuple[str, ...] = ()
    """Variables that others may be broken down by, the likeliest first."""
    likely: int = 0
    """How many of them are called as backgrounds are."""
    omitted: tuple[tuple[str, str], ...] = ()
    """Columns that are left out, with the reason."""
