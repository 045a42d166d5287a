"""Faults that several kinds can have: names in an exhibit that nothing has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from evaluering.config.divisions import dividing, divisions_of, links_from
from evaluering.config.exhibits.base import Faults, KeyPlace
from evaluering.config.links import candidates

if TYPE_CHECKING:
    from evaluering.config.project import Project


def unlinked(
    project: Project, registry: str | None, index: str | None, stated: str | None, at: KeyPlace
) -> Faults:
    """Yield the fault of an exhibit that no link, or more than one, leads to its registry."""
    if index is not None and (
        index not in project.indices or project.indices[index].group not in project.groups
    ):
        return
    fitting = [link.id for link in candidates(project, registry, index)]
    if stated is not None:
        yield from at.known("link", stated, fitting)
    elif len(fitting) != 1:
        found = "flere koblinger passer" if fitting else "ingen kobling fører dit"
        remedy = fitting or "en kobling i «links» i config/registries.yaml"
        yield at.fault("link", found, remedy)


def undivided(
    project: Project, survey: str, by: str, at: KeyPlace, key: str = "by", link: str | None = None
) -> Faults:
    """Yield a survey that is unknown, what does not divide it, or that several links lead to."""
    if survey not in project.surveys:
        yield at.fault("survey", survey, project.surveys)
        return
    names = divisions_of(project, survey)
    variable = project.surveys[survey].variable(by)
    if variable is not None and variable.kind == "number" and by not in names:
        remedy = (
            f"en variabel med kategorier: del «{by}» i klasser med «cut» under «derived» i "
            "kodeboken, eller vis tallene med number_summary eller histogram"
        )
        yield at.fault(key, f"{by}, som er et tall", remedy)
        return
    yield from at.known(key, by, names)
    if by in names and dividing(project, survey, by, link) is None:
        yield from unlinked_survey(project, survey, by, link, at)


def unlinked_survey(
    project: Project, survey: str, structural: str, stated: str | None, at: KeyPlace
) -> Faults:
    """Yield the fault of a structural variable that no link, or several, lead to from a survey."""
    fitting = [link.id for link in links_from(project, survey, structural)]
    if stated is None:
        yield at.fault("link", "flere koblinger passer", fitting)
    else:
        yield from at.known("link", stated, fitting)


def unframed(project: Project, survey: str, by: str, at: KeyPlace) -> Faults:
    """Yield a survey that is unknown, or a variable of it that no population frame can have."""
    if survey not in project.surveys:
        yield at.fault("survey", survey, project.surveys)
        return
    yield from at.known("by", by, project.surveys[survey].divisions)


def unasked(
    project: Project, items: list[str], groups: list[str], at: KeyPlace, field: str = "items"
) -> Faults:
    """Yield the groups that are unknown, and the items that not all the groups were asked."""
    lacking: dict[str, list[str]] = {}
    surveys = []
    for group in groups:
        if group not in project.groups:
            yield at.fault("groups", group, project.groups)
            continue
        survey = project.surveys.get(project.groups[group].survey)
        if survey is None:
            continue
        surveys.append(survey)
        for item in items:
            if item not in survey.items:
                lacking.setdefault(item, []).append(group)
    shared = [i for s in surveys[:1] for i in s.items if all(i in other.items for other in surveys)]
    for item, without in lacking.items():
        yield at.fault(f"{field} (gruppen {', '.join(without)})", item, shared)


def unindexed(project: Project, group: str, indices: Iterable[str], at: KeyPlace) -> Faults:
    """Yield the indices that are unknown, or are of another group."""
    own = [name for name, index in project.indices.items() if index.group == group]
    yield from at.known("indices", indices, own)
