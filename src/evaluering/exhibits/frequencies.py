"""Counts and per cents of whatever divides a survey, or of the units of a registry."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.frequencies import Frequencies, FrequenciesDetails
from evaluering.config.indices import Class
from evaluering.config.links import link_of
from evaluering.config.registries import Noun
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.distribution import distribution
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_at, percents
from evaluering.message import Message, message
from evaluering.stats.design import SurveyDesign


def compute(exhibit: Frequencies, data: WaveData) -> Result:
    """Return n, per cent and the observed range of each class, and the total."""
    if exhibit.variable is not None:
        return distribution(exhibit, data)
    classes, numbers, values = _source(exhibit, data)
    valid, answered = numbers.dropna(), numbers.notna().to_numpy()
    design = _design(exhibit, data)
    rows = [
        {
            "category": code,
            "label": spec.label,
            "n": int((valid == code).sum()),
            **percents(numbers.eq(code).fillna(False).to_numpy(bool), answered, design),
            "minimum": values[numbers == code].min(),
            "maximum": values[numbers == code].max(),
        }
        for code, spec in enumerate(classes)
    ]
    rows.append(
        {
            "category": "total",
            "label": "total",
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
        method=(message("method_frequencies"),),
        notes=_notes(exhibit, data, missing),
        details=FrequenciesDetails(decimals=_decimals(exhibit, data), noun=_noun(exhibit, data)),
    )


def _source(
    exhibit: Frequencies, data: WaveData
) -> tuple[list[Class], pd.Series[int], pd.Series[float]]:
    """Return the classes, the class numbers and the values behind them."""
    if exhibit.index is not None:
        values = data.index(exhibit.index)
        classes = data.project.indices[exhibit.index].classes
        return classes, values["level"].astype("Int64"), values["value"]
    structural = data.project.structural[str(exhibit.structural)][1]
    frame = _units_or_linked(exhibit, data)
    return structural.classes, frame[structural.id].astype("Int64"), frame[structural.variable]


def _design(exhibit: Frequencies, data: WaveData) -> SurveyDesign | None:
    """Return what the respondents are weighted by, with a row for each of the values."""
    if exhibit.index is not None:
        survey = data.group(data.project.indices[exhibit.index].group).survey
        return design_at(exhibit, data, survey, data.index(exhibit.index)["respondent"])
    if exhibit.units == "registry":
        return None
    registry = data.project.structural[str(exhibit.structural)][0].id
    link = link_of(data.project, registry, None, exhibit.link)
    respondents = data.linked(link.id)["respondent"]
    return design_at(exhibit, data, data.group(link.group).survey, respondents)


def _units_or_linked(exhibit: Frequencies, data: WaveData) -> pd.DataFrame:
    registry = data.project.structural[str(exhibit.structural)][0]
    if exhibit.units == "registry":
        return data.units(registry.id)
    return data.linked(link_of(data.project, registry.id, None, exhibit.link).id)


def _notes(exhibit: Frequencies, data: WaveData, missing: int) -> tuple[Message, ...]:
    notes = []
    if exhibit.structural is not None and exhibit.units == "respondents":
        linked = _units_or_linked(exhibit, data)
        places = _counted(linked["key"].nunique(), exhibit, data)
        counted = message("respondents_n", n=len(linked))
        notes.append(message("linked_from", respondents=counted, units=places))
    if missing:
        of_registry = exhibit.structural is not None and exhibit.units == "registry"
        counted = (
            _counted(missing, exhibit, data) if of_registry else message("respondents_n", n=missing)
        )
        notes.append(message("without_value", n=missing, counted=counted))
    return tuple(notes)


def _counted(n: int, exhibit: Frequencies, data: WaveData) -> Message:
    unit = data.project.structural[str(exhibit.structural)][0].unit
    return message("units_n", n=n, unit=unit.one, units=unit.many)


def _noun(exhibit: Frequencies, data: WaveData) -> Noun | None:
    """Return what is counted, where it is the units of a registry."""
    if exhibit.structural is None or exhibit.units != "registry":
        return None
    return data.project.structural[exhibit.structural][0].unit


def _decimals(exhibit: Frequencies, data: WaveData) -> int:
    """Return the decimals of the underlying variable's values."""
    if exhibit.index is not None:
        return 2
    registry, structural = data.project.structural[str(exhibit.structural)]
    return registry.variable(structural.variable).decimals
