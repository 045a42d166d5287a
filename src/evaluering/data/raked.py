"""Raking a survey's respondents to its frame, and the account of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

import numpy as np
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.design import RakeToFrame
from evaluering.config.surveys import Survey
from evaluering.errors import DataError
from evaluering.stats.design import SurveyDesign
from evaluering.stats.linearisation import Calibration
from evaluering.stats.raking import Raking, rake
from evaluering.wording import respondents as counted


@dataclass(frozen=True, kw_only=True)
class RakedCategory:
    """One category of the frame: respondents, and per cent of frame, unweighted and weighted."""

    variable: str
    category: str
    label: str
    n: int
    frame_percent: float
    unweighted_percent: float
    weighted_percent: float


@dataclass(frozen=True, kw_only=True)
class RakingAccount:
    """What raking did."""

    variables: tuple[str, ...]
    """The labels of the variables."""
    iterations: int
    largest_difference: float
    """Passes over the variables, and the share that is left of the largest difference."""
    not_raked: int
    """Respondents who lack one of the variables."""
    at_limits: int
    """Respondents whose weight was cut to the smallest or largest one allowed."""
    empty: tuple[str, ...]
    """Categories of the frame without respondents, by label."""
    categories: tuple[RakedCategory, ...]
    """Every category, before and after."""


def raked(
    survey: Survey,
    spec: RakeToFrame,
    columns: Mapping[str, Column],
    frame: pd.DataFrame,
    design: SurveyDesign,
    population: pd.DataFrame | None,
    files: tuple[str, str],
) -> tuple[SurveyDesign, RakingAccount]:
    """Return a design with raked weights, mean 1, and the account.

    Who lacks a variable keeps the weight from before, in proportion to the mean.

    Raises
    ------
    DataError
        No frame, or not of a variable; an answer that the frame lacks; a category without
        respondents, or a respondent without an answer, where that is refused; a raking that does
        not meet the frame within its limits.
    """
    if population is None:
        raise DataError(
            files[1],
            "Populasjonsrammen finnes ikke, og «rake» bruker den.",
            f"Legg den i bølgens mappe, eller ta «rake» ut av config/surveys/{survey.id}.yaml.",
        )
    codes = pd.DataFrame(index=frame.index)
    margins: dict[str, dict[str, float]] = {}
    empty: list[str] = []
    for name in spec.variables:
        codes[name], margins[name], lacking = _margin(
            name, spec, columns[name], frame, population, files
        )
        empty += lacking
    whole = codes.notna().all(axis=1).to_numpy() & (design.weights > 0)
    if (lacking_n := int(codes.isna().any(axis=1).sum())) and spec.unanswered == "refuse":
        raise DataError(
            files[0],
            f"{counted(lacking_n).capitalize()} mangler en av variablene i «rake».",
            "Rett datafilen, eller skriv «unanswered: average»: da beholder de vekten sin.",
        )
    if not whole.any():
        raise DataError(
            files[0], "Ingen har svart på alle variablene i «rake».", "Bruk andre variabler."
        )
    found = rake(
        codes[whole],
        margins,
        base_weights=design.weights[whole],
        minimum=spec.minimum,
        maximum=spec.maximum or inf,
    )
    _refuse_unmet(found, spec, files)
    raked_design = _calibrated(design, found, whole)
    return raked_design, _account(found, spec, columns, lacking_n, tuple(empty))


def _margin(
    name: str,
    spec: RakeToFrame,
    column: Column,
    frame: pd.DataFrame,
    population: pd.DataFrame,
    files: tuple[str, str],
) -> tuple[pd.Series, dict[str, float], list[str]]:
    """Return each respondent's category, the frame's totals, and the categories with nobody."""
    rows = population.loc[population["variable"] == name]
    if rows.empty:
        raise DataError(
            files[1], f"Rammen har ikke «{name}», som «rake» bruker.", "Legg linjene til i rammen."
        )
    sizes = {str(c): float(n) for c, n in zip(rows["category"], rows["population"], strict=True)}
    labels = {str(code): label for code, label in column.values.items()}
    own = frame[name].astype("string")
    own = own.where(own.isin(list(labels)))
    present = own.value_counts()
    for code in labels:
        if present.get(code, 0) and not sizes.get(code):
            raise DataError(
                files[1],
                f"Rammen har ingen i «{name} = {code}» ({labels[code]}), men "
                f"{counted(int(present[code]))} hører til der.",
                "Rett linjen i rammen.",
            )
    nobody = [code for code, size in sizes.items() if size > 0 and not present.get(code, 0)]
    if nobody and spec.empty == "refuse":
        code = nobody[0]
        raise DataError(
            files[1],
            f"Rammen har {sizes[code]:g} i «{name} = {code}» ({labels[code]}), men ingen "
            "respondenter hører til der.",
            "Slå kategorien sammen med en annen i rammen og kodeboken, eller skriv "
            "«empty: leave_out» under rake.",
        )
    kept = {code: size for code, size in sizes.items() if size > 0 and code not in nobody}
    return own, kept, [labels[code] for code in nobody]


def _refuse_unmet(found: Raking, spec: RakeToFrame, files: tuple[str, str]) -> None:
    if found.converged:
        return
    worst = found.margins.assign(
        left=(found.margins["frame_percent"] - found.margins["weighted_percent"]).abs()
    ).nlargest(1, "left")
    row = worst.iloc[0]
    left = f"{row['left']:.2g}".replace(".", ",")
    raise DataError(
        files[1],
        f"Rakingen av {', '.join(spec.variables)} kom ikke i mål på {found.iterations} runder: "
        f"«{row['variable']} = {row['category']}» er {left} prosentpoeng fra rammen.",
        "Vid ut «minimum» og «maximum», slå sammen kategorier med få svar, eller ta ut en "
        "variabel.",
    )


def _calibrated(
    design: SurveyDesign, found: Raking, whole: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> SurveyDesign:
    """Return a design with the raked weights of some, and the mean weight of the others."""
    base = design.weights
    weights = base / base[whole].mean()
    weights[whole] = found.weights.to_numpy()
    basis = np.zeros((len(design), found.basis.shape[1]))
    basis[whole] = found.basis
    calibration = Calibration(base, weights, basis)
    return replace(design, weights=weights, sample=replace(design.sample, calibration=calibration))


def _account(
    found: Raking,
    spec: RakeToFrame,
    columns: Mapping[str, Column],
    not_raked: int,
    empty: tuple[str, ...],
) -> RakingAccount:
    weights = found.weights.to_numpy()
    limit = spec.maximum or inf
    near = 1e-6
    cut = (weights <= spec.minimum * (1 + near)) | (weights >= limit * (1 - near))
    return RakingAccount(
        variables=tuple(columns[name].label for name in spec.variables),
        iterations=found.iterations,
        largest_difference=found.largest_difference,
        not_raked=not_raked,
        at_limits=int(cut.sum()) if spec.minimum or spec.maximum else 0,
        empty=empty,
        categories=tuple(
            RakedCategory(
                variable=str(row["variable"]),
                category=str(row["category"]),
                label=columns[row["variable"]].values[int(row["category"])],
                n=int(row["n"]),
                frame_percent=float(row["frame_percent"]),
                unweighted_percent=float(row["unweighted_percent"]),
                weighted_percent=float(row["weighted_percent"]),
            )
            for row in found.margins.to_dict(orient="records")
        ),
    )
