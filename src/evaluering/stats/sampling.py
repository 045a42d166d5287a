"""Describe how respondents were drawn, and refuse what cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.arguments import (
    FloatArray,
    IntArray,
    Values,
    labelled,
    numeric,
    require_option,
    require_same_length,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.errors import StatisticsError
from evaluering.stats.linearisation import DrawnSample, Lonely

__all__ = ["Population", "survey_design"]

Population: TypeAlias = float | Mapping[object, float] | Sequence[float] | FloatArray
ClusterNames: TypeAlias = Literal["unique", "within_strata"]


def survey_design(
    weights: Values | None,
    *,
    strata: Sequence[object] | None = None,
    clusters: Sequence[object] | None = None,
    population: Population | None = None,
    cluster_names: ClusterNames = "unique",
    lonely: Lonely = "adjust",
    n: int | None = None,
) -> SurveyDesign:
    r"""Describe how respondents were drawn, for estimates with design-based errors.

    The variance of an estimate is that of the total of its linearised scores :math:`u`, over
    strata h with :math:`n_h` of :math:`N_h` clusters drawn:

    .. math::
        V = \sum_h \frac{N_h - n_h}{N_h} \frac{n_h}{n_h - 1}
            \sum_i (u_{hi} - \bar u_h)(u_{hi} - \bar u_h)^T

    Parameters
    ----------
    weights : Values, shape (respondents,), optional
        Numbers of at least 0, not all 0, in any unit. When not given: the inverse of the sampling
        fractions where the population is known, otherwise 1.
    strata, clusters : sequence, shape (respondents,), optional
        Stratum and primary sampling unit of each respondent, none missing. Without clusters every
        respondent is one. Of several stages the first one counts (ultimate clusters).
    population : float, mapping, or sequence of shape (respondents,), optional
        How many clusters (without clusters: people) each stratum has, for the finite population
        correction: a number without strata, a number by stratum, or each respondent's own.
        Infinity is no correction.
    cluster_names : {"unique", "within_strata"}
        Whether the name of a cluster stands for the same one in every stratum, which is then an
        error (R's ``nest = FALSE``), or is counted anew in each (``nest = TRUE``).
    lonely : {"adjust", "average", "remove", "refuse"}
        What a stratum with one cluster contributes: its distance from the mean of all; the average
        of the other strata; nothing; or no estimate at all. R: ``options(survey.lonely.psu)``.
    n : int, optional
        Number of respondents, where neither weights, strata nor clusters say it.

    Returns
    -------
    SurveyDesign
        With one row a respondent, in their order.

    Raises
    ------
    StatisticsError
        Different lengths, a weight that is missing, negative or infinite, weights that are all 0,
        a missing stratum or cluster, a cluster in two strata, a population that is smaller than
        the sample or differs within a stratum, a stratum with one cluster that is refused.

    Notes
    -----
    SPSS: ``CSPLAN ANALYSIS`` with ``ESTIMATOR TYPE=EQUAL_WOR`` or ``WR``. R:
    ``survey::svydesign(ids, strata, weights, fpc)``. Source: Lumley (2010), Complex surveys;
    Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> design = survey_design([1, 1, 2, 2], strata=["a", "a", "b", "b"])
    >>> design.df, round(design.effective_n, 2)
    (2, 3.6)
    """
    require_option("survey_design", "lonely", lonely, Lonely)
    require_option("survey_design", "cluster_names", cluster_names, ClusterNames)
    sized: dict[str, Sized] = {
        name: values
        for name, values in (("strata", strata), ("clusters", clusters))
        if values is not None
    }
    if weights is not None:
        sized = {
            "weights": weights if isinstance(weights, pd.Series) else np.asarray(weights)
        } | sized
    if not sized and n is None:
        raise StatisticsError("survey_design", "n", "be given without weights", "nothing")
    require_same_length("survey_design", **sized)
    size = len(next(iter(sized.values()))) if sized else int(n or 0)
    stratum, names = _codes("strata", strata, size)
    cluster = _clusters(clusters, stratum, cluster_names)
    sampled = _per_stratum(stratum, cluster, len(names))
    sizes = _population(population, stratum, names, sampled)
    if weights is None:
        w = (np.where(np.isinf(sizes), 1.0, sizes / np.maximum(sampled, 1)))[stratum]
    else:
        w = _weights(weights)
    if lonely == "refuse" and (alone := (sampled == 1) & (sizes > 1)).any():
        raise StatisticsError(
            "survey_design",
            "strata",
            "have at least two clusters each, or be treated by lonely",
            f"strata with one: {_some(names[alone])}",
        )
    sample = DrawnSample(stratum, cluster, sampled, sizes, lonely)
    return SurveyDesign(w, np.arange(size), sample)


def _weights(weights: Values) -> FloatArray:
    w = numeric("survey_design", "weights", weights)
    wrong = {
        "missing": int(np.isnan(w).sum()),
        "negative": int((w < 0).sum()),
    }
    if any(wrong.values()):
        told = ", ".join(f"{n} {name}" for name, n in wrong.items() if n)
        raise StatisticsError("survey_design", "weights", "be present and at least 0", told)
    if w.size and not w.any():
        raise StatisticsError("survey_design", "weights", "not all be 0", "zeros only")
    return w


def _codes(argument: str, values: Sequence[object] | None, size: int) -> tuple[IntArray, pd.Index]:
    """Return each respondent's number of what is named, and the names; one name for none."""
    if values is None:
        return np.zeros(size, dtype=np.int64), pd.Index([""])
    codes, names = pd.factorize(labelled(values))
    if missing := int((codes < 0).sum()):
        raise StatisticsError("survey_design", argument, "be complete", f"{missing} missing")
    return codes.astype(np.int64), pd.Index(names)


def _clusters(
    clusters: Sequence[object] | None, stratum: IntArray, naming: ClusterNames
) -> IntArray:
    if clusters is None:
        return np.arange(stratum.size)
    cluster, names = _codes("clusters", clusters, stratum.size)
    pairs = np.unique(stratum * max(len(names), 1) + cluster, return_inverse=True)
    if len(pairs[0]) > len(names) and naming == "unique":
        doubled = len(pairs[0]) - len(names)
        raise StatisticsError(
            "survey_design",
            "clusters",
            "each be in one stratum, or be named within_strata",
            f"{doubled} more in a second stratum",
        )
    numbered: IntArray = pairs[1].reshape(-1).astype(np.int64)
    return numbered


def _per_stratum(stratum: IntArray, cluster: IntArray, strata: int) -> IntArray:
    first = np.unique(cluster, return_index=True)[1]
    counts: IntArray = np.bincount(stratum[first], minlength=strata).astype(np.int64)
    return counts


def _population(
    population: Population | None, stratum: IntArray, names: pd.Index, sampled: IntArray
) -> FloatArray:
    """Return the clusters that each stratum has in the population."""
    if population is None:
        return np.full(len(names), np.inf)
    if isinstance(population, Mapping):
        if lacking := [name for name in names if name not in population]:
            raise StatisticsError(
                "survey_design", "population", "have every stratum", f"not {_some(lacking)}"
            )
        sizes = np.array([population[name] for name in names], dtype=float)
    elif np.ndim(population) == 0:
        if len(names) > 1:
            raise StatisticsError("survey_design", "population", "be by stratum", "one number")
        sizes = np.array([population], dtype=float)
    else:
        own = np.asarray(population, dtype=float)
        require_same_length("survey_design", population=own, strata=stratum)
        sizes = np.full(len(names), np.nan)
        sizes[stratum] = own
        if not np.array_equal(sizes[stratum], own, equal_nan=True):
            raise StatisticsError(
                "survey_design", "population", "be the same in a stratum", "different numbers"
            )
    small = ~(sizes >= sampled)  # NaN as well
    if small.any():
        raise StatisticsError(
            "survey_design",
            "population",
            "be at least as large as the sample in every stratum",
            f"smaller or missing in {_some(names[small])}",
        )
    return sizes


def _some(names: Sequence[object] | pd.Index) -> str:
    """Return the first few names."""
    shown = [str(name) for name in names[:5]]
    return ", ".join(shown) + (" …" if len(names) > 5 else "")
