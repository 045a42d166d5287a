"""Set the page that leads to every report, figure, table and data-quality page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from evaluering.cli import options as opt
from evaluering.cli.embedding import link
from evaluering.cli.staging import staging
from evaluering.config.exhibits import AnyExhibit
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.render.pages import page

DOCUMENT_TITLES = {
    "report": "Rapporten",
    "word": "Word",
    "pdf": "PDF",
    "workbook": "Tabellene i Excel",
}


CHECKS_SHOWN = {
    "reproduce": "Reproduksjon av de trykte tallene",
    "claims": "Påstandene prøvd mot dataene",
    "audit": "Revisjon av den trykte rapporten",
}


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no options of its own."""


def run(options: argparse.Namespace) -> None:
    """Write reports/index.html."""
    project, paths = opt.opened(options)
    waves = [
        {
            "id": wave.id,
            "title": wave.title,
            "stamp": wave.stamp,
            "reports": [_report(project, paths, wave.id, name) for name in project.reports],
            "indices": [
                {"title": i.label, "link": link(paths.index(), paths.index_page(wave.id, i.id))}
                for i in project.indices.values()
            ],
            "quality": [
                {
                    "title": project.surveys[s].title,
                    "link": link(paths.index(), paths.quality_page(wave.id, s)),
                }
                for s in wave.surveys
            ],
        }
        for wave in project.waves.values()
    ]
    with staging(paths.index().parent) as folder:
        html = page("index.html", waves=waves)
        (folder / paths.index().name).write_text(html, encoding="utf-8")
    print(f"{len(waves)} bølge(r).")


def _report(project: Project, paths: Paths, wave: str, name: str) -> dict[str, Any]:
    report = project.reports[name]
    return {
        "title": report.title,
        "source": report.source,
        "checks": [
            {"title": title, "link": link(paths.index(), paths.check_files(wave, name, command)[0])}
            for command, title in CHECKS_SHOWN.items()
            if paths.published(name).is_dir() and paths.claims(name).is_file()
        ],
        "documents": [
            {"title": title, "link": link(paths.index(), paths.document(wave, name, command))}
            for command, title in DOCUMENT_TITLES.items()
        ],
        "exhibits": [
            {
                "number": e.number,
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


def _files(
    project: Project, paths: Paths, wave: str, report: str, exhibit: AnyExhibit
) -> list[Path]:
    if exhibit.is_figure:
        return paths.figure_files(wave, report, exhibit, list(project.settings.figures.formats))
    return paths.table_files(wave, report, exhibit)
