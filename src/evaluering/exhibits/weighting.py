"""The weights behind an exhibit's numbers: which, of whom, and what a reader is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.reads import read_by
from evaluering.data.design import DesignAccount
from evaluering.data.wave_data import WaveData
from evaluering.message import Message, message
from evaluering.stats.arguments import Values
from evaluering.stats.design import SurveyDesign, joined
from evaluering.stats.design_means import DesignMean, design_mean, design_proportion
from evaluering.stats.sampling import survey_design

Numbers = dict[str, float | None]


def design_for(exhibit: Exhibit, data: WaveData, group: str) -> SurveyDesign | None:
    """Return the design that a group's numbers are weighted by; None where they are not.

    It has a row for each of the group's `answers`, and weights whose mean is 1 in the survey.
    """
    survey = data.group(group).survey
    if not exhibit.weighs(data.project, survey):
        return None
    return _of_mean_1(data, survey, data.design_of(group))


def design_in(
    exhibit: Exhibit, data: WaveData, survey: str, frame: pd.DataFrame
) -> SurveyDesign | None:
    """Return the design of rows of a survey's respondents; None where nothing is weighted."""
    if not exhibit.weighs(data.project, survey):
        return None
    return _of_mean_1(data, survey, data.design_among(survey, frame))


def design_at(
    exhibit: Exhibit, data: WaveData, survey: str, respondents: pd.Series[str]
) -> SurveyDesign | None:
    """Return the design of respondents by identifier; None where nothing is weighted."""
    if not exhibit.weighs(data.project, survey):
        return None
    return _of_mean_1(data, survey, data.design_at(survey, respondents))


def _of_mean_1(data: WaveData, survey: str, design: SurveyDesign) -> SurveyDesign:
    whole = data.weighed(survey).design
    return replace(design, weights=design.weights * (whole.n / whole.total)) if whole.n else design


def together(designs: Sequence[SurveyDesign | None], sizes: Sequence[int]) -> SurveyDesign | None:
    """Return the design of several groups after each other; None where none is weighted.

    Those of a survey without weights count 1 each, as a simple sample of their own.
    """
    if all(design is None for design in designs):
        return None
    pairs = zip(designs, sizes, strict=True)
    return joined([survey_design(np.ones(n)) if own is None else own for own, n in pairs])


def weighted_share(ticks: pd.Series[bool] | np.ndarray, design: SurveyDesign) -> Numbers:
    """Return the per cent of those with a tick, its error, limits and effective n."""
    return in_percent(design_proportion(np.asarray(ticks, dtype=float), design))


def percents(who: np.ndarray, base: np.ndarray, design: SurveyDesign | None) -> Numbers:
    """Return the per cent of a base, weighted where there is a design of all.

    Parameters
    ----------
    who, base
        Who is counted, and of whom, shape (n,).
    """
    if design is None:
        n, whole = int((who & base).sum()), int(base.sum())
        return {"percent": 100 * n / whole if whole else None}
    return weighted_share(who[base], design.within(base))


def weighted_mean(values: Values, design: SurveyDesign) -> Numbers:
    """Return a weighted mean and SD, with the mean's error, limits and effective n."""
    found = design_mean(values, design)
    numbers = {
        "mean": found.mean,
        "sd": found.sd,
        "standard_error": found.standard_error,
        "lower": found.interval.lower,
        "upper": found.interval.upper,
        "effective_n": found.effective_n,
    }
    return {name: None if isnan(value) else value for name, value in numbers.items()}


def in_percent(found: DesignMean) -> Numbers:
    """Return a proportion's numbers as a result has them."""
    numbers = {
        "percent": 100 * found.mean,
        "standard_error": 100 * found.standard_error,
        "lower": 100 * found.interval.lower,
        "upper": 100 * found.interval.upper,
        "effective_n": found.effective_n,
    }
    return {name: None if isnan(value) else value for name, value in numbers.items()}


def weighting_notes(exhibit: Exhibit, data: WaveData) -> tuple[Message, ...]:
    """Return what a reader must know of the weights: by what, effective n, errors, who is out."""
    read = read_by(exhibit, data.project, data.wave.id)
    surveys = sorted(read.designs)
    if exhibit.weighted and not surveys and read.all_surveys(data.project):
        return (message("not_weighted"),)
    others = sorted(read.all_surveys(data.project) - read.designs) if surveys else []
    notes = [
        message("of_survey", survey=data.project.surveys[name].title, note=message("not_weighted"))
        for name in others
    ]
    for survey in surveys:
        account = data.weighed(survey).account
        design = data.project.surveys[survey].design
        assert design is not None
        own = list(_told(account, design.single_unit))
        title = data.project.surveys[survey].title
        several = len(read.all_surveys(data.project)) > 1
        notes += [message("of_survey", survey=title, note=n) if several else n for n in own]
    return tuple(notes)


def _told(account: DesignAccount, single_unit: str) -> Iterator[Message]:
    raking = account.raking
    effective = round(account.effective_n)
    yield message("weighted_by", by=_by(account), n=account.n, effective=effective)
    yield message("design_errors", parts=tuple(_parts(account)))
    if account.left_out:
        yield message("design_left_out", n=account.left_out)
    if account.without_weight > account.left_out:
        yield message("design_zero", n=account.without_weight - account.left_out)
    if account.single:
        yield message(f"design_single_{single_unit}", labels=account.single)
    if raking and raking.not_raked:
        yield message("design_not_raked", n=raking.not_raked)
    if raking and raking.at_limits:
        yield message("design_at_limits", n=raking.at_limits)
    if raking and raking.empty:
        yield message("design_empty", labels=raking.empty)


def _by(account: DesignAccount) -> Message:
    labels = account.raking.variables if account.raking else ()
    if labels and account.weight:
        return message("weighted_by_both", label=account.weight, labels=labels)
    if labels:
        return message("weighted_by_raking", labels=labels)
    if account.weight:
        return message("weighted_by_variable", label=account.weight)
    known = account.population is not None
    return message("weighted_by_population" if known else "weighted_by_nothing")


def _parts(account: DesignAccount) -> Iterator[Message]:
    if account.weight or account.raking or account.population is not None:
        yield message("design_weights")
    if account.strata:
        yield message("design_strata", labels=account.strata, n=account.strata_n)
    if account.clusters:
        yield message("design_clusters", label=account.clusters, n=account.clusters_n)
    if account.population is not None:
        yield message("design_population", n=round(account.population))
    if account.raking:
        yield message("design_raking")
