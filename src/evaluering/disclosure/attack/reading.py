"""Making statements of what an exhibit publishes: of whom each row of its numbers is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.filters import by_survey
from evaluering.config.links import link_of
from evaluering.config.project import Project
from evaluering.disclosure.attack.answers import Window
from evaluering.disclosure.attack.statements import (
    GROUP,
    VALID,
    WHERE,
    CellPlace,
    Condition,
    Counted,
    CountStatement,
    MeanStatement,
    number,
    windows,
)
from evaluering.exhibits.result import Result

TOTAL = "total"
MEAN = 1
"""Decimals that a mean is printed with at least."""
NO_CATEGORY = ("missing", "asked", "base", "mean")
"""Roles of rows that are of no category of the variable in the rows."""
OF_GROUP = ("item_label", "group_label", "column_label")
LABELS = ("item_label", "group_label", "row_label", "column_label", "label")
"""Columns with labels: of the group or column that a row is in, and of the row itself."""


@dataclass(frozen=True)
class PublishedExhibit:
    """An exhibit as it is published.

    Attributes
    ----------
    project
        The configuration that it was made by.
    wave, report
        Of which wave, and in which report.
    exhibit, result
        Its specification, and the numbers that everyone can read.
    """

    project: Project
    wave: str
    report: str
    exhibit: Exhibit
    result: Result

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of its numbers, by column."""
        records = self.result.table.to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in records]

    @property
    def counts_respondents(self) -> bool:
        """Whether its counts are of those who answered, not of units or of those who were asked."""
        columns = self.result.table.columns
        asked = self.key("units") != "registry"
        return asked and (self.exhibit.filtered or {"n", "population"} <= set(columns))

    def key(self, name: str) -> Any:
        """Return one of the exhibit's keys; None where its kind has no such key."""
        return getattr(self.exhibit, name, None)

    def place(self, row: Mapping[str, Any], labels: Sequence[str] = LABELS) -> CellPlace:
        """Return where a row of the numbers stands, by some of its labels."""
        names = tuple(dict.fromkeys(str(row[c]) for c in labels if isinstance(row.get(c), str)))
        return CellPlace(self.wave, self.report, self.exhibit.id, names)


@dataclass(frozen=True)
class _Whose:
    """Of whom a row is: its survey, what must hold, and which variables share a total out."""

    survey: str
    conditions: tuple[Condition, ...]
    parts: tuple[str, ...] = ()


def count_statements(of: PublishedExhibit) -> Iterator[CountStatement]:
    """Yield the counts of an exhibit whose rows are known to be of categories."""
    table = of.result.table
    if "n" not in table or not of.counts_respondents:
        return
    percents = list(windows([number(value) for value in table.get("percent", [])]))
    for place, row in enumerate(of.rows):
        whose = _whose(of, row)
        if whose is None:
            continue
        n, percent = number(row["n"]), percents[place] if percents else None
        lower, upper = (n, n) if n is not None else _of_percent(percent, _base(row))
        yield CountStatement(
            _counted(of, whose), of.place(row), lower, upper, n is None, whose.parts
        )


def mean_statements(of: PublishedExhibit) -> Iterator[MeanStatement]:
    """Yield the means of answers on a scale of whole numbers."""
    table = of.result.table
    if not {"n", "mean"} <= set(table.columns):
        return
    means, deviations = (
        list(windows([number(value) for value in table.get(name, [None] * len(table))], MEAN))
        for name in ("mean", "sd")
    )
    for place, row in enumerate(of.rows):
        # in a crosstab the means of the columns stand in the row of their totals
        whose, item = _whose(of, row), str(row.get("item", of.key("row")))
        codes = None if whose is None else _codes(of.project, whose.survey, item)
        if whose is None or codes is None or (item, VALID) not in whose.conditions:
            continue
        if row.get("role", "mean") != "mean" or means == [None] * len(means):
            continue
        n, who = number(row["n"]), _counted(of, whose)
        own = Counted(who.wave, who.survey, who.having((item, VALID)).conditions, item)
        parts = tuple(name for name in whose.parts if name != item)
        whole = None if n is None else int(n)
        yield MeanStatement(
            own, of.place(row), whole, means[place], deviations[place], codes, parts
        )


def sum_statements(means: Iterable[MeanStatement]) -> Iterator[CountStatement]:
    """Yield the sums of codes that means come to, of which those of groups add up to that of all.

    A withheld mean is a sum that is to be attacked.
    """
    for mean in means:
        if mean.n is None:
            continue
        low, high = mean.n * mean.codes[0], mean.n * mean.codes[-1]
        window = mean.mean or Window(-np.inf, np.inf)
        lower = max(np.ceil(mean.n * window.lower - 1e-6), low)
        upper = min(np.floor(mean.n * window.upper + 1e-6), high)
        yield CountStatement(mean.who, mean.place, lower, upper, mean.mean is None, mean.parts)


def _counted(of: PublishedExhibit, whose: _Whose) -> Counted:
    where = by_survey(of.exhibit.where).get(whose.survey)
    filtered = [(WHERE, where)] if where else []
    return Counted(of.wave, whose.survey, frozenset([*whose.conditions, *filtered]))


def _whose(of: PublishedExhibit, row: Mapping[str, Any]) -> _Whose | None:
    """Return of whom a row is; None where its columns do not tell."""
    for reader in (_crossed, _of_groups, _of_categories, _in_banner, _one_way, _answered):
        if (found := reader(of, row)) is not None:
            return found
    return None


