"""From a registry's files to one row a unit, and classes of registry variables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluering.config.registries import Registry, RegistryVariable, Structural
from evaluering.data.csv_writing import as_written
from evaluering.data.jsonstat import Dataset, read_jsonstat
from evaluering.data.replies import reply_values
from evaluering.data.saving import STAMP
from evaluering.data.unit_tables import read_unit_table, table_values
from evaluering.data.unit_values import UnitValues, of_the_year
from evaluering.errors import DataError
from evaluering.message import Message, message
from evaluering.stats.classes import classify


@dataclass(frozen=True)
class VariableSource:
    """Where one registry variable came from, and how many units lack it."""

    variable: str
    table: str
    file: str
    updated: str
    source: str
    units: int
    symbols: Mapping[str, int]
    missing: int = 0


@dataclass(frozen=True)
class Units:
    """One row a unit with every registry variable and its status."""

    frame: pd.DataFrame
    sources: tuple[VariableSource, ...]
    excluded: tuple[str, ...]
    findings: tuple[Message, ...] = ()
    """What is incomplete, for the researcher."""


def read_sources(registry: Registry, folder: Path) -> dict[str, Dataset | pd.DataFrame]:
    """Read a registry's files, by the id of the variable that is read from each.

    Raises
    ------
    DataError
        A file is absent or cannot be read.
    """
    read: dict[tuple[str, str | None], Dataset | pd.DataFrame] = {}
    for variable in registry.variables:
        place = (variable.file, variable.sheet)
        if place not in read:
            path = folder / variable.file
            reply = variable.is_reply
            read[place] = read_jsonstat(path) if reply else read_unit_table(path, variable.sheet)
    return {v.id: read[v.file, v.sheet] for v in registry.variables}


def build_units(
    registry: Registry,
    sources: Mapping[str, Dataset | pd.DataFrame],
    folder: Path,
    year: int,
    valid: Mapping[str, str] | None = None,
) -> Units:
    """Build a registry's table.

    Parameters
    ----------
    registry
        Which variables to take from which file.
    sources
        What was read for each variable (`read_sources`).
    folder
        Where the files lie, for messages.
    year
        The year that ``{year}`` and ``{next_year}`` stand for in the selections.
    valid
        The name of each unit that there is in the year, by key; nothing where it is not known.

    Returns
    -------
    Units
        ``frame`` has ``key``, ``name``, and for each variable its value and
        ``<variable>_status`` with the source's symbol. Codes that are no units are left out and
        listed.

    Raises
    ------
    DataError
        A file lacks what is selected in it, or has no units; a value is not plausible, or too
        few units have one.
    """
    found = {
        v.id: _of_source(v, registry, sources[v.id], folder / v.file, year)
        for v in registry.variables
    }
    if valid is not None:
        stated = registry.expected or len(valid)
        registry = registry.model_copy(update={"expected": stated})
        found = {
            name: of_the_year(own, valid, registry, folder / registry.variable(name).file, year)
            for name, own in found.items()
        }
    for name, own in found.items():
        _refuse_implausible(registry.variable(name), own, folder / registry.variable(name).file)
    columns: dict[str, pd.Series] = {}
    names: dict[str, str] = {}
    for name, own in found.items():
        columns |= {name: own.values, f"{name}_status": own.status}
        names |= own.names
    frame = pd.DataFrame(columns).sort_index()
    for name in found:
        frame[f"{name}_status"] = frame[f"{name}_status"].fillna("")
    frame.insert(0, "name", [names[str(key)] for key in frame.index])
    frame.index.name = "key"
    findings = tuple(_incomplete(registry, frame, folder))
    return Units(
        frame.reset_index(),
        tuple(
            _account(registry.variable(name), own, int(frame[name].isna().sum()))
            for name, own in found.items()
        ),
        tuple(sorted({code for own in found.values() for code in own.excluded})),
        findings,
    )


def _refuse_implausible(variable: RegistryVariable, own: UnitValues, file: Path) -> None:
    low, high = variable.bounds
    outside = own.values.notna() & ~own.values.between(low, high)
    if outside.any():
        key, value = own.values.index[outside][0], own.values[outside].iloc[0]
        limits = (f"minst {low:.15g}", f"høyst {high:.15g}")
        allowed = " og ".join(
            text for text, limit in zip(limits, (low, high), strict=True) if math.isfinite(limit)
        )
        raise DataError(
            file,
            f"«{variable.id}» er {value:.15g} for nøkkelen «{key}»; tillatt er {allowed} "
            f"({int(outside.sum())} av {len(own.values)} verdier er utenfor).",
            "Kontroller filen og utvalget; er verdien riktig, sett «minimum» eller «maximum» for "
            "variabelen i config/registries.yaml.",
        )


def _incomplete(registry: Registry, frame: pd.DataFrame, folder: Path) -> Iterator[Message]:
    """Yield what is incomplete.

    Raises
    ------
    DataError
        Fewer units than the registry asks for have a value.
    """
    units, many = max(len(frame), registry.expected or 0), registry.unit.many
    if len(frame) != (registry.expected or len(frame)):
        yield message("found_units", n=len(frame), units=many, expected=registry.expected)
    for variable in registry.variables:
        count = int(frame[variable.id].notna().sum())
        if count < registry.complete * units:
            raise DataError(
                folder / variable.file,
                f"Bare {count} av {units} {many} har en verdi for «{variable.id}»; "
                f"minst {100 * registry.complete:.15g} prosent skal ha det.",
                "Hent hele svaret på nytt, eller sett «complete» for registeret lavere i "
                "config/registries.yaml.",
            )
        if count < units:
            yield message("found_valued", variable=variable.id, n=count, of=units, units=many)


def _of_source(
    variable: RegistryVariable,
    registry: Registry,
    source: Dataset | pd.DataFrame,
    file: Path,
    year: int,
) -> UnitValues:
    if isinstance(source, Dataset):
        return reply_values(variable, registry, source, file, year)
    return table_values(variable, registry, source, file)


def _account(variable: RegistryVariable, own: UnitValues, missing: int) -> VariableSource:
    symbols = own.status[own.status != ""].value_counts().sort_index()
    return VariableSource(
        variable=variable.id,
        table=own.table,
        file=variable.file,
        updated=own.updated,
        source=own.source,
        units=len(own.values),
        symbols={str(symbol): int(count) for symbol, count in symbols.items()},
        missing=missing,
    )


def structural_classes(values: pd.Series, structural: Structural) -> pd.Series:
    """Return class numbers (0 = lowest) by the inclusive upper limits; missing stays missing."""
    limits = [c.upto for c in structural.classes if c.upto is not None]
    return classify(values, limits)


def with_classes(frame: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Return units or linked respondents with a class number for each structural variable."""
    return frame.assign(
        **{s.id: structural_classes(frame[s.variable], s) for s in registry.structural}
    )


def read_units(path: Path) -> pd.DataFrame:
    """Read a registry's table back, with keys as strings.

    Raises
    ------
    DataError
        The registry is not read.
    """
    try:
        header = [str(name) for name in pd.read_csv(path, nrows=0).columns]
        status = [name for name in header if name.endswith("_status")]
        texts = {"key", "name", STAMP, *status}
        types = {name: "str" if name in texts else "float64" for name in header}
        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
    except FileNotFoundError:
        raise DataError(
            path, "Registeret er ikke lest inn.", "Kjør «evaluering registry» for bølgen først."
        ) from None
    frame[status] = frame[status].fillna("")
    return as_written(frame.drop(columns=STAMP, errors="ignore"))
