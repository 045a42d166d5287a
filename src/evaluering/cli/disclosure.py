"""Try to derive from a published report what it must not give away."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from evaluering.cli import options as opt
from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.parsing import parsed
from evaluering.config.expressions.tree import variables_in
from evaluering.config.formats import formats
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of
from evaluering.config.project import Project
from evaluering.data.participants import read_participants
from evaluering.data.registry import with_classes
from evaluering.data.study import Study
from evaluering.data.wave_data import WaveData
from evaluering.disclosure.attack.attack import AttackOutcome, attacked
from evaluering.disclosure.attack.formats import (
    drawn_hidden,
    html_cells,
    svg_texts,
    unexplained,
    withholds,
)
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.attack.participants import Participants
from evaluering.disclosure.attack.reading import PublishedExhibit
from evaluering.disclosure.attack.statements import CellPlace
from evaluering.errors import DataError, EvalueringError
from evaluering.exhibits.result import load_result
from evaluering.render.disclosure import attack_text
from evaluering.render.language import writing
from evaluering.workflow.coverage import reports_of

WORKBOOK = "workbook"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the report; the wave where there are several, who took part, and the thresholds."""
    parser.add_argument("report", metavar="RAPPORT", help="rapportens id")
    parser.add_argument(
        "--wave", metavar="WAVE", help=f"{opt.OPTIONS['wave']} (utelatt: den eneste)"
    )
    parser.add_argument(
        "--participants", type=Path, metavar="FIL",
        help="CSV med kolonnen key: enhetene til dem som deltok (utelatt: alle som er koblet)",
    )  # fmt: skip
    parser.add_argument(
        "--least", type=threshold, metavar="ANTALL",
        help="det minste antallet som kan vises (utelatt: «minimum_n» i config.yaml)",
    )  # fmt: skip
    parser.add_argument(
        "--seconds", type=seconds, default=10.0, metavar="SEKUNDER",
        help="hvor lenge løseren kan holde på med ett tall (utelatt: 10)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="skriv funnene som JSON")


def threshold(text: str) -> int:
    """Return a threshold; it is 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke et helt tall fra 1; 1 tillater alt")
    return int(text)


def seconds(text: str) -> float:
    """Return a time; it is more than nothing."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"«{text}» er ikke et antall sekunder over 0")
    return value


def run(options: argparse.Namespace) -> None:
    """Print what follows from a report.

    Raises
    ------
    EvalueringError
        Something follows, so that the exit code is a gate.
    """
    project, paths = opt.opened(options)
    wave = options.wave or opt.only("wave", project.waves)
    limits = limits_of(project, options.least, options.seconds)
    found = derived(project, paths, wave, options.report, limits, options.participants)
    text = told(project, options.report, found)
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else text, end="")
    if found["leaks"]:
        raise EvalueringError(f"{len(found['leaks'])} funn i {options.report} ({wave}).")


def limits_of(project: Project, least: int | None = None, seconds: float = 10.0) -> AttackLimits:
    """Return what may be known: as the project has it, or as it was asked for."""
    count = least or project.settings.disclosure.minimum_n
    return AttackLimits(count=count, seconds=seconds)


def told(project: Project, report: str, found: dict[str, Any]) -> str:
    """Return what was found in words, in the report's language."""
    with writing(project.reports[report].language):
        return attack_text(found, {e.id: e.number for e in project.exhibits(report)})


def derived(
    project: Project,
    paths: Paths,
    wave: str,
    report: str,
    limits: AttackLimits,
    participants: Path | None = None,
) -> dict[str, Any]:
    """Return what follows from a report of a wave and all else that is published, as plain data.

    Parameters
    ----------
    project, paths
        The configuration, and where the files lie.
    wave, report
        The report that is attacked.
    limits
        What may be known.
    participants
        A list of those who took part; otherwise all who are linked are known, which is the worst.

    Raises
    ------
    DataError
        The report is not made, or the list has a fault.
    """
    data = Study(project, paths).wave(wave)
    exhibits = list(_published(project, paths, wave, report))
    known = list(_participants(data, participants))
    outcome = attacked(exhibits, known, limits, wave, report, _everyones(data))
    own = [of for of in exhibits if (of.wave, of.report) == (wave, report)]
    return _plain(outcome, [*outcome.leaks, *_more(paths, own)], wave, report)


def _published(
    project: Project, paths: Paths, wave: str, report: str
) -> Iterator[PublishedExhibit]:
    """Yield the exhibits of a report, of the other reports and waves that are made, too."""
    for other in project.waves:
        for name in reports_of(project, other):
            written = project.of_report(name)
            folder, mine = paths.results(other, name), (other, name) == (wave, report)
            for exhibit in written.exhibits(name):
                if mine or (folder / f"{exhibit.id}.json").is_file():
                    result = load_result(folder / exhibit.id)
                    yield PublishedExhibit(written, other, name, exhibit, result)


