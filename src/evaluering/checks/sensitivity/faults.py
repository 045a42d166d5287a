"""The faults that a wave is struck by: each as it happens to files, at one place at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evaluering.checks.sensitivity import columns as to_column
from evaluering.checks.sensitivity.reads import ClaimReads
from evaluering.checks.sensitivity.struck import StruckTables, variables_of
from evaluering.data.conditions import meeting

Place = tuple[str, ...]
DOUBLED, DROPPED = 0.1, 0.25
"""How many of the rows are doubled, and how many of a group's are dropped."""


@dataclass(frozen=True)
class Fault:
    """A fault by name: at which places a claim can be struck, and what it does there."""

    name: str
    places: Callable[[ClaimReads, StruckTables], Iterable[Place]]
    strike: Callable[[StruckTables, Place], StruckTables | None]


def _with(tables: StruckTables, survey: str, frame: pd.DataFrame) -> StruckTables:
    return replace(tables, surveys={**tables.surveys, survey: frame})


def _coded_items(reads: ClaimReads, tables: StruckTables) -> Iterable[Place]:
    """Return the items that are of a battery, with a scale."""
    return [(s, i) for s, i in reads.items if i in tables.project.surveys[s].items]


def _in_column(befall: to_column.Befall, tables: StruckTables, place: Place) -> StruckTables:
    survey, item = place
    frame = tables.respondents(survey)
    column = tables.project.surveys[survey].columns(tables.project.scales)[item]
    return _with(tables, survey, frame.assign(**{item: befall(frame[item], column)}))


def _swapped(tables: StruckTables, place: Place) -> StruckTables | None:
    """Swap an item with the next of its battery; the last with the first."""
    survey, item = place
    names = [i.name for i in tables.project.surveys[survey].battery_of(item).items]
    other = names[(names.index(item) + 1) % len(names)]
    frame = tables.respondents(survey)
    if other == item or other not in frame:
        return None
    return _with(tables, survey, frame.assign(**{item: frame[other], other: frame[item]}))


def _batteries(reads: ClaimReads, tables: StruckTables) -> Iterable[Place]:
    books = tables.project.surveys
    own = [(s, books[s].battery_of(i)) for s, i in reads.items if i in books[s].items]
    return dict.fromkeys((survey, battery.items[0].name) for survey, battery in own)


def _shifted(tables: StruckTables, place: Place) -> StruckTables | None:
    """Shift the columns of a battery by one; the last comes first."""
    survey, first = place
    frame = tables.respondents(survey)
    battery = tables.project.surveys[survey].battery_of(first)
    names = [item.name for item in battery.items if item.name in frame]
    if len(names) < 2:
        return None
    moved = {name: frame[names[k - 1]] for k, name in enumerate(names)}
    return _with(tables, survey, frame.assign(**moved))


def _pairs(within: bool, reads: ClaimReads, tables: StruckTables) -> Iterable[Place]:
    """Return each group with the next that the claim names, of one survey or of two."""
    groups = tables.project.groups
    pairs = zip(reads.groups, reads.groups[1:], strict=False)
    return [(a, b) for a, b in pairs if (groups[a].survey == groups[b].survey) == within]


def _group_rows(tables: StruckTables, group: str) -> tuple[pd.DataFrame, Any, list[str]]:
    """Return a group's survey, who is in the group, and the variables that tell."""
    spec, book = tables.project.groups[group], tables.project.surveys
    columns = book[spec.survey].columns(tables.project.scales)
    frame = tables.respondents(spec.survey)
    names = [name for name in variables_of(spec.where) if name in frame]
    return frame, meeting(frame, spec.where, columns).to_numpy(dtype=bool), names


def _coded_as(frame: pd.DataFrame, rows: Any, other: Any, names: list[str]) -> pd.DataFrame:
    """Give rows the codes that the first of some others has."""
    codes = frame.loc[other, names].iloc[0]
    given = {name: frame[name].mask(rows, codes[name]) for name in names}
    return frame.assign(**given)


def _groups_merged(tables: StruckTables, place: Place) -> StruckTables | None:
    """Code all of a survey's second group as the first."""
    (frame, first, own), (_, second, others) = (_group_rows(tables, group) for group in place)
    names = list(dict.fromkeys([*own, *others]))
    only, rest = first & ~second, second & ~first
    if not names or not only.any() or not rest.any():
        return None
    return _with(
        tables, tables.project.groups[place[0]].survey, _coded_as(frame, rest, only, names)
    )


def _files_exchanged(tables: StruckTables, place: Place) -> StruckTables | None:
    """Read each of two surveys from the other's file."""
    names = [tables.project.groups[group].survey for group in place]
    frames = [tables.respondents(name) for name in names]
    for name, frame, other in zip(names, frames, reversed(frames), strict=True):
        identifier = tables.project.surveys[name].respondent
        theirs = tables.project.surveys[names[1 - names.index(name)]].respondent
        read = other.drop(columns=theirs).reindex(columns=frame.columns)
        types = {c: frame[c].dtype for c in frame.columns}
        ids = [f"{name}-{k}" for k in range(len(other))]
        tables = _with(tables, name, read.assign(**{identifier: ids}).astype(types))
    return tables


def _doubled(tables: StruckTables, place: Place) -> StruckTables:
    """Enter the first tenth of a survey's rows twice, with new identifiers."""
    (survey,) = place
    frame, book = tables.respondents(survey), tables.project.surveys[survey]
    again = frame.iloc[: max(1, round(DOUBLED * len(frame)))]
    again = again.assign(**{book.respondent: again[book.respondent].astype(str) + "-2"})
    return _with(tables, survey, pd.concat([frame, again], ignore_index=True))


