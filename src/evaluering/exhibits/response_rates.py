"""Population, answers and response rate by survey, or by one variable of a survey."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from evaluering.config.exhibits.response_rates import ResponseRates, ResponseRatesDetails
from evaluering.config.waves import SurveyFile
from evaluering.data.frames import refuse_more_than_sent
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, NoDataError
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import CategoryFit, FitTest, records
from evaluering.message import Message, message
from evaluering.stats.representativeness import goodness_of_fit
from evaluering.stats.response import response_rate


def compute(exhibit: ResponseRates, data: WaveData) -> Result:
    """Return the rows with population, answers and response rate in per cent.

    By survey, the rate is of those whom the survey was sent to. By a variable, each category's
    rate is of its population in the frame, and the total rate is of all who were sent the
    survey, as the report prints it. What the wave does not know of a population is missing, and
    so is its rate.
    """
    if exhibit.survey is None:
        return _by_survey(exhibit, data)
    assert exhibit.by is not None
    survey, n_all = exhibit.survey, len(data.respondents(exhibit.survey))
    division = data.division(survey, exhibit.by)
    counts = {category.name: int(category.members.sum()) for category in division}
    if not _is_answered(survey, exhibit.by, counts, data):
        raise NoDataError(NO_ANSWERS)
    frame = data.frame(survey)
    chosen_by_itself = data.wave.surveys[survey].sample == "convenience"
    known = frame is not None and exhibit.by in set(frame["variable"])
    sizes = data.population(survey, exhibit.by) if known else {}
    answers, invited = sum(counts.values()), sum(sizes.values()) if known else None
    base = n_all if exhibit.percent_of == "respondents" else answers
    rows: list[dict[str, Any]] = []
    for category in division:
        n, size = counts[category.name], sizes.get(category.name, 0) if known else None
        rows.append(
            {
                "category": category.name,
                "label": category.label,
                "population": size,
                "population_percent": None if size is None or not invited else 100 * size / invited,
                "n": n,
                "n_percent": 100 * n / base if base else None,
                "rate": None if chosen_by_itself else _rate(n, size),
            }
        )
    refuse_more_than_sent(data.wave, survey, n_all)
    sent = data.wave.surveys[survey].invited
    of_all = exhibit.total_rate_of == "sent"
    answered, size = (n_all, sent) if of_all or chosen_by_itself else (answers, invited)
    rows.append(
        {
            "category": "total",
            "label": "total",
            "population": invited,
            "population_percent": 100.0 if known else None,
            "n": base,
            "n_percent": 100.0,
            "rate": None if chosen_by_itself else _rate(answered, size),
        }
    )
    boxes = data.project.surveys[survey].multiple_response(exhibit.by) is not None
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=n_all,
        method=(_method(answered, size, of_all, known and not chosen_by_itself),),
        tests=_representativeness(counts, sizes, boxes),
        notes=(*_notes(n_all, answers, rows, invited, sent), *unknown_samples(data, [survey])),
        details=ResponseRatesDetails(variable=exhibit.by),
    )


def _is_answered(survey: str, by: str, counts: Mapping[str, int], data: WaveData) -> bool:
    """Return whether anyone answered the question; boxes may all be left unticked."""
    boxes = data.project.surveys[survey].multiple_response(by) is not None
    return any(counts.values()) or (
        boxes and bool(data.respondents(survey)[list(counts)].notna().any(axis=None))
    )


def _rate(n: int, size: int | None) -> float | None:
    """Return the rate in per cent; None where it is not known or would pass 100."""
    return response_rate(n, size) if size and n <= size else None


def _method(answered: int, size: int | None, of_all: bool, known: bool) -> Message:
    if not known and size is None:
        return message("method_answers")
    key = "method_rates_of_sent" if of_all else "method_rates_of_frame"
    return message(key, answered=answered, size=size)


def answered(surveys: Collection[str], data: WaveData) -> Iterator[tuple[str, SurveyFile, int]]:
    """Yield the surveys that are asked for, or all: name, what the wave says, and respondents."""
    for name, file in data.wave.surveys.items():
        if not surveys or name in surveys:
            n = len(data.respondents(name))
            refuse_more_than_sent(data.wave, name, n)
            yield name, file, n


def _by_survey(exhibit: ResponseRates, data: WaveData) -> Result:
    rows: list[dict[str, Any]] = []
    for name, file, n in answered(exhibit.surveys, data):
        rows.append(
            {
                "category": name,
                "label": data.project.surveys[name].title,
                "population": file.population,
                "sent": file.invited,
                "n": n,
                "rate": _rate(n, file.invited),
                "base": "population" if file.invited == file.population else "sample",
                "population_rate": _rate(n, file.population),
            }
        )
    known = any(row["rate"] is not None for row in rows)
    shown = {str(row["category"]) for row in rows}
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        details=ResponseRatesDetails(),
        n=sum(int(row["n"]) for row in rows),
        method=(message("method_response_rates"),) if known else (),
        notes=unknown_samples(data, shown),
    )


def unknown_samples(data: WaveData, surveys: Collection[str]) -> tuple[Message, ...]:
    """Return a note on the surveys that nobody knows how many could have answered."""
    files = {name: file for name, file in data.wave.surveys.items() if name in surveys}
    chosen = [name for name, file in files.items() if file.sample == "convenience"]
    titles = tuple(data.project.surveys[name].title for name in chosen)
    return (message("convenience_sample", surveys=titles),) if titles else ()


def _representativeness(
    counts: Mapping[str, int], sizes: Mapping[str, int], several_marks: bool
) -> tuple[FitTest, ...]:
    """Test the respondents' distribution against the frame's, where each counts once."""
    frame = {name: size for name, size in sizes.items() if size > 0}
    if several_marks or len(frame) < 2 or set(counts) - set(frame) or not sum(counts.values()):
        return ()
    test = goodness_of_fit(counts, frame)
    return (
        FitTest(
            test="goodness_of_fit",
            statistic=test.statistic,
            df=test.df,
            p=test.p,
            effect=None,
            effect_size=None,
            n=test.n,
            share_expected_below_5=test.share_expected_below_5,
            minimum_expected=test.minimum_expected,
            cells=records(CategoryFit, test.to_frame()),
            statistics=(),
            warnings=tuple(test.warnings),
        ),
    )


def _notes(
    n_all: int, answers: int, rows: list[dict[str, Any]], invited: int | None, sent: int | None
) -> tuple[Message, ...]:
    notes = []
    if invited is not None and sent is not None and invited != sent:
        notes.append(message("frame_sum", frame=invited, sent=sent))
    if answers < n_all:
        unknown = message("respondents_n", n=n_all - answers)
        notes.append(message("not_stated", respondents=unknown))
    if answers > n_all:
        counted = message("respondents_n", n=n_all)
        notes.append(message("several_ticks", answers=answers, respondents=counted))
    of_frame = [row for row in rows if row["population"] is not None]
    if beyond := [row["label"] for row in of_frame if row["n"] > row["population"]]:
        notes.append(message("beyond_frame", labels=tuple(beyond)))
    return tuple(notes)
