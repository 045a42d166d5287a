"""The units of those who took part, as a list from outside."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from evaluering.config.registries import Registry
from evaluering.data.csv_table import read_csv
from evaluering.data.files import Absent
from evaluering.errors import DataError

ABSENT = Absent("Listen over deltakere finnes ikke.", "Oppgi filens sti fra mappen du står i.")
COLUMN = "key"
MOST = 10
"""Lines that a message names."""


def read_participants(path: Path, registry: Registry, known: Collection[str]) -> tuple[str, ...]:
    """Read the units of those who took part, one line each; two of a unit stand twice.

    Parameters
    ----------
    path
        CSV with the column ``key``: the key of the unit in the registry.
    registry, known
        The registry and the keys that it has.

    Raises
    ------
    DataError
        The file is absent, has no such column, nobody, or units that the registry does not have.
    """
    table = read_csv(path, absent=ABSENT)
    table.require((COLUMN,))
    if not table.rows:
        raise DataError(path, "Listen har en overskrift, men ingen linjer.", "Fyll ut listen.")
    keys = [(line, row[COLUMN].strip()) for line, row in table.entries()]
    keys = [(line, _padded(key, registry.digits)) for line, key in keys]
    if unknown := [line for line, key in keys if key not in known]:
        lines = ", ".join(map(str, unknown[:MOST])) + (" …" if len(unknown) > MOST else "")
        raise DataError(
            path,
            f"{len(unknown)} av {len(keys)} nøkler i «{COLUMN}» finnes ikke i registeret "
            f"«{registry.id}»: linje {lines}.",
            f"Bruk {registry.key}, av samme år som registeret.",
        )
    return tuple(key for _, key in keys)


def _padded(key: str, digits: int | None) -> str:
    """Return a key with the zeros that a spreadsheet takes away."""
    return key.zfill(digits) if digits and key.isdecimal() else key
