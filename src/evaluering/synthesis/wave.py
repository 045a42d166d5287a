"""Making a whole synthetic wave: respondents, frames and SSB's replies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluering.checks.claims.claims import Claim
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.config.missing import UNANSWERED
from evaluering.config.project import Project
from evaluering.config.surveys import Survey
from evaluering.data.conditions import meeting
from evaluering.errors import DataError
from evaluering.synthesis.answer_targets import targets as item_targets
from evaluering.synthesis.feasibility import check_printed
from evaluering.synthesis.meeting import answers_meeting
from evaluering.synthesis.membership import membership_frame
from evaluering.synthesis.municipal_link import municipal_link
from evaluering.synthesis.municipalities import Fictional, fictional_municipalities
from evaluering.synthesis.open_answers import add_open_answers
from evaluering.synthesis.plan import MunicipalityPlan, Plan, RepresentativePlan, SurveyPlan
from evaluering.synthesis.published import PublishedTable
from evaluering.synthesis.replies import replies
from evaluering.synthesis.representatives import Representatives, draw_representatives
from evaluering.synthesis.structure import background, route
from evaluering.synthesis.targets import read_targets


@dataclass(frozen=True)
class Sources:
    """What the report prints: tables with corrections applied, texts by id, and claims."""

    tables: Mapping[str, PublishedTable]
    texts: Mapping[str, str]
    claims: Sequence[Claim]


@dataclass(frozen=True)
class SyntheticWave:
    """Everything that is laid in the wave's folder.

    Attributes
    ----------
    respondents
        Answers by survey.
    frames
        Population and membership frames by file name.
    replies
        SSB's replies by file name.
    """

    respondents: Mapping[str, pd.DataFrame]
    frames: Mapping[str, pd.DataFrame]
    replies: Mapping[str, str]


def synthesize(
    project: Project, plan: Plan, printed: Sources, seed: int, progress: Callable[[str], None]
) -> SyntheticWave:
    """Make the wave; the same seed gives the same wave.

    Parameters
    ----------
    project, plan, printed
        The codebooks and exhibits, the choices, and what the report prints.
    seed
        The seed. A draw that meets no solution is followed by the next of the same seed.
    progress
        Is told what goes on.

    Raises
    ------
    DataError
        The printed numbers or the choices cannot be met; the message names what cannot.
    """
    tables = printed.tables
    check_printed(project, plan.report, tables)
    rng = np.random.default_rng([seed, 1])
    surveys = {name: survey.asked for name, survey in project.surveys.items()}
    data = SurveyAnswers(
        frames={
            name: background(surveys[name], survey, tables, rng)
            for name, survey in plan.surveys.items()
        },
        surveys=surveys,
        scales=project.scales,
        groups=project.groups,
        conventions=project.settings.conventions,
    )
    fixed: dict[str, pd.DataFrame] = {}
    made: Mapping[str, str] = {}
    if plan.municipalities is not None and plan.representatives is not None:
        linked = (plan.municipalities, plan.representatives)
        fixed, made = _linked(project, plan, linked, printed, data, seed, rng, progress)
    progress("Svar i alle undersøkelsene")
    data = answers_meeting(data, plan, tables, printed.claims, seed, fixed)
    respondents = {}
    for name, frame in data.frames.items():
        survey, chosen = surveys[name], plan.surveys[name].open_answers
        opened = frame if chosen is None else add_open_answers(frame, survey, chosen, rng)
        respondents[name] = route(opened, survey)
    return SyntheticWave(respondents, _frames(project, plan, tables), made)


def _linked(
    project: Project,
    plan: Plan,
    linked: tuple[MunicipalityPlan, RepresentativePlan],
    printed: Sources,
    data: SurveyAnswers,
    seed: int,
    rng: np.random.Generator,
    progress: Callable[[str], None],
) -> tuple[dict[str, pd.DataFrame], Mapping[str, str]]:
    """Return the answers of those who represent a municipality, and the registry's replies."""
    registry, places = municipal_link(project)[1], linked[0]
    representatives = _representatives(project, plan, linked, printed, data, seed, progress)
    progress("Kommuner")
    fictional = fictional_municipalities(
        places,
        printed.tables[places.count_table],
        next(s for s in registry.structural if s.variable == registry.variables[0].id),
        representatives.municipalities,
        next(v.id for v in registry.variables if v.share_of is not None),
        rng,
    )
    fixed = _seated(project, places, representatives, fictional, data, rng)
    return fixed, replies(fictional, registry)


