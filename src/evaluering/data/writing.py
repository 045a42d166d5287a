"""Writing respondents as an SPSS file, with all that the codebook says of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import SPELLINGS

HEADER_TIME = slice(92, 109)  # creation date (9 bytes) and time (8 bytes)
FIXED_TIME = b"07 Apr 2112:00:00"  # other programs know the months with a capital only
MEASURES = {"identifier": "nominal", "item": "ordinal", "number": "scale"}
MISSING_LABELS: Mapping[str, str] = {
    role: spellings[0].capitalize() for role, spellings in SPELLINGS.items()
}
"""What the roles are called in a file."""


def write_sav(
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    path: Path,
    *,
    file_label: str,
    missing_labels: Mapping[str, str] = MISSING_LABELS,
    several_label: str = "Flere",
) -> None:
    """Write a survey with variable and value labels, declared missing codes and measure levels.

    The header's date and time are overwritten by a constant, so that the same data give the same
    bytes.

    Parameters
    ----------
    frame
        One row a respondent; columns that the codebook does not know are left out.
    columns
        The codebook's columns by name.
    path
        The file.
    file_label
        What the file says of itself.
    missing_labels
        The value label of each kind of missing.
    several_label
        The value label of the key that stands for several.
    """
    import pyreadstat

    written = {name: column for name, column in columns.items() if name in frame}
    numeric = frame[list(written)].apply(lambda s: s if s.dtype == "str" else s.astype("float64"))
    labels = {
        name: _value_labels(column, missing_labels, several_label)
        for name, column in written.items()
    }
    missing: dict[str, list[Any]] = {
        name: [float(code) for code in column.missing.codes]
        + [{"lo": low, "hi": high} for low, high, _ in column.missing.ranges]
        for name, column in written.items()
    }
    pyreadstat.write_sav(
        numeric,
        str(path),
        file_label=file_label,
        column_labels={name: column.label for name, column in written.items()},
        variable_value_labels={name: own for name, own in labels.items() if own},
        missing_ranges={name: own for name, own in missing.items() if own},
        variable_measure={n: MEASURES.get(c.kind, "nominal") for n, c in written.items()},
        variable_format={n: "F8.0" for n, c in written.items() if c.kind != "text"},
        note=[file_label],
        row_compress=True,
    )
    content = bytearray(path.read_bytes())
    content[HEADER_TIME] = FIXED_TIME
    path.write_bytes(bytes(content))


def _value_labels(
    column: Column, missing_labels: Mapping[str, str], several_label: str
) -> dict[float, str]:
    labels: dict[float, str] = {float(code): text for code, text in column.values.items()}
    labels |= {float(c): missing_labels.get(kind, kind) for c, kind in column.missing.codes.items()}
    if column.several is not None:
        labels[float(column.several)] = several_label
    return labels
