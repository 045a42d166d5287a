"""Compare every printed number of a report with the regenerated one."""

from __future__ import annotations

import argparse
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from evaluering.checks.matching import Rendered, figure_cells, table_cells
from evaluering.checks.reproduction import (
    STATUSES,
    Cell,
    by_exhibit,
    compare,
    differing,
    summary,
)
from evaluering.cli import options as opt
from evaluering.cli.embedding import link
from evaluering.cli.paths import Paths, staging
from evaluering.config.exhibits import AnyExhibit, Exhibit
from evaluering.config.project import Project
from evaluering.data.published import (
    TEXTS,
    of_exhibit,
    read_cells,
    read_corrections,
)
from evaluering.data.saving import to_json
from evaluering.errors import DataError, EvalueringError
from evaluering.exhibits.result import load_result
from evaluering.render.numbers import number
from evaluering.render.pages import page

DECIMALS = {"group_means": ("mean", 1), "percentages": ("percent", 0)}
"""What a figure of each kind prints at its bars, and with how many decimals."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report, and whether differences are an error."""
    opt.add(parser, "wave", "report")
    parser.add_argument(
        "--allow-differences", action="store_true", help="avslutt uten feil selv om noe avviker"
    )


def run(options: argparse.Namespace) -> None:
    """Write reproduksjon.html and reproduksjon.json.

    Raises
    ------
    EvalueringError
        Something differs that the report does not contradict itself.
    """
    project, paths = opt.opened(options)
    cells = _compared(project, paths, options.wave, options.report)
    counts = summary(cells)
    content = {
        "report": options.report,
        "wave": options.wave,
        "source": project.waves[options.wave].source,
        "summary": counts,
        "cells": [_record(cell) for cell in cells],
    }
    folder = paths.report(options.wave, options.report)
    html = _page(project, paths, options.wave, options.report, cells)
    with staging(folder) as temporary:
        (temporary / "reproduksjon.json").write_text(to_json(content), encoding="utf-8")
        (temporary / "reproduksjon.html").write_text(html, encoding="utf-8")
    print(", ".join(f"{name}: {count}" for name, count in counts.items()))
    if (count := differing(cells)) and not options.allow_differences:
        raise EvalueringError(
            f"{count} trykte tall avviker fra de gjenskapte.\n"
            f"  Råd: Se {(folder / 'reproduksjon.html').as_posix()}."
        )


def _compared(project: Project, paths: Paths, wave: str, report: str) -> list[Cell]:
    """Return every printed cell of the report beside what the results give."""
    folder = paths.published(report)
    printed, corrections = read_cells(folder), read_corrections(folder)
    exhibits = {e.id: e for e in project.exhibits(report)}
    named = dict.fromkeys(place.exhibit for place in printed if place.exhibit != TEXTS)
    if unknown := [name for name in named if name not in exhibits]:
        raise DataError(
            folder / f"{unknown[0]}.csv",
            f"Rapporten har ingen figur eller tabell «{unknown[0]}».",
            "Rett filnavnet, eller sett den opp i config/reports.",
        )
    cells: list[Cell] = []
    for name, exhibit in exhibits.items():
        if name in named:
            rendered = _rendered(paths, wave, report, exhibit)
            cells += compare(of_exhibit(printed, name), corrections, rendered)
    return cells


def _rendered(paths: Paths, wave: str, report: str, exhibit: Exhibit) -> Rendered:
    result = load_result(paths.results(wave, report) / exhibit.id)
    kind = result.kind
    if exhibit.is_figure:
        value, decimals = DECIMALS[kind]
        write = partial(number, decimals=decimals, rounding=exhibit.rounding)
        return figure_cells(result, value, write)
    layout = import_module(f"evaluering.render.tables.{kind}").layout
    return table_cells(layout(exhibit, result))


def _record(cell: Cell) -> dict[str, Any]:
    row, column = cell.place.row, cell.place.column
    return {
        "exhibit": cell.place.exhibit,
        "cell": f"{row} × {column}" if column else f"{row} (grenser)",
        "printed": cell.printed,
        "regenerated": cell.regenerated,
        "unrounded": cell.unrounded,
        "status": cell.status,
        "reason": cell.reason,
    }


def _page(project: Project, paths: Paths, wave: str, report: str, cells: list[Cell]) -> str:
    target = paths.report(wave, report) / "reproduksjon.html"
    exhibits = {e.id: e for e in project.exhibits(report)}
    chapters = {
        e.id: name
        for (own, name), chapter in project.chapters.items()
        if own == report
        for e in chapter.exhibits
    }
    shown = [
        {
            "exhibit": exhibits[name],
            "summary": summary(own),
            "grid": _grid(own),
            "remarks": [cell for cell in own if cell.status != "equal"],
            "links": _links(paths, wave, report, exhibits[name], chapters[name], target),
        }
        for name, own in by_exhibit(cells).items()
    ]
    return page(
        "reproduction.html",
        report=project.reports[report],
        wave=project.waves[wave],
        summary=summary(cells),
        statuses=STATUSES,
        exhibits=shown,
    )


def _grid(cells: list[Cell]) -> dict[str, Any]:
    """Return the cells as rows and columns, in the printed order."""
    columns = list(dict.fromkeys(cell.place.column for cell in cells))
    rows = dict.fromkeys(cell.place.row for cell in cells)
    found = {(cell.place.row, cell.place.column): cell for cell in cells}
    return {
        "columns": columns,
        "rows": [(row, [found.get((row, column)) for column in columns]) for row in rows],
    }


def _links(
    paths: Paths, wave: str, report: str, exhibit: AnyExhibit, chapter: str, target: Path
) -> list[tuple[str, str]]:
    """Return the addresses of what is behind an exhibit: drawing, numbers, code, configuration."""
    shown, numbers = (
        (paths.figures(wave, report) / f"{exhibit.id}.svg", paths.figures(wave, report))
        if exhibit.is_figure
        else (paths.table_files(wave, report, exhibit)[0], paths.results(wave, report))
    )
    return [
        ("vist", link(target, shown)),
        ("tall", link(target, numbers / f"{exhibit.id}.csv")),
        ("kode", link(target, paths.root / f"src/evaluering/exhibits/{exhibit.kind}.py")),
        ("oppsett", link(target, paths.chapter(report, chapter))),
    ]
