"""Faults between the configuration files: names that point at nothing, ids used twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluering.config.exhibits import (
    AnyExhibit,
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
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.waves import Wave

Faults = Iterator[ConfigError]


def cross_check(project: Project) -> Faults:
    """Yield every fault between the files."""
    yield from _surveys(project)
    yield from _groups(project)
    yield from _indices(project)
    yield from _registry(project)
    yield from _waves(project)
    for report in project.reports:
        yield from _report(project, report)
        yield from _template(project, report)
        yield from _exhibits(project, report)


def _surveys(project: Project) -> Faults:
    for name, survey in project.surveys.items():
        file = f"config/surveys/{name}.yaml"
        if survey.id != name:
            yield ConfigError(file, "id", survey.id, f"filnavnet: {name}")
        names = {v.name for v in survey.variables if not v.optional}
        names |= {o.name for m in survey.multiple_responses for o in m.options}
        names |= set(survey.items)
        for number, battery in enumerate(survey.batteries):
            if battery.scale not in project.scales:
                yield ConfigError(file, f"batteries[{number}].scale", battery.scale, project.scales)
        routed = [(f"variables[{n}]", v.asked_if) for n, v in enumerate(survey.variables)]
        routed += [(f"batteries[{n}]", b.asked_if) for n, b in enumerate(survey.batteries)]
        for key, asked_if in routed:
            for variable in asked_if:
                if variable not in names:
                    yield ConfigError(file, f"{key}.asked_if", variable, sorted(names))


def _groups(project: Project) -> Faults:
    for number, group in enumerate(project.groups.values()):
        file, key = "config/groups.yaml", f"groups[{number}]"
        if group.survey not in project.surveys:
            yield ConfigError(file, f"{key}.survey", group.survey, project.surveys)
            continue
        survey = project.surveys[group.survey]
        known = {v.name: set(v.values) for v in survey.variables if not v.optional}
        known |= {o.name: {0, 1} for m in survey.multiple_responses for o in m.options}
        for variable, codes in group.where.items():
            if variable not in known:
                yield ConfigError(file, f"{key}.where", variable, sorted(known))
            elif unknown := set(codes) - known[variable]:
                yield ConfigError(
                    file, f"{key}.where.{variable}", min(unknown), sorted(known[variable])
                )


def _indices(project: Project) -> Faults:
    for number, index in enumerate(project.indices.values()):
        file, key = "config/indices.yaml", f"indices[{number}]"
        if index.group not in project.groups:
            yield ConfigError(file, f"{key}.group", index.group, project.groups)
            continue
        if project.groups[index.group].survey not in project.surveys:
            continue
        survey = project.surveys[project.groups[index.group].survey]
        for item in index.items:
            if item not in survey.items:
                yield ConfigError(file, f"{key}.items", item, survey.items)


def _registry(project: Project) -> Faults:
    file, registry = "config/registry.yaml", project.registry
    variables = [v.id for v in registry.variables]
    for kind, names in {
        "variables": variables,
        "structural": [s.id for s in registry.structural],
    }.items():
        for name in {n for n in names if names.count(n) > 1}:
            yield ConfigError(file, f"{kind}.id", f"«{name}» står flere ganger", "hver id én gang")
    for number, structural in enumerate(registry.structural):
        if structural.variable not in variables:
            yield ConfigError(
                file, f"structural[{number}].variable", structural.variable, variables
            )
    linking = registry.linking
    if linking.group not in project.groups:
        yield ConfigError(file, "linking.group", linking.group, project.groups)
        return
    survey = project.surveys.get(project.groups[linking.group].survey)
    places = [v.name for v in survey.variables if v.kind == "municipality"] if survey else []
    if linking.municipality not in places:
        yield ConfigError(file, "linking.municipality", linking.municipality, places)


def _waves(project: Project) -> Faults:
    if not project.waves and not project.faulty_waves:
        yield ConfigError(
            "config/config.yaml", "waves", "ingen bølger", "minst én mappe data/raw/<bølge>"
        )


def wave_faults(project: Project, name: str, wave: Wave) -> Faults:
    """Yield every fault between a wave and the other files."""
    file = f"data/raw/{name}/wave.yaml"
    if wave.id != name:
        yield ConfigError(file, "id", wave.id, f"mappens navn: {name}")
    for survey in wave.surveys:
        if survey not in project.surveys:
            yield ConfigError(file, "surveys", survey, project.surveys)


def _report(project: Project, report: str) -> Faults:
    """Yield a survey or a wave that a report names and that does not exist."""
    file, spec = f"config/reports/{report}/report.yaml", project.reports[report]
    for survey in spec.surveys or []:
        yield from _known(file, "surveys", survey, list(project.surveys))
    for wave in spec.waves or []:
        yield from _known(file, "waves", wave, [*project.waves, *project.faulty_waves])


def _template(project: Project, report: str) -> Faults:
    name = project.reports[report].word_template
    if name is not None and not (project.root / name).is_file():
        file = f"config/reports/{report}/report.yaml"
        allowed = "en Word-mal (.docx eller .dotx) som finnes, med sti fra prosjektets mappe"
        yield ConfigError(file, "word_template", f"{name} (filen finnes ikke)", allowed)


def _exhibits(project: Project, report: str) -> Faults:
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
    if isinstance(exhibit, Labelled):
        yield from _row_labels(project, exhibit, file, key)
    match exhibit:
        case BatteryExhibit():
            yield from _items_of_groups(
                project, exhibit.item_names, exhibit.groups, file, key, "items"
            )
            if isinstance(exhibit, Likert | Forest | Closeness):
                yield from _one_scale(project, exhibit, file, key)
        case Percentages():
            yield from _items_of_groups(project, [exhibit.item], exhibit.groups, file, key, "item")
        case MultipleResponseTable():
            yield from _multiple_response(project, exhibit, file, key)
        case Crosstab():
            yield from _known(file, f"{key}.index", exhibit.index, list(project.indices))
            yield from _known(file, f"{key}.by", exhibit.by, _structural(project))
        case CorrelationGrid():
            variables = [v.id for v in project.registry.variables]
            for row in exhibit.rows:
                yield from _known(file, f"{key}.rows", row, variables)
            for column in exhibit.columns:
                yield from _known(file, f"{key}.columns", column, list(project.indices))
        case ResponseRates():
            if exhibit.survey is not None and exhibit.by is not None:
                yield from _categories(project, exhibit.survey, exhibit.by, file, key)
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
                yield from _known(
                    file, f"{key}.structural", exhibit.structural, _structural(project)
                )


def _row_labels(project: Project, exhibit: Labelled, file: str, key: str) -> Faults:
    """Yield the row labels that rename no row of the table."""
    if isinstance(exhibit, Crosstab) and exhibit.index in project.indices:
        rows = [c.label for c in project.indices[exhibit.index].classes]
    elif isinstance(exhibit, ResponseRates) and exhibit.survey is None:
        rows = [survey.title for survey in project.surveys.values()]
    elif isinstance(exhibit, ResponseRates) and exhibit.survey in project.surveys:
        survey = project.surveys[str(exhibit.survey)]
        variable = survey.variable(exhibit.by or "")
        question = survey.multiple_response(exhibit.by or "")
        rows = list(variable.values.values()) if variable else []
        rows += [option.label for option in question.options] if question else []
    else:
        return
    for label in exhibit.row_labels:
        yield from _known(file, f"{key}.row_labels", label, rows)


def _known(file: str, key: str, found: str, allowed: list[str]) -> Faults:
    if found not in allowed:
        yield ConfigError(file, key, found, allowed)


def _structural(project: Project) -> list[str]:
    return [s.id for s in project.registry.structural]


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
    allowed = [v.name for v in spec.variables if v.kind == "nominal"]
    allowed += [m.id for m in spec.multiple_responses]
    yield from _known(file, f"{key}.by", by, allowed)


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
