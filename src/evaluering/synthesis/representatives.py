"""Those who represent a municipality: all of the structural analyses at once.

First the joint distribution of the structural classes, then each index's sums, then the registry
values, and last the items. A draw that some table does not allow is given up for the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.missing import DONT_KNOW, UNANSWERED
from evaluering.config.project import Project
from evaluering.data.reconstruction import whole_sums
from evaluering.errors import DataError
from evaluering.synthesis.items import items_of_sums
from evaluering.synthesis.joint import conflicts, draw_classes, joint_distribution
from evaluering.synthesis.municipal_link import municipal_link
from evaluering.synthesis.plan import MunicipalityPlan, RepresentativePlan
from evaluering.synthesis.published import REMEDY
from evaluering.synthesis.scores import NOT_ANSWERED, scores
from evaluering.synthesis.targets import SCALE, Targets
from evaluering.synthesis.values import Aim, correlated, draw_values, on_grid, r_window

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Generator = np.random.Generator
VALUE_DRAWS = 40
"""Draws of a structural variable's values before the whole attempt is given up."""


@dataclass(frozen=True)
class Representatives:
    """The representatives and the municipalities that they represent."""

    places: Ints
    """Each representative's municipality by row in ``municipalities``; -1 where unknown."""
    municipalities: pd.DataFrame
    """One row a represented municipality, one column a registry variable of the tables."""
    answers: pd.DataFrame
    """One row a representative, one column an item of an index, missing codes included."""


def draw_representatives(
    project: Project,
    targets: Targets,
    plan: RepresentativePlan,
    places: MunicipalityPlan,
    means: Mapping[str, str],
    levels: Mapping[str, float],
    seed: int,
    progress: Callable[[str], None],
) -> Representatives:
    """Draw representatives who give back every table of the structural analyses.

    Parameters
    ----------
    project
        The codebook and registry.
    targets
        What the tables demand.
    plan, places
        The choices, and how many represent no known municipality.
    means
        The printed mean of each index over all representatives.
    levels
        The mean wanted of each item, as it was asked.
    seed
        The same seed gives the same representatives; a draw that fails is followed by the next.
    progress
        Is told what goes on.

    Raises
    ------
    DataError
        No draw meets all demands; the message names those that stand against each other.
    """
    fault = ""
    for attempt in range(plan.attempts):
        rng = np.random.default_rng([seed, attempt])
        progress(f"Forsøk {attempt + 1}: strukturelle klasser")
        classes = _classes(targets, plan, places, rng)
        if classes is None:
            fault = "den samlede fordelingen av strukturelle klasser"
            if attempt == 0:
                _raise_conflicts(targets, places)
            continue
        sums, failed = _all_scores(targets, plan, places, means, classes, rng, progress)
        if failed:
            fault = f"indeksen «{failed}»"
            continue
        progress(f"Forsøk {attempt + 1}: registerverdier")
        municipality = _pairs(classes, places.repeated)
        values, failed = _all_values(project, targets, plan, classes, sums, municipality, rng)
        if failed:
            fault = f"korrelasjonene med «{failed}»"
            continue
        progress(f"Forsøk {attempt + 1}: svar på leddene")
        answers = _answers(project, targets, plan, sums, levels, rng)
        unknown = np.full(places.unknown + places.several, -1)
        return Representatives(np.concatenate([municipality, unknown]), values, answers)
    raise DataError(
        "config/synthesis.yaml",
        f"Ingen av {plan.attempts} forsøk oppfyller tabellene; det siste stanset ved {fault}.",
        "Prøv en annen startverdi, eller øk «attempts» eller «effort».",
    )


def _classes(
    targets: Targets, plan: RepresentativePlan, places: MunicipalityPlan, rng: Generator
) -> Ints | None:
    """Return each linked representative's structural classes."""
    missing = {variable: count.linked for variable, count in places.missing.items()}
    correlations = plan.association_matrix(list(targets.structural))
    cells, base = draw_classes(targets, missing, correlations, plan.extra_cells, rng)
    counts = joint_distribution(targets, missing, cells, base)
    if counts is None:
        return None
    classes = np.repeat(cells, counts, axis=0)
    _, sizes = np.unique(classes, axis=0, return_counts=True)
    return classes if (sizes > 1).sum() >= places.repeated else None


def _raise_conflicts(targets: Targets, places: MunicipalityPlan) -> None:
    """Raise an error if no distribution whatever meets the tables."""
    missing = {variable: count.linked for variable, count in places.missing.items()}
    levels = [
        range(len(s.sizes) + (missing.get(s.variable, 0) > 0)) for s in targets.structural.values()
    ]
    cells = np.array(list(product(*levels)))
    names = conflicts(targets, missing, cells, np.zeros(len(cells), dtype=np.int64))
    if names:
        raise DataError(
            "data/raw/published",
            f"Tabellene kan ikke være sanne samtidig. Dette må vike: {'; '.join(names[:8])}.",
            REMEDY,
        )


def _pairs(classes: Ints, repeated: int) -> Ints:
    """Give each representative a municipality; a few of one cell share theirs."""
    municipality = np.full(len(classes), -1)
    first: dict[tuple[int, ...], int] = {}
    shared: set[tuple[int, ...]] = set()
    count = 0
    for row, cell in enumerate(map(tuple, classes)):
        if cell in first and cell not in shared and len(shared) < repeated:
            shared.add(cell)
            municipality[row] = first[cell]
            continue
        first.setdefault(cell, count)
        municipality[row] = count
        count += 1
    return municipality


