"""Try to derive from a published report what it must not give away."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluering.cli import options as opt
from evaluering.cli.published import published, told_by_files
from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.parsing import parsed
from evaluering.config.expressions.tree import variables_in
from evaluering.config.paths import Paths
from evaluering.config.presence import links_of
from evaluering.config.project import Project
from evaluering.config.unit_reports import report_of_unit
from evaluering.data.participants import read_participants
from evaluering.data.registry import with_classes
from evaluering.data.study import Study
from evaluering.data.wave_data import WaveData
from evaluering.disclosure.attack.attack import AttackOutcome, attacked
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.attack.participants import Participants
from evaluering.errors import EvalueringError
from evaluering.render.disclosure import attack_text
from evaluering.render.language import writing
from evaluering.workflow.coverage import unit_reports_of


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
        "--link", metavar="LINK", help="koblingen som listen gjelder (utelatt: den eneste)"
    )
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
    limits = limits_of(project, options.report, options.least, options.seconds)
    data = Study(project, paths).wave(wave)
    keys = {}
    if options.participants:
        if not (links := links_of(project, wave)):
            raise EvalueringError(f"{wave} har ingen kobling til et register å kjenne deltakere i.")
        link = options.link or opt.only("link", links)
        keys = {link: _listed(data, project.links[link].registry, options.participants)}
    found = derived(project, paths, wave, options.report, limits, keys)
    text = told(project, options.report, found)
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else text, end="")
    if found["leaks"]:
        raise EvalueringError(f"{len(found['leaks'])} funn i {options.report} ({wave}).")


def limits_of(
    project: Project, report: str, least: int | None = None, seconds: float = 10.0
) -> AttackLimits:
    """Return what may be known: as a public report's policy, the project or the words have it."""
    policy, found = project.reports[report].disclosure, project.settings.disclosure.minimum_n
    if project.reports[report].audience == "public":
        return AttackLimits(least or policy.least, policy.width, seconds, policy.unanimous)
    return AttackLimits(count=least or found, seconds=seconds)


def told(project: Project, report: str, found: dict[str, Any]) -> str:
    """Return what was found in words, in the report's language."""
    with writing(project.reports[report].language):
        return attack_text(found, named(project, report))


def named(project: Project, report: str) -> dict[tuple[str, str], str]:
    """Return what the exhibits of a report and of its units are called, by report and exhibit."""
    units = [name for name in project.reports if report_of_unit(project, name) == report]
    found = {(report, e.id): e.number for e in project.exhibits(report)}
    for unit in units:
        label = project.reports[unit].subtitle
        found |= {(unit, e.id): f"{e.number} ({label})" for e in project.exhibits(unit)}
    return found


def derived(
    project: Project,
    paths: Paths,
    wave: str,
    report: str,
    limits: AttackLimits,
    listed: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, Any]:
    """Return what follows from a report of a wave, its units', and all else, as plain data.

    Parameters
    ----------
    project, paths
        The configuration, and where the files lie.
    wave, report
        The report that is attacked.
    limits
        What may be known.
    listed
        The units of those who took part, by link, where not all who are linked are known, which
        is the worst.

    Raises
    ------
    DataError
        The report is not made.
    """
    data = Study(project, paths).wave(wave)
    exhibits = list(published(project, paths, wave, report))
    known = list(participants(data, listed or {}))
    units = unit_reports_of(project, wave, report)
    outcome = attacked(exhibits, known, limits, wave, report, everyones(data), units)
    leaks = list(outcome.leaks)
    for name in (report, *units):
        own = [of for of in exhibits if (of.wave, of.report) == (wave, name)]
        leaks += told_by_files(paths, own, limits) if own else ()
    return _plain(outcome, leaks, wave, report)


def everyones(data: WaveData) -> set[str]:
    """Return the variables that everyone knows of everyone: of frames, actor groups and units."""
    frames = [data.frame(survey) for survey in data.surveys]
    found = {str(name) for frame in frames if frame is not None for name in frame["variable"]}
    units = [spec.units for spec in data.project.reports.values()]
    found |= {variable for own in units if own for variable in own.by.values()}
    for group in data.project.groups.values():
        if isinstance(group.where, str):
            columns = data.project.surveys[group.survey].columns(data.project.scales)
            read = condition(parsed(group.where), columns)
            found |= {variable.name for variable in variables_in(read)}
        else:
            found |= group.where.keys()
    return found


def _listed(data: WaveData, registry: str, file: Path) -> tuple[str, ...]:
    """Return the units of a list of those who took part."""
    known = set(data.units(registry)["key"])
    return read_participants(file, data.project.registries[registry], known)


def participants(data: WaveData, listed: Mapping[str, tuple[str, ...]]) -> Iterator[Participants]:
    """Yield what everyone can know of those who took part, a link to a registry each."""
    for link in links_of(data.project, data.wave.id).values():
        registry = data.project.registries[link.registry]
        units = with_classes(data.units(registry.id), registry).set_index("key")
        keys = listed.get(link.id) or tuple(data.linked(link.id)["key"])
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
