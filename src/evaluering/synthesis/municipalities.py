"""Fictional municipalities: the represented ones and all the others, with registry values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.registries import Structural
from evaluering.errors import DataError
from evaluering.synthesis.plan import MunicipalityPlan, ValuePlan
from evaluering.synthesis.published import PublishedTable

Generator = np.random.Generator
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FIRST_CODE = 6001
AGES = 106
SCHOOL_AGES = range(6, 16)


@dataclass(frozen=True)
class Fictional:
    """The fictional municipalities."""

    frame: pd.DataFrame
    """One row a municipality: code, name and registry values."""
    ages: Ints
    """Persons by municipality and one-year age (0-104, 105+)."""
    represented: tuple[str, ...]
    """The codes of the represented ones, in the order that they were given."""


def fictional_municipalities(
    plan: MunicipalityPlan,
    table: PublishedTable,
    sizes: Structural,
    represented: pd.DataFrame,
    share: str,
    rng: Generator,
) -> Fictional:
    """Add the other municipalities to the represented ones, with the printed size classes.

    Values hang together as they do in Norway: small municipalities have fewer children and
    higher income per head, and the share of employees in schools follows the share of children.

    Parameters
    ----------
    plan
        How values are drawn.
    table
        The printed number of municipalities by size class.
    sizes
        The size classes.
    represented
        Registry values that are given, one row a represented municipality; population first.
    share
        The variable that is the per cent of school age.
    rng
        The generator.

    Raises
    ------
    DataError
        A size class has fewer municipalities than are represented.
    """
    population = _populations(plan, table, sizes, represented, rng)
    n, given = len(population), len(represented)
    size = np.log(population.astype(np.float64))
    size = (size - size.mean()) / size.std()
    drawn = pd.DataFrame({represented.columns[0]: population})
    for name, values in plan.values.items():
        if values.follows is not None:
            drawn[name] = _following(drawn[values.follows.variable].to_numpy(), values, rng)
            continue
        noise = rng.gumbel(-0.45, 0.78, n) if values.skewed else rng.standard_normal(n)
        free = values.mean + values.with_size * size + values.spread * noise
        free[given:] = _with_extremes(free[given:], *values.extremes)
        drawn[name] = free.round(values.decimals)
        if name in represented:  # exact: a share is a whole number of persons
            drawn.loc[: given - 1, name] = represented[name].to_numpy()
    school = drawn[share].to_numpy()
    ages = np.array([_ages(int(p), c, rng) for p, c in zip(population, school, strict=True)])
    for variable, missing in plan.missing.items():
        others = rng.permutation(np.arange(given, n))
        drawn.loc[others[: missing.others], variable] = np.nan
    order = rng.permutation(n)
    place = np.argsort(order)
    codes = [f"{FIRST_CODE + k}" for k in range(n)]
    frame = drawn.iloc[order].reset_index(drop=True)
    frame.insert(0, "code", codes)
    frame.insert(1, "name", [f"Syntetisk kommune {k:03d}" for k in range(1, n + 1)])
    return Fictional(frame, ages[order], tuple(codes[k] for k in place[: len(represented)]))


def _populations(
    plan: MunicipalityPlan,
    table: PublishedTable,
    sizes: Structural,
    represented: pd.DataFrame,
    rng: Generator,
) -> Ints:
    """Return populations: the represented ones, then the rest of each size class."""
    smallest, largest = plan.population
    limits = [int(c.upto) for c in sizes.classes if c.upto is not None]
    low, high = [smallest, *(limit + 1 for limit in limits)], [*limits, largest]
    given = represented.iloc[:, 0].to_numpy(dtype=np.int64)
    populations = [given]
    for level, count in enumerate(table.column("Antall kommuner").values()):
        rest = int(count) - int(((given >= low[level]) & (given <= high[level])).sum())
        if rest < 0:
            raise DataError(
                table.file,
                f"{int(count)} kommuner i størrelsesklasse {level + 1} er færre enn de som er "
                "representert.",
                "Rett tallet.",
            )
        drawn = np.exp(rng.uniform(np.log(low[level]), np.log(high[level]), rest))
        populations.append(np.clip(np.rint(drawn), low[level], high[level]).astype(np.int64))
    return np.concatenate(populations)


def _with_extremes(values: Floats, low: float, high: float) -> Floats:
    """Return values inside the range, the lowest and the highest at its ends."""
    result = np.clip(values, low, high)
    result[values.argmin()], result[values.argmax()] = low, high
    return result


def _following(leader: Floats, values: ValuePlan, rng: Generator) -> Floats:
    """Return values that have a given correlation with another variable."""
    assert values.follows is not None
    wanted = values.follows.correlation
    z = (leader - leader.mean()) / leader.std()
    noise = rng.standard_normal(len(z))

    def drawn(weight: float) -> Floats:
        mixed = weight * z + np.sqrt(1 - weight**2) * noise
        free = _with_extremes(values.mean + values.spread * mixed, *values.extremes)
        return np.asarray(free.round(values.decimals))

    low, high = -1.0, 1.0
    for _ in range(30):  # bisection: the correlation rises with the weight
        middle = (low + high) / 2
        reached = np.corrcoef(leader, drawn(middle))[0, 1]
        low, high = (middle, high) if reached < wanted else (low, middle)
    return drawn(high)


def _ages(population: int, children: float, rng: Generator) -> Ints:
    """Spread a population over one-year ages with a given per cent at school age."""
    weights = np.concatenate([np.ones(65), np.exp(-0.5 * ((np.arange(65, AGES) - 65) / 14) ** 2)])
    weights *= rng.uniform(0.85, 1.15, AGES)
    school = np.zeros(AGES, dtype=bool)
    school[list(SCHOOL_AGES)] = True
    pupils = round(population * children / 100)
    ages = np.zeros(AGES, dtype=np.int64)
    for mask, total in ((school, pupils), (~school, population - pupils)):
        ages[mask] = rng.multinomial(total, weights[mask] / weights[mask].sum())
    return ages
