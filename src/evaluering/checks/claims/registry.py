"""The kinds of claim on the municipalities and on the linking to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluering.checks.claims.answers import share_interval
from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.verdicts import CannotTest, Part, within
from evaluering.config.claims.sample import Attrition
from evaluering.config.claims.structure import RegistryCorrelation, RegistryRange, RegistryShare
from evaluering.stats.correlation import pearson

Parts = Iterator[Part]


def _registry_share(claim: RegistryShare, data: ClaimData) -> Parts:
    registry = data.study.project.structural[claim.by][0].id
    frame = data.linked(registry) if claim.of == "linked" else data.units(registry)
    values = frame[claim.by].dropna()
    labels = data.structural_labels(claim.by)
    for name in claim.classes or labels:
        count, n = int((values == [*labels].index(name)).sum()), len(values)
        percent = 100 * count / n if n else nan
        yield Part(
            about={"by": claim.by, "class": labels[name]},
            statistic="percent",
            value=percent,
            holds=within(percent, claim.bounds),
            bounds=claim.bounds,
            n=(n,),
            interval=share_interval(percent, n) if claim.of == "linked" else None,
        )


def _registry_range(claim: RegistryRange, data: ClaimData) -> Parts:
    registry = data.study.project.registry_variables[claim.variable][0].id
    values = data.units(registry)[claim.variable].dropna()
    for bounds, value in ((claim.lowest, values.min()), (claim.highest, values.max())):
        if bounds is not None:
            about = {"variable": claim.variable}
            number = float(value)
            yield Part(about, "registry", number, within(number, bounds), bounds=bounds)


def _registry_correlation(claim: RegistryCorrelation, data: ClaimData) -> Parts:
    first, second = claim.variables
    x, y = (_values(name, data) for name in claim.variables)
    found = pearson(x, y)
    yield Part(
        about={"variable": first},
        statistic="r",
        value=found.r,
        holds=within(found.r, claim.r),
        bounds=claim.r,
        n=(found.n,),
        p=found.p,
        against={"variable": second},
    )


def _attrition(claim: Attrition, data: ClaimData) -> Parts:
    account = data.attrition()
    counts = [*account["steps"].values(), account["units"]]
    names = [*account["steps"], "units"]
    if claim.step not in names:
        raise CannotTest("koblingen har ikke dette steget")
    place = names.index(claim.step)
    value = counts[place - 1] - counts[place] if claim.lost and place else counts[place]
    about = {"step": claim.step}
    statistic = "lost" if claim.lost else "count"
    yield Part(about, statistic, value, within(value, claim.bounds), bounds=claim.bounds)


def _values(variable: str, data: ClaimData) -> npt.NDArray[np.float64]:
    registry = data.study.project.registry_variables[variable][0].id
    values: npt.NDArray[np.float64] = data.units(registry)[variable].to_numpy(np.float64)
    return values


KINDS: Mapping[str, Callable[[Any, ClaimData], Parts]] = {
    "registry_share": _registry_share,
    "registry_range": _registry_range,
    "registry_correlation": _registry_correlation,
    "attrition": _attrition,
}
