"""Making a whole synthetic wave: respondents, frames and SSB's replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluering.config.project import Project
from evaluering.config.surveys import Column, Survey
from evaluering.synthesis.answers import add_answers, add_open_answers
from evaluering.synthesis.municipalities import (
    fictional_municipalities,
    represented,
    without_values,
)
from evaluering.synthesis.plan import MunicipalityPlan, Plan, SurveyPlan
from evaluering.synthesis.published import PublishedTable
from evaluering.synthesis.replies import replies
from evaluering.synthesis.structure import background, route


@dataclass(frozen=True)
class SyntheticWave:
    """Everything that is laid in the wave's folder.

    Attributes
    ----------
    respondents, frames
        Answers and population frame by survey.
    replies
        SSB's replies by file name.
    """

    respondents: Mapping[str, pd.DataFrame]
    frames: Mapping[str, pd.DataFrame]
    replies: Mapping[str, str]


def synthesize(
    project: Project, plan: Plan, tables: Mapping[str, PublishedTable], seed: int
) -> SyntheticWave:
    """Make the wave; the same seed gives the same wave."""
    streams = iter(np.random.default_rng(seed).spawn(len(plan.surveys) + 1))
    registry = project.registry
    sizes = next(s for s in registry.structural if s.variable == registry.variables[0].id)
    rng = next(streams)
    fictional = fictional_municipalities(plan.municipalities, tables, sizes, rng)
    linked = represented(fictional, plan.municipalities, tables, rng)
    fictional = without_values(fictional, plan.municipalities, linked, rng)
    respondents = {}
    for name, survey_plan in plan.surveys.items():
        survey, rng = project.surveys[name], next(streams)
        frame = background(survey, survey_plan, tables, rng)
        group = project.groups[registry.linking.group]
        if group.survey == name:
            place = registry.linking.municipality
            member = frame[list(group.where)].eq(1).all(axis=1).to_numpy()
            frame[place] = _places(
                member, linked, plan.municipalities, survey.columns(project.scales)[place], rng
            )
        groups = [g for g in project.groups.values() if g.survey == name]
        frame = add_answers(frame, survey, project.scales, groups, plan.items, tables, rng)
        frame = add_open_answers(frame, survey, survey_plan.open_answers, rng)
        respondents[name] = route(frame, survey)
    return SyntheticWave(
        respondents=respondents,
        frames={n: _frame(project.surveys[n], p, tables) for n, p in plan.surveys.items()},
        replies=replies(fictional, registry),
    )


def _places(
    member: np.ndarray,
    linked: list[str],
    plan: MunicipalityPlan,
    column: Column,
    rng: np.random.Generator,
) -> pd.Series:
    """Give each representative a municipality, several, or none; the others are not asked."""
    unanswered = next(code for code, kind in column.missing.items() if kind == "ubesvart")
    codes = [int(code) for code in linked]
    codes += [column.several or unanswered] * plan.several + [unanswered] * plan.unknown
    places = pd.Series(pd.NA, index=range(len(member)), dtype="Int64")
    places[member] = rng.permutation(codes)
    return places


def _frame(survey: Survey, plan: SurveyPlan, tables: Mapping[str, PublishedTable]) -> pd.DataFrame:
    """Return the population frame: the population column of each margin's table."""
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
    return pd.DataFrame(rows)
