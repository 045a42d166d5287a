"""Finding a codebook's columns in a data file, whatever they are called there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from evaluering.config.columns import Column
from evaluering.data.reading import RawSurvey
from evaluering.errors import DataError

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Located:
    """A file's columns under the codebook's names."""

    raw: RawSurvey
    """The file with the columns that the codebook knows, under its names for them."""
    unknown: tuple[str, ...]
    """The others, as they stand in the file."""


def located(raw: RawSurvey, columns: Iterable[Column], file: Path, book: str) -> Located:
    """Give a file's columns the codebook's names.

    Parameters
    ----------
    raw
        The file as read.
    columns
        What the codebook knows.
    file, book
        The file, and the codebook's, for messages.

    Raises
    ------
    DataError
        A name fits several columns that differ only in case.
    """
    found = _found(raw, columns, file, book)
    return Located(
        replace(
            raw,
            frame=raw.frame[list(found.values())].set_axis(list(found), axis=1),
            value_labels=_renamed(raw.value_labels, found),
            declared_missing=_renamed(raw.declared_missing, found),
            variable_labels=_renamed(raw.variable_labels, found),
            formats=_renamed(raw.formats, found),
            measures=_renamed(raw.measures, found),
        ),
        tuple(str(name) for name in raw.frame.columns if name not in set(found.values())),
    )


def share_found(raw: RawSurvey, columns: Iterable[Column]) -> float:
    """Return how large a share of a codebook's columns a file has, from 0 to 1."""
    there = {_folded(name) for name in raw.frame.columns}
    wanted = [_folded(column.source) for column in columns]
    return sum(name in there for name in wanted) / len(wanted)


def _found(raw: RawSurvey, columns: Iterable[Column], file: Path, book: str) -> dict[str, str]:
    """Return the name in the file of each column that it has.

    An exact name goes before one that differs in case, as SPSS does not tell case apart.
    """
    exact = {str(name).strip(): str(name) for name in raw.frame.columns}
    wanted = list(columns)
    claimed = {exact[column.source] for column in wanted if column.source in exact}
    alike: dict[str, list[str]] = {}
    for stripped, name in exact.items():
        if name not in claimed:
            alike.setdefault(_folded(stripped), []).append(name)
    found = {}
    for column in wanted:
        near = (
            [exact[column.source]]
            if column.source in exact
            else alike.get(_folded(column.source), [])
        )
        if len(near) > 1:
            names = " og ".join(f"«{name}»" for name in near[:3])
            raise DataError(
                file,
                f"Variabelen {column.quoted} kan være flere kolonner i filen: {names}.",
                f'Skriv hvilken i {book}: column: "{near[0]}".',
            )
        if near:
            found[column.name] = near[0]
    return found


def _renamed(told: Mapping[str, T], found: Mapping[str, str]) -> dict[str, T]:
    return {name: told[there] for name, there in found.items() if there in told}


def _folded(name: object) -> str:
    return str(name).strip().casefold()
