"""Faults between exhibits and the other files: names in an exhibit that point at nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluering.config.exhibit_faults import drawing_faults
from evaluering.config.exhibits import (
    AnyExhibit,
    Attrition,
    BatteryExhibit,
    Closeness,
    CorrelationGrid,
    Crosstab,
    Forest,
    Frequencies,
    Labelled,
    Likert,
    Membership,
    MultipleResponseTable,
    Percentages,
    Rates,
    ResponseRates,
)
from evaluering.config.indices import class_labels
from evaluering.config.links import candidates
from evaluering.config.wordings import wording_faults
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project

Faults = Iterator[ConfigError]


def naming_faults(project: Project, report: str) -> Faults:
    """Yield the names in a report's exhibits that nothing has, and the ids used twice."""
    seen: dict[str, str] = {}
    for heading in project.reports[report].chapters:
        chapter = project.chapters[report, heading.id]
        file = f"config/reports/{report}/exhibits/{heading.id}.yaml"
        for number, exhibit in enumerate(chapter.exhibits):
            key = f"exhibits[{number}]"
            if exhibit.id in seen:
                yield ConfigError(
                    file, f"{key}.id", exhibit.id, f"en id som ikke er brukt i {seen[exhibit.id]}"
                )
            seen.setdefault(exhibit.id, file)
            yield from _exhibit(project, exhibit, file, f"{key} ({exhibit.id})")


def _exhibit(project: Project, exhibit: AnyExhibit, file: str, key: str) -> Faults:
    yield from drawing_faults(exhibit, file, key)
    if isinstance(exhibit, Labelled):
        yield from _row_labels(project, exhibit, file, key)
    match exhibit:
        case BatteryExhibit():
            yield from _items_of_groups(
                project, exhibit.item_names, exhibit.groups, file, key, "items"
            )
            yield from wording_faults(project, exhibit, file, key)
            if isinstance(exhibit, Likert | Forest | Closeness):
                yield from _one_scale(project, exhibit, file, key)
        case Percentages():
            yield from _items_of_groups(project, [exhibit.item], exhibit.groups, file, key, "item")
        case MultipleResponseTable():
            yield from _multiple_response(project, exhibit, file, key)
        case Crosstab():
            yield from _known(file, f"{key}.index", exhibit.index, list(project.indices))
            yield from _known(file, f"{key}.by", exhibit.by, list(project.structural))
            if exhibit.by in project.structural:
                registry = project.structural[exhibit.by][0].id
                yield from _link(project, registry, exhibit.index, exhibit.link, file, key)
        case CorrelationGrid():
            for row in exhibit.rows:
                yield from _known(file, f"{key}.rows", row, list(project.registry_variables))
            for column in exhibit.columns:
                yield from _known(file, f"{key}.columns", column, list(project.indices))
            for label in exhibit.column_labels:
                yield from _known(file, f"{key}.column_labels", label, exhibit.columns)
            known = [r for r in exhibit.rows if r in project.registry_variables]
            registries = dict.fromkeys(project.registry_variables[row][0].id for row in known)
            for registry in registries:
                for column in exhibit.columns:
                    yield from _link(project, registry, column, exhibit.link, file, key)
        case ResponseRates():
            if exhibit.survey is not None and exhibit.by is not None:
                yield from _categories(project, exhibit.survey, exhibit.by, file, key)
            for name in exhibit.surveys:
                yield from _known(file, f"{key}.surveys", name, list(project.surveys))
        case Attrition():
            yield from _link(project, None, None, exhibit.link, file, key)
        case Rates():
            for number, panel in enumerate(exhibit.panels):
                where = f"{key}.panels[{number}]"
                yield from _categories(project, panel.survey, panel.by, file, where)
                yield from _known(file, f"{where}.colour_of", panel.colour_of, list(project.groups))
        case Membership():
            yield from _known(file, f"{key}.survey", exhibit.survey, list(project.surveys))
        case Frequencies():
            if exhibit.index is not None:
                yield from _known(file, f"{key}.index", exhibit.index, list(project.indices))
            if exhibit.structural is not None:
                name = exhibit.structural
                yield from _known(file, f"{key}.structural", name, list(project.structural))
                if name in project.structural and exhibit.units == "respondents":
                    registry = project.structural[name][0].id
                    yield from _link(project, registry, None, exhibit.link, file, key)


