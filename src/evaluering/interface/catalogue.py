"""What there is of one sort, by name: to look through, to complete by tab, and to be corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from html import escape
from typing import Generic, TypeVar

from evaluering.errors import EvalueringError, shown

T = TypeVar("T")
NEAR, CLOSE = 3, 0.5
"""Catalogue that are suggested, and how alike they must be."""
MOST = 30
"""Catalogue that a message lists."""


class UnknownNameError(EvalueringError, LookupError):
    """There is nothing of that name; the message says what there is.

    Parameters
    ----------
    sort
        What was asked for, as «undersøkelse».
    name
        The name that was given.
    known
        The names that there are.
    """

    def __init__(self, sort: str, name: object, known: Iterable[str]) -> None:
        self.names = list(known)
        lines = [f"{sort} «{shown(name)}» finnes ikke."]
        if near := get_close_matches(str(name)[:100], self.names, n=NEAR, cutoff=CLOSE):
            lines.append(f"  Mente du {' eller '.join(f'«{own}»' for own in near)}?")
        more = f" … ({len(self.names)} i alt)" if len(self.names) > MOST else ""
        lines.append(f"  Det finnes: {', '.join(self.names[:MOST]) or 'ingen'}{more}")
        super().__init__("\n".join(lines))


class Catalogue(Mapping[str, T], Generic[T]):
    """What there is of one sort, by name.

    ``names["uh_kvalitet"]`` and ``names.uh_kvalitet`` are the same; tab completes both. In an
    attribute a hyphen is written as an underscore.

    Parameters
    ----------
    sort
        What they are, with a capital, as messages say it.
    labels
        What each is called, by name.
    make
        What gives one of them.

    Raises
    ------
    UnknownNameError
        There is nothing of the name that is asked for.

    Examples
    --------
    >>> wave.groups.publikum
    Publikumstjenester (publikum): 52 i bibliotek
    >>> "samlinger" in wave.groups
    True
    """

    def __init__(self, sort: str, labels: Mapping[str, str], make: Callable[[str], T]) -> None:
        self._sort, self._labels, self._make = sort, dict(labels), make

    def __getitem__(self, name: str) -> T:
        if name not in self._labels:
            raise UnknownNameError(self._sort, name, self._labels)
        return self._make(name)

    def __getattr__(self, name: str) -> T:
        found = next((own for own in self._labels if attribute(own) == name), None)
        if found is None:
            raise AttributeError(str(UnknownNameError(self._sort, name, self._labels)))
        return self._make(found)

    def __contains__(self, name: object) -> bool:
        return name in self._labels

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *map(attribute, self._labels)]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._labels)

    def __repr__(self) -> str:
        return as_text(self._labels) or "ingen"

    def _repr_html_(self) -> str:
        return as_html(self._labels) if self._labels else "ingen"


def as_text(labels: Mapping[str, str]) -> str:
    """Return names and what they are called as two columns of text."""
    width = max(map(len, labels), default=0)
    return "\n".join(f"{name:<{width}}  {label}" for name, label in labels.items())


def as_html(labels: Mapping[str, str]) -> str:
    """Return names and what they are called as a table of HTML."""
    rows = "".join(
        f"<tr><td style='text-align:left'><code>{escape(name)}</code></td>"
        f"<td style='text-align:left'>{escape(label)}</td></tr>"
        for name, label in labels.items()
    )
    return f"<table>{rows}</table>"


def attribute(name: str) -> str:
    """Return a name as Python can write it behind a point."""
    return re.sub(r"\W", "_", name)
