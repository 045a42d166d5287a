"""Counts and per cents of the classes of an index or a structural variable."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits import Frequencies
from evaluering.config.indices import Class
from evaluering.exhibits.result import Result
from evaluering.exhibits.wave_data import WaveData
from evaluering.wording import respondents


def compute(exhibit: Frequencies, data: WaveData) -> Result:
    """Return n, per cent and the observed range of each class, and the total."""
    classes, numbers, values = _source(exhibit, data)
    valid = numbers.dropna()
    rows = [
        {
            "category": code,
            "label": spec.label,
            "n": (n := int((valid == code).sum())),
            "percent": 100 * n / len(valid) if len(valid) else None,
            "minimum": values[numbers == code].min(),
            "maximum": values[numbers == code].max(),
        }
        for code, spec in enumerate(classes)
    ]
    rows.append(
        {
            "category": "total",
            "label": "Totalt" if exhibit.index is not None else "Total",
            "n": len(valid),
            "percent": 100.0 if len(valid) else None,
            "minimum": values.min(),
            "maximum": values.max(),
        }
    )
    missing = len(numbers) - len(valid)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=len(valid),
        method="Antall og prosent av dem med gyldig verdi.",
        notes=_notes(exhibit, data, missing),
        details={"decimals": _decimals(exhibit, data)},
    )


def _source(
    exhibit: Frequencies, data: WaveData
) -> tuple[list[Class], pd.Series[int], pd.Series[float]]:
    """Return the classes, the class numbers and the values behind them."""
    if exhibit.index is not None:
        index = data.project.indices[exhibit.index]
        return index.classes, data.indices[f"{index.id}_klasse"], data.indices[index.id]
    structural = next(s for s in data.project.registry.structural if s.id == exhibit.structural)
    frame = data.municipalities if exhibit.units == "municipalities" else data.linked
    return structural.classes, frame[structural.id].astype("Int64"), frame[structural.variable]


def _notes(exhibit: Frequencies, data: WaveData, missing: int) -> tuple[str, ...]:
    notes = []
    if exhibit.structural is not None and exhibit.units == "respondents":
        places = data.linked["kommune"].nunique()
        noun = "kommune" if places == 1 else "kommuner"
        notes.append(f"Tallene er {respondents(len(data.linked))} fra {places} {noun}.")
    if missing:
        notes.append(f"{_units(missing, exhibit)} uten verdi er holdt utenfor.")
    return tuple(notes)


def _units(n: int, exhibit: Frequencies) -> str:
    if exhibit.units == "municipalities":
        return f"{n} kommune" if n == 1 else f"{n} kommuner"
    return respondents(n)


def _decimals(exhibit: Frequencies, data: WaveData) -> int:
    """Return the decimals of the underlying variable's values."""
    if exhibit.index is not None:
        return 2
    registry = data.project.registry
    structural = next(s for s in registry.structural if s.id == exhibit.structural)
    return next(v.decimals for v in registry.variables if v.id == structural.variable)
