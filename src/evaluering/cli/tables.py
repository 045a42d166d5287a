"""Set tables from their results: HTML in the report's layout, and CSV as printed."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluering.cli.exhibit_files import write_exhibit
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.theme import theme_of
from evaluering.exhibits.result import load_result
from evaluering.render.language import restricted, stamp, writing
from evaluering.render.numbering import numbered
from evaluering.render.pages import page
from evaluering.render.spreadsheet_csv import table_csv


def run(options: argparse.Namespace) -> None:
    """Write the files of a table."""
    write_exhibit(options, Paths.tables, write_table)


def write_table(
    project: Project, report: str, exhibit: Exhibit, results: Path, folder: Path
) -> None:
    """Set a table from its saved result and write its files."""
    result = load_result(results / exhibit.id)
    spec = project.reports[report]
    with writing(spec.language):
        block = numbered(exhibit, result)
        marks = (stamp(result.provenance["stamp"]), restricted(spec.audience))
        wave = project.waves[str(result.provenance["wave"])]
        theme = theme_of(project, report)
        html = page("table.html", theme, block=block, report=spec, wave=wave, mark=marks[0])
    (folder / f"{exhibit.id}.html").write_text(html, encoding="utf-8")
    notes = block.table.notes if block.table.body else block.notes[:1]
    rows = [*block.table.texts(), *([note] for note in (*notes, *marks) if note)]
    (folder / f"{exhibit.id}.csv").write_bytes(table_csv(rows, project.settings.tables.csv))
