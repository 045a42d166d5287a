"""Faults between the configuration files: names that point at nothing, ids used twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from evaluering.config.change_faults import change_faults
from evaluering.config.derived_faults import derived_faults
from evaluering.config.design import design_faults
from evaluering.config.exhibit_faults import exhibit_faults
from evaluering.config.filter_faults import (
    filter_faults,
    surveys_of_report,
    within_faults,
)
from evaluering.config.index_faults import index_faults
from evaluering.config.joining_faults import joining_faults
from evaluering.config.missing import ROLES
from evaluering.config.report_faults import report_faults
from evaluering.config.reserved import reserved_faults
from evaluering.config.surveys import (
    Battery,
    Item,
    MultipleResponse,
    OpenQuestion,
    Option,
    Survey,
    Variable,
)
from evaluering.config.theme import theme_of
from evaluering.config.theme_faults import theme_faults
from evaluering.config.unit_reports import unit_faults
from evaluering.config.wave_codebooks import wave_order
from evaluering.errors import ConfigError
from evaluering.languages import is_ours, read

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.waves import Wave

SETTINGS = "config/config.yaml"
SMALLEST = 6
"""No text of a figure is smaller than this, in points."""

Faults = Iterator[ConfigError]


def cross_check(project: Project) -> Faults:
    """Yield every fault between the files."""
    yield from reserved_faults(project)
    yield from _languages(project)
    yield from _style(project)
    yield from theme_faults(project)
    yield from _surveys(project)
    yield from _waves(project)
    if not project.surveys:  # what all else refers to is in them
        return
    yield from _groups(project)
    yield from _indices(project)
    yield from _registries(project)
    for report in project.reports:
        yield from report_faults(project, report)
        yield from unit_faults(project, report)
        yield from _template(project, report)
        yield from joining_faults(project, report)
        faults = list(exhibit_faults(project, report))
        yield from faults
        if project.reports[report].where and not faults:
            yield from _report_filter(project, report)


def _report_filter(project: Project, report: str) -> Faults:
    file, where = f"config/reports/{report}/report.yaml", project.reports[report].where
    yield from within_faults(project, where, surveys_of_report(project, report), file, "where")


def survey_file(survey: str) -> str:
    """Return the file with a survey's codebook, from the project's root."""
    return f"config/surveys/{survey}.yaml"


def _languages(project: Project) -> Faults:
    """Yield the faults of language files that packages have; ours are held by tests."""
    for tag in {project.language, *(report.language for report in project.reports.values())}:
        if not is_ours(tag):
            try:
                read(tag)
            except ConfigError as error:
                yield error


def _style(project: Project) -> Faults:
    style = project.settings.figures
    sizes = {theme_of(project, name).sizes.all for name in (None, *project.reports)}
    narrowest, size = style.narrowest_cm * max(sizes), style.font_size * max(sizes)
    if min(sizes) * style.font_size < SMALLEST:
        found = f"{min(sizes):g}, med «font_size» {style.font_size:g} i figurene"
        yield ConfigError(SETTINGS, "theme.sizes.all", found, f"minst {SMALLEST} punkt i alt")
    if style.width_cm < narrowest:
        found = f"{style.width_cm:g} cm, med skriftstørrelse {size:g}"
        allowed = f"minst {narrowest:g} cm for så stor skrift: stolpene må få plass"
        yield ConfigError(SETTINGS, "figures.width_cm", found, allowed)


def _surveys(project: Project) -> Faults:
    if not project.surveys:
        yield ConfigError(
            "config/surveys", "", "ingen undersøkelser",
            "minst én kodebok, <undersøkelse>.yaml; se README.md i prosjektets mappe",
        )  # fmt: skip
    kinds = {*ROLES, *project.settings.missing_kinds}
    for kind in project.settings.missing_kinds:
        if kind in ROLES:
            yield ConfigError(SETTINGS, "missing_kinds", kind, f"andre navn enn {', '.join(ROLES)}")
    for name, survey in project.surveys.items():
        file = survey_file(name)
        if survey.id != name:
            yield ConfigError(file, "id", survey.id, f"filnavnet: {name}")
        derived = {own.name for own in survey.derived}  # not made yet when routing is looked at
        known = {name: codes for name, codes in _codes(survey).items() if name not in derived}
        for number, battery in enumerate(survey.batteries):
            if battery.scale not in project.scales:
                yield ConfigError(file, f"batteries[{number}].scale", battery.scale, project.scales)
            elif battery.scale in project.scales:
                codes = project.scales[battery.scale].codes
                known |= {item.name: set(codes) for item in battery.items}
        for key, part in _parts(survey):
            yield from _conditions(file, f"{key}.asked_if", part.asked_if, known)
            if part.since is not None and part.since not in wave_order(project):
                yield ConfigError(file, f"{key}.since", part.since, wave_order(project))
        if all(battery.scale in project.scales for battery in survey.batteries):
            wrong = list(derived_faults(project, survey, file))
            yield from wrong or design_faults(survey, survey.columns(project.scales), file)
        for number, variable in enumerate(survey.variables):
            yield from _kinds(file, f"variables[{number}].missing", variable.missing, kinds)
        for number, question in enumerate(survey.multiple_responses):
            key = f"multiple_responses[{number}].missing"
            yield from _kinds(file, key, question.missing, kinds)
    for scale in project.scales.values():
        file, key = _place(project, "scales", scale.id)
        yield from _kinds(file, f"{key}.missing", scale.missing, kinds)


def _parts(
    survey: Survey,
) -> Iterator[tuple[str, Variable | MultipleResponse | Option | Battery | Item | OpenQuestion]]:
    """Yield each part of a codebook that is asked of somebody and in some wave, with its key."""
    yield from ((f"variables[{n}]", variable) for n, variable in enumerate(survey.variables))
    for n, question in enumerate(survey.multiple_responses):
        key = f"multiple_responses[{n}]"
        yield key, question
        yield from ((f"{key}.options[{k}]", own) for k, own in enumerate(question.options))
    for n, battery in enumerate(survey.batteries):
        yield f"batteries[{n}]", battery
        items = enumerate(battery.items)
        yield from ((f"batteries[{n}].items[{k}]", item) for k, item in items)
    yield from ((f"open_questions[{n}]", own) for n, own in enumerate(survey.open_questions))


def _kinds(file: str, key: str, missing: Mapping[int | str, str], known: set[str]) -> Faults:
    for code, kind in missing.items():
        if kind not in known:
            yield ConfigError(file, f"{key}.{code}", kind, sorted(known))


def _codes(survey: Survey) -> dict[str, set[int]]:
    """Return the codes of every variable and box that may tell respondents apart."""
    known = {v.name: set(v.values) for v in survey.background if v.kind == "nominal"}
    return known | {o.name: {0, 1} for m in survey.multiple_responses for o in m.options}


def _conditions(
    file: str, key: str, where: Mapping[str, list[int]], known: Mapping[str, set[int]]
) -> Faults:
    for variable, codes in where.items():
        if variable not in known:
            yield ConfigError(file, key, variable, sorted(known))
        elif not codes:
            yield ConfigError(file, f"{key}.{variable}", "ingen koder", sorted(known[variable]))
        elif unknown := set(codes) - known[variable]:
            yield ConfigError(file, f"{key}.{variable}", min(unknown), sorted(known[variable]))


def _place(
    project: Project, part: Literal["scales", "groups", "indices"], name: str
) -> tuple[str, str]:
    """Return the file and the key of a part by id: its survey's own, or the file that all share."""
    for stem, survey in project.surveys.items():
        own = [each.id for each in getattr(survey, part)]
        if name in own:
            return survey_file(stem), f"{part}[{own.index(name)}]"
    return f"config/{part}.yaml", f"{part}[{list(getattr(project, part)).index(name)}]"