def _crossed(of: PublishedExhibit, row: Mapping[str, Any]) -> _Whose | None:
    """Read a crosstab: a division in the rows, another in the columns."""
    rows, columns = of.key("index") or of.key("row"), of.key("by")
    if not rows or not isinstance(columns, str) or not {"row", "column"} <= row.keys():
        return None
    details: Any = of.result.details
    several = getattr(details, "several", (False, False))
    name = str(row["row"])
    if name in getattr(details, "missing", ()) or name in getattr(details, "nets", ()):
        return None
    conditions = (_condition(rows, name), _condition(columns, str(row["column"])))
    parts = [v for (v, c), many in zip(conditions, several, strict=True) if c != VALID and not many]
    return _Whose(_survey(of), (*conditions, *_group(of)), tuple(parts))


def _of_groups(of: PublishedExhibit, row: Mapping[str, Any]) -> _Whose | None:
    """Read answers to items by actor group."""
    item = row.get("item", of.key("item"))
    if of.key("groups") is None or item is None or "group" not in row:
        return None
    group = of.project.groups.get(str(row["group"]))
    if group is None:
        return None
    if "category" not in row:
        return _Whose(group.survey, ((GROUP, group.id), (str(item), VALID)))
    scale = getattr(of.result.details, "scale", None)
    if scale is None or str(row["category"]) not in map(str, scale.codes):
        return None
    return _Whose(
        group.survey, ((GROUP, group.id), (str(item), str(row["category"]))), (str(item),)
    )


def _of_categories(of: PublishedExhibit, row: Mapping[str, Any]) -> _Whose | None:
    """Read numbers of a group by the categories of something."""
    by, group = of.key("by"), of.key("group")
    if group is None or not isinstance(by, str | None) or not {"item", "group"} <= row.keys():
        return None
    item = (str(row["item"]), VALID)
    survey = of.project.groups[group].survey
    if by is None:
        return _Whose(survey, ((GROUP, group), item))
    own = _condition(by, str(row["group"]))
    parts = () if own[1] == VALID or _several(of, survey, by) else (by,)
    # everyone in the group, with a category or without
    kept = () if own[1] == VALID else (own,)
    return _Whose(survey, ((GROUP, group), item, *kept), parts)


def _in_banner(of: PublishedExhibit, row: Mapping[str, Any]) -> _Whose | None:
    """Read a banner: questions in the rows, breakdowns in the columns."""
    if not {"item", "row", "group", "column"} <= row.keys() or row.get("role") == "net":
        return None
    item, role = str(row["item"]), row.get("role")
    if role == "missing":
        return None
    survey = _survey(of)
    own = (item, VALID) if role in NO_CATEGORY else _condition(item, str(row["row"]))
    parts = [] if own[1] == VALID or _several(of, survey, item) else [item]
    across = [] if row["group"] == TOTAL else [_condition(str(row["group"]), str(row["column"]))]
    parts += [v for v, c in across if c != VALID and not _several(of, survey, v)]
    return _Whose(survey, (own, *across, *_group(of)), tuple(parts))


def _one_way(of: PublishedExhibit, row: Mapping[str, Any]) -> _Whose | None:
    """Read the categories of one variable."""
    name = of.key("index") or of.key("structural") or of.key("variable")
    if name is None or "category" not in row or row.get("role") in (*NO_CATEGORY, "net"):
        return None
    own, survey = _condition(str(name), str(row["category"])), _survey(of)
    several = bool(getattr(of.result.details, "several", False))
    parts = () if own[1] == VALID or several else (str(name),)
    return _Whose(survey, (own, *_group(of)), parts)


def _answered(of: PublishedExhibit, row: Mapping[str, Any]) -> _Whose | None:
    """Read how many of each category of a frame answered."""
    by, survey = of.key("by"), of.key("survey")
    if of.exhibit.filtered or not by or not survey or not {"category", "population"} <= row.keys():
        return None
    own = _condition(by, str(row["category"]))
    parts = () if own[1] == VALID or _several(of, survey, by) else (by,)
    return _Whose(survey, (own,), parts)


def _condition(variable: str, category: str) -> Condition:
    return variable, VALID if category == TOTAL else category


def _survey(of: PublishedExhibit) -> str:
    """Return the survey that an exhibit is of: named, or that of its index, group or link."""
    if of.key("survey"):
        return str(of.key("survey"))
    if index := of.key("index"):
        return of.project.groups[of.project.indices[index].group].survey
    if group := of.key("group"):
        return of.project.groups[group].survey
    if structural := of.key("structural"):
        registry = of.project.structural[structural][0].id
        link = link_of(of.project, registry, None, of.key("link"))
        return of.project.groups[link.group].survey
    return ""


def _group(of: PublishedExhibit) -> tuple[Condition, ...]:
    return ((GROUP, str(of.key("group"))),) if of.key("group") else ()


def _several(of: PublishedExhibit, survey: str, variable: str) -> bool:
    """Return whether a respondent may be in several categories of a variable."""
    return of.project.surveys[survey].multiple_response(variable) is not None


def _codes(project: Project, survey: str, item: str) -> tuple[int, ...] | None:
    """Return the codes of an item; None of what is no item."""
    book = project.surveys[survey]
    if item not in book.items:
        return None
    return tuple(sorted(map(int, project.scales[book.battery_of(item).scale].values)))


def _base(row: Mapping[str, Any]) -> float | None:
    """Return what a row's per cent is of, where the row says it."""
    return number(row.get("base", row.get("n_group")))


def _of_percent(percent: Window | None, base: float | None) -> tuple[float, float]:
    """Return between which numbers a withheld count lies, by its per cent."""
    if percent is None or base is None:
        return 0.0, np.inf if base is None else base
    lower, upper = percent.lower * base / 100, percent.upper * base / 100
    return float(max(np.ceil(lower - 1e-6), 0)), float(np.floor(upper + 1e-6))
