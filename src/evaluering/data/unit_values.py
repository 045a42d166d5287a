"""One registry variable by key, whatever kind of file it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from evaluering.config.registries import Registry
from evaluering.errors import DataError


@dataclass(frozen=True)
class UnitValues:
    """One variable of a registry."""

    values: pd.Series[float]
    status: pd.Series[str]
    """The value by key, NaN where it is missing, and the source's symbol (``.``, ``..``, ``:``)."""
    names: Mapping[str, str]
    """The units' names by key."""
    excluded: frozenset[str] = frozenset()
    """Codes of the file that are no units."""
    table: str = ""
    updated: str = ""
    source: str = ""
    """Where it came from."""


def of_the_year(
    own: UnitValues, valid: Mapping[str, str], registry: Registry, file: Path, year: int
) -> UnitValues:
    """Return the values of the units that there are in a year; the others are codes left out.

    Tables list units that are no more, without a value or with 0.

    Raises
    ------
    DataError
        A unit that there is not in the year has a value: the file is of another year.
    """
    there = own.values.index.isin(list(valid))
    foreign = own.values[~there & own.values.notna() & (own.values != 0)]
    if len(foreign):
        shown = ", ".join(
            f"{key} {own.names.get(str(key), '')}".strip() for key in foreign.index[:5]
        )
        raise DataError(
            file,
            f"{len(foreign)} koder med verdi er ingen {registry.unit.one} i {year}: {shown}.",
            f"Filen er av et annet år: hent den for {year}, eller rett «year» i "
            "config/registries.yaml («registry_year» i wave.yaml).",
        )
    return replace(
        own,
        values=own.values[there],
        status=own.status[there],
        excluded=own.excluded | set(map(str, own.values.index[~there])),
    )
