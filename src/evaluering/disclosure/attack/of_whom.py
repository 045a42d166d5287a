"""Of whom each row of an exhibit's numbers is, by its columns and the exhibit's keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evaluering.config.groups import ActorGroup, ComparedGroup
from evaluering.config.links import link_of
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.attack.statements import GROUP, NOT, VALID, Condition

NO_CATEGORY = ("missing", "asked", "base", "mean")
"""Roles of rows that are of no category of the variable in the rows."""


@dataclass(frozen=True)
class Whose:
    """Of whom a row is: its survey, what must hold, and which variables share a total out."""

    survey: str
    conditions: tuple[Condition, ...]
    parts: tuple[str, ...] = ()
    among: tuple[tuple[str, int], ...] = ()


def whose_row(of: PublishedExhibit, row: Mapping[str, Any]) -> Whose | None:
    """Return of whom a row is; None where its columns do not tell."""
    for reader in (_crossed, _of_groups, _of_categories, _in_banner, _one_way, _answered):
        if (found := reader(of, row)) is not None:
            return found
    return None


def _crossed(of: PublishedExhibit, row: Mapping[str, Any]) -> Whose | None:
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
    return Whose(_survey(of), (*conditions, *_group(of)), tuple(parts))


def _of_groups(of: PublishedExhibit, row: Mapping[str, Any]) -> Whose | None:
    """Read answers to items by actor group."""
    item = row.get("item", of.key("item"))
    if of.key("groups") is None or item is None or "group" not in row:
        return None
    group = of.project.groups.get(str(row["group"]))
    if group is None:
        return None
    conditions, parts, among = _members(group)
    if "category" not in row:
        return Whose(group.survey, (*conditions, (str(item), VALID)), parts, among)
    scale = getattr(of.result.details, "scale", None)
    if scale is None or str(row["category"]) not in map(str, scale.codes):
        return None
    own = (str(item), str(row["category"]))
    return Whose(group.survey, (*conditions, own), (str(item), *parts), among)


def _members(
    group: ActorGroup,
) -> tuple[tuple[Condition, ...], tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Return who is in a group: of a unit those of the group that it parts, and the unit."""
    if not isinstance(group, ComparedGroup):
        return ((GROUP, group.id),), (), ()
    if not group.is_unit:
        return ((GROUP, group.of), (group.by, f"{NOT}{group.unit}")), (), ()
    unit = (group.by, str(group.unit))
    return ((GROUP, group.of), unit), (group.by,), ((group.by, len(group.units)),)


def _of_categories(of: PublishedExhibit, row: Mapping[str, Any]) -> Whose | None:
    """Read numbers of a group by the categories of something."""
    by, group = of.key("by"), of.key("group")
    if group is None or not isinstance(by, str | None) or not {"item", "group"} <= row.keys():
        return None
    item = (str(row["item"]), VALID)
    survey = of.project.groups[group].survey
    if by is None:
        return Whose(survey, ((GROUP, group), item))
    own = _condition(by, str(row["group"]))
    parts = () if own[1] == VALID or _several(of, survey, by) else (by,)
    # everyone in the group, with a category or without
    kept = () if own[1] == VALID else (own,)
    return Whose(survey, ((GROUP, group), item, *kept), parts)


def _in_banner(of: PublishedExhibit, row: Mapping[str, Any]) -> Whose | None:
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
    return Whose(survey, (own, *across, *_group(of)), tuple(parts))


def _one_way(of: PublishedExhibit, row: Mapping[str, Any]) -> Whose | None:
    """Read the categories of one variable."""
    name = of.key("index") or of.key("structural") or of.key("variable")
    if name is None or "category" not in row or row.get("role") in (*NO_CATEGORY, "net"):
        return None
    own, survey = _condition(str(name), str(row["category"])), _survey(of)
    several = bool(getattr(of.result.details, "several", False))
    parts = () if own[1] == VALID or several else (str(name),)
    return Whose(survey, (own, *_group(of)), parts)


def _answered(of: PublishedExhibit, row: Mapping[str, Any]) -> Whose | None:
    """Read how many of each category of a frame answered."""
    by, survey = of.key("by"), of.key("survey")
    if of.exhibit.filtered or not by or not survey or not {"category", "population"} <= row.keys():
        return None
    own = _condition(by, str(row["category"]))
    parts = () if own[1] == VALID or _several(of, survey, by) else (by,)
    return Whose(survey, (own,), parts)


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
