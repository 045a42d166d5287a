"""A fingerprint of the configuration that each job depends on.

A job reruns when its fingerprint changes: an edited item label reruns what shows it, an edited
colour only the figures.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Exhibit
from evaluering.config.filters import filter_content, who_is_in
from evaluering.config.presence import indices_of, links_of, registries_of, surveys_in
from evaluering.config.project import Project
from evaluering.config.reads import read_by
from evaluering.config.theme import theme_of

TEXTS = frozenset({"label", "question", "source", "wording", "title", "respondents", "unit"})

COVERAGE = frozenset({"surveys", "waves", "audience", "disclosure", "formats", "units"})
"""The keys of a report that decide for which waves and in which formats it is made, who may see it
and what they may see, and nothing else in it."""


def ingest_fingerprint(project: Project, wave: str, survey: str) -> str:
    """Return the fingerprint of what ingesting a survey depends on: no wordings."""
    spec, book = project.waves[wave], project.surveys[survey]
    columns = [
        [c.name, c.kind, dict(c.values), dict(c.missing.codes), c.missing.ranges, c.minimum,
         c.maximum, c.digits, c.several, c.optional, dict(c.asked_if), c.column, dict(c.in_file),
         dict(c.texts), c.choice, c.separator, c.format,
         [[s.source, dict(s.in_file)] for s in c.sources]]
        for c in book.columns(project.scales).values() if c.name not in book.here.unasked
    ]  # fmt: skip
    entry = spec.surveys[survey]
    return fingerprint(
        columns,
        [book.identifier, book.duplicates, project.settings.missing_kinds],
        [book.repeated_answers, book.exchanged_items],
        [[item.name, item.reversed] for item in book.asked.items.values()],
        [question.blank for question in book.multiple_responses],
        [entry.file, entry.encoding, entry.header_rows, entry.sheet, spec.source],
        entry.invited,
        [content(own, TEXTS) for own in book.derived],
    )


def quality_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what the data-quality pages show."""
    project = project.in_language(project.language)
    spec = project.waves[wave]
    surveys = _books(project, wave)
    names = {link.registry for link in links_of(project, wave).values()}
    registries = [project.registries[name].source for name in sorted(names)]
    kinds = project.settings.missing_kinds
    groups = [g for g in project.actor_groups.values() if g.survey in spec.surveys]
    divided = [[g.label, who_is_in(project, g)] for g in groups if isinstance(g.where, str)]
    shown = [divided, project.language, kinds, registries, _theme(project)]
    return fingerprint(content(spec), surveys, _scales(project, wave), shown)


def registry_fingerprint(project: Project, wave: str, registry: str) -> str:
    """Return the fingerprint of a registry's configuration: no texts and no classes."""
    spec = project.registries[registry]
    read = content(spec, {*TEXTS, "structural", "api", "klass", "downloads"})
    return fingerprint(read, project.year(registry, wave), project.waves[wave].source)


