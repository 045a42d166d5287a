"""Population frames: how many the survey was sent to, by category."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluering.config.surveys import Survey
from evaluering.config.waves import Wave
from evaluering.errors import DataError

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
    try:
        with path.open(encoding="utf-8-sig") as file:
            separator = max(";,\t", key=file.readline().count)
        frame = pd.read_csv(
            path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    except FileNotFoundError:
        raise DataError(
            path, "Populasjonsrammen finnes ikke.", "Legg den i bølgens mappe."
        ) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        raise DataError(path, "Filen er ikke lesbar CSV.", "Lagre den som CSV i UTF-8.") from None
    if missing := [name for name in COLUMNS if name not in frame]:
        raise DataError(path, f"Kolonnen «{missing[0]}» mangler.", f"Bruk {', '.join(COLUMNS)}.")
    allowed = {
        **{v.name: {str(code) for code in v.values} for v in survey.variables},
        **{m.id: {o.name for o in m.options} for m in survey.multiple_responses},
    }
    for line, row in enumerate(frame.itertuples(index=False), start=2):
        variable, category, population = str(row.variable), str(row.category), str(row.population)
        if variable not in allowed or category not in allowed[variable]:
            raise DataError(
                path,
                f"Linje {line}: «{variable} = {category}» finnes ikke i kodeboken.",
                f"Se config/surveys/{survey.id}.yaml.",
            )
        if not population.isdecimal():
            raise DataError(
                path,
                f"Linje {line}: populasjonen «{population}» er ikke et heltall.",
                "Rett tallet.",
            )
    if frame.duplicated(["variable", "category"]).any():
        line = int(frame.duplicated(["variable", "category"]).to_numpy().argmax()) + 2
        raise DataError(path, f"Linje {line}: kategorien står to ganger.", "Slett den ene.")
    return frame.assign(population=frame["population"].astype("int64"))[list(COLUMNS)]


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