def _everyones(data: WaveData) -> set[str]:
    """Return the variables that everyone knows of everyone: those of frames and of actor groups."""
    frames = [data.frame(survey) for survey in data.surveys]
    found = {str(name) for frame in frames if frame is not None for name in frame["variable"]}
    for group in data.project.groups.values():
        if isinstance(group.where, str):
            columns = data.project.surveys[group.survey].columns(data.project.scales)
            read = condition(parsed(group.where), columns)
            found |= {variable.name for variable in variables_in(read)}
        else:
            found |= group.where.keys()
    return found


def _participants(data: WaveData, file: Path | None) -> Iterator[Participants]:
    """Yield what everyone can know of those who took part, a link to a registry each."""
    for link in links_of(data.project, data.wave.id).values():
        registry = data.project.registries[link.registry]
        units = with_classes(data.units(registry.id), registry).set_index("key")
        keys = tuple(data.linked(link.id)["key"])
        if file is not None:
            keys = read_participants(file, registry, set(units.index))
        yield Participants(
            wave=data.wave.id,
            survey=data.project.groups[link.group].survey,
            units=keys,
            values={v.id: units[v.id].dropna().to_dict() for v in registry.variables},
            classes={
                s.id: units[s.id].dropna().astype(int).astype(str).to_dict()
                for s in registry.structural
            },
            variables={s.id: s.variable for s in registry.structural},
        )


def _more(paths: Paths, exhibits: list[PublishedExhibit]) -> Iterator[Leak]:
    """Yield the files that show numbers which the exhibit's own numbers withhold."""
    hiding = [of for of in exhibits if withholds(of)]
    if not hiding:
        return
    sheets = _sheets(paths, exhibits)
    for of in hiding:
        for name, cells in _shown(paths, of, sheets.get(of.exhibit.id, [])):
            if numbers := unexplained(of, cells):
                place = CellPlace(of.wave, of.report, of.exhibit.id, (name,))
                yield Leak("text", (place,), numbers=(("n", float(len(numbers))),))
        picture = paths.figures(of.wave, of.report) / f"{of.exhibit.id}.svg"
        if of.exhibit.is_figure and (drawn := drawn_hidden(of, _text(picture))):
            yield Leak("text", tuple(drawn), numbers=(("n", float(len(drawn))),))


def _shown(
    paths: Paths, of: PublishedExhibit, sheet: list[str]
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield what each file of an exhibit shows."""
    folder = paths.figures(of.wave, of.report)
    stem = of.exhibit.id
    if of.exhibit.is_figure:
        yield f"{stem}.svg", svg_texts(_text(folder / f"{stem}.svg"))
        yield f"{stem}.txt", [_text(folder / f"{stem}.txt")]
    else:
        folder = paths.tables(of.wave, of.report)
        yield f"{stem}.html", html_cells(_text(folder / f"{stem}.html"))
    yield paths.document(of.wave, of.report, WORKBOOK).name, sheet


def _sheets(paths: Paths, exhibits: list[PublishedExhibit]) -> dict[str, list[str]]:
    """Return the cells of each exhibit's sheet in the workbook; nothing where there is none."""
    first = exhibits[0]
    path = paths.document(first.wave, first.report, WORKBOOK) if WORKBOOK in formats() else None
    if path is None or not path.is_file():
        return {}
    book = load_workbook(path, read_only=True)
    names = book.sheetnames[1:]
    if len(names) != len(exhibits):
        raise DataError(path, "Arbeidsboken har andre ark enn rapporten har figurer og tabeller.",
                        "Lag rapporten på nytt med snakemake --cores 4.")  # fmt: skip
    return {
        of.exhibit.id: [
            repr(value)
            for row in book[name].iter_rows(values_only=True)
            for value in row
            if isinstance(value, int | float)
        ]
        for name, of in zip(names, exhibits, strict=True)
    }


def _text(path: Path) -> str:
    if not path.is_file():
        print(f"{path}: finnes ikke, og er ikke prøvd.", file=sys.stderr)
        return ""
    return path.read_text(encoding="utf-8")


def _plain(outcome: AttackOutcome, leaks: list[Leak], wave: str, report: str) -> dict[str, Any]:
    """Return an outcome as plain data: cells and numbers, nobody's name."""
    tried = asdict(outcome)
    tried.pop("leaks")
    found = [
        {
            "kind": leak.kind,
            "certain": leak.certain,
            "cells": [asdict(place) for place in leak.places],
            "numbers": dict(leak.numbers),
        }
        for leak in leaks
    ]
    return {"report": report, "wave": wave, "tried": tried, "leaks": found}
