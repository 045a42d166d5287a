"""Response, cooperation, refusal and contact rates under AAPOR's names."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.outcome_rates import OutcomeRates
from evaluering.config.waves import SurveyFile
from evaluering.data.wave_data import WaveData
from evaluering.errors import DataError
from evaluering.exhibits.absence import NOT_SENT, NoDataError
from evaluering.exhibits.response_rates import answered
from evaluering.exhibits.result import Result
from evaluering.message import message
from evaluering.stats.aapor import Dispositions, aapor_rates


def compute(exhibit: OutcomeRates, data: WaveData) -> Result:
    """Return every rate of each survey, in per cent, with the dispositions they rest on.

    Answers come from the survey, the other dispositions from the wave; of those whom the survey
    was sent to, the rest are of unknown eligibility.
    """
    rows: list[dict[str, Any]] = []
    for name, file, n in answered(exhibit.surveys, data):
        if not _is_known(file):
            continue
        units = _dispositions(name, file, n, data)
        found = aapor_rates(units, eligible_share=exhibit.eligible_share)
        rows.append(
            {
                "category": name,
                "label": data.project.surveys[name].title,
                "n": n,
                "units": found.n,
                "unknown": units.unknown,
                "eligible_share": found.eligible_share,
                **found.rates,
            }
        )
    if not rows:
        raise NoDataError(NOT_SENT)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=sum(int(row["n"]) for row in rows),
        method=(message("method_outcome_rates"),),
    )


def _is_known(file: SurveyFile) -> bool:
    """Return whether anything is told of those who did not answer: else all would have."""
    if file.invited is not None:
        return True
    told = file.dispositions
    return told is not None and (
        told.unknown is not None or any((told.refusal, told.non_contact, told.other))
    )


def _dispositions(name: str, file: SurveyFile, n: int, data: WaveData) -> Dispositions:
    told = file.dispositions
    counts = told.model_dump(exclude={"unknown"}) if told else {}
    partial = counts.pop("partial", 0)
    rest = None if file.invited is None else file.invited - n - sum(counts.values())
    unknown = told.unknown if told and told.unknown is not None else rest or 0
    where = f"data/raw/{data.wave.id}/wave.yaml", f"surveys.{name}.dispositions"
    if partial > n:
        raise DataError(
            where[0], f"{where[1]}.partial er {partial}, men {n} har svart.", "Rett tallet."
        )
    if rest is not None and unknown != rest:
        raise DataError(
            where[0],
            f"{where[1]}: svarene og utfallene summerer ikke til de {file.invited} som fikk "
            f"skjemaet; {unknown} er oppgitt med ukjent status, og {rest} er igjen.",
            "Rett tallene, eller utelat «unknown».",
        )
    if unknown < 0:
        raise DataError(
            where[0],
            f"{where[1]}: svarene og utfallene er {-unknown} flere enn de {file.invited} som fikk "
            "skjemaet.",
            "Rett tallene.",
        )
    return Dispositions(complete=n - partial, partial=partial, unknown=unknown, **counts)