def link_fingerprint(project: Project, wave: str, link: str) -> str:
    """Return the fingerprint of what a link depends on."""
    spec = project.links[link]
    group = project.groups[spec.group]
    column = project.surveys[group.survey].columns(project.scales)[spec.key]
    return fingerprint(
        registry_fingerprint(project, wave, spec.registry),
        content(spec),
        [group.survey, who_is_in(project, group)],
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
        turned: list[object] = [survey.items[item].reversed for item in index.items]
        turned += [survey.here.home.get(item) for item in index.items]
        parts.append([content(index, TEXTS), group.survey, who_is_in(project, group)])
        parts.append([scales, turned])
    return fingerprint(*parts)


def result_fingerprint(project: Project, wave: str, report: str, exhibit: Exhibit) -> str:
    """Return the fingerprint of an exhibit's result: nothing that is presentation only."""
    project = project.of_report(report)
    settings = project.settings
    parts = [content(settings.conventions), content(settings.disclosure)]
    parts.append(filter_content(project, project.reports[report].where))
    return fingerprint(*parts, computed_from(project, wave, exhibit))


def computed_from(project: Project, wave: str, exhibit: Exhibit) -> list[object]:
    """Return the configuration that an exhibit's result depends on, beside the conventions."""
    own = [content(exhibit, mark=PRESENTATION), exhibit.uses(project, wave)]
    own.append(filter_content(project, exhibit.where))
    designs = read_by(exhibit, project, wave).designs
    return own + [_design(project, survey) for survey in sorted(designs)]


def weights_fingerprint(project: Project, wave: str, survey: str) -> str:
    """Return the fingerprint of what a survey's weights and the account of them depend on."""
    return fingerprint(_design(project, survey), project.waves[wave].source)


def _design(project: Project, survey: str) -> list[object]:
    """Return what numbers that are weighted by a survey's design take from it."""
    book = project.surveys[survey]
    assert book.design is not None
    columns = book.columns(project.scales)
    used = [columns[name] for name in book.design.variables]
    read = [[c.name, c.label, c.kind, list(c.values.items()), str(c.missing)] for c in used]
    return [content(book.design), book.title, read]


def figure_fingerprint(project: Project, wave: str, report: str, exhibit: Exhibit) -> str:
    """Return the fingerprint of how a figure looks."""
    project = project.of_report(report)
    colours = {group: project.colours(report)[group] for group in sorted(exhibit.coloured)}
    files = [content(project.settings.figures), content(project.settings.tables)]
    style = [*files, _theme(project, report)]
    spoken = [*_spoken(project, report), project.waves[wave].stamp]
    return fingerprint(style, colours, spoken, content(exhibit))


def table_fingerprint(project: Project, wave: str, report: str, exhibit: Exhibit) -> str:
    """Return the fingerprint of how a table looks."""
    project = project.of_report(report)
    spec, data = project.reports[report], project.waves[wave]
    style = [content(project.settings.tables), _theme(project, report)]
    spoken = [*_spoken(project, report), spec.title, data.title, data.stamp]
    return fingerprint(content(exhibit), spoken, style)


def report_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of what the report's own text shows."""
    project = project.of_report(report)
    settings = project.settings
    return fingerprint(
        [content(project.reports[report], COVERAGE), _theme(project, report)],
        _spoken(project, report),
        filter_content(project, project.reports[report].where),
        [content(settings.conventions), content(settings.disclosure)],
        [survey.title for survey in surveys_in(project, wave)],
        [[content(k), project.groups[k.group].label] for k in links_of(project, wave).values()],
        content(project.waves[wave]),
        [content(e) for e in project.exhibits(report)],
        _index_texts(project, wave),
        [content(registry) for registry in registries_of(project, wave).values()],
        project.settings.missing_kinds,
    )


def _spoken(project: Project, report: str) -> list[Any]:
    """Return a report's language, and whether its pages and files are marked as internal."""
    spec = project.reports[report]
    return [spec.language, spec.audience == "internal"]


def check_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of all that a printed number may be held against."""
    exhibits = [content(e) for e in project.of_report(report).exhibits(report)]
    return fingerprint(_held_against(project, wave, report), exhibits)


def claims_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of all that a claim may be held against."""
    called = [(e.id, e.number) for e in project.of_report(report).exhibits(report)]
    return fingerprint(_held_against(project, wave, report), called)


def attack_fingerprint(project: Project, wave: str, report: str) -> str:
    """Return the fingerprint of what an attack on a report depends on besides what is made."""
    return fingerprint(
        report_fingerprint(project, wave, report), _held_against(project, wave, report),
        content(project.reports[report].disclosure),
    )  # fmt: skip


def audit_fingerprint(project: Project, report: str) -> str:
    """Return the fingerprint of what the audit of a printed report depends on."""
    spec = project.of_report(report).reports[report]
    return fingerprint(content(spec, COVERAGE), _theme(project, report))


def _held_against(project: Project, wave: str, report: str) -> list[Any]:
    """Return what verdicts and the pages that tell them depend on."""
    project = project.of_report(report)
    here = project.waves[wave].surveys
    return [
        [content(project.reports[report], COVERAGE), _theme(project, report)],
        _spoken(project, report),
        content(project.waves[wave]),
        [content(project.settings.conventions), content(project.settings.disclosure)],
        _books(project, wave),
        _scales(project, wave),
        [content(g, ("colour",)) for g in project.actor_groups.values() if g.survey in here],
        [content(index) for index in indices_of(project, wave).values()],
        [content(registry) for registry in registries_of(project, wave).values()],
        [content(link) for link in links_of(project, wave).values()],
    ]


def appendix_fingerprint(project: Project, wave: str) -> str:
    """Return the fingerprint of what the pages on the indices show."""
    project = project.in_language(project.language)
    style = [project.language, content(project.settings.figures), _theme(project)]
    return fingerprint(content(project.waves[wave]), style, _index_texts(project, wave))


def _theme(project: Project, report: str | None = None) -> Any:
    """Return how everything looks, in a report or in all."""
    return content(theme_of(project, report))


def _books(project: Project, wave: str) -> list[Any]:
    """Return the codebooks of a wave, without what it did not ask."""
    apart = {"since", "scales", "groups", "indices"}  # told where they are used
    return [content(survey.asked, apart) for survey in surveys_in(project, wave)]


def _scales(project: Project, wave: str) -> list[Any]:
    """Return the scales of the surveys that a wave has."""
    used = {battery.scale for survey in surveys_in(project, wave) for battery in survey.batteries}
    return [content(scale) for name, scale in project.scales.items() if name in used]


def _index_texts(project: Project, wave: str) -> Any:
    """Return the indices that a wave has, with the texts of their items."""
    texts = {}
    for index in indices_of(project, wave).values():
        items = project.surveys[project.groups[index.group].survey].items
        texts[index.id] = [content(index), [items[name].label for name in index.items]]
    return texts


def fingerprint(*parts: Any) -> str:
    """Return a digest of plain data."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
