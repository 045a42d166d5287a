"""Whether a wave's answers can be shown as a report's exhibits ask, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator

from evaluering.config.exhibits import (
    AnyExhibit,
    BatteryExhibit,
    Percentages,
    Rates,
    ResponseRates,
)
from evaluering.config.places import chapter_file
from evaluering.data.wave_data import WaveData
from evaluering.errors import ConfigError, EvalueringError
from evaluering.exhibits.response_rates import refuse_unknown_population
from evaluering.exhibits.selection import refuse_shared_respondents


def report_unready(report: str, data: WaveData) -> Iterator[EvalueringError]:
    """Yield groups that share respondents, and answers outside the population frame.

    Parameters
    ----------
    report
        A report that is made for the wave.
    data
        The wave's surveys and frames.
    """
    for heading in data.project.reports[report].chapters:
        exhibits = data.project.chapters[report, heading.id].exhibits
        for number, exhibit in enumerate(exhibits):
            try:
                _refuse(exhibit, data)
            except ConfigError as fault:
                key = f"exhibits[{number}] ({exhibit.id}).{fault.key}"
                file = chapter_file(report, heading.id)
                yield ConfigError(file, key, fault.found, fault.allowed)
            except EvalueringError as fault:
                yield fault


def _refuse(exhibit: AnyExhibit, data: WaveData) -> None:
    match exhibit:
        case BatteryExhibit() | Percentages():
            values = {group: data.answers(group, []) for group in exhibit.groups}
            refuse_shared_respondents(exhibit, data, values)
        case ResponseRates() if exhibit.survey and exhibit.by:
            refuse_unknown_population(exhibit.survey, exhibit.by, data)
        case Rates():
            for panel in exhibit.panels:
                refuse_unknown_population(panel.survey, panel.by, data)