def _representatives(
    project: Project,
    plan: Plan,
    linked: tuple[MunicipalityPlan, RepresentativePlan],
    printed: Sources,
    data: SurveyAnswers,
    seed: int,
    progress: Callable[[str], None],
) -> Representatives:
    places, drawn = linked
    bounds: dict[str, tuple[float, float]] = {
        municipal_link(project)[1].variables[0].id: places.population,
        **{name: values.extremes for name, values in places.values.items()},
    }
    targets = read_targets(project, plan.report, bounds, printed.tables)
    absent = [text for text in drawn.means.values() if text not in printed.texts]
    if absent:
        raise DataError(
            "config/synthesis.yaml",
            f"«{absent[0]}» finnes ikke i tekst.csv.",
            "Rett representatives.means.",
        )
    means = {index: printed.texts[text] for index, text in drawn.means.items()}
    levels = _levels(project, plan, printed.tables, data)
    return draw_representatives(project, targets, drawn, places, means, levels, seed, progress)


def _levels(
    project: Project, plan: Plan, tables: Mapping[str, PublishedTable], data: SurveyAnswers
) -> dict[str, float]:
    """Return the mean wanted of each item in the smallest group that the linked one is part of."""
    linked = project.groups[municipal_link(project)[0].group]
    frame = data.frames[linked.survey]
    groups = [g for g in project.groups.values() if g.survey == linked.survey]
    columns = project.surveys[linked.survey].columns(project.scales)
    inside = {g.id: meeting(frame, g.where, columns).to_numpy() for g in groups}
    around = [g for g in groups if inside[g.id][inside[linked.id]].all()]
    levels: dict[str, float] = {}
    for battery in project.surveys[linked.survey].batteries:
        scale = project.scales[battery.scale]
        for item in battery.items:
            wanted = (
                t.wanted for t in item_targets(item, around, inside, scale, plan.items, tables)
            )
            level = next((w for w in wanted if isinstance(w, float)), None)
            if level is not None:
                levels[item.name] = level
    return levels


def _seated(
    project: Project,
    places: MunicipalityPlan,
    representatives: Representatives,
    fictional: Fictional,
    data: SurveyAnswers,
    rng: np.random.Generator,
) -> dict[str, pd.DataFrame]:
    """Give each member of the linked group a representative's municipality and answers.

    The survey's frame gets the municipality; the answers are returned as settled.
    """
    link = municipal_link(project)[0]
    group = project.groups[link.group]
    frame = data.frames[group.survey]
    columns = project.surveys[group.survey].columns(project.scales)
    inside = np.flatnonzero(meeting(frame, group.where, columns).to_numpy())
    if len(inside) != len(representatives.places):
        raise DataError(
            "config/synthesis.yaml",
            f"{len(representatives.places)} representanter er ikke de {len(inside)} i gruppen "
            f"«{group.id}».",
            "Rett municipalities.unknown og municipalities.several.",
        )
    column = columns[link.key]
    unanswered = column.missing.stated(UNANSWERED)
    assert unanswered is not None  # the plan is for a key that may be unanswered
    codes = [
        int(fictional.represented[place]) if place >= 0 else unanswered
        for place in representatives.places
    ]
    first_unknown = int((representatives.places >= 0).sum())
    for k in range(places.several):
        codes[first_unknown + k] = int(column.several or unanswered)
    seats = rng.permutation(inside)
    place = pd.Series(pd.NA, index=frame.index, dtype="Int64")
    place.iloc[seats] = codes
    frame[link.key] = place
    settled = representatives.answers.set_axis(frame.index[seats]).reindex(frame.index)
    return {group.survey: settled.astype("Int64")}


def _frames(
    project: Project, plan: Plan, tables: Mapping[str, PublishedTable]
) -> dict[str, pd.DataFrame]:
    frames = {}
    for name, survey in plan.surveys.items():
        population = _population(project.surveys[name], survey, tables)
        if len(population):
            frames[name] = population
        if survey.membership is not None:
            frames[f"{name}-medlemmer"] = membership_frame(tables[survey.membership])
    return frames


def _population(
    survey: Survey, plan: SurveyPlan, tables: Mapping[str, PublishedTable]
) -> pd.DataFrame:
    """Return the population frame: the population column of each margin's table, and the plan's."""
    rows = []
    for margin in plan.margins:
        variable, question = (
            survey.variable(margin.variable),
            survey.multiple_response(margin.variable),
        )
        if question is not None:
            names = {o.label: o.name for o in question.options}
        else:
            assert variable is not None
            names = {label: str(code) for code, label in variable.values.items()}
        table = tables[margin.table]
        rows += [
            {
                "variable": margin.variable,
                "category": name,
                "population": int(table.number(label, "Populasjon")),
            }
            for label, name in names.items()
            if table.has(label, "Populasjon")
        ]
    rows += [
        {"variable": variable, "category": str(code), "population": size}
        for variable, sizes in plan.population.items()
        for code, size in sizes.items()
    ]
    return pd.DataFrame(rows)
