"""Quantities of the members of a survey's units."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Literal

from evaluering.checks.claims.quantity import Keys, Measured, Numbers, Some, quantity
from evaluering.checks.claims.verdicts import CannotTest
from evaluering.config.base import Distinct, Identifier, Name
from evaluering.config.claims import ALL_OF, EVERY

if TYPE_CHECKING:
    import pandas as pd

    from evaluering.checks.claims.claim_data import ClaimData


class OfMembers(Keys):
    """The members that a survey was sent to."""

    survey: Identifier
    """Undersøkelsen som medlemslisten hører til."""


class OfUnit(OfMembers):
    """The members of one unit, or of all."""

    unit: Name | None = None
    """Enheten, som et forum eller et fylke; utelatt: alle."""


class OfRoles(OfUnit):
    """The members with some roles."""

    roles: Some[Name] | None = None
    """Rollene, regnet sammen; utelatt: alle."""
    of: Literal["percent", "count"] = "percent"
    """percent: prosent; count: antall."""


class OfUnits(OfMembers):
    """The units with some roles and without others."""

    present: Distinct[Name] = []
    """Roller som enheten har medlemmer med."""
    absent: Distinct[Name] = []
    """Roller som den ikke har medlemmer med."""
    starting: Name | None = None
    """Bare enheter med navn som begynner slik."""


@quantity(OfRoles, lambda of: of.of)
def members(of: OfRoles, data: ClaimData) -> Numbers:
    """Prosenten eller antallet medlemmer med noen roller, i alle enhetene eller én."""
    rows = data.membership(of.survey)
    for column, names in (("role", of.roles), ("unit", of.unit and [of.unit])):
        if absent := [name for name in names or () if name not in set(rows[column])]:
            raise CannotTest("not_in_members", name=absent[0])
    rows = rows if of.unit is None else rows.loc[rows["unit"] == of.unit]
    total = int(rows["members"].sum())
    chosen = rows if of.roles is None else rows.loc[rows["role"].isin(of.roles)]
    count = int(chosen["members"].sum())
    where = {"survey": of.survey, "role": ALL_OF.join(of.roles or [EVERY])}
    where |= {"unit": of.unit} if of.unit else {}
    percent = 100 * count / total if total else nan
    yield Measured(where, count if of.of == "count" else percent, (total,))


@quantity(OfMembers, "count", over={"roles": "role"})
def role_members(of: OfMembers, data: ClaimData) -> Numbers:
    """Antallet medlemmer med hver rolle."""
    yield from _sums(of.survey, "role", data.membership(of.survey))


@quantity(OfMembers, "count", over={"units": "unit"})
def unit_members(of: OfMembers, data: ClaimData) -> Numbers:
    """Antallet medlemmer i hver enhet."""
    yield from _sums(of.survey, "unit", data.membership(of.survey))


def _sums(survey: str, by: str, rows: pd.DataFrame) -> Numbers:
    for name, count in rows.groupby(by, sort=False)["members"].sum().items():
        yield Measured({"survey": survey, by: str(name)}, int(count))


@quantity(OfUnits, "units")
def member_units(of: OfUnits, data: ClaimData) -> Numbers:
    """Antallet enheter med medlemmer i noen roller og ingen i andre."""
    table = data.membership(of.survey).pivot(index="unit", columns="role", values="members")
    if absent := [role for role in (*of.present, *of.absent) if role not in table]:
        raise CannotTest("not_in_members", name=absent[0])
    if of.starting is not None:
        table = table.loc[[str(unit).startswith(of.starting) for unit in table.index]]
    fits = (table[of.present] > 0).all(axis=1) & (table[of.absent] == 0).all(axis=1)
    fits &= table.sum(axis=1) > 0
    where = {"survey": of.survey} | ({"unit": of.starting} if of.starting else {})
    yield Measured(where, int(fits.sum()))


@quantity(OfMembers, "size")
def unit_size(of: OfMembers, data: ClaimData) -> Numbers:
    """Antallet medlemmer i snitt i en enhet, eller i et nettverk der enhetene har flere."""
    rows = data.membership(of.survey)
    units = rows.groupby("unit", sort=False).agg({"members": "sum", "networks": "first"})
    networks = units["networks"].dropna()
    number = int(networks.sum()) if len(networks) else len(units)
    size = float(units["members"].sum()) / number if number else nan
    yield Measured({"survey": of.survey}, size, (number,))


@quantity(OfUnit, "networks")
def networks(of: OfUnit, data: ClaimData) -> Numbers:
    """Antallet nettverk, i alt eller i én enhet."""
    counts = _networks(of.survey, data)
    if of.unit is not None and of.unit not in counts:
        raise CannotTest("no_networks")
    where = {"survey": of.survey} | ({"unit": of.unit} if of.unit else {})
    yield Measured(where, counts[of.unit] if of.unit else sum(counts.values()))


@quantity(
    OfMembers, "networks", over={"units": "unit"}, untold="unit",
    ends={"lowest": "fewest networks", "highest": "most networks"},
)  # fmt: skip
def unit_networks(of: OfMembers, data: ClaimData) -> Numbers:
    """Antallet nettverk i hver enhet som har noen."""
    for unit, count in _networks(of.survey, data).items():
        yield Measured({"survey": of.survey, "unit": unit}, count)


def _networks(survey: str, data: ClaimData) -> dict[str, int]:
    rows = data.membership(survey).drop_duplicates("unit").dropna(subset="networks")
    counts = {str(u): int(n) for u, n in zip(rows["unit"], rows["networks"], strict=True) if n > 0}
    if not counts:
        raise CannotTest("no_networks")
    return counts