def _groups(project: Project) -> Faults:
    for group in project.groups.values():
        file, key = _place(project, "groups", group.id)
        if group.survey not in project.surveys:
            if file not in map(survey_file, project.surveys):  # else the survey's own id is wrong
                yield ConfigError(file, f"{key}.survey", group.survey, project.surveys)
            continue
        if isinstance(group.where, str):
            yield from filter_faults(project, group.survey, group.where, file, f"{key}.where")
        else:
            known = _codes(project.surveys[group.survey])
            yield from _conditions(file, f"{key}.where", group.where, known)


def _indices(project: Project) -> Faults:
    for index in project.indices.values():
        file, key = _place(project, "indices", index.id)
        if index.group not in project.groups:
            yield ConfigError(file, f"{key}.group", index.group, project.groups)
            continue
        if project.groups[index.group].survey not in project.surveys:
            continue
        survey = project.surveys[project.groups[index.group].survey]
        for item in index.items:
            if item not in survey.items:
                yield ConfigError(file, f"{key}.items", item, survey.items)
        yield from index_faults(index, survey, project.scales, file, key)


def _registries(project: Project) -> Faults:
    file = "config/registries.yaml"
    for number, registry in enumerate(project.registries.values()):
        names = [v.id for v in registry.variables]
        for place, structural in enumerate(registry.structural):
            if structural.variable not in names:
                key = f"registries[{number}].structural[{place}].variable"
                yield ConfigError(file, key, structural.variable, names)
    for number, link in enumerate(project.links.values()):
        key = f"links[{number}]"
        if link.registry not in project.registries:
            yield ConfigError(file, f"{key}.registry", link.registry, project.registries)
        if link.group not in project.groups:
            yield ConfigError(file, f"{key}.group", link.group, project.groups)
            continue
        survey = project.surveys.get(project.groups[link.group].survey)
        if survey is None:
            continue
        keys = [v.name for v in survey.variables if v.kind == "key"]
        if link.key not in keys:
            variable = survey.variable(link.key)
            found = f"{link.key} (kind: {variable.kind})" if variable else link.key
            allowed = ", ".join(keys) or "ingen: gi variabelen «kind: key» i kodeboken"
            yield ConfigError(file, f"{key}.key", found, f"variabler av kind: key ({allowed})")


