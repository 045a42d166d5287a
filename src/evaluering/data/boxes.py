"""Questions with several answers: boxes made of columns of codes, and boxes left blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.surveys import Survey
from evaluering.data.missing import kinds
from evaluering.data.written_codes import plain


def in_file(columns: Iterable[Column]) -> dict[str, Column]:
    """Return what stands in a file, by name: boxes that are made of columns give way to these."""
    found: dict[str, Column] = {}
    for column in columns:
        found |= {own.name: own for own in column.sources or (column,)}
    return found


def apart(frame: pd.DataFrame, column: Column) -> Iterator[tuple[Column, pd.Series]]:
    """Yield a column with one answer in a cell, for each of the answers that cells have at most.

    Parameters
    ----------
    frame
        The file's columns under the codebook's names.
    column
        What the codebook says of one; without a separator it is yielded as it is.
    """
    if column.separator is None:
        yield column, frame[column.name]
        return
    known = sorted({*column.texts, *column.in_file}, key=len, reverse=True)
    cells = frame[column.name].map(plain, na_action="ignore")
    parts = {cell: split(cell, column.separator, known) for cell in cells.dropna().unique()}
    for n in range(max(map(len, parts.values()), default=1)):
        nth = {cell: own[n] for cell, own in parts.items() if len(own) > n}
        yield replace(column, name=f"{column.name}.{n}"), cells.map(nth).astype("object")


def split(cell: str, separator: str, known: Iterable[str]) -> list[str]:
    """Return the answers in a cell; a known one is whole though it has the separator in it.

    Parameters
    ----------
    cell, separator
        The text, and what stands between its answers; blanks around it do not count.
    known
        The answers that there are, the longest first.

    Examples
    --------
    >>> split("Ja, av og til, Nei", ", ", ["Ja, av og til", "Nei"])
    ['Ja, av og til', 'Nei']
    """
    mark, found, rest = separator.strip() or separator, [], cell.strip()
    texts = list(known)

    def begins(text: str) -> bool:
        after = rest[len(text) :]
        ends = not after.strip() or after.startswith(mark) or after.lstrip().startswith(mark)
        return ends and rest.casefold().startswith(text.casefold())

    while rest:
        whole = next((text for text in texts if begins(text)), None)
        length = len(whole) if whole is not None else (rest + mark).index(mark)
        if answer := rest[:length].strip():
            found.append(answer)
        after = rest[length:] if not mark.strip() else rest[length:].lstrip()
        rest = after.removeprefix(mark).strip()
    return found


def boxes(survey: Survey, columns: Mapping[str, Column], coded: pd.DataFrame) -> pd.DataFrame:
    """Put boxes in the place of columns of codes, and decide what blank boxes are.

    A choice in any of the columns is a tick, and whoever has one has left the other boxes
    unticked. Who has none has a kind of missing in all of them, where a column says so.

    Parameters
    ----------
    survey, columns
        The codebook, and its columns by name.
    coded
        The file's columns in the codebook's form; those that `apart` gave have its names.
    """
    made = coded
    for question in survey.multiple_responses:
        own = [columns[option.name] for option in question.options if option.name in columns]
        if not own:
            continue
        if question.columns:
            stems = {source.name for source in own[0].sources}
            names = [name for name in coded if str(name).split(".")[0] in stems]
            if names:
                ticked = {box.name: _made(coded[names], box) for box in own}
                made = made.drop(columns=names).assign(**ticked)
        elif question.blank == "unticked":
            there = [box.name for box in own if box.name in coded]
            anyone = coded[there].eq(1).any(axis=1)
            blank = coded[there].isna().mul(anyone, axis=0)
            made = made.assign(**{name: coded[name].mask(blank[name], 0) for name in there})
    return made


def _made(codes: pd.DataFrame, box: Column) -> pd.Series:
    """Return a box: ticked, not ticked among those with a choice, or why there is none."""
    source = box.sources[0]
    chosen = codes.isin(list(source.values)).any(axis=1)
    ticked = codes.isin([box.choice]).any(axis=1)
    why = pd.Series(pd.NA, index=codes.index, dtype="Int64")
    for name in codes:
        found = kinds(codes[name], source).map(box.missing.code, na_action="ignore")
        why = why.fillna(found.astype("Int64"))
    return ticked.astype("Int64").where(chosen, why)
