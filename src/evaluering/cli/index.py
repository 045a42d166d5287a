"""Set the page that leads to every report, figure, table and data-quality page."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from evaluering.cli import options as opt
from evaluering.cli.changes import changes_since
from evaluering.cli.embedding import link
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.formats import OutputFormat
from evaluering.config.paths import CHECKS, Paths
from evaluering.config.presence import indices_of
from evaluering.config.project import Project
from evaluering.config.theme import theme_of
from evaluering.config.unit_reports import is_of_unit, report_of_unit
from evaluering.config.waves import Wave
from evaluering.render.language import exhibit_number, language, say, stamp, word, writing
from evaluering.render.pages import page
from evaluering.workflow import banner
from evaluering.workflow.coverage import why_not
from evaluering.workflow.ending import deviating
from evaluering.workflow.flow import Flow
from evaluering.workflow.materials import is_claimed, is_published
from evaluering.workflow.staging import staging
from evaluering.workflow.staleness import Stale, stale_jobs


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no options of its own."""


def run(options: argparse.Namespace) -> None:
    """Write reports/index.html, as every run of the workflow does at its end."""
    project, _ = opt.opened(options)
    refresh(Flow(project))
    print(f"{len(project.waves)} bølge(r).")


def refresh(flow: Flow) -> Mapping[tuple[str, str], Stale]:
    """Write the page anew where it differs from what there is to tell; return what is stale."""
    paths, stale = Paths.of(flow.project, flow.root), stale_jobs(flow)
    html = index_page(flow.project, paths, stale)
    if not paths.index().is_file() or paths.index().read_text(encoding="utf-8") != html:
        write(paths, html)
    return stale


def write(paths: Paths, html: str) -> None:
    """Put the page in place."""
    with staging(paths.index().parent) as folder:
        (folder / paths.index().name).write_text(html, encoding="utf-8")


def index_page(project: Project, paths: Paths, stale: Mapping[tuple[str, str], Stale]) -> str:
    """Return the page: every wave with its reports, and what is of older input."""
    project = project.in_language(project.language)
    with writing(project.language):
        waves = [_wave(project, paths, wave, stale) for wave in project.waves.values()]
        faulty = [(name, str(fault)) for name, fault in Flow(project).faulty.items()]
        return page(
            "index.html", theme_of(project), waves=waves, faulty=faulty,
            marker=Markup(banner.NOTES),
        )  # fmt: skip


def _wave(
    project: Project, paths: Paths, wave: Wave, stale: Mapping[tuple[str, str], Stale]
) -> dict[str, Any]:
    reasons = {
        name: why_not(project, wave.id, name)
        for name, report in project.reports.items()
        if report.waves is None or wave.id in report.waves  # of others it was never asked for
    }
    return {
        "id": wave.id,
        "title": wave.title,
        "stamp": stamp(wave.stamp),
        "changes": changes_since(project, paths, wave.id),
        "stale": [
            {"title": say(entry.job.title), "why": entry.why}
            for (owner, name), entry in stale.items()
            if owner == wave.id
        ],
        "absent": [
            {"title": project.of_report(name).reports[name].title, "why": say(why)}
            for name, why in reasons.items()
            if why
        ],
        "reports": [
            _report(project, paths, wave.id, name)
            for name, why in reasons.items()
            if not why and not is_of_unit(project, name)
        ],
        "indices": [
            {"title": i.label, "link": link(paths.index(), paths.index_page(wave.id, i.id))}
            for i in indices_of(project, wave.id).values()
        ],
        "quality": [
            {
                "title": project.surveys[s].title,
                "link": link(paths.index(), paths.quality_page(wave.id, s)),
            }
            for s in wave.surveys
        ],
    }


def _report(project: Project, paths: Paths, wave: str, name: str) -> dict[str, Any]:
    project = project.of_report(name)
    report = project.reports[name]
    published = is_published(project, wave, name)
    with writing(report.language):  # its exhibits are called what they are called in it
        numbers = {e.id: exhibit_number(e.number) for e in project.exhibits(name)}
    checked = {"reproduce": published, "claims": is_claimed(project, name), "audit": published}
    return {
        "title": report.title,
        "source": report.source if report.reproduces_wave(wave) else None,
        "deviating": deviating(project, wave, name),
        "checks": [
            {
                "title": word(f"check_{command}"),
                "link": link(paths.index(), paths.check_files(wave, name, command)[0]),
            }
            for command in CHECKS
            if checked[command]
        ],
        "documents": [
            {
                "title": _title(form),
                "link": link(paths.index(), paths.document(wave, name, form.name)),
            }
            for form in report.made_in.values()
        ],
        "units": [
            _unit(project, paths, wave, unit)
            for unit in project.reports
            if report_of_unit(project, unit) == name
        ],
        "exhibits": [
            {
                "number": numbers[e.id],
                "title": e.title,
                "links": [
                    {"text": f.suffix[1:].upper(), "href": link(paths.index(), f)}
                    for f in _files(project, paths, wave, name, e)
                    if f.suffix != ".txt"
                ],
            }
            for e in project.exhibits(name)
        ],
    }


def _unit(project: Project, paths: Paths, wave: str, name: str) -> dict[str, Any]:
    """Return the report of a unit: what it is called, and its documents."""
    report = project.reports[name]
    return {
        "title": report.subtitle,
        "documents": [
            {
                "title": _title(form),
                "link": link(paths.index(), paths.document(wave, name, form.name)),
            }
            for form in report.made_in.values()
        ],
    }


def _title(form: OutputFormat) -> str:
    """Return what a format is called: in the language of the page, or by itself."""
    key = f"document_{form.name}"
    return word(key) if key in language().texts else form.title


def _files(project: Project, paths: Paths, wave: str, report: str, exhibit: Exhibit) -> list[Path]:
    if exhibit.is_figure:
        return paths.figure_files(wave, report, exhibit, list(project.settings.figures.formats))
    return paths.table_files(wave, report, exhibit)