def _waves(project: Project) -> Faults:
    if not project.waves and not project.faulty_waves:
        yield ConfigError(
            SETTINGS, "waves", "ingen bølger",
            "minst én mappe data/raw/<bølge> med wave.yaml og datafil",
        )  # fmt: skip


def wave_faults(project: Project, name: str, wave: Wave) -> Faults:
    """Yield every fault between a wave and the other files."""
    if wave.draft:
        yield ConfigError(
            f"data/raw/{name}/wave.yaml", "draft", "true: bølgen er et utkast",
            "at linjen slettes når utkastet er lest gjennom og rettet",
        )  # fmt: skip
    file = f"data/raw/{name}/wave.yaml"
    if wave.id != name:
        yield ConfigError(file, "id", wave.id, f"mappens navn: {name}")
    for survey in wave.surveys:
        if project.surveys and survey not in project.surveys:
            yield ConfigError(file, "surveys", survey, project.surveys)
    yield from change_faults(project, name)
    if isinstance(wave.registry_year, dict):
        for registry in wave.registry_year:
            if registry not in project.registries:
                yield ConfigError(file, "registry_year", registry, project.registries)


def _is_word(path: Path) -> bool:
    """Return whether a file is a whole Word document, or a template of one."""
    try:
        with ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist() and archive.testzip() is None
    except (OSError, BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError):
        return False


def _template(project: Project, report: str) -> Faults:
    name = project.reports[report].word_template
    if name is None:
        return
    there = (project.root / name).is_file()
    if not there or not _is_word(project.root / name):
        found = "filen er ikke et Word-dokument" if there else "filen finnes ikke"
        file = f"config/reports/{report}/report.yaml"
        allowed = "en Word-mal (.docx eller .dotx) som finnes, med sti fra prosjektets mappe"
        yield ConfigError(file, "word_template", f"{name} ({found})", allowed)
