"""The kinds of claim on who the members of the forums and networks are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import nan
from typing import Any

import pandas as pd

from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.orders import descending
from evaluering.checks.claims.sample import tiers_of
from evaluering.checks.claims.verdicts import CannotTest, Part, within
from evaluering.config.claims.sample import (
    LargestUnit,
    Members,
    MembersOrder,
    MemberUnits,
    Networks,
    UnitSize,
)

Parts = Iterator[Part]


def _members(claim: Members, data: ClaimData) -> Parts:
    rows = _known(data.membership(claim.survey), claim)
    if claim.unit is not None:
        rows = rows.loc[rows["unit"] == claim.unit]
    total = int(rows["members"].sum())
    chosen = rows if claim.roles is None else rows.loc[rows["role"].isin(claim.roles)]
    count = int(chosen["members"].sum())
    value = float(count) if claim.of == "count" else 100 * count / total if total else nan
    about = {"survey": claim.survey, "role": " og ".join(claim.roles or ["alle roller"])}
    about |= {"unit": claim.unit} if claim.unit else {}
    yield Part(about, claim.of, value, within(value, claim.bounds), claim.bounds, (total,))


def _known(rows: pd.DataFrame, claim: Any) -> pd.DataFrame:
    """Return the rows, or say which role or unit the list lacks."""
    for column, wanted in (
        ("role", claim.roles or []),
        ("unit", [claim.unit] if claim.unit else []),
    ):
        if absent := [name for name in wanted if name not in set(rows[column])]:
            raise CannotTest(f"medlemslisten har ikke «{absent[0]}»")
    return rows


def _members_order(claim: MembersOrder, data: ClaimData) -> Parts:
    rows = data.membership(claim.survey)
    counts = {
        str(k): float(v) for k, v in rows.groupby("role", sort=False)["members"].sum().items()
    }
    tiers = tiers_of(claim.order, counts)
    yield from descending(tiers, "count", "role", {"survey": claim.survey}, {})


def _member_units(claim: MemberUnits, data: ClaimData) -> Parts:
    table = data.membership(claim.survey).pivot(index="unit", columns="role", values="members")
    if absent := [role for role in (*claim.present, *claim.absent) if role not in table]:
        raise CannotTest(f"medlemslisten har ikke rollen «{absent[0]}»")
    if claim.starting is not None:
        table = table.loc[[str(unit).startswith(claim.starting) for unit in table.index]]
    fits = (table[claim.present] > 0).all(axis=1) & (table[claim.absent] == 0).all(axis=1)
    fits &= table.sum(axis=1) > 0
    found = int(fits.sum())
    about = {"survey": claim.survey}
    bounds = claim.bounds
    yield Part(about, "units", found, within(found, bounds), bounds, (len(table),))


def _unit_size(claim: UnitSize, data: ClaimData) -> Parts:
    rows = data.membership(claim.survey)
    units = rows.groupby("unit", sort=False).agg({"members": "sum", "networks": "first"})
    networks = units["networks"].dropna()
    number = int(networks.sum()) if len(networks) else len(units)
    size = float(units["members"].sum()) / number if number else nan
    about = {"survey": claim.survey}
    yield Part(about, "size", size, within(size, claim.bounds), claim.bounds, (number,))


def _largest_unit(claim: LargestUnit, data: ClaimData) -> Parts:
    sizes = data.membership(claim.survey).groupby("unit", sort=False)["members"].sum()
    largest, size = str(sizes.idxmax()), float(sizes.max())
    about = {"survey": claim.survey, "unit": largest}
    yield Part(about, "count", size, largest == claim.unit)


def _networks(claim: Networks, data: ClaimData) -> Parts:
    rows = data.membership(claim.survey).drop_duplicates("unit")
    if claim.unit is not None:
        rows = rows.loc[rows["unit"] == claim.unit]
    counts = rows["networks"].dropna()
    counts = counts[counts > 0]
    if counts.empty:
        raise CannotTest("medlemslisten har ingen antall nettverk")
    found = {
        "networks": (claim.total, int(counts.sum())),
        "fewest networks": (claim.fewest, int(counts.min())),
        "most networks": (claim.most, int(counts.max())),
    }
    about = {"survey": claim.survey} | ({"unit": claim.unit} if claim.unit else {})
    for statistic, (wanted, value) in found.items():
        if wanted is not None:
            yield Part(about, statistic, value, value == wanted, bounds=(wanted, wanted))


KINDS: Mapping[str, Callable[[Any, ClaimData], Parts]] = {
    "members": _members,
    "members_order": _members_order,
    "member_units": _member_units,
    "unit_size": _unit_size,
    "largest_unit": _largest_unit,
    "networks": _networks,
}
