"""What each exhibit reads, and a fingerprint of the configuration that each job depends on.

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
from evaluering.config.project import Project
from evaluering.config.surveys import Survey

TEXTS = frozenset({"label", "question", "source", "wording", "title", "respondents", "unit"})

COVERAGE = frozenset({"surveys", "waves"})
"""The keys of a report that decide for which waves it is made, and nothing in it."""


def surveys_read(project: Project, exhibit: AnyExhibit) -> set[str]:
    """Return the surveys whose respondents an exhibit reads."""
    match exhibit:
        case BatteryExhibit() | Percentages():
            return {project.groups[group].survey for group in exhibit.groups}
        case MultipleResponseTable():
            return {exhibit.survey}
        case ResponseRates():
            return {exhibit.survey} if exhibit.survey else set(project.surveys)
        case Rates():
            return {panel.survey for panel in exhibit.panels}
        case _:
            return set()


def frames_read(exhibit: AnyExhibit) -> set[str]:
    """Return the frames that an exhibit reads: a survey's, or its members'."""
    if isinstance(exhibit, Membership):
        return {exhibit.frame}
    if isinstance(exhibit, Rates):
        return {panel.survey for panel in exhibit.panels}
    return {exhibit.survey} if isinstance(exhibit, ResponseRates) and exhibit.survey else set()


def tables_read(exhibit: AnyExhibit) -> set[str]:
    """Return which of municipalities, linked and indices an exhibit reads."""
    match exhibit:
        case Crosstab() | CorrelationGrid():
            return {"linked", "indices"}
        case Attrition():
            return {"linked"}
        case Frequencies():
            if exhibit.index is not None:
                return {"indices"}
            return {"municipalities" if exhibit.units == "municipalities" else "linked"}
        case _:
            return set()


def ingest_fingerprint(project: Project, wave: str, survey: str) -> str:
    """Return the fingerprint of what ingesting a survey depends on: no wordings."""
    columns = [
        [c.name, c.kind, dict(c.values), dict(c.missing), c.minimum, c.maximum, c.several,
         c.optional, dict(c.asked_if)]
        for c in project.surveys[survey].columns(project.scales).values()
    ]  # fmt: skip
    spec = project.waves[wave]
    return fingerprint(
        columns, spec.surveys[survey].file, spec.surveys[survey].encoding, spec.source
    )


def quality_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what the data-quality pages show."""
    return fingerprint(_dump(project.waves[wave]), [_dump(s) for s in _surveys(project, wave)])


def registry_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of the registry's configuration: no texts and no classes."""
    spec = project.waves[wave]
    return fingerprint(
        _dump(project.registry, {*TEXTS, "structural"}), spec.registry_year, spec.source
    )


def link_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what linking depends on."""
    group = project.groups[project.registry.linking.group]
    return fingerprint(registry_fingerprint(project, wave), group.survey, group.where)


def indices_fingerprint(project: Project) -> str:
    """Return the fingerprint of what the indices depend on: no texts."""
    conventions = project.settings.conventions
    parts: list[Any] = [
        conventions.factor_convention,
        conventions.parallel_draws,
        conventions.parallel_seed,
    ]
    for index in project.indices.values():
        group = project.groups[index.group]
        survey = project.surveys[group.survey]
        scales = [project.scales[survey.battery_of(item).scale].codes for item in index.items]
        turned = [survey.items[item].reversed for item in index.items]
        parts.append([_dump(index, TEXTS), group.survey, group.where, scales, turned])
    return fingerprint(*parts)


def results_fingerprint(project: Project, wave: str, report: str, chapter: str) -> str:
    """Return the fingerprint of a chapter's results: nothing that is presentation only."""
    settings = project.settings
    parts: list[Any] = [_dump(settings.conventions), _dump(settings.disclosure)]
    for exhibit in project.chapters[report, chapter].exhibits:
        parts.append([_dump(exhibit, PRESENTATION), _texts_shown(project, wave, exhibit)])
    return fingerprint(*parts)


def figures_fingerprint(project: Project, wave: str, report: str, chapter: str) -> str:
    """Return the fingerprint of how a chapter's figures look."""
    exhibits = [e for e in project.chapters[report, chapter].exhibits if e.is_figure]
    groups = {g for e in exhibits for g in getattr(e, "groups", [])}
    colours = {group: project.groups[group].colour for group in sorted(groups)}
    style = _dump(project.settings.figures)
    spoken = [project.reports[report].language, project.waves[wave].stamp]
    return fingerprint(style, colours, spoken, [_dump(e) for e in exhibits])


def tables_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of how a report's tables look."""
    exhibits = [_dump(e) for e in project.exhibits(report) if not e.is_figure]
    spec, data = project.reports[report], project.waves[wave]
    return fingerprint(exhibits, spec.title, spec.language, data.title, data.stamp)


def report_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of what the report's own text shows."""
    settings = project.settings
    return fingerprint(
        _dump(project.reports[report], COVERAGE),
        [_dump(settings.conventions), _dump(settings.disclosure)],
        [survey.title for survey in _surveys(project, wave)],
        project.groups[project.registry.linking.group].label,
        _dump(project.waves[wave]),
        [_dump(e) for e in project.exhibits(report)],
        _index_texts(project),
        _dump(project.registry),
    )


def check_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of all that a claim or a printed number may be held against."""
    return fingerprint(
        _dump(project.reports[report], COVERAGE),
        _dump(project.waves[wave]),
        [_dump(e) for e in project.exhibits(report)],
        [_dump(project.settings.conventions), _dump(project.settings.disclosure)],
        [_dump(survey) for survey in _surveys(project, wave)],
        [_dump(scale) for scale in project.scales.values()],
        [_dump(group, ("colour",)) for group in project.groups.values()],
        [_dump(index) for index in project.indices.values()],
        _dump(project.registry),
    )


def appendix_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what the pages on the indices show."""
    return fingerprint(
        _dump(project.waves[wave]), _dump(project.settings.figures), _index_texts(project)
    )


def index_fingerprint(project: Project) -> str:
    """Return the fingerprint of the page that leads to everything."""
    return fingerprint(
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
            return _categories(project, exhibit.survey, exhibit.by)
        case Rates():
            return [
                [project.surveys[panel.survey].title, _dump(project.waves[wave]),
                 _categories(project, panel.survey, panel.by)]
                for panel in exhibit.panels
            ]  # fmt: skip
        case Attrition():
            return [_dump(project.waves[wave]), _dump(project.registry.linking)]
        case Crosstab() | Frequencies():
            wanted = {exhibit.by} if isinstance(exhibit, Crosstab) else {exhibit.structural}
            structural = [_dump(s) for s in project.registry.structural if s.id in wanted]
            index = project.indices.get(exhibit.index or "")
            return [structural, _dump(index) if index else None]
        case Membership() | Diagram() | TextTable():
            return None
        case CorrelationGrid():
            return [
                [_dump(v) for v in project.registry.variables if v.id in exhibit.rows],
                [_dump(project.indices[column]) for column in exhibit.columns],
            ]


def _surveys(project: Project, wave: str) -> list[Survey]:
    """Return the surveys that a wave has."""
    present = project.waves[wave].surveys
    return [survey for name, survey in project.surveys.items() if name in present]


def _categories(project: Project, survey: str, by: str) -> Any:
    """Return the variable or the multiple-response question that divides a survey."""
    spec = project.surveys[survey]
    variable = spec.variable(by) or spec.multiple_response(by)
    return _dump(variable) if variable else None


def _index_texts(project: Project) -> Any:
    """Return the indices with the texts of their items."""
    texts = {}
    for index in project.indices.values():
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
