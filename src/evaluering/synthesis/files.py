"""Writing the synthetic wave as SPSS users know their files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import SPELLINGS

FILE_LABEL = "SYNTETISKE DATA - ikke svar fra virkelige respondenter"
HEADER_TIME = slice(92, 109)  # creation date (9 bytes) and time (8 bytes)
FIXED_TIME = b"07 Apr 2112:00:00"  # other programs know the months with a capital only
MEASURES = {"identifier": "nominal", "item": "ordinal", "number": "scale"}


def write_sav(frame: pd.DataFrame, columns: Mapping[str, Column], path: Path) -> None:
    """Write a survey with variable and value labels, declared missing codes and measure levels.

    The header's date and time are overwritten by a constant, so that the same data give the same
    bytes.
    """
    import pyreadstat

    ordered = frame[[name for name in columns if name in frame]]
    numeric = ordered.apply(lambda s: s.astype("float64") if s.dtype != "str" else s)
    labels = {c.name: _value_labels(c) for c in columns.values() if _value_labels(c)}
    missing: dict[str, list[Any]] = {
        c.name: [float(code) for code in c.missing.codes] for c in columns.values() if c.missing
    }
    pyreadstat.write_sav(
        numeric,
        str(path),
        file_label=FILE_LABEL,
        column_labels={c.name: c.label for c in columns.values() if c.name in frame},
        variable_value_labels={k: v for k, v in labels.items() if k in frame},
        missing_ranges={k: v for k, v in missing.items() if k in frame},
        variable_measure={
            c.name: MEASURES.get(c.kind, "nominal") for c in columns.values() if c.name in frame
        },
        variable_format={c.name: "F8.0" for c in columns.values() if c.kind not in {"text"}},
        note=[FILE_LABEL],
        row_compress=True,
    )
    content = bytearray(path.read_bytes())
    content[HEADER_TIME] = FIXED_TIME
    path.write_bytes(bytes(content))


def _value_labels(column: Column) -> dict[float, str]:
    labels: dict[float, str] = {float(code): text for code, text in column.values.items()}
    labels |= {
        float(code): SPELLINGS[kind][0].capitalize() for code, kind in column.missing.codes.items()
    }
    if column.several is not None:
        labels[float(column.several)] = "Flere kommuner"
    return labels
