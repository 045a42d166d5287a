"""A registry variable from a plain table: a CSV file or an Excel sheet with one row a unit."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import pandas as pd

from evaluering.config.registries import Registry, RegistryVariable
from evaluering.data.replies import is_unit
from evaluering.data.unit_values import UnitValues
from evaluering.errors import DataError

REMEDY = "Rett tabellen, eller kolonnene i config/registries.yaml."


def read_unit_table(path: Path, sheet: str | None = None) -> pd.DataFrame:
    """Read a table with one row a unit, every cell as text.

    Raises
    ------
    DataError
        The file is absent, not readable, or lacks the sheet.
    """
    try:
        if path.suffix == ".xlsx":
            cells = pd.read_excel(
                path, sheet_name=sheet or 0, dtype=str, keep_default_na=False, engine="openpyxl"
            )
        else:
            with path.open(encoding="utf-8-sig") as file:
                separator = max(";,\t", key=file.readline().count)
            cells = pd.read_csv(
                path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig"
            )
    except FileNotFoundError:
        raise DataError(
            path, "Registerfilen finnes ikke.", "Legg den i registerets mappe i bølgen."
        ) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        raise DataError(path, "Filen er ikke lesbar CSV.", "Lagre den som CSV i UTF-8.") from None
    except (BadZipFile, KeyError, OSError):
        raise DataError(
            path, "Filen er ikke en lesbar Excel-fil (.xlsx).", "Lagre den på nytt i Excel."
        ) from None
    except ValueError:
        raise DataError(path, f"Arket «{sheet}» finnes ikke.", REMEDY) from None
    return cells.rename(columns=lambda name: str(name).strip())


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
    keys = table[variable.key].str.strip().str.replace(r"\.0+$", "", regex=True)
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
    plain = texts.str.replace(r"[\s\u00a0]", "", regex=True).str.replace(",", ".")
    numbers = pd.to_numeric(plain.mask(missing), errors="coerce")
    wrong = numbers.isna() & ~missing | numbers.abs().eq(float("inf"))
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
