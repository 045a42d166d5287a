"""A fingerprint of the configuration that each job depends on.

A job reruns when its fingerprint changes: an edited item label reruns what shows it, an edited
colour only the figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from evaluering.config.exhibits import (
    PRESENTATION,
    AnyExhibit,
    Attrition,
    BatteryExhibit,
    CorrelationGrid,
    Crosstab,
    Diagram,
    Frequencies,
    Membership,
    MultipleResponseTable,
    Percentages,
    Rates,
    ResponseRates,
    TextTable,
)
from evaluering.config.links import link_of, only_link
from evaluering.config.presence import indices_of, links_of, registries_of
from evaluering.config.project import Project
from evaluering.config.surveys import Survey

TEXTS = frozenset({"label", "question", "source", "wording", "title", "respondents", "unit"})

COVERAGE = frozenset({"surveys", "waves"})
"""The keys of a report that decide for which waves it is made, and nothing in it."""


def ingest_fingerprint(project: Project, wave: str, survey: str) -> str:
    """Return the fingerprint of what ingesting a survey depends on: no wordings."""
    columns = [
        [c.name, c.kind, dict(c.values), dict(c.missing.codes), c.missing.ranges, c.minimum,
         c.maximum, c.digits, c.several, c.optional, dict(c.asked_if)]
        for c in project.surveys[survey].columns(project.scales).values()
    ]  # fmt: skip
    spec, book = project.waves[wave], project.surveys[survey]
    return fingerprint(
        columns,
        [book.identifier, book.duplicates, book.repeated_answers, project.settings.missing_kinds],
        [spec.surveys[survey].file, spec.surveys[survey].encoding, spec.source],
        spec.surveys[survey].invited,
    )


def quality_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what the data-quality pages show."""
    project = project.in_language(project.language)
    spec = project.waves[wave]
    surveys = [_dump(survey) for survey in _surveys(project, wave)]
    names = {link.registry for link in links_of(project, wave).values()}
    registries = [project.registries[name].source for name in sorted(names)]
    kinds = project.settings.missing_kinds
    return fingerprint(
        project.language, _dump(spec), surveys, _scales(project, wave), kinds, registries
    )


def registry_fingerprint(project: Project, wave: str, registry: str) -> str:
    """Return the fingerprint of a registry's configuration: no texts and no classes."""
    spec = project.registries[registry]
    content = _dump(spec, {*TEXTS, "structural"})
    return fingerprint(content, project.year(registry, wave), project.waves[wave].source)


def link_fingerprint(project: Project, wave: str, link: str) -> str:
    """Return the fingerprint of what a link depends on."""
    spec = project.links[link]
    group = project.groups[spec.group]
    column = project.surveys[group.survey].columns(project.scales)[spec.key]
    return fingerprint(
        registry_fingerprint(project, wave, spec.registry),
        _dump(spec),
        [group.survey, group.where],
        [column.digits, column.several, dict(column.missing.codes), column.missing.ranges],
    )


def indices_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what a wave's indices depend on: no texts."""
    conventions = project.settings.conventions
    parts: list[Any] = [
        conventions.factor_convention,
        conventions.parallel_draws,
        conventions.parallel_seed,
    ]
    for index in indices_of(project, wave).values():
        group = project.groups[index.group]
        survey = project.surveys[group.survey]
        scales = [project.scales[survey.battery_of(item).scale].codes for item in index.items]
        turned = [survey.items[item].reversed for item in index.items]
        parts.append([_dump(index, TEXTS), group.survey, group.where, scales, turned])
    return fingerprint(*parts)


def results_fingerprint(project: Project, wave: str, report: str, chapter: str) -> str:
    """Return the fingerprint of a chapter's results: nothing that is presentation only."""
    project = project.of_report(report)
    settings = project.settings
    parts: list[Any] = [_dump(settings.conventions), _dump(settings.disclosure)]
    for exhibit in project.chapters[report, chapter].exhibits:
        parts.append([_dump(exhibit, PRESENTATION), _texts_shown(project, wave, exhibit)])
    return fingerprint(*parts)


def figures_fingerprint(project: Project, wave: str, report: str, chapter: str) -> str:
    """Return the fingerprint of how a chapter's figures look."""
    project = project.of_report(report)
    exhibits = [e for e in project.chapters[report, chapter].exhibits if e.is_figure]
    groups = {g for e in exhibits for g in getattr(e, "groups", [])}
    colours = {group: project.groups[group].colour for group in sorted(groups)}
    style = [_dump(project.settings.figures), _dump(project.settings.tables)]
    spoken = [project.reports[report].language, project.waves[wave].stamp]
    return fingerprint(style, colours, spoken, [_dump(e) for e in exhibits])


def tables_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of how a report's tables look."""
    project = project.of_report(report)
    exhibits = [_dump(e) for e in project.exhibits(report) if not e.is_figure]
    spec, data = project.reports[report], project.waves[wave]
    style = _dump(project.settings.tables)
    return fingerprint(exhibits, spec.title, spec.language, data.title, data.stamp, style)


def report_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of what the report's own text shows."""
    project = project.of_report(report)
    settings = project.settings
    return fingerprint(
        _dump(project.reports[report], COVERAGE),
        [_dump(settings.conventions), _dump(settings.disclosure)],
        [survey.title for survey in _surveys(project, wave)],
        [[_dump(k), project.groups[k.group].label] for k in links_of(project, wave).values()],
        _dump(project.waves[wave]),
        [_dump(e) for e in project.exhibits(report)],
        _index_texts(project, wave),
        [_dump(registry) for registry in registries_of(project, wave).values()],
        project.settings.missing_kinds,
    )