def _row_labels(project: Project, exhibit: Labelled, file: str, key: str) -> Faults:
    """Yield the row labels that rename no row of the table."""
    if isinstance(exhibit, Crosstab) and exhibit.index in project.indices:
        rows = list(class_labels(project.indices[exhibit.index].classes))
    elif isinstance(exhibit, ResponseRates) and exhibit.survey is None:
        rows = list(project.surveys)
    elif isinstance(exhibit, ResponseRates) and exhibit.survey in project.surveys:
        rows = list(project.surveys[str(exhibit.survey)].categories(exhibit.by or "") or {})
    else:
        return
    for name in exhibit.row_labels:
        yield from _known(file, f"{key}.row_labels", name, rows)


def _known(file: str, key: str, found: str, allowed: list[str]) -> Faults:
    if found not in allowed:
        yield ConfigError(file, key, found, allowed)


def _link(
    project: Project,
    registry: str | None,
    index: str | None,
    stated: str | None,
    file: str,
    key: str,
) -> Faults:
    """Yield the fault of an exhibit that no link, or more than one, leads to its registry."""
    if index is not None and (
        index not in project.indices or project.indices[index].group not in project.groups
    ):
        return
    fitting = [link.id for link in candidates(project, registry, index)]
    if stated is not None:
        yield from _known(file, f"{key}.link", stated, fitting)
    elif len(fitting) != 1:
        found = "flere koblinger passer" if fitting else "ingen kobling fører dit"
        remedy = fitting or "en kobling i «links» i config/registries.yaml"
        yield ConfigError(file, f"{key}.link", found, remedy)


def _items_of_groups(
    project: Project, items: list[str], groups: list[str], file: str, key: str, field: str
) -> Faults:
    lacking: dict[str, list[str]] = {}
    surveys = []
    for group in groups:
        if group not in project.groups:
            yield ConfigError(file, f"{key}.groups", group, project.groups)
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
        yield ConfigError(file, f"{key}.{field} (gruppen {', '.join(without)})", item, shared)


def _multiple_response(
    project: Project, exhibit: MultipleResponseTable, file: str, key: str
) -> Faults:
    if exhibit.survey not in project.surveys:
        yield ConfigError(file, f"{key}.survey", exhibit.survey, project.surveys)
        return
    questions = [m.id for m in project.surveys[exhibit.survey].multiple_responses]
    yield from _known(file, f"{key}.question", exhibit.question, questions)


def _categories(project: Project, survey: str, by: str, file: str, key: str) -> Faults:
    """Yield a survey that is unknown, or a variable of it that has no categories."""
    if survey not in project.surveys:
        yield ConfigError(file, f"{key}.survey", survey, project.surveys)
        return
    spec = project.surveys[survey]
    yield from _known(file, f"{key}.by", by, spec.divisions)


def _one_scale(project: Project, exhibit: BatteryExhibit, file: str, key: str) -> Faults:
    """Yield the items whose scale is not that of the first one."""
    groups = [project.groups[group] for group in exhibit.groups if group in project.groups]
    surveys = [project.surveys[g.survey] for g in groups if g.survey in project.surveys]
    scales = {
        item: survey.battery_of(item).scale
        for survey in surveys
        for item in exhibit.item_names
        if item in survey.items
    }
    first = next(iter(scales.values()), "")
    for item, scale in scales.items():
        if scale != first:
            yield ConfigError(
                file, f"{key}.items", f"{item} har skalaen «{scale}»", f"ledd på skalaen «{first}»"
            )
