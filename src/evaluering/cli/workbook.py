"""Write the report's tables as an Excel workbook."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.cli.documents import document_of
from evaluering.exhibits.result import load_result
from evaluering.render.workbook.book import workbook
from evaluering.workflow.staging import staging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write tabeller.xlsx: the printed tables, the tests and the unrounded results."""
    project, paths = opt.opened(options)
    document = document_of(project, paths, options.wave, options.report)
    results = paths.results(options.wave, options.report)
    numbers = {}
    for exhibit in document.numbered():
        table = load_result(results / exhibit.id).table
        numbers[exhibit.id] = [list(table), *table.astype(object).to_numpy().tolist()]
    with staging(paths.report(options.wave, options.report)) as folder:
        (folder / "tabeller.xlsx").write_bytes(workbook(document, numbers))
    print(f"tabeller.xlsx: {len(numbers)} figurer og tabeller.")
