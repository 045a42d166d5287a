"""A survey's respondents in categories, whatever divides them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluering.config.columns import Column
from evaluering.config.divisions import Dividing
from evaluering.config.missing import UNANSWERED
from evaluering.config.registries import with_year
from evaluering.data.conditions import meeting
from evaluering.data.missing import kinds
from evaluering.data.respondents import answers
from evaluering.data.routing import asked

if TYPE_CHECKING:
    from evaluering.data.wave_data import WaveData

Mask: TypeAlias = NDArray[np.bool_]
NOBODY = -1
"""The place of who is in no category."""


@dataclass(frozen=True)
class Category:
    """One category of a division: who is in it."""

    name: str
    label: str
    """The code of a variable or the name of a box, and its text."""
    members: pd.Series[bool]
    """Which respondents of the survey are in it; with boxes one may be in several."""


@dataclass(frozen=True, eq=False)
class Division:
    """The respondents of a survey by category."""

    of: Dividing
    label: str
    """What divides them, and its text with the year of its data."""
    inside: NDArray[np.int64] | Mask
    """The place of each one's category, `NOBODY` where there is none, shape (n,); where one may be
    in several, which of them, shape (n, categories)."""
    answered: Mask
    asked: Mask
    """Who is in the division at all, and who could have been: a question's respondents that its
    routing lets through, an index's or a link's group. Shape (n,)."""
    frame: pd.DataFrame
    column: Column | None = None
    """The respondents, and the column that the answers stand in, of one column."""
    values: NDArray[np.float64] | None = None
    """The number behind the category, that means are taken of; NaN where there is none."""

    def __iter__(self) -> Iterator[Category]:
        """Yield the categories in order, those of nobody too."""
        for place, (name, label) in enumerate(zip(self.of.names, self.of.labels, strict=True)):
            yield Category(name, label, pd.Series(self.within([place]), index=self.frame.index))

    def within(self, places: Sequence[int]) -> Mask:
        """Return who is in any of some categories."""
        if self.of.several:
            return np.asarray(self.inside[:, list(places)].any(axis=1))
        return np.isin(self.inside, places) if len(places) > 1 else self.inside == places[0]

    def only(self, who: Mask) -> Division:
        """Return the division of some of the respondents."""
        return replace(
            self, inside=self.inside[who], answered=self.answered[who], asked=self.asked[who],
            frame=self.frame.loc[who], values=None if self.values is None else self.values[who],
        )  # fmt: skip

    @cached_property
    def missing(self) -> Mapping[str, Mask]:
        """Who was asked and gave no answer, by kind; what is empty counts as unanswered."""
        without = self.asked & ~self.answered
        if self.column is None or not without.any():
            return {UNANSWERED: without} if without.any() else {}
        column = self.column
        found = kinds(self.frame.loc[without, self.of.name], column).fillna(UNANSWERED).to_numpy()
        masks = {}
        for kind in [*column.missing.kinds, UNANSWERED]:
            mask = np.zeros(len(without), dtype=np.bool_)
            mask[without] = found == kind
            if mask.any():
                masks[kind] = mask
        return masks


def divided(data: WaveData, of: Dividing) -> Division:
    """Return the respondents of a survey by what divides them."""
    make = {
        "variable": _by_column, "item": _by_column, "boxes": _by_boxes, "index": _by_index,
        "structural": _by_structural, "groups": _by_groups,
    }[of.sort]  # fmt: skip
    return make(data, of)


def _by_column(data: WaveData, of: Dividing) -> Division:
    frame, column = data.respondents(of.survey), data.columns(of.survey)[of.name]
    codes = frame[of.name].to_numpy(dtype=np.float64, na_value=np.nan)
    known = np.asarray(of.keys, dtype=np.float64)
    order = np.argsort(known)
    place = np.searchsorted(known[order], codes).clip(max=len(known) - 1)
    found = np.where(known[order][place] == codes, order[place], NOBODY)
    values = np.where(found >= 0, codes, np.nan) if of.scores else None
    was_asked = asked(frame, column).to_numpy()
    return Division(
        of, of.label, found, found >= 0, was_asked | (found >= 0), frame, column, values
    )


def _by_boxes(data: WaveData, of: Dividing) -> Division:
    frame, columns = data.respondents(of.survey), data.columns(of.survey)
    given = answers(frame, columns, of.names).to_numpy()
    was_answered = ~np.isnan(given).all(axis=1)
    was_asked = np.any([asked(frame, columns[name]) for name in of.names], axis=0)
    return Division(of, of.label, given == 1, was_answered, was_asked | was_answered, frame)


def _by_index(data: WaveData, of: Dividing) -> Division:
    frame, own = data.respondents(of.survey), data.index(of.name)
    return _of_some(data, of, of.label, frame, own.rename(columns={"level": "place"}))


def _by_structural(data: WaveData, of: Dividing) -> Division:
    registry, structural = data.project.structural[of.name]
    assert of.link is not None  # as `dividing` found it
    frame, linked = data.respondents(of.survey), data.linked(of.link)
    own = linked[["respondent"]].assign(place=linked[of.name], value=linked[structural.variable])
    made = _of_some(data, of, with_year(of.label, data.year(registry.id)), frame, own)
    group = data.group(data.project.links[of.link].group)
    return replace(
        made, asked=meeting(frame, group.where, data.columns(of.survey)).to_numpy() | made.answered
    )


def _of_some(
    data: WaveData, of: Dividing, label: str, frame: pd.DataFrame, own: pd.DataFrame
) -> Division:
    """Return a division of those who have a row: their ``place``, and ``value`` if there is one."""
    identifier = data.project.surveys[of.survey].respondent
    row = pd.Index(own["respondent"]).get_indexer(pd.Index(frame[identifier]))
    places = own["place"].astype("Int64").to_numpy(dtype=np.int64, na_value=NOBODY)
    found = np.where(row >= 0, places[row], NOBODY) if len(own) else np.full(len(frame), NOBODY)
    values = None
    if "value" in own and len(own):
        values = np.where(row >= 0, own["value"].to_numpy(dtype=np.float64)[row], np.nan)
    return Division(of, label, found, found >= 0, row >= 0, frame, None, values)


def _by_groups(data: WaveData, of: Dividing) -> Division:
    frame = data.respondents(of.survey)
    columns = data.columns(of.survey)
    groups = [data.group(name) for name in of.names]
    inside = np.column_stack([meeting(frame, group.where, columns) for group in groups])
    someone: Mask = np.asarray(inside.any(axis=1))
    return Division(of, of.label, inside, someone, someone, frame)
