"""Draw figures from their results."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluering.cli.exhibit_files import write_exhibit
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.exhibits.result import load_result
from evaluering.render.figures.drawing import drawn, look_of
from evaluering.render.figures.saving import save
from evaluering.render.language import stamp, writing
from evaluering.render.spreadsheet_csv import numbers_csv


def run(options: argparse.Namespace) -> None:
    """Write the files of a figure: each format, its numbers and its alternative text."""
    write_exhibit(options, Paths.figures, write_figure)


def write_figure(
    project: Project, report: str, exhibit: Exhibit, results: Path, folder: Path
) -> None:
    """Draw a figure from its saved result and write its files."""
    result = load_result(results / exhibit.id)
    kept = project.settings.figures
    with writing(project.reports[report].language):
        mark = stamp(result.provenance["stamp"])
        figure = drawn(project, report, exhibit, result)
        text = look_of(exhibit, result).alt_text(exhibit, result)
    save(figure, folder / exhibit.id, kept.formats, kept.dpi)
    alternative = f"{text} {mark}." if mark else text
    (folder / f"{exhibit.id}.txt").write_text(alternative + "\n", encoding="utf-8")
    with writing(project.reports[report].language) as language:
        decimal = language.decimal
    numbers = (results / f"{exhibit.id}.csv").read_bytes()
    content = numbers_csv(numbers, project.settings.tables.csv, decimal)
    (folder / f"{exhibit.id}.csv").write_bytes(content)
