"""From SSB's replies to one row a municipality, and classes of registry variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from evaluering.config.registry import Registry, RegistryVariable, Selection, Structural
from evaluering.data.jsonstat import Dataset
from evaluering.data.saving import STAMP
from evaluering.errors import DataError
from evaluering.stats.classes import classify


@dataclass(frozen=True)
class VariableSource:
    """Where one registry variable came from, and how many municipalities lack it."""

    variable: str
    table: str
    file: str
    updated: str
    source: str
    municipalities: int
    symbols: Mapping[str, int]
    missing: int = 0


@dataclass(frozen=True)
class Municipalities:
    """One row a municipality with every registry variable, its status and its class."""

    frame: pd.DataFrame
    sources: tuple[VariableSource, ...]
    excluded_regions: tuple[str, ...]


def municipalities(
    registry: Registry, replies: Mapping[str, Dataset], folder: Path, year: int
) -> Municipalities:
    """Build the municipality table from the replies.

    Parameters
    ----------
    registry
        Which variables to take from which reply, and the classes.
    replies
        The replies by file name.
    folder
        Where the replies lie, for messages.
    year
        The year that ``{year}`` and ``{next_year}`` stand for in the selections.

    Returns
    -------
    Municipalities
        ``frame`` has ``kommune`` (four-digit string), ``navn``, and for each variable its value,
        ``<variable>_status`` with SSB's symbol, and one class number (0 = lowest) for each
        structural variable. Codes that are no municipalities are left out and listed.

    Raises
    ------
    DataError
        A reply lacks the table's dimension or a selected code, or has no municipalities.
    """
    columns: dict[str, pd.Series] = {}
    names: dict[str, str] = {}
    sources, excluded = [], set()
    for variable in registry.variables:
        reply, file = replies[variable.file], folder / variable.file
        if reply.table and reply.table != variable.table:
            raise DataError(
                file,
                f"Svaret er fra tabell {reply.table}; «{variable.id}» skal leses av "
                f"tabell {variable.table}.",
                "Legg inn riktig svar, eller rett «table» i config/registry.yaml.",
            )
        values, status = _values(of_year(variable, year), reply, file)
        kept = [
            code
            for code in values.index
            if re.fullmatch(registry.region_pattern, code) and code not in registry.excluded_regions
        ]
        if not kept:
            raise DataError(
                file,
                f"Dimensjonen «{variable.region}» har ingen firesifrede kommunenumre.",
                "Hent svaret på kommunenivå.",
            )
        excluded |= set(values.index) - set(kept)
        names |= {code: reply.labels[variable.region].get(code, code) for code in kept}
        columns[variable.id] = values[kept]
        columns[f"{variable.id}_status"] = status[kept]
        symbols = status[kept][status[kept] != ""].value_counts().sort_index()
        sources.append(
            VariableSource(
                variable=variable.id,
                table=variable.table,
                file=variable.file,
                updated=reply.updated,
                source=reply.source,
                municipalities=len(kept),
                symbols={str(symbol): int(count) for symbol, count in symbols.items()},
            )
        )
    frame = pd.DataFrame(columns).sort_index()
    for name in frame.columns[frame.columns.str.endswith("_status")]:
        frame[name] = frame[name].fillna("")
    sources = [
        replace(source, missing=int(frame[source.variable].isna().sum())) for source in sources
    ]
    for structural in registry.structural:
        frame[structural.id] = structural_classes(frame[structural.variable], structural)
    frame.insert(0, "navn", [names[code] for code in frame.index])
    frame.index.name = "kommune"
    return Municipalities(frame.reset_index(), tuple(sources), tuple(sorted(excluded)))


def structural_classes(values: pd.Series, structural: Structural) -> pd.Series:
    """Return class numbers (0 = lowest) by the inclusive upper limits; missing stays missing."""
    limits = [c.upto for c in structural.classes if c.upto is not None]
    return classify(values, limits)


def read_municipalities(path: Path) -> pd.DataFrame:
    """Read the municipality table back, with codes as strings."""
    try:
        frame = pd.read_csv(path, dtype={"kommune": "str"}, keep_default_na=False, na_values=[""])
    except FileNotFoundError:
        raise DataError(
            path, "Kommunetabellen finnes ikke.", "Kjør «evaluering registry» for bølgen først."
        ) from None
    status = [name for name in frame.columns if name.endswith("_status")]
    frame[status] = frame[status].fillna("")
    return frame.drop(columns=STAMP, errors="ignore")


def _values(variable: RegistryVariable, reply: Dataset, file: Path) -> tuple[pd.Series, pd.Series]:
    """Return value and status symbol by region."""
    numbers, status = _selected(variable, variable.select, reply, file)
    if variable.share_of is not None:
        whole, whole_status = _selected(variable, variable.share_of, reply, file)
        numbers = 100 * numbers / whole.where(whole > 0)
        status = status.where(status != "", whole_status)
    return numbers, status


def _selected(
    variable: RegistryVariable, selection: Selection, reply: Dataset, file: Path
) -> tuple[pd.Series, pd.Series]:
    """Sum the selected cells by region; a missing cell makes the sum missing."""
    if variable.region not in reply.dimensions:
        raise _unknown(file, "dimensjonen", variable.region, list(reply.dimensions))
    for name, wanted in selection.items():
        if name not in reply.dimensions and wanted != "*":
            raise _unknown(file, "dimensjonen", name, list(reply.dimensions))
    picks = []
    for name, codes in reply.dimensions.items():
        wanted = "*" if name == variable.region else selection.get(name, "*")
        wanted = list(codes) if wanted == "*" else [wanted] if isinstance(wanted, str) else wanted
        for code in wanted:
            if code not in codes:
                raise _unknown(file, f"koden i «{name}»", code, codes)
        picks.append([codes.index(code) for code in wanted])
    for name, codes in reply.dimensions.items():
        if name not in {*selection, variable.region} and len(codes) > 1:
            raise DataError(
                file,
                f"Dimensjonen «{name}» har {len(codes)} koder, men er ikke nevnt i «select» for "
                f"«{variable.id}».",
                f'Velg én kode i config/registry.yaml, eller skriv {name}: "*" for å summere.',
            )
    chosen = np.ix_(*picks)
    axis = list(reply.dimensions).index(variable.region)
    others = tuple(i for i in range(reply.values.ndim) if i != axis)
    regions = reply.dimensions[variable.region]
    positions = np.arange(reply.values.size).reshape(reply.values.shape)[chosen]
    by_region = np.moveaxis(positions, axis, 0).reshape(len(regions), -1)
    symbols = ["".join(sorted({reply.status.get(int(p), "") for p in row})) for row in by_region]
    return (
        pd.Series(reply.values[chosen].sum(axis=others), index=regions),
        pd.Series(symbols, index=regions),
    )


def of_year(variable: RegistryVariable, year: int) -> RegistryVariable:
    """Return the variable with the year written into its selections."""

    def dated(selection: Selection) -> Selection:
        years = {"year": year, "next_year": year + 1}
        return {
            name: codes.format(**years) if isinstance(codes, str) else codes
            for name, codes in selection.items()
        }

    share_of = dated(variable.share_of) if variable.share_of is not None else None
    return variable.model_copy(update={"select": dated(variable.select), "share_of": share_of})


def _unknown(file: Path, what: str, found: str, allowed: list[str]) -> DataError:
    shown = ", ".join(allowed[:12]) + (" …" if len(allowed) > 12 else "")
    return DataError(
        file,
        f"SSB-svaret har ikke {what} «{found}» (har: {shown}).",
        "Hent svaret på nytt for riktig år og tabell (året: «registry_year» i wave.yaml), "
        "eller rett config/registry.yaml.",
    )
