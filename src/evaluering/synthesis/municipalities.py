"""Fictional municipalities: SSB's replies for them, and the respondents who represent one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluering.config.registry import Structural
from evaluering.synthesis.plan import MunicipalityPlan
from evaluering.synthesis.published import PublishedTable

Generator = np.random.Generator

FIRST_CODE = 6001
LARGEST = 280_000
AGES = 106
SCHOOL_AGES = range(6, 16)


@dataclass(frozen=True)
class Fictional:
    """The fictional municipalities.

    Attributes
    ----------
    frame
        One row a municipality: code, name, size class (0 = smallest) and registry values.
    ages
        Persons by municipality and one-year age (0-104, 105+).
    """

    frame: pd.DataFrame
    ages: np.ndarray[tuple[int, int], np.dtype[np.int64]]


def fictional_municipalities(
    plan: MunicipalityPlan,
    tables: Mapping[str, PublishedTable],
    sizes: Structural,
    rng: Generator,
) -> Fictional:
    """Draw municipalities with the printed size classes and plausible registry values.

    Values hang together as they do in Norway: small municipalities have fewer children and
    higher income per head, and the share of employees in schools follows the share of children.
    """
    counts = [int(n) for n in tables[plan.count_table].column("Antall kommuner").values()]
    bounds = [200, *(int(c.upto) for c in sizes.classes if c.upto is not None), LARGEST]
    size_class = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    low = np.array([bounds[0], *(b + 1 for b in bounds[1:-1])])[size_class]
    high = np.array(bounds[1:])[size_class]
    population = np.rint(np.exp(rng.uniform(np.log(low), np.log(high)))).astype(np.int64)
    population = np.clip(population, low, high)
    n = len(population)
    largeness = (np.log(population) - np.log(population).mean()) / np.log(population).std()
    children = np.clip(11.3 + 0.75 * largeness + 1.25 * rng.standard_normal(n), 6.4, 15.6)
    ages = np.array([_ages(p, c, rng) for p, c in zip(population, children, strict=True)])
    employed = 18.6 + 2.0 * (children - 11.3) + 2.6 * rng.standard_normal(n)
    income = 62_000 - 4_500 * largeness + 7_500 * rng.gumbel(0, 0.7, n)
    codes = [f"{FIRST_CODE + k}" for k in range(n)]
    frame = pd.DataFrame(
        {
            "code": codes,
            "name": [f"Syntetisk kommune {k:03d}" for k in range(1, n + 1)],
            "size_class": size_class,
            "folketall": population,
            "andel-sysselsatte": np.clip(employed, 9.4, 31.8).round(1),
            "andel-arbeidsledige": np.clip(rng.gamma(7.5, 0.42, n), 0.4, 8.9).round(1),
            "andel-innvandrere": np.clip(
                9.5 + 2.5 * largeness + 3.5 * rng.standard_normal(n), 2, 35
            ).round(1),
            "netto-driftsresultat": np.clip(2.6 + 2.9 * rng.standard_normal(n), -9, 16).round(1),
            "frie-inntekter": np.clip(income, 39_500, 135_500).round(0),
            "fri-egenkapital": np.clip(9.5 + 7 * rng.standard_normal(n), -14, 45).round(1),
        }
    )
    return Fictional(frame, ages)


def _ages(population: int, children: float, rng: Generator) -> np.ndarray:
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


def represented(
    fictional: Fictional,
    plan: MunicipalityPlan,
    tables: Mapping[str, PublishedTable],
    rng: Generator,
) -> list[str]:
    """Return one municipality a linked respondent, with the printed counts by size class.

    A few municipalities have two respondents; all others one.
    """
    wanted = [int(n) for n in tables[plan.linked_table].column("Antall kommuner").values()]
    doubled = rng.permutation([k for k, n in enumerate(wanted) if n > 1])[: plan.repeated]
    codes: list[str] = []
    for size, count in enumerate(wanted):
        inside = fictional.frame.loc[fictional.frame["size_class"] == size, "code"].to_numpy()
        repeats = int((doubled == size).sum())
        drawn = rng.permutation(inside)[: count - repeats]
        codes += [*drawn, *drawn[:repeats]]
    return list(rng.permutation(codes))


def without_values(
    fictional: Fictional, plan: MunicipalityPlan, linked: list[str], rng: Generator
) -> Fictional:
    """Return the municipalities with the planned number of registry values missing."""
    frame = fictional.frame.copy()
    once = [code for code in dict.fromkeys(linked) if linked.count(code) == 1]
    others = [code for code in frame["code"] if code not in set(linked)]
    for variable, missing in plan.missing.items():
        chosen = [
            *rng.permutation(once)[: missing.linked],
            *rng.permutation(others)[: missing.others],
        ]
        frame.loc[frame["code"].isin(chosen), variable] = np.nan
    return Fictional(frame, fictional.ages)