def check_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of all that a claim or a printed number may be held against."""
    project = project.of_report(report)
    here = project.waves[wave].surveys
    return fingerprint(
        _dump(project.reports[report], COVERAGE),
        _dump(project.waves[wave]),
        [_dump(e) for e in project.exhibits(report)],
        [_dump(project.settings.conventions), _dump(project.settings.disclosure)],
        [_dump(survey) for survey in _surveys(project, wave)],
        _scales(project, wave),
        [_dump(g, ("colour",)) for g in project.groups.values() if g.survey in here],
        [_dump(index) for index in indices_of(project, wave).values()],
        [_dump(registry) for registry in registries_of(project, wave).values()],
        [_dump(link) for link in links_of(project, wave).values()],
    )


def appendix_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what the pages on the indices show."""
    project = project.in_language(project.language)
    return fingerprint(
        project.language,
        _dump(project.waves[wave]),
        _dump(project.settings.figures),
        _index_texts(project, wave),
    )


def index_fingerprint(project: Project) -> str:
    """Return the fingerprint of the page that leads to everything."""
    project = project.in_language(project.language)
    return fingerprint(
        project.language,
        [_dump(wave) for wave in project.waves.values()],
        [_dump(report) for report in project.reports.values()],
        [survey.title for survey in project.surveys.values()],
        [index.label for index in project.indices.values()],
        [[e.id, e.number, e.title] for r in project.reports for e in project.exhibits(r)],
        project.settings.figures.formats,
    )


def _texts_shown(project: Project, wave: str, exhibit: AnyExhibit) -> Any:
    """Return what an exhibit takes from the codebooks, the indices and the registry."""
    match exhibit:
        case BatteryExhibit() | Percentages():
            names = [exhibit.item] if isinstance(exhibit, Percentages) else exhibit.item_names
            groups = [project.groups[g] for g in exhibit.groups]
            return [
                [
                    [_dump(g, {"colour"}), project.surveys[g.survey].items[n].label,
                     _dump(project.scales[project.surveys[g.survey].battery_of(n).scale])]
                    for n in names
                ]
                for g in groups
            ]  # fmt: skip
        case MultipleResponseTable():
            question = project.surveys[exhibit.survey].multiple_response(exhibit.question)
            return _dump(question) if question else None
        case ResponseRates():
            if exhibit.survey is None or exhibit.by is None:
                return [
                    [s.title for s in _surveys(project, wave)],
                    _dump(project.waves[wave]),
                ]
            return [_dump(project.waves[wave]), _categories(project, exhibit.survey, exhibit.by)]
        case Rates():
            return [
                [project.surveys[panel.survey].title, _dump(project.waves[wave]),
                 _categories(project, panel.survey, panel.by)]
                for panel in exhibit.panels
            ]  # fmt: skip
        case Attrition():
            link = only_link(project, exhibit.link)
            unit, group = project.registries[link.registry].unit, project.groups[link.group]
            title = project.surveys[group.survey].title
            return [_dump(project.waves[wave]), _dump(link), _dump(unit), title]
        case Crosstab():
            registry, structural = project.structural[exhibit.by]
            link = link_of(project, registry.id, exhibit.index, exhibit.link)
            index = project.indices[exhibit.index]
            return [_dump(structural), _dump(index), _dump(link), project.year(registry.id, wave)]
        case Frequencies() if exhibit.index is not None:
            return _dump(project.indices[exhibit.index])
        case Frequencies():
            registry, structural = project.structural[str(exhibit.structural)]
            variable = registry.variable(structural.variable)
            return [_dump(structural), _dump(registry.unit), variable.decimals]
        case Membership() | Diagram() | TextTable():
            return None
        case CorrelationGrid():
            rows = [project.registry_variables[row] for row in exhibit.rows]
            return [
                [[_dump(v), project.year(r.id, wave)] for r, v in rows],
                [_dump(project.indices[column]) for column in exhibit.columns],
                [_dump(link) for link in project.links.values()],
            ]


def _scales(project: Project, wave: str) -> list[Any]:
    """Return the scales of the surveys that a wave has."""
    used = {battery.scale for survey in _surveys(project, wave) for battery in survey.batteries}
    return [_dump(scale) for name, scale in project.scales.items() if name in used]


def _surveys(project: Project, wave: str) -> list[Survey]:
    """Return the surveys that a wave has."""
    present = project.waves[wave].surveys
    return [survey for name, survey in project.surveys.items() if name in present]


def _categories(project: Project, survey: str, by: str) -> Any:
    """Return the variable or the multiple-response question that divides a survey."""
    spec = project.surveys[survey]
    variable = spec.variable(by) or spec.multiple_response(by)
    return _dump(variable) if variable else None


def _index_texts(project: Project, wave: str) -> Any:
    """Return the indices that a wave has, with the texts of their items."""
    texts = {}
    for index in indices_of(project, wave).values():
        items = project.surveys[project.groups[index.group].survey].items
        texts[index.id] = [_dump(index), [items[name].label for name in index.items]]
    return texts


def _dump(model: BaseModel, without: Iterable[str] = ()) -> Any:
    return _strip(model.model_dump(mode="json"), frozenset(without))


def _strip(value: Any, without: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {k: _strip(v, without) for k, v in value.items() if k not in without}
    if isinstance(value, list):
        return [_strip(inner, without) for inner in value]
    return value


def fingerprint(*parts: Any) -> str:
    """Return a digest of plain data."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
