"""The membership frames of a synthetic wave, from the report's tables of members."""

from __future__ import annotations

import pandas as pd

from evaluering.data.numerals import MEMBERS, counted, numerals
from evaluering.errors import DataError
from evaluering.synthesis.published import PublishedTable

TOTAL_COLUMN = "Antall personer"


def membership_frame(table: PublishedTable) -> pd.DataFrame:
    """Return the members of each unit by role, from a table such as Tabell 2 or 3.

    Parameters
    ----------
    table
        One row a unit, its label ending in the number of networks in brackets or not; one column
        a role, its cells as ``4 (19)``. A dash is 0. The total row and column are left out.

    Returns
    -------
    pandas.DataFrame
        The columns unit, networks, role and members, as `evaluering.data.membership` reads them.

    Raises
    ------
    DataError
        A cell is no number of members.
    """
    rows = []
    for label, cells in table.cells.items():
        if label.split()[0] == "Totalt":
            continue
        unit, count = counted(label)
        networks = "" if count is None else str(count)
        for role, printed in cells.items():
            if role != TOTAL_COLUMN:
                members = _members(table, label, role, printed)
                rows.append({"unit": unit, "networks": networks, "role": role, "members": members})
    return pd.DataFrame(rows)


def _members(table: PublishedTable, row: str, column: str, printed: str) -> int:
    if printed in {"-", "–"}:
        return 0
    if not MEMBERS.fullmatch(printed):
        raise DataError(
            table.file,
            f"Cellen «{row}» × «{column}» er «{printed}», ikke medlemmer og prosent.",
            "Skriv den som 4 (19).",
        )
    return numerals(printed)[0].units
