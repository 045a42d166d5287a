"""Klass: which units there are in a year, and what became of a unit from one year to another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from evaluering.config.registries import Registry
from evaluering.data.jsonstat import json_in
from evaluering.data.replies import has_digits, is_unit
from evaluering.errors import DataError

REMEDY = "Hent svaret på nytt fra Klass."


@dataclass(frozen=True)
class UnitChange:
    """A unit that got another code on a date."""

    date: str
    old: str
    old_name: str
    new: str
    new_name: str


@dataclass(frozen=True)
class Succession:
    """What became of the units of one year in another."""

    one_to_one: Mapping[str, str]
    """The code in the later year by the code in the earlier."""
    split: Mapping[str, tuple[str, ...]]
    merged: Mapping[str, tuple[str, ...]]
    """The later codes of a unit that was divided, and the earlier ones of a unit that was made of
    several; neither has a counterpart."""
    names: Mapping[str, str]
    """The names of the codes that changed, for messages."""


def codes_address(klass: str, classification: int, year: int) -> str:
    """Return the address of the codes that are valid in the middle of a year."""
    base = f"{klass.rstrip('/')}/classifications/{classification}"
    return f"{base}/codesAt.json?date={year}-07-01"


def changes_address(klass: str, classification: int, earlier: int, later: int) -> str:
    """Return the address of the changes from the middle of one year to that of another."""
    base = f"{klass.rstrip('/')}/classifications/{classification}"
    return f"{base}/changes.json?from={earlier}-07-01&to={later}-07-01"


def valid_units(content: bytes, place: Path, registry: Registry) -> dict[str, str]:
    """Return the name of each unit that a reply of codes lists, by key.

    Raises
    ------
    DataError
        The reply is no list of codes, has no unit, or codes that are damaged.
    """
    entries = _entries(content, place, "codes", ("code",), ("name",))
    _refuse_damaged(entries, place, registry)
    found = {str(entry["code"]): str(entry["name"]) for entry in entries}
    units = {code: name for code, name in found.items() if is_unit(code, registry)}
    if not units:
        raise DataError(
            place,
            f"Kodeverket {registry.classification} har ingen {registry.unit.many}.",
            "Rett «classification» eller «digits» i config/registries.yaml.",
        )
    return units


def unit_changes(content: bytes, place: Path) -> list[UnitChange]:
    """Return the changes of codes that a reply lists; a new name only is none.

    Raises
    ------
    DataError
        The reply is no list of changes, or a date is none.
    """
    needed = ("oldCode", "newCode", "changeOccurred")
    entries = _entries(content, place, "codeChanges", needed, ("oldName", "newName"))
    if wrong := [d for e in entries if not _is_date(d := str(e["changeOccurred"]))]:
        raise DataError(place, f"«changeOccurred» er ingen dato: {wrong[0]}.", REMEDY)
    listed = (
        UnitChange(
            str(entry["changeOccurred"]),
            str(entry["oldCode"]),
            str(entry["oldName"]),
            str(entry["newCode"]),
            str(entry["newName"]),
        )
        for entry in entries
        if entry["oldCode"] != entry["newCode"]
    )
    return list(dict.fromkeys(listed))  # one that is listed twice is one


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _refuse_damaged(
    entries: Collection[Mapping[str, Any]], place: Path, registry: Registry
) -> None:
    """Refuse codes that are not written as the most of their level, where that is the units'."""
    levels: dict[str, list[str]] = {}
    for entry in entries:
        levels.setdefault(str(entry.get("level", "")), []).append(str(entry["code"]))
    for codes in levels.values():
        odd = [code for code in codes if not has_digits(code, registry)]
        if odd and 2 * len(odd) < len(codes):
            raise DataError(
                place,
                f"{len(odd)} av {len(codes)} koder har ikke {registry.digits} sifre: "
                f"{', '.join(odd[:3])}.",
                REMEDY,
            )


def _entries(
    content: bytes, place: Path, key: str, needed: Collection[str], named: Collection[str]
) -> list[Mapping[str, Any]]:
    """Return the entries of a reply, which must have something under some keys, and others."""
    reply = json_in(content, place)
    entries = reply.get(key) if isinstance(reply, dict) else None
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict)
        and all(entry.get(name) for name in needed)
        and all(name in entry for name in named)
        for entry in entries
    ):
        raise DataError(place, f"Svaret har ikke «{key}» slik Klass gir dem.", REMEDY)
    return entries


def succession(codes: Collection[str], changes: Collection[UnitChange]) -> Succession:
    """Return what became of units, following their changes date by date.

    A unit that is divided keeps no counterpart, not even where one part has its old code.

    Parameters
    ----------
    codes
        The units of the earlier year.
    changes
        All changes up to the later year.
    """
    heirs = {code: {code} for code in codes}
    names: dict[str, str] = {}
    by_date = sorted(changes, key=lambda change: change.date)
    for _, group in groupby(by_date, key=lambda change: change.date):
        step: dict[str, set[str]] = {}
        for change in group:
            step.setdefault(change.old, set()).add(change.new)
            names |= {change.old: change.old_name, change.new: change.new_name}
        for code, now in heirs.items():
            heirs[code] = {new for one in now for new in step.get(one, {one})}
    sources: dict[str, list[str]] = {}
    for code, now in heirs.items():
        for new in now:
            sources.setdefault(new, []).append(code)
    merged = {new: tuple(sorted(old)) for new, old in sources.items() if len(old) > 1}
    split = {code: tuple(sorted(now)) for code, now in heirs.items() if len(now) > 1}
    alone = {code: next(iter(now)) for code, now in heirs.items() if len(now) == 1}
    kept = {code: new for code, new in alone.items() if new not in merged}
    return Succession(kept, split, merged, names)


def counterparts(
    wanted: Collection[str], found: Succession, earlier: int, later: int, place: Path
) -> dict[str, str]:
    """Return the later code of each wanted unit.

    Raises
    ------
    DataError
        A wanted unit was divided, joined with another, or did not exist; they are named.
    """
    joined = {old: new for new, several in found.merged.items() for old in several}
    troubles = []
    for code in sorted(set(wanted) - set(found.one_to_one)):
        if code in found.split:
            parts = ", ".join(_named(new, found) for new in found.split[code])
            troubles.append(f"{_named(code, found)} ble delt i {parts}")
        elif code in joined:
            troubles.append(f"{_named(code, found)} gikk inn i {_named(joined[code], found)}")
        else:
            troubles.append(f"{code} fantes ikke i {earlier}")
    if troubles:
        raise DataError(
            place,
            f"Ikke alle har én motpart fra {earlier} til {later}: {'; '.join(troubles[:10])}"
            f"{'' if len(troubles) <= 10 else f' … ({len(troubles)} i alt)'}.",
            "Hent registerdata for året som nøklene er fra, eller hold disse utenfor.",
        )
    return {code: found.one_to_one[code] for code in wanted}


def _named(code: str, found: Succession) -> str:
    return f"{code} {found.names.get(code, '')}".strip()
