"""A registry variable from a plain table: a CSV file or an Excel sheet with one row a unit."""

from __future__ import annotations

import io
import math
import re
import zipfile
from pathlib import Path

import pandas as pd

from evaluering.config.columns import unfloated
from evaluering.config.registries import Registry, RegistryVariable
from evaluering.data.csv_table import read_csv
from evaluering.data.files import Absent, read_bytes
from evaluering.data.replies import is_unit
from evaluering.data.unit_values import UnitValues
from evaluering.errors import DataError

ABSENT = Absent("Registerfilen finnes ikke.", "Legg den i registerets mappe i bølgen.")
UNPACKED = 200 * 2**20
"""More than this is no table of units, but an archive made to fill the memory."""
REMEDY = "Rett tabellen, eller kolonnene i config/registries.yaml."


def read_unit_table(path: Path, sheet: str | None = None) -> pd.DataFrame:
    """Read a table with one row a unit, every cell as text.

    Raises
    ------
    DataError
        The file is absent, not readable, or lacks the sheet.
    """
    excel = path.suffix == ".xlsx"
    cells = _sheet_frame(path, sheet) if excel else read_csv(path, absent=ABSENT).frame
    names = [str(name).strip() for name in cells.columns]
    if doubled := [name for name in names if name and names.count(name) > 1]:
        raise DataError(path, f"Kolonnen «{doubled[0]}» står flere ganger.", REMEDY)
    return cells.set_axis(names, axis=1)


def _sheet_frame(path: Path, sheet: str | None) -> pd.DataFrame:
    names, *rows = read_sheet(path, sheet, ABSENT)
    return pd.DataFrame(rows, columns=pd.Index(names), dtype="str")


def read_sheet(path: Path, sheet: str | None, absent: Absent | None = None) -> list[list[str]]:
    """Return every row of an Excel sheet, the headings too, each cell as text.

    Raises
    ------
    DataError
        The file is absent, not readable, has no such sheet, or the sheet is empty.
    """
    content = read_bytes(path, absent)
    unreadable = DataError(
        path, "Filen er ikke en lesbar Excel-fil (.xlsx).", "Lagre den på nytt i Excel."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED:
                raise unreadable
        with pd.ExcelFile(io.BytesIO(content), engine="openpyxl") as book:
            sheets = [str(name) for name in book.sheet_names]
            if not sheets:
                raise unreadable
            if sheet is not None and sheet not in sheets:
                raise DataError(
                    path, f"Arket «{sheet}» finnes ikke (har: {', '.join(sheets[:12])}).", REMEDY
                )
            rows = pd.read_excel(
                book,
                sheet_name=sheet or sheets[0],
                header=None,
                dtype=str,
                keep_default_na=False,
                na_filter=False,
            )
    except DataError:
        raise
    except Exception:
        # a damaged archive fails in as many ways as it has layers
        raise unreadable from None
    if rows.empty:
        raise DataError(path, "Arket er tomt.", REMEDY)
    return [[str(cell) for cell in row] for row in rows.itertuples(index=False)]


def table_values(
    variable: RegistryVariable, registry: Registry, table: pd.DataFrame, file: Path
) -> UnitValues:
    """Return a variable's value by key; an empty cell and SSB's symbols are missing.

    Raises
    ------
    DataError
        A column is missing, a key stands twice, a value is no number, or there are no units.
    """
    assert variable.key is not None  # checked when the configuration was loaded
    assert variable.column is not None
    for name in (variable.key, variable.column, variable.name):
        if name is not None and name not in table:
            raise DataError(
                file, f"Kolonnen «{name}» finnes ikke (har: {', '.join(table.columns)}).", REMEDY
            )
    keys = table[variable.key].map(unfloated).str.strip()
    keys = keys.where(keys == "", keys.str.zfill(registry.digits or 0))
    units = keys.map(lambda key: bool(key) and is_unit(key, registry)).astype(bool)
    if not units.any():
        digits = f" med {registry.digits} sifre" if registry.digits else ""
        raise DataError(file, f"Kolonnen «{variable.key}» har ingen nøkler{digits}.", REMEDY)
    kept = table.loc[units].assign(**{variable.key: keys[units]}).set_index(variable.key)
    if kept.index.duplicated().any():
        doubled = kept.index[kept.index.duplicated()][0]
        raise DataError(file, f"Nøkkelen «{doubled}» står flere ganger.", "Slett den ene raden.")
    texts = kept[variable.column].str.strip()
    missing = texts.isin(["", ".", "..", ":", "-"])
    numbers = texts.map(lambda text: _number(str(text)))
    wrong = numbers.isna() & ~missing
    if wrong.any():
        raise DataError(
            file,
            f"Kolonnen «{variable.column}» har «{texts[wrong].iloc[0]}» for nøkkelen "
            f"«{texts.index[wrong][0]}», som ikke er et tall.",
            REMEDY,
        )
    names = kept[variable.name] if variable.name else pd.Series(kept.index, index=kept.index)
    return UnitValues(
        values=numbers.astype("float64"),
        status=texts.where(missing, ""),
        names={str(key): str(name) for key, name in names.items()},
        excluded=frozenset(keys[~units]) - {""},
    )


def _number(text: str) -> float:
    """Return a number as people write it, with blanks and a decimal comma; NaN for other text."""
    plain = re.sub(r"[\s\u00a0]", "", text).replace("−", "-")
    if not re.fullmatch(r"[-+]?[0-9]{1,15}([.,][0-9]{1,20})?([eE][-+]?[0-9]{1,2})?", plain):
        return math.nan
    return float(plain.replace(",", "."))
