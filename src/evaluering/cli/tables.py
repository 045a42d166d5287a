"""Set a report's tables: HTML in the report's layout, and CSV as printed."""

from __future__ import annotations

import argparse
import csv
from importlib import import_module

from evaluering.cli import options as opt
from evaluering.cli.paths import staging
from evaluering.exhibits.result import load_result
from evaluering.render.pages import page


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report."""
    opt.add(parser, "wave", "report")


def run(options: argparse.Namespace) -> None:
    """Write every table of the report."""
    project, paths = opt.opened(options)
    exhibits = [e for e in project.exhibits(options.report) if not e.is_figure]
    with staging(paths.report(options.wave, options.report) / "tabeller") as folder:
        for exhibit in exhibits:
            result = load_result(paths.results(options.wave, options.report) / exhibit.id)
            layout = import_module(f"evaluering.render.tables.{exhibit.kind}").layout
            table = layout(exhibit, result)
            html = page(
                "table.html",
                exhibit=exhibit,
                table=table,
                result=result,
                report=project.reports[options.report],
                wave=project.waves[options.wave],
            )
            (folder / f"{exhibit.id}.html").write_text(html, encoding="utf-8")
            with (folder / f"{exhibit.id}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                stamp = project.waves[options.wave].stamp
                writer.writerows(table.texts())
                writer.writerows([[note] for note in (*table.notes, stamp) if note])
    print(f"{len(exhibits)} tabeller: {', '.join(exhibit.id for exhibit in exhibits)}")