def _dropped(tables: StruckTables, place: Place) -> StruckTables:
    """Lose the last quarter of a group's rows."""
    (group,) = place
    frame, inside, _ = _group_rows(tables, group)
    rows = np.flatnonzero(inside)
    lost = rows[len(rows) - round(DROPPED * len(rows)) :]
    left = frame.drop(index=frame.index[lost]).reset_index(drop=True)
    return _with(tables, tables.project.groups[group].survey, left)


def _next_unit(tables: StruckTables, place: Place) -> StruckTables | None:
    """Give each respondent the unit that follows in the list of keys."""
    link = tables.project.links[place[0]]
    survey = tables.project.groups[link.group].survey
    frame, keys = tables.respondents(survey), list(tables.units(link.registry)["key"])
    following = dict(zip(keys, [*keys[1:], keys[0]], strict=True))
    if link.key not in frame:
        return None
    moved = frame[link.key].map(lambda key: following.get(key, key), na_action="ignore")
    return _with(tables, survey, frame.assign(**{link.key: moved.astype(frame[link.key].dtype)}))


def _registry(tables: StruckTables, place: Place, change: Any) -> StruckTables:
    (variable,) = place
    registry = tables.project.registry_variables[variable][0].id
    units = tables.units(registry)
    changed = units.assign(**{variable: change(units[variable])})
    return replace(tables, registers={**tables.registers, registry: changed})


def _turned_rows(values: pd.Series[Any]) -> pd.Series[Any]:
    """Give the first unit the value of the last, and so on."""
    return pd.Series(values.array[::-1], index=values.index)


def _as_share(values: pd.Series[Any]) -> pd.Series[Any]:
    """Give per cents as shares, or numbers in hundreds."""
    return values / 100


def _index_short(tables: StruckTables, place: Place) -> StruckTables | None:
    """Make an index without its last item."""
    items = tables.project.indices[place[0]].items
    return replace(tables, lacking={place[0]: items[-1]}) if len(items) > 1 else None


def _category_shifted(tables: StruckTables, place: Place) -> StruckTables | None:
    """Code each category of a variable as the next; each box is read from the one before."""
    survey, by = place
    frame, book = tables.respondents(survey), tables.project.surveys[survey]
    names = list(book.categories(by) or {})
    if len(names) < 2:
        return None
    if book.multiple_response(by) is not None:
        boxes = {name: frame[names[k - 1]] for k, name in enumerate(names)}
        return _with(tables, survey, frame.assign(**boxes))
    codes = [int(name) for name in names]
    own = dict(zip(codes, [*codes[1:], codes[0]], strict=True))
    moved = frame[by].map(lambda code: own.get(code, code), na_action="ignore")
    return _with(tables, survey, frame.assign(**{by: moved.astype(frame[by].dtype)}))


def _frame_shifted(tables: StruckTables, place: Place) -> StruckTables | None:
    """Give each category of a frame the population of the one before."""
    survey, by = place
    frame = tables.frame(survey)
    if frame is None or (frame["variable"] == by).sum() < 2:
        return None
    own = frame["variable"] == by
    sizes = frame["population"].mask(own, _rolled(frame.loc[own, "population"]))
    changed = frame.assign(population=sizes.astype(int))
    return replace(tables, populations={survey: changed})


def _members_shifted(tables: StruckTables, place: Place) -> StruckTables | None:
    """Give each line of a list of members the numbers of the line before."""
    members = tables.members(place[0])
    if members is None:
        return None
    numbers = {name: _rolled(members[name]) for name in ("members", "networks")}
    return replace(tables, memberships={place[0]: members.assign(**numbers)})


def _rolled(values: pd.Series[Any]) -> pd.Series[Any]:
    return pd.Series(np.roll(values.to_numpy(), 1), values.index).astype(values.dtype)


def _each(kind: str) -> Callable[[ClaimReads, StruckTables], Iterable[Place]]:
    return lambda reads, _tables: [(name,) for name in getattr(reads, kind)]


def _categories(reads: ClaimReads, _tables: StruckTables) -> Iterable[Place]:
    return reads.categories


_COLUMNS: Mapping[str, to_column.Befall] = {
    "reversed": to_column.reversed_scale,
    "step-up": to_column.step_up,
    "merged-top": to_column.merged_top,
    "all-in-middle": to_column.all_in_middle,
    "dont-know-answered": to_column.dont_know_answered,
    "blanks-filled": to_column.blanks_filled,
    "sorted-alone": to_column.sorted_alone,
    "first-half-lost": to_column.first_half_lost,
}
FAULTS: tuple[Fault, ...] = (
    *(Fault(name, _coded_items, partial(_in_column, own)) for name, own in _COLUMNS.items()),
    Fault("items-swapped", _coded_items, _swapped),
    Fault("battery-shifted", _batteries, _shifted),
    Fault("groups-merged", partial(_pairs, True), _groups_merged),
    Fault("files-exchanged", partial(_pairs, False), _files_exchanged),
    Fault("rows-doubled", _each("surveys"), _doubled),
    Fault("rows-dropped", _each("groups"), _dropped),
    Fault("next-unit", _each("links"), _next_unit),
    Fault("units-turned", _each("variables"), partial(_registry, change=_turned_rows)),
    Fault("units-scaled", _each("variables"), partial(_registry, change=_as_share)),
    Fault("index-short", _each("indices"), _index_short),
    Fault("category-shifted", _categories, _category_shifted),
    Fault("frame-shifted", _categories, _frame_shifted),
    Fault("members-shifted", _each("surveys"), _members_shifted),
)
"""The faults, those of columns first."""
