"""A registry variable from a JSON-stat2 reply: the selected cells, summed by key."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from evaluering.config.registries import Registry, RegistryVariable, Selection, with_year
from evaluering.data.jsonstat import Dataset
from evaluering.data.unit_values import UnitValues
from evaluering.errors import DataError


def reply_values(
    variable: RegistryVariable, registry: Registry, reply: Dataset, file: Path, year: int
) -> UnitValues:
    """Return a variable's value and status symbol by key.

    Parameters
    ----------
    variable, registry
        What to take from the reply, and which codes are units.
    reply, file
        The reply, and where it lies, for messages.
    year
        The year that ``{year}`` and ``{next_year}`` stand for in the selections.

    Raises
    ------
    DataError
        The reply is of another table, lacks the dimension or a selected code, or has no units.
    """
    if reply.table and variable.table and reply.table != variable.table:
        raise DataError(
            file,
            f"Svaret er fra tabell {reply.table}; «{variable.id}» skal leses av "
            f"tabell {variable.table}.",
            "Legg inn riktig svar, eller rett «table» i config/registries.yaml.",
        )
    assert variable.region is not None  # checked when the configuration was loaded
    values, status = _values(of_year(variable, year), variable.region, reply, file)
    kept = [code for code in values.index if is_unit(str(code), registry)]
    if not kept:
        digits = f" med {registry.digits} sifre" if registry.digits else ""
        raise DataError(
            file,
            f"Dimensjonen «{variable.region}» har ingen koder{digits}: ingen {registry.unit.many}.",
            f"Hent svaret for {registry.unit.many}, eller rett «digits» i config/registries.yaml.",
        )
    labels = reply.labels[variable.region]
    return UnitValues(
        values=values[kept],
        status=status[kept],
        names={str(code): str(labels.get(code, code)) for code in kept},
        excluded=frozenset(map(str, set(values.index) - set(kept))),
        table=variable.table or reply.table,
        updated=reply.updated,
        source=reply.source,
    )


def is_unit(code: str, registry: Registry) -> bool:
    """Return whether a code is a unit's key."""
    return has_digits(code, registry) and code not in registry.excluded


def has_digits(code: str, registry: Registry) -> bool:
    """Return whether a code has as many digits as a unit's key, where that is said."""
    return registry.digits is None or (code.isdecimal() and len(code) == registry.digits)


def of_year(variable: RegistryVariable, year: int) -> RegistryVariable:
    """Return the variable with the year written into its selections."""

    def dated(selection: Selection) -> Selection:
        return {
            name: with_year(codes, year)
            if isinstance(codes, str)
            else [with_year(code, year) for code in codes]
            for name, codes in selection.items()
        }

    share_of = dated(variable.share_of) if variable.share_of is not None else None
    return variable.model_copy(update={"select": dated(variable.select), "share_of": share_of})


def _values(
    variable: RegistryVariable, region: str, reply: Dataset, file: Path
) -> tuple[pd.Series, pd.Series]:
    """Return value and status symbol by region."""
    numbers, status = _selected(variable, region, variable.select, reply, file)
    if variable.share_of is not None:
        whole, whole_status = _selected(variable, region, variable.share_of, reply, file)
        numbers = 100 * numbers / whole.where(whole > 0)
        status = status.where(status != "", whole_status)
    return numbers, status


def _selected(
    variable: RegistryVariable, region: str, selection: Selection, reply: Dataset, file: Path
) -> tuple[pd.Series, pd.Series]:
    """Sum the selected cells by region; a missing cell makes the sum missing."""
    if region not in reply.dimensions:
        raise _unknown(file, "dimensjonen", region, list(reply.dimensions))
    for name, wanted in selection.items():
        if name not in reply.dimensions and wanted != "*":
            raise _unknown(file, "dimensjonen", name, list(reply.dimensions))
    picks = []
    for name, codes in reply.dimensions.items():
        wanted = "*" if name == region else selection.get(name, "*")
        wanted = list(codes) if wanted == "*" else [wanted] if isinstance(wanted, str) else wanted
        for code in wanted:
            if code not in codes:
                raise _unknown(file, f"koden i «{name}»", code, codes)
        picks.append([codes.index(code) for code in wanted])
    for name, codes in reply.dimensions.items():
        if name not in {*selection, region} and len(codes) > 1:
            raise DataError(
                file,
                f"Dimensjonen «{name}» har {len(codes)} koder, men er ikke nevnt i «select» for "
                f"«{variable.id}».",
                f'Velg én kode i config/registries.yaml, eller skriv {name}: "*" for å summere.',
            )
    chosen = np.ix_(*picks)
    axis = list(reply.dimensions).index(region)
    others = tuple(i for i in range(reply.values.ndim) if i != axis)
    regions = reply.dimensions[region]
    positions = np.arange(reply.values.size).reshape(reply.values.shape)[chosen]
    by_region = np.moveaxis(positions, axis, 0).reshape(len(regions), -1)
    symbols = ["".join(sorted({reply.status.get(int(p), "") for p in row})) for row in by_region]
    return (
        pd.Series(reply.values[chosen].sum(axis=others), index=regions),
        pd.Series(symbols, index=regions),
    )


def _unknown(file: Path, what: str, found: str, allowed: list[str]) -> DataError:
    shown = ", ".join(allowed[:12]) + (" …" if len(allowed) > 12 else "")
    return DataError(
        file,
        f"Svaret har ikke {what} «{found}» (har: {shown}).",
        "Hent svaret på nytt for riktig år og tabell (året: «registry_year» i wave.yaml), "
        "eller rett config/registries.yaml.",
    )
