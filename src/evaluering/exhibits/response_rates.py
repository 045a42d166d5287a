"""Population, answers and response rate by survey, or by one variable of a survey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluering.config.exhibits import ResponseRates
from evaluering.config.waves import Wave
from evaluering.errors import DataError
from evaluering.exhibits.result import Result, statistics
from evaluering.exhibits.wave_data import WaveData
from evaluering.stats.representativeness import goodness_of_fit
from evaluering.stats.response import response_rate
from evaluering.wording import respondents


def compute(exhibit: ResponseRates, data: WaveData) -> Result:
    """Return the rows with population, answers and response rate in per cent.

    By survey, the rate is of those whom the survey was sent to. By a variable, each category's
    rate is of its population in the frame, and the total rate is of all who were sent the
    survey, as the report prints it.
    """
    wave = data.project.waves[data.wave]
    if exhibit.survey is None:
        return _by_survey(exhibit, data, wave)
    assert exhibit.by is not None
    survey = data.project.surveys[exhibit.survey]
    frame = data.respondents[exhibit.survey]
    population = data.frames[exhibit.survey].query("variable == @exhibit.by")
    sizes = population.set_index("category")["population"]
    question = survey.multiple_response(exhibit.by)
    if question is not None:
        counts = {o.name: int((frame[o.name] == 1).sum()) for o in question.options}
        labels = {o.name: o.label for o in question.options}
    else:
        variable = survey.variable(exhibit.by)
        assert variable is not None
        counts = {str(c): int((frame[exhibit.by] == c).sum()) for c in variable.values}
        labels = {str(code): label for code, label in variable.values.items()}
    for name, n in counts.items():
        if n and name not in sizes:
            raise DataError(
                f"data/raw/{wave.id}/frames/{exhibit.survey}.csv",
                f"Populasjonen for «{exhibit.by} = {name}» ({labels[name]}) mangler, men "
                f"{respondents(n)} hører til der.",
                "Legg til linjen i rammen.",
            )
    answers, invited = sum(counts.values()), int(sizes.sum())
    base = len(frame) if exhibit.percent_of == "respondents" else answers
    rows: list[dict[str, Any]] = []
    for name, n in counts.items():
        size = int(sizes.get(name, 0))
        rows.append(
            {
                "category": name,
                "label": labels[name],
                "population": size,
                "population_percent": 100 * size / invited if invited else None,
                "n": n,
                "n_percent": 100 * n / base if base else None,
                "rate": response_rate(n, size).percent if size and n <= size else None,
            }
        )
    _refuse_more_answers_than_sent(wave, exhibit.survey, len(frame))
    sent = wave.surveys[exhibit.survey].sent
    of_all = exhibit.total_rate_of == "sent"
    answered, size = (len(frame), sent) if of_all else (answers, invited)
    rows.append(
        {
            "category": "total",
            "label": "Total",
            "population": invited,
            "population_percent": 100.0,
            "n": base,
            "n_percent": 100.0,
            "rate": response_rate(answered, size).percent if answered <= size else None,
        }
    )
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=len(frame),
        method="Svarprosent av populasjonen i hver kategori; totalen regnes av "
        + ("alle som fikk skjemaet" if of_all else "svarene og rammen i tabellen")
        + f" ({answered} av {size}).",
        tests=_representativeness(counts, sizes, question is not None),
        notes=_notes(frame, answers, rows, invited, sent),
        details={"variable": exhibit.by},
    )


def _by_survey(exhibit: ResponseRates, data: WaveData, wave: Wave) -> Result:
    rows: list[dict[str, Any]] = []
    for name, file in wave.surveys.items():
        n = len(data.respondents[name])
        _refuse_more_answers_than_sent(wave, name, n)
        rows.append(
            {
                "category": name,
                "label": data.project.surveys[name].title,
                "population": file.population,
                "sent": file.sent,
                "n": n,
                "rate": response_rate(n, file.sent).percent,
                "base": "population" if file.sent == file.population else "sample",
                "population_rate": response_rate(n, file.population).percent,
            }
        )
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=sum(int(row["n"]) for row in rows),
        method="Svarprosent av dem som fikk skjemaet tilsendt.",
    )


def _representativeness(
    counts: Mapping[str, int], sizes: pd.Series, several_marks: bool
) -> tuple[dict[str, Any], ...]:
    """Test the respondents' distribution against the frame's, where each counts once."""
    frame = {name: int(size) for name, size in sizes.items() if size > 0}
    if several_marks or len(frame) < 2 or set(counts) - set(map(str, frame)):
        return ()
    test = goodness_of_fit(counts, {str(name): size for name, size in frame.items()})
    return (
        {
            "test": "goodness_of_fit",
            "statistic": test.statistic,
            "df": test.df,
            "p": test.p,
            "effect": None,
            "effect_size": None,
            "n": test.n,
            "share_expected_below_5": test.share_expected_below_5,
            "minimum_expected": test.minimum_expected,
            "cells": statistics(test.to_frame()),
            "statistics": [],
            "warnings": list(test.warnings),
        },
    )


def _refuse_more_answers_than_sent(wave: Wave, survey: str, n: int) -> None:
    sent = wave.surveys[survey].sent
    if n > sent:
        raise DataError(
            f"data/raw/{wave.id}/wave.yaml",
            f"surveys.{survey}.sent er {sent}, men {n} har svart.",
            "Rett «sent», eller kontroller at datafilen er den riktige.",
        )


def _notes(
    frame: pd.DataFrame, answers: int, rows: list[dict[str, Any]], invited: int, sent: int
) -> tuple[str, ...]:
    notes = []
    if invited != sent:
        notes.append(f"Rammen summerer til {invited}; skjemaet ble sendt til {sent}.")
    if answers < len(frame):
        notes.append(f"Opplysningen mangler for {respondents(len(frame) - answers)}.")
    if answers > len(frame):
        notes.append(f"{answers} kryss fra {len(frame)} respondenter; flere kryss var mulig.")
    if beyond := [row["label"] for row in rows if row["n"] > row["population"]]:
        notes.append(f"Flere svar enn populasjonen i rammen: {', '.join(beyond)}.")
    return tuple(notes)
