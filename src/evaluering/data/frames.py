"""Population frames: how many the survey was sent to, by category."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluering.config.surveys import Survey
from evaluering.config.waves import Wave
from evaluering.data.csv_table import read_csv, whole_number
from evaluering.data.files import Absent
from evaluering.data.quality import DataFinding
from evaluering.errors import DataError
from evaluering.message import message

ABSENT = Absent("Populasjonsrammen finnes ikke.", "Legg den i bølgens mappe.")
COLUMNS = ("variable", "category", "population")


def read_frame(path: Path, survey: Survey) -> pd.DataFrame:
    """Read a survey's population frame.

    Parameters
    ----------
    path
        CSV with the columns variable, category (the code of a nominal variable, or the variable
        name of a box in a multiple-response question) and population.
    survey
        The codebook that the categories belong to.

    Returns
    -------
    pandas.DataFrame
        The three columns; ``category`` as text, ``population`` as integers.

    Raises
    ------
    DataError
        The file is absent, a column is missing, a category is unknown or doubled, or a
        population is no whole number of at least 0.
    """
    table = read_csv(path, absent=ABSENT)
    table.require(COLUMNS)
    if not table.rows:
        raise DataError(path, "Rammen har en overskrift, men ingen linjer.", "Fyll ut rammen.")
    allowed = {
        **{v.name: {str(code) for code in v.values} for v in survey.background},
        **{m.id: {o.name for o in m.options} for m in survey.multiple_responses},
    }
    found: dict[tuple[str, str], int] = {}
    for line, row in table.entries():
        variable, category, text = (row[name].strip() for name in COLUMNS)
        if variable not in allowed or category not in allowed[variable]:
            raise DataError(
                path,
                f"Linje {line}: «{variable} = {category}» finnes ikke i kodeboken.",
                f"Se config/surveys/{survey.id}.yaml.",
            )
        if (population := whole_number(text)) is None:
            raise DataError(
                path,
                f"Linje {line}: populasjonen «{text[:40]}» er ikke et heltall fra 0 og oppover.",
                "Rett tallet.",
            )
        if (variable, category) in found:
            raise DataError(path, f"Linje {line}: kategorien står to ganger.", "Slett den ene.")
        found[variable, category] = population
    rows = [(variable, category, n) for (variable, category), n in found.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"population": "int64"})


def frame_findings(
    frame: pd.DataFrame, survey: Survey, sent: int | None, respondents: pd.DataFrame
) -> list[DataFinding]:
    """Return where a frame does not fit the number of questionnaires sent, or the answers.

    Parameters
    ----------
    frame
        The frame as read.
    survey
        The codebook that its categories belong to.
    sent
        How many the survey was sent to, if it is known.
    respondents
        The ingested survey.
    """
    found = []
    for name, own in frame.groupby("variable", sort=False):
        boxes = survey.multiple_response(str(name)) is not None
        total = int(own["population"].sum())
        # with boxes a person may be in several categories
        fits = sent is None or (total >= sent if boxes else total == sent)
        if not fits:
            told = message("found_frame_sum", total=total, sent=sent)
            found.append(DataFinding(str(name), 1, told))
        for category, population in zip(own["category"], own["population"], strict=True):
            column, code = (str(category), 1) if boxes else (str(name), int(category))
            n = int(respondents[column].eq(code).sum()) if column in respondents else 0
            if n > population:
                told = message(
                    "found_frame_category", n=n, category=category, population=population
                )
                found.append(DataFinding(str(name), 1, told))
    return found


def refuse_more_than_sent(wave: Wave, survey: str, n: int) -> None:
    """Raise when more have answered a survey than it was sent to.

    Raises
    ------
    DataError
        Naming the wave's file, the key and both numbers.
    """
    sent = wave.surveys[survey].invited
    if sent is not None and n > sent:
        raise DataError(
            f"data/raw/{wave.id}/wave.yaml",
            f"surveys.{survey}.sent er {sent}, men {n} har svart.",
            "Rett «sent», eller kontroller at datafilen er den riktige.",
        )
