"""Compare every printed number of a report with the regenerated one."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from evaluering.checks.claims.reading import read_claims
from evaluering.checks.matching import Rendered, figure_cells, table_cells
from evaluering.checks.reproduction import (
    STATUSES,
    ComparedCell,
    by_exhibit,
    compare,
    compare_texts,
    differing,
    not_compared,
    summary,
)
from evaluering.checks.restated import Restated, restated_by
from evaluering.cli import options as opt
from evaluering.cli.embedding import link
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.theme import theme_of
from evaluering.data.published import (
    INDEX,
    TEXTS,
    of_exhibit,
    read_cells,
    read_corrections,
    read_lines,
    read_list,
)
from evaluering.data.saving import to_json
from evaluering.errors import EvalueringError
from evaluering.exhibits.result import load_result
from evaluering.message import message, stored
from evaluering.render.language import word, writing
from evaluering.render.numbers import Format, Written
from evaluering.render.pages import page
from evaluering.render.tables.laying import layout_of
from evaluering.workflow.staging import staging

LINE = re.compile(r"(<!-- reproduksjon -->\n).*?(\n<!-- slutt -->)", re.DOTALL)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the report, and whether differences are an error."""
    opt.add(parser, "wave", "report")
    parser.add_argument(
        "--allow-differences", action="store_true", help="avslutt uten feil selv om noe avviker"
    )
    parser.add_argument("--readme", action="store_true", help="sett også inn tallene i README.md")


def run(options: argparse.Namespace) -> None:
    """Write the page of the comparison and the account behind it.

    Raises
    ------
    EvalueringError
        The printed report was made of another wave, or something differs that the report does
        not contradict itself.
    """
    project, paths = opt.opened(options)
    _refuse_another_wave(project, options.wave, options.report)
    cells = _compared(project, paths, options.wave, options.report)
    counts = summary(cells)
    content = {
        "report": options.report,
        "wave": options.wave,
        "source": project.waves[options.wave].source,
        "summary": counts,
        "exhibits": {name: summary(own) for name, own in by_exhibit(cells).items()},
        "cells": [_record(cell) for cell in cells],
    }
    target, account = paths.check_files(options.wave, options.report, "reproduce")
    with writing(project.reports[options.report].language):
        html = _page(project, paths, options.wave, options.report, cells)
    with staging(target.parent) as temporary:
        (temporary / account.name).write_text(to_json(content), encoding="utf-8")
        (temporary / target.name).write_text(html, encoding="utf-8")
    if options.readme:
        file = options.project / "README.md"
        source = str(project.reports[options.report].source).split(",")[0]
        text = file.read_text(encoding="utf-8")
        with writing(project.reports[options.report].language):
            line = readme_line(source, project.waves[options.wave].title, counts)
        file.write_text(LINE.sub(rf"\g<1>{line}\g<2>", text), encoding="utf-8")
    print(", ".join(f"{name}: {count}" for name, count in counts.items()))
    if (count := differing(cells)) and not options.allow_differences:
        raise EvalueringError(
            f"{count} trykte tall avviker fra de gjenskapte.\n  Råd: Se {target.as_posix()}."
        )


def _refuse_another_wave(project: Project, wave: str, report: str) -> None:
    spec = project.reports[report]
    if not spec.reproduces_wave(wave):
        raise EvalueringError(
            f"Rapporten «{report}» gjenskaper ikke en publikasjon av bølgen «{wave}» "
            f"(gjenskapte bølger: {', '.join(spec.reproduces) or 'ingen'}).\n"
            f"  Råd: Er de trykte tallene av denne bølgen, skriv den i «reproduces» i "
            f"config/reports/{report}/report.yaml."
        )


def readme_line(source: str, wave: str, counts: Mapping[str, int]) -> str:
    """Return the sentence on the reproduction that stands in the README."""
    deviating = counts["near"] + counts["different"]
    return word("readme_line", source=source, wave=wave, deviating=deviating, **counts)


def _compared(project: Project, paths: Paths, wave: str, report: str) -> list[ComparedCell]:
    """Return every printed cell of the report beside what the results give."""
    folder = paths.published(report)
    printed, corrections = read_cells(folder), read_corrections(folder)
    exhibits = {e.id: e for e in project.exhibits(report)}
    named = dict.fromkeys(place.exhibit for place in printed if place.exhibit != TEXTS)
    cells: list[ComparedCell] = []
    for name in [*(n for n in exhibits if n in named), *(n for n in named if n not in exhibits)]:
        own, exhibit = of_exhibit(printed, name), exhibits.get(name)
        if exhibit is None:
            cells += not_compared(own, message("not_set_up"))
        elif exhibit.is_figure and exhibit.printed is None:
            cells += not_compared(own, message("no_numbers", kind=exhibit.kind))
        else:
            cells += compare(own, corrections, _rendered(paths, wave, report, exhibit))
    texts = of_exhibit(printed, TEXTS)
    restated = _restated(project, paths, wave, report)
    return cells + (compare_texts(texts, corrections, restated) if restated else [])


