"""A survey's weights, strata, clusters and population, from its respondents and its frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import nan

import numpy as np
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.surveys import Survey
from evaluering.data.design_columns import (
    DesignColumns,
    Held,
    keys_of,
    needed,
    present,
    sizes_of,
    strata_of,
    unfit_sample,
    weights_of,
)
from evaluering.data.raked import RakingAccount, raked
from evaluering.stats.design import SurveyDesign
from evaluering.stats.errors import StatisticsError
from evaluering.stats.sampling import survey_design


@dataclass(frozen=True, kw_only=True)
class DesignAccount:
    """What a survey's weighted numbers rest on; counts, and never a respondent."""

    n: int
    left_out: int = 0
    without_weight: int = 0
    """Respondents with a weight, those who lack some of it, and those whose weight is 0."""
    weight: str = ""
    strata: tuple[str, ...] = ()
    clusters: str = ""
    """The variables' labels; empty where the design has none."""
    strata_n: int = 1
    clusters_n: int = 0
    """How many there are of each."""
    single: tuple[str, ...] = ()
    """Strata with one unit, by label."""
    population: float | None = None
    """Units in the population, where it is known."""
    smallest: float = 1.0
    largest: float = 1.0
    """The extreme weights, where their mean is 1."""
    effective_n: float = 0.0
    """Kish's effective n of the whole survey."""
    raking: RakingAccount | None = None


@dataclass(frozen=True)
class Weighed:
    """A survey's design, with one row a respondent, and the account of it."""

    design: SurveyDesign = field(repr=False)
    account: DesignAccount


def weigh(
    survey: Survey,
    columns: Mapping[str, Column],
    frame: pd.DataFrame,
    population: pd.DataFrame | None,
    files: tuple[str, str],
) -> Weighed:
    """Return how a survey's respondents were drawn, and what each stands for.

    Parameters
    ----------
    survey, columns
        The codebook, with a design.
    frame
        The respondents, codes kept.
    population
        The wave's frame: variable, category, population; None where it has none.
    files
        The data file and the file of the frame, for messages.

    Raises
    ------
    DataError
        A weight that is negative, or missing where that is refused; a stratum or cluster that is
        missing; a cluster in two strata; a population smaller than the sample; a stratum with one
        unit that is refused; no frame; a raking that does not meet it.
    """
    assert survey.design is not None
    if frame.empty:
        return Weighed(survey_design(np.ones(0)), DesignAccount(n=0))
    source = DesignColumns(survey, survey.design, columns, frame, files[0])
    design, held = source.design, np.ones(len(frame), dtype=bool)
    for name, told in needed(design):
        held &= present(source, name, told)
    if not held.any():
        nobody = DesignAccount(n=0, left_out=len(frame))
        return Weighed(_over_all(survey_design(np.ones(0)), held), nobody)
    strata = strata_of(source, held)
    sizes = sizes_of(source, held, strata, population, files[1])
    weights = weights_of(source, held)
    try:
        sample = survey_design(
            weights,
            strata=None if strata is None else strata.tolist(),
            clusters=keys_of(source, held, design.clusters) if design.clusters else None,
            population=sizes,
            cluster_names=design.cluster_names,
            lonely=design.single_unit,
            n=int(held.sum()),
        )
    except StatisticsError as error:
        raise unfit_sample(source, error, files[1]) from None
    account = None
    if design.rake is not None:
        sample, account = raked(
            survey, design.rake, columns, frame[held], sample, population, files
        )
    return Weighed(_over_all(sample, held), _account(source, held, strata, sample, account))


def _over_all(design: SurveyDesign, held: Held) -> SurveyDesign:
    """Return a design with a row for everyone; who was left out has the weight 0."""
    if held.all():
        return design
    weights, rows = np.zeros(held.size), np.full(held.size, -1)
    weights[held], rows[held] = design.weights, design.rows
    return replace(design, weights=weights, rows=rows)


def _account(
    source: DesignColumns,
    held: Held,
    strata: pd.Series[str] | None,
    design: SurveyDesign,
    raking: RakingAccount | None,
) -> DesignAccount:
    spec, sample = source.design, design.sample
    scaled = design.weights[design.weights > 0] / design.weights[design.weights > 0].mean()
    names = [""] if strata is None else list(dict.fromkeys(strata))
    alone = (sample.sampled == 1) & (sample.population > 1)
    total = float(sample.population.sum())
    return DesignAccount(
        n=design.n,
        left_out=int((~held).sum()),
        without_weight=int((design.weights == 0).sum()),
        weight=source.label(spec.weight) if spec.weight else "",
        strata=tuple(source.label(name) for name in spec.strata),
        clusters=source.label(spec.clusters) if spec.clusters else "",
        strata_n=len(names),
        clusters_n=int(sample.sampled.sum()) if spec.clusters else 0,
        single=tuple(str(n) for n, one in zip(names, alone, strict=True) if one),
        population=total if np.isfinite(total) else None,
        smallest=float(scaled.min()) if scaled.size else nan,
        largest=float(scaled.max()) if scaled.size else nan,
        effective_n=design.effective_n,
        raking=raking,
    )
