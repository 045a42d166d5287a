"""Linking respondents to municipalities, with the attrition counted step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluering.config.registry import Registry
from evaluering.config.surveys import ActorGroup, Column
from evaluering.data.routing import members
from evaluering.data.saving import STAMP
from evaluering.errors import DataError
from evaluering.wording import respondents as count_of


def read_linked(path: Path) -> pd.DataFrame:
    """Read the linked respondents back, identifiers and codes as strings."""
    linked = pd.read_csv(path, dtype={"respondent": "str", "kommune": "str"})
    return linked.drop(columns=STAMP, errors="ignore")


@dataclass(frozen=True)
class Attrition:
    """How many respondents remain at each step of the linking, in order.

    Attributes
    ----------
    steps
        Step and number of respondents.
    values
        Registry variable and number of linked respondents that have a value.
    municipalities
        Number of different municipalities among the linked.
    """

    steps: Mapping[str, int]
    values: Mapping[str, int]
    municipalities: int


def link(
    respondents: pd.DataFrame,
    columns: Mapping[str, Column],
    identifier: str,
    group: ActorGroup,
    registry: Registry,
    municipalities: pd.DataFrame,
    file: Path,
) -> tuple[pd.DataFrame, Attrition]:
    """Link the respondents of a group to their municipality's registry values.

    Parameters
    ----------
    respondents
        An ingested survey.
    columns, identifier
        Its codebook columns and the variable that tells respondents apart.
    group
        The actor group that represents a municipality.
    registry, municipalities
        The registry's configuration and the table with one row a municipality.
    file
        The survey's data file, for messages.

    Returns
    -------
    pandas.DataFrame
        One row a linked respondent: ``respondent``, ``kommune``, registry values and classes.
    Attrition
        The counts.

    Raises
    ------
    DataError
        A municipality code that the registry does not have.
    """
    place = registry.linking.municipality
    represent = respondents.loc[members(respondents, group.where)]
    known, single = _with_municipality(represent, columns[place])
    refuse_unknown_municipalities(respondents, columns, group, registry, municipalities, file)
    keys = pd.DataFrame({"respondent": single[identifier], "kommune": single[place]})
    linked = keys.merge(municipalities, on="kommune", how="left", validate="many_to_one")
    return linked, Attrition(
        steps={
            "Har besvart skjemaet": len(respondents),
            "Representerer en kommune": len(represent),
            "Har oppgitt kommune": len(known),
            "Representerer én kommune": len(single),
        },
        values={v.id: int(linked[v.id].notna().sum()) for v in registry.variables},
        municipalities=int(linked["kommune"].nunique()),
    )


def refuse_unknown_municipalities(
    respondents: pd.DataFrame,
    columns: Mapping[str, Column],
    group: ActorGroup,
    registry: Registry,
    municipalities: pd.DataFrame,
    file: Path,
) -> None:
    """Raise when a respondent of the group names a municipality that the registry lacks.

    Raises
    ------
    DataError
        Naming the variable, the codes and the number of respondents.
    """
    place = registry.linking.municipality
    represent = respondents.loc[members(respondents, group.where)]
    _, single = _with_municipality(represent, columns[place])
    unknown = single.loc[~single[place].isin(municipalities["kommune"]), place]
    if len(unknown):
        codes = ", ".join(sorted(set(unknown))[:5])
        raise DataError(
            file,
            f"Variabelen «{place}» har kommunenummer som ikke finnes i SSB-svarene for "
            f"{registry.year}: {codes} ({count_of(len(unknown))}).",
            "Rett kommunenummeret, eller hent SSB-data for riktig kommuneinndeling.",
        )


def _with_municipality(
    represent: pd.DataFrame, column: Column
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return those who named a municipality, and those who named just one."""
    stated = represent[column.name]
    known = represent.loc[stated.notna() & ~stated.isin(list(column.missing_values))]
    if column.several is None:
        return known, known
    return known, known.loc[known[column.name] != f"{column.several:04d}"]
