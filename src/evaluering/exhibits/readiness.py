"""Whether a wave's answers can be shown as exhibits ask, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.filters import by_survey
from evaluering.config.places import chapter_file
from evaluering.config.reads import read_by
from evaluering.data.wave_data import WaveData
from evaluering.errors import ConfigError, DataError, EvalueringError
from evaluering.stats.errors import StatisticsError
from evaluering.stats.overlap import refuse_overlap
from evaluering.wording import respondents


def report_unready(report: str, data: WaveData) -> Iterator[EvalueringError]:
    """Yield groups that share respondents, and answers outside the population frame.

    Parameters
    ----------
    report
        A report that is made for the wave.
    data
        The wave's surveys and frames.
    """
    within = data.only(by_survey(data.project.reports[report].where))
    for heading in data.project.reports[report].chapters:
        exhibits = data.project.chapters[report, heading.id].exhibits
        for number, exhibit in enumerate(exhibits):
            try:
                own = within.only(by_survey(exhibit.where)) if exhibit.filtered else data
                refuse_unready(exhibit, own)
            except ConfigError as fault:
                key = f"exhibits[{number}] ({exhibit.id}).{fault.key}"
                file = chapter_file(report, heading.id)
                yield ConfigError(file, key, fault.found, fault.allowed)
            except EvalueringError as fault:
                yield fault


def refuse_unready(exhibit: Exhibit, data: WaveData) -> None:
    """Raise when the answers cannot be shown as an exhibit asks.

    Raises
    ------
    ConfigError
        The same person stands in two groups that are compared.
    DataError
        Respondents are in a category that the survey's frame lacks; a design that cannot be used.
    """
    read = read_by(exhibit, data.project, data.wave.id)
    for survey in sorted(read.designs):
        data.weighed(survey)
    for groups in sorted(read.apart):
        _refuse_shared_respondents(exhibit, groups, data)
    for survey, by in sorted(read.divisions):
        _refuse_unknown_population(survey, by, data)


def _refuse_shared_respondents(exhibit: Exhibit, groups: tuple[str, ...], data: WaveData) -> None:
    for survey in {data.group(group).survey for group in groups}:
        own = [group for group in groups if data.group(group).survey == survey]
        same = {group: data.answers(group, []).index for group in own}
        try:
            refuse_overlap("sammenligning", same)
        except StatisticsError:
            raise ConfigError(
                f"config/reports: {exhibit.id}",
                "groups",
                f"samme respondent i flere av gruppene {', '.join(same)}",
                "grupper uten felles respondenter",
            ) from None


def _refuse_unknown_population(survey: str, by: str, data: WaveData) -> None:
    frame = data.frame(survey)
    if frame is None or by not in set(frame["variable"]):
        return
    sizes = data.population(survey, by)
    for category in data.division(survey, by):
        n = int(category.members.sum())
        if n and category.name not in sizes:
            raise DataError(
                f"data/raw/{data.wave.id}/frames/{survey}.csv",
                f"Populasjonen for «{by} = {category.name}» ({category.label}) mangler, "
                f"men {respondents(n)} hører til der.",
                "Legg til linjen i rammen.",
            )
