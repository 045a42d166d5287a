"""Who the members of the forums and networks are, as the county governors reported them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluering.errors import DataError

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
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(
            path, "Medlemslisten finnes ikke.", "Legg den i bølgens mappe frames."
        ) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        raise DataError(path, "Filen er ikke lesbar CSV.", "Lagre den som CSV i UTF-8.") from None
    if missing := [name for name in COLUMNS if name not in frame]:
        raise DataError(path, f"Kolonnen «{missing[0]}» mangler.", f"Bruk {', '.join(COLUMNS)}.")
    for line, row in enumerate(frame.itertuples(index=False), start=2):
        _check_numbers(path, line, str(row.networks), str(row.members))
    _check_complete(path, frame)
    return frame.assign(
        members=frame["members"].astype("int64"),
        networks=frame["networks"].replace("", None).astype("Int64"),
    )[list(COLUMNS)]


def _check_numbers(path: Path, line: int, networks: str, members: str) -> None:
    for name, text in (("networks", networks), ("members", members)):
        if not text.isdecimal() and (name, text) != ("networks", ""):
            raise DataError(
                path, f"Linje {line}: «{name} = {text}» er ikke et heltall.", "Rett tallet."
            )


def _check_complete(path: Path, frame: pd.DataFrame) -> None:
    doubled = frame.duplicated(["unit", "role"])
    if doubled.any():
        line = int(doubled.to_numpy().argmax()) + 2
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