def _all_scores(
    targets: Targets,
    plan: RepresentativePlan,
    places: MunicipalityPlan,
    means: Mapping[str, str],
    classes: Ints,
    rng: Generator,
    progress: Callable[[str], None],
) -> tuple[dict[str, Ints], str]:
    """Return every index's sums, and the index that failed, if one did."""
    linked, names = len(classes), list(targets.structural)
    everyone = linked + places.unknown + places.several
    attitude = rng.standard_normal(everyone)
    hesitation = rng.random(everyone)
    result: dict[str, Ints] = {}
    for index in targets.indices.values():
        progress(f"  indeksen «{index.id}»")
        crosstabs = [t for t in targets.crosstabs if t.index == index.id]
        levels = np.full((everyone, len(crosstabs)), -1)
        for column, table in enumerate(crosstabs):
            levels[:linked, column] = classes[:, names.index(table.structural)]
        k, n = len(index.items), sum(index.counts)
        printed = means.get(index.id)
        window = whole_sums(printed, n, k, SCALE) if printed else (n * k, n * k * SCALE[1])
        if window is None:
            raise DataError(
                index.table,
                f"Gjennomsnittet {printed} av indeksen «{index.id}» er utenfor skalaen 1–5.",
                "Rett tallet i tekst.csv.",
            )
        centre = sum(window) / (2 * n)
        sign = -1 if index.id in plan.negative else 1
        own = rng.standard_normal(everyone)
        latent = sign * np.sqrt(plan.attitude) * attitude + np.sqrt(1 - plan.attitude) * own
        wanted = np.clip(centre + k * plan.spread[index.id] * latent, k, SCALE[1] * k)
        inclined = (hesitation + rng.random(everyone)) / 2
        sums = scores(index, crosstabs, levels, wanted, inclined, window, plan.effort)
        if sums is None:
            return {}, index.id
        result[index.id] = sums
    return result, ""


def _all_values(
    project: Project,
    targets: Targets,
    plan: RepresentativePlan,
    classes: Ints,
    sums: Mapping[str, Ints],
    municipality: Ints,
    rng: Generator,
) -> tuple[pd.DataFrame, str]:
    """Return the municipalities' values, and the structural variable that failed, if one did."""
    registry = municipal_link(project)[1]
    variables = {v.id: v for v in registry.variables}
    frame = pd.DataFrame(index=range(municipality.max() + 1))
    size = registry.variables[0].id
    for column, s in enumerate(targets.structural.values()):
        variable = variables[s.variable]
        level = classes[:, column]
        levels = np.full(len(frame), -1)
        levels[municipality] = level
        steps = np.full(len(frame), 10.0**-variable.decimals)
        if variable.share_of is not None:  # a whole number of persons of those who live there
            steps = 100 / frame[size].to_numpy(dtype=np.float64)
        aims = _aims(targets, s.variable, sums, level < len(s.sizes))
        logarithmic = s.variable in plan.logarithmic
        for _ in range(VALUE_DRAWS):
            drawn = draw_values(s, levels, steps, variable.decimals, logarithmic, rng)
            if drawn is None:
                continue
            start, low, high = drawn
            near = correlated(start, low, high, aims, municipality, logarithmic)
            if near is None:
                continue
            exact = on_grid(near, low, high, steps, aims, municipality, rng)
            if exact is not None:
                frame[s.variable] = exact
                break
        else:
            return frame, s.variable
    return frame, ""


def _aims(
    targets: Targets, variable: str, sums: Mapping[str, Ints], known: npt.NDArray[np.bool_]
) -> list[Aim]:
    aims = []
    for target in (c for c in targets.correlations if c.variable == variable):
        linked = sums[target.index][: len(known)]
        has = known & (linked != NOT_ANSWERED)
        try:
            window = r_window(target, int(has.sum()))
        except ValueError as fault:
            raise DataError(
                "data/raw/published",
                f"Korrelasjonen mellom «{variable}» og «{target.index}»: {fault}.",
                REMEDY,
            ) from None
        if window is not None:
            score = np.where(has, linked, np.nan) / len(targets.indices[target.index].items)
            aims.append(Aim(score - np.nanmean(score), *window))
    return aims


def _answers(
    project: Project,
    targets: Targets,
    plan: RepresentativePlan,
    sums: Mapping[str, Ints],
    levels: Mapping[str, float],
    rng: Generator,
) -> pd.DataFrame:
    """Return answers to all items of all indices, negative items as they were asked."""
    columns: dict[str, npt.NDArray[np.int64]] = {}
    for index in targets.indices.values():
        survey = project.surveys[project.groups[project.indices[index.id].group].survey]
        middle = sum(SCALE) / 2
        wanted = [levels.get(item, middle + rng.uniform(-0.3, 0.3)) for item in index.items]
        turned = [survey.items[item].reversed for item in index.items]
        offsets = np.where(turned, sum(SCALE) - np.array(wanted), wanted)
        total, k = sums[index.id], len(index.items)
        answered = total != NOT_ANSWERED
        answers = np.empty((len(total), k), dtype=np.int64)
        answers[answered] = items_of_sums(
            total[answered], offsets, plan.alpha[index.id], SCALE, rng
        )
        # the others answered some of the items, near what those with the index did
        like = rng.choice(np.flatnonzero(answered), (~answered).sum())
        answers[~answered] = answers[like]
        answers = np.where(turned, sum(SCALE) - answers, answers)
        scale = project.scales[survey.battery_of(index.items[0]).scale]
        codes = {kind: code for code, kind in scale.missing_codes.codes.items()}
        for row in np.flatnonzero(~answered):
            blank = rng.random(k) < rng.uniform(0.1, 0.9)
            blank[rng.integers(k)] = True
            unanswered = rng.random(k) < plan.unanswered
            answers[row, blank] = np.where(unanswered, codes[UNANSWERED], codes[DONT_KNOW])[blank]
        columns |= dict(zip(index.items, answers.T, strict=True))
    return pd.DataFrame(columns).astype("Int64")
