"""Write the report's tables as an Excel workbook."""

from __future__ import annotations

import argparse
import csv

from evaluering.cli import options as opt
from evaluering.cli.documents import document_of
from evaluering.data.csv_writing import unguarded
from evaluering.render.workbook.book import workbook
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write the workbook: the printed tables, the tests and the unrounded results."""
    project, paths = opt.opened(options)
    document = document_of(project, paths, options.wave, options.report)
    results = paths.results(options.wave, options.report)
    numbers = {}
    for exhibit in document.numbered():
        with (results / f"{exhibit.id}.csv").open(encoding="utf-8", newline="") as file:
            numbers[exhibit.id] = [[unguarded(cell) for cell in row] for row in csv.reader(file)]
    target = paths.document(options.wave, options.report, "workbook")
    with staging(target.parent) as folder:
        (folder / target.name).write_bytes(workbook(document, numbers))
    print(f"{target.name}: {len(numbers)} figurer og tabeller.")
