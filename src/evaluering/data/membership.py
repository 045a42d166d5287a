"""Who the members of the forums and networks are, as the county governors reported them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluering.data.csv_table import CsvTable, read_csv, whole_number
from evaluering.data.files import Absent
from evaluering.data.quality import DataFinding
from evaluering.errors import DataError
from evaluering.message import message

ABSENT = Absent("Medlemslisten finnes ikke.", "Legg den i bølgens mappe frames.")
COLUMNS = ("unit", "networks", "role", "members")


def read_membership(path: Path) -> pd.DataFrame:
    """Read the members of each unit by role.

    Parameters
    ----------
    path
        CSV with the columns unit (a forum, or the networks of a county), networks (how many
        networks the unit has; empty for a forum), role and members. Every unit has every role;
        rows and roles stand in the order of the table.

    Returns
    -------
    pandas.DataFrame
        The four columns; ``members`` as integers, ``networks`` as integers or missing.

    Raises
    ------
    DataError
        The file is absent, a column is missing, a number is no whole number of at least 0, a
        unit lacks a role or has it twice, or a unit's number of networks differs between lines.
    """
    table = read_csv(path, absent=ABSENT)
    table.require(COLUMNS)
    if not table.rows:
        raise DataError(path, "Listen har en overskrift, men ingen linjer.", "Fyll ut listen.")
    for line, row in table.entries():
        _check_numbers(path, line, row["networks"], row["members"])
    frame = table.frame
    _check_complete(table, frame)
    return frame.assign(
        members=frame["members"].astype("int64"),
        networks=frame["networks"].replace("", None).astype("Int64"),
    )[list(COLUMNS)]


def member_findings(members: pd.DataFrame, sent: int | None) -> list[DataFinding]:
    """Return where a list of members does not fit the number of questionnaires sent."""
    total = int(members["members"].sum())
    if sent is None or total == sent:
        return []
    return [DataFinding("", 1, message("found_members", total=total, sent=sent))]


def _check_numbers(path: Path, line: int, networks: str, members: str) -> None:
    for name, text in (("networks", networks), ("members", members)):
        if whole_number(text) is None and (name, text) != ("networks", ""):
            raise DataError(
                path, f"Linje {line}: «{name} = {text[:40]}» er ikke et heltall.", "Rett tallet."
            )


def _check_complete(table: CsvTable, frame: pd.DataFrame) -> None:
    path = table.path
    doubled = frame.duplicated(["unit", "role"])
    if doubled.any():
        line = table.lines[int(doubled.to_numpy().argmax())]
        raise DataError(path, f"Linje {line}: rollen står to ganger i enheten.", "Slett den ene.")
    roles = list(dict.fromkeys(frame["role"]))
    for unit, rows in frame.groupby("unit", sort=False):
        if absent := [role for role in roles if role not in set(rows["role"])]:
            raise DataError(
                path, f"«{unit}» mangler rollen «{absent[0]}».", "Oppgi 0 der ingen er."
            )
        if rows["networks"].nunique() > 1:
            found = ", ".join(sorted(set(rows["networks"])))
            raise DataError(path, f"«{unit}» har flere antall nettverk: {found}.", "Velg ett.")
