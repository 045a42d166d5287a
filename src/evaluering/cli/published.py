"""What is published, read from the files: exhibits' numbers, and what other files say more."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from evaluering.cli.office_files import told_by_office
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.formats import (
    drawn_hidden,
    html_cells,
    svg_texts,
    unexplained,
    withholds,
)
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.attack.statements import CellPlace
from evaluering.errors import DataError
from evaluering.exhibits.result import load_result
from evaluering.workflow.coverage import reports_of

WORKBOOK = "workbook"
Shown = tuple[str, Iterable[str]]
"""A file's name, and the texts in it that may be numbers."""


def published(
    project: Project, paths: Paths, wave: str, report: str, *, own: bool = True
) -> Iterator[PublishedExhibit]:
    """Yield the exhibits of a report, and those of the other reports and waves that are made.

    Beside a public report, only what is public is published; beside an internal one, all is.

    Parameters
    ----------
    project, paths, wave, report
        The configuration, where the files lie, and what is asked about.
    own
        Whether the report's own exhibits are among them.
    """
    public = project.reports[report].audience == "public"
    for other in project.waves:
        for name in reports_of(project, other):
            folder, mine = paths.results(other, name), (other, name) == (wave, report)
            if mine and own:
                yield from exhibits_in(project, folder, other, name)
            elif not mine and (not public or project.reports[name].audience == "public"):
                yield from exhibits_in(project, folder, other, name, all_made=False)


def exhibits_in(
    project: Project, folder: Path, wave: str, report: str, *, all_made: bool = True
) -> Iterator[PublishedExhibit]:
    """Yield the exhibits of a report whose results lie in a folder; all must be, unless told."""
    written, spec = project.of_report(report), project.reports[report]
    least = spec.disclosure.least if spec.audience == "public" else 0
    for exhibit in written.exhibits(report):
        if all_made or (folder / f"{exhibit.id}.json").is_file():
            result = load_result(folder / exhibit.id)
            yield PublishedExhibit(written, wave, report, exhibit, result, least)


def told_by_files(
    paths: Paths, exhibits: list[PublishedExhibit], limits: AttackLimits
) -> Iterator[Leak]:
    """Yield what the files of a report say that its numbers withhold.

    Parameters
    ----------
    paths
        Where the files lie.
    exhibits
        The exhibits of one report of one wave.
    limits
        What may be known.

    Raises
    ------
    DataError
        The workbook is not of these exhibits.
    """
    wave, report = exhibits[0].wave, exhibits[0].report
    yield from _told_by_claims(paths, wave, report, limits)
    hiding = [of for of in exhibits if withholds(of)]
    sheets = _sheets(paths, exhibits, hiding) if hiding else {}
    regenerated = _regenerated(paths, wave, report) if hiding else {}
    yield from told_by_office(paths, exhibits, hiding) if hiding else ()
    for of in hiding:
        more = [files[of.exhibit.id] for files in (sheets, regenerated) if of.exhibit.id in files]
        for name, texts in (*_shown(paths, of), *more):
            if found := unexplained(of, texts):
                place = CellPlace(wave, report, of.exhibit.id, (name,))
                yield Leak("text", (place,), numbers=(("n", float(len(found))),))
        picture = paths.figures(wave, report) / f"{of.exhibit.id}.svg"
        if of.exhibit.is_figure and (drawn := drawn_hidden(of, _text(picture))):
            yield Leak("text", tuple(drawn), numbers=(("n", float(len(drawn))),))


def _shown(paths: Paths, of: PublishedExhibit) -> Iterator[Shown]:
    """Yield what each file of an exhibit shows."""
    stem = of.exhibit.id
    if of.exhibit.is_figure:
        folder = paths.figures(of.wave, of.report)
        yield f"{stem}.svg", svg_texts(_text(folder / f"{stem}.svg"))
        yield f"{stem}.txt", [_text(folder / f"{stem}.txt")]
    else:
        folder = paths.tables(of.wave, of.report)
        yield f"{stem}.html", html_cells(_text(folder / f"{stem}.html"))


def _sheets(
    paths: Paths, exhibits: list[PublishedExhibit], wanted: list[PublishedExhibit]
) -> dict[str, Shown]:
    """Return the numbers of exhibits' sheets in the workbook; nothing where there is none."""
    first = exhibits[0]
    made = first.project.reports[first.report].made_in
    path = paths.document(first.wave, first.report, WORKBOOK) if WORKBOOK in made else None
    if path is None or not path.is_file():
        return {}
    book = load_workbook(path, read_only=True)
    names = book.sheetnames[1:]
    if len(names) != len(exhibits):
        raise DataError(path, "Arbeidsboken har andre ark enn rapporten har figurer og tabeller.",
                        "Lag rapporten på nytt med snakemake --cores 4.")  # fmt: skip
    return {
        of.exhibit.id: (path.name, [
            repr(value)
            for row in book[name].iter_rows(values_only=True)
            for value in row
            if isinstance(value, int | float)
        ])
        for name, of in zip(names, exhibits, strict=True)
        if of in wanted
    }  # fmt: skip


def _regenerated(paths: Paths, wave: str, report: str) -> dict[str, Shown]:
    """Return the numbers that are held against printed ones, by exhibit."""
    path = paths.check_files(wave, report, "reproduce")[1]
    found: dict[str, list[str]] = {}
    for cell in _account(path).get("cells", ()):
        if cell["unrounded"] is not None:
            found.setdefault(cell["exhibit"], []).append(repr(cell["unrounded"]))
    return {exhibit: (path.name, numbers) for exhibit, numbers in found.items()}


def _told_by_claims(paths: Paths, wave: str, report: str, limits: AttackLimits) -> Iterator[Leak]:
    """Yield the numbers behind a verdict that are of too few."""
    path = paths.check_files(wave, report, "claims")[1]
    for claim in _account(path).get("claims", ()):
        for number in claim["numbers"]:
            for n in number.get("n") or ():
                if isinstance(n, int | float) and 0 < n < limits.count:
                    place = CellPlace(wave, report, claim["exhibit"], (path.name, claim["id"]))
                    yield Leak("small_count", (place,), numbers=(("n", float(n)),))


def _account(path: Path) -> dict[str, Any]:
    """Return what a check found; nothing where there is none."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return content


def _text(path: Path) -> str:
    if not path.is_file():
        print(f"{path}: finnes ikke, og er ikke prøvd.", file=sys.stderr)
        return ""
    return path.read_text(encoding="utf-8")
