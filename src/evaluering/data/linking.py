"""Linking respondents to a registry's units, with the attrition counted step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.groups import ActorGroup
from evaluering.config.registries import Link, Registry
from evaluering.data.csv_writing import as_written
from evaluering.data.discretion import told
from evaluering.data.missing import answered
from evaluering.data.respondents import group_members
from evaluering.data.saving import STAMP
from evaluering.errors import DataError
from evaluering.wording import respondents as count_of

STEPS = ("answered", "represents", "stated", "single")
"""The steps from all who answered to those who are linked."""


def read_linked(path: Path) -> pd.DataFrame:
    """Read the linked respondents back: keys and texts as strings, values as numbers."""
    header = [str(name) for name in pd.read_csv(path, nrows=0).columns]
    texts = {"respondent", "key", "name", STAMP, *(n for n in header if n.endswith("_status"))}
    types = {name: "str" if name in texts else "float64" for name in header}
    linked = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
    return as_written(linked.drop(columns=STAMP, errors="ignore"))


@dataclass(frozen=True)
class LinkAttrition:
    """How many respondents remain at each step of the linking, in order."""

    steps: Mapping[str, int]
    """Number of respondents by step (`STEPS`; ``single`` only where a key stands for several)."""
    values: Mapping[str, int]
    """Registry variable and number of linked respondents that have a value."""
    units: int
    """Number of different units among the linked."""


def link_respondents(
    respondents: pd.DataFrame,
    columns: Mapping[str, Column],
    identifier: str,
    group: ActorGroup,
    link: Link,
    registry: Registry,
    units: pd.DataFrame,
    file: Path,
) -> tuple[pd.DataFrame, LinkAttrition]:
    """Link the respondents of a group to their unit's registry values.

    Parameters
    ----------
    respondents
        An ingested survey.
    columns, identifier
        Its codebook columns and the variable that tells respondents apart.
    group
        The actor group that belongs to a unit.
    link, registry, units
        The link, the registry's configuration and its table with one row a unit.
    file
        The survey's data file, for messages.

    Returns
    -------
    pandas.DataFrame
        One row a linked respondent: ``respondent``, ``key`` and registry values.
    Attrition
        The counts.

    Raises
    ------
    DataError
        A key that the registry does not have, or none that it has.
    """
    column = columns[link.key]
    represent = group_members(respondents, group, columns)
    known, single = _with_key(represent, column)
    refuse_unknown_keys(respondents, columns, group, link, registry, units, file)
    named = single[link.key] if link.key in single else pd.Series(dtype="str")
    keys = pd.DataFrame({"respondent": single[identifier], "key": named})
    linked = keys.merge(units, on="key", how="left", validate="many_to_one")
    counts = (len(respondents), len(represent), len(known), len(single))
    steps = dict(zip(STEPS, counts, strict=True))
    if column.several is None:
        del steps["single"]
    return linked, LinkAttrition(
        steps=steps,
        values={v.id: int(linked[v.id].notna().sum()) for v in registry.variables},
        units=int(linked["key"].nunique()),
    )


def refuse_unknown_keys(
    respondents: pd.DataFrame,
    columns: Mapping[str, Column],
    group: ActorGroup,
    link: Link,
    registry: Registry,
    units: pd.DataFrame,
    file: Path,
) -> None:
    """Raise when a respondent of the group names a key that the registry lacks.

    Raises
    ------
    DataError
        Naming the variable, the keys and the number of respondents.
    """
    represent = group_members(respondents, group, columns)
    _, single = _with_key(represent, columns[link.key])
    if link.key not in single:
        return
    unknown = single.loc[~single[link.key].isin(units["key"]), link.key]
    if not len(unknown):
        return
    if len(unknown) == len(single):
        raise DataError(
            file,
            f"Variabelen «{link.key}» har ingen verdi som finnes i registeret «{registry.id}»: "
            f"alle de {len(single)} er ukjente.",
            f"Kontroller at det er riktig variabel og riktig register, og «digits» for "
            f"{registry.key} i kodeboken og i config/registries.yaml.",
        )
    raise DataError(
        file,
        f"Variabelen «{link.key}» har verdier som ikke finnes i registeret «{registry.id}» "
        f"({registry.source}): {told(unknown)} ({count_of(len(unknown))}).",
        "Rett verdiene i filen, eller legg inn registerdata for riktig år.",
    )


def _with_key(represent: pd.DataFrame, column: Column) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return those who named a key, and those who named just one; an optional key may be absent."""
    if column.name not in represent:
        return represent.iloc[:0], represent.iloc[:0]
    known = represent.loc[answered(represent[column.name], column)]
    if column.several is None:
        return known, known
    return known, known.loc[known[column.name] != column.key(column.several)]