def _restated(project: Project, paths: Paths, wave: str, report: str) -> dict[str, list[Restated]]:
    """Return what became of the claims about each number of the text, where they are tested."""
    account = paths.check_files(wave, report, "claims")[1]
    if not account.is_file():
        return {}
    verdicts = {
        entry["id"]: entry for entry in json.loads(account.read_text(encoding="utf-8"))["claims"]
    }
    claims = read_claims(project.root, report, project).claims
    return restated_by(claims, verdicts, project)


def _rendered(paths: Paths, wave: str, report: str, exhibit: Exhibit) -> Rendered:
    result = load_result(paths.results(wave, report) / exhibit.id)
    if exhibit.is_figure and exhibit.printed is not None:
        value, form = exhibit.printed.column, Format(exhibit.printed.decimals, exhibit.rounding)
        write = partial(Written, format=form)
        return figure_cells(result, value, write)
    return table_cells(layout_of(exhibit).layout(exhibit, result))


def _record(cell: ComparedCell) -> dict[str, Any]:
    row, column = cell.place.row, cell.place.column
    return {
        "exhibit": cell.place.exhibit,
        "row": row,
        "column": column,
        "printed": cell.printed,
        "regenerated": stored(cell.evidence) if cell.evidence else cell.regenerated,
        "unrounded": cell.unrounded,
        "status": cell.status,
        "reason": stored(cell.reason),
    }


def _page(project: Project, paths: Paths, wave: str, report: str, cells: list[ComparedCell]) -> str:
    target = paths.check_files(wave, report, "reproduce")[0]
    exhibits = {e.id: e for e in project.exhibits(report)}
    chapters = {
        e.id: name
        for (own, name), chapter in project.chapters.items()
        if own == report
        for e in chapter.exhibits
    }
    listed = _listed(paths, report)
    texts = [cell for cell in cells if cell.place.exhibit == TEXTS]
    shown = [
        {
            "exhibit": exhibits.get(name) or listed.get(name) or _named(name, name),
            "summary": summary(own),
            "grid": _grid(own),
            "remarks": [cell for cell in own if cell.status != "equal"],
            "links": _links(paths, wave, report, exhibits[name], chapters[name], target)
            if name in exhibits
            else [],
        }
        for name, own in by_exhibit(cells).items()
        if name != TEXTS
    ]
    return page(
        "reproduction.html",
        theme_of(project, report),
        report=project.reports[report],
        wave=project.waves[wave],
        summary=summary(cells),
        statuses=STATUSES,
        exhibits=shown,
        texts=texts,
        text_summary=summary(texts),
        about=_about(paths, report) if texts else {},
    )


def _listed(paths: Paths, report: str) -> dict[str, dict[str, str]]:
    """Return what the printed figures and tables are called, where the report has a list."""
    folder = paths.published(report)
    entries = read_list(folder) if (folder / INDEX).is_file() else []
    return {entry.exhibit: _named(entry.exhibit, entry.number) for entry in entries}


def _named(name: str, number: str) -> dict[str, str]:
    return {"id": name, "number": number, "title": ""}


def _about(paths: Paths, report: str) -> dict[str, str]:
    """Return what each number of the running text is about, by id."""
    lines = read_lines(paths.published(report) / f"{TEXTS}.csv", ("id", "section", "statistic"))
    return {entry["id"]: f"{entry['section']}: {entry['statistic']}" for _, entry in lines}


def _grid(cells: list[ComparedCell]) -> dict[str, Any]:
    """Return the cells as rows and columns, in the printed order."""
    columns = list(dict.fromkeys(cell.place.column for cell in cells))
    rows = dict.fromkeys(cell.place.row for cell in cells)
    found = {(cell.place.row, cell.place.column): cell for cell in cells}
    return {
        "columns": columns,
        "rows": [(row, [found.get((row, column)) for column in columns]) for row in rows],
    }


def _links(
    paths: Paths, wave: str, report: str, exhibit: Exhibit, chapter: str, target: Path
) -> list[tuple[str, str]]:
    """Return the addresses of what is behind an exhibit: drawing, numbers, code, configuration."""
    shown, numbers = (
        (paths.figures(wave, report) / f"{exhibit.id}.svg", paths.figures(wave, report))
        if exhibit.is_figure
        else (paths.table_files(wave, report, exhibit)[0], paths.results(wave, report))
    )
    code = paths.root / f"src/evaluering/exhibits/{exhibit.kind}.py"  # in this repository only
    return [
        (word("behind_shown"), link(target, shown)),
        (word("behind_numbers"), link(target, numbers / f"{exhibit.id}.csv")),
        *([(word("behind_code"), link(target, code))] if code.is_file() else []),
        (word("behind_configuration"), link(target, paths.chapter(report, chapter))),
    ]
