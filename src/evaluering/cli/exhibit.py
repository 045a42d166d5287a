"""Make one figure or table alone, without Snakemake: what it reads, its numbers, its look."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches

from evaluering.cli import options as opt
from evaluering.cli.making import make, not_made
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.project import Project
from evaluering.errors import EvalueringError
from evaluering.render.language import say
from evaluering.workflow.coverage import why_not
from evaluering.workflow.flow import Flow
from evaluering.workflow.staleness import stale_parts


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the exhibit; the wave and the report where there are several."""
    parser.add_argument("exhibit", metavar="ID", help="figurens eller tabellens id, som figur-21")
    for name in ("wave", "report"):
        text = f"{opt.OPTIONS[name]} (utelatt: den eneste som har figuren eller tabellen)"
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)


def run(options: argparse.Namespace) -> None:
    """Make what the exhibit reads where it is stale, then its result and its look; print paths."""
    project, _ = opt.opened(options)
    wave, report = _place(project, options)
    exhibit = _exhibit(project.of_report(report), report, options.exhibit)
    flow = Flow(project)
    own = [
        part
        for part in flow.parts
        if (part.wave, part.report, part.names.get("exhibit")) == (wave, report, exhibit.id)
    ]
    if not own:
        raise EvalueringError(not_made(project, wave, report))
    before = flow.before([path for part in own for path in part.reads])
    for stale in stale_parts(flow, before).values():
        print(f"{say(stale.part.title)}: {', '.join(map(say, stale.reasons))}", file=sys.stderr)
    make(flow, before)
    make(flow, own, again=True)
    for path in (path for part in own for path in part.makes):
        print(project.root / path)


def _place(project: Project, options: argparse.Namespace) -> tuple[str, str]:
    """Return the wave and the report that are named, else the only ones that have the exhibit.

    Raises
    ------
    EvalueringError
        Several have it, so that one has to be named.
    """
    waves = [options.wave] if options.wave else project.waves
    reports = [options.report] if options.report else project.reports
    found = [
        (wave, report)
        for wave in waves
        for report in reports
        if options.exhibit in _ids(project, report) and not why_not(project, wave, report)
    ]
    if len(found) > 1:
        places = "; ".join(f"--wave {wave} --report {report}" for wave, report in found)
        raise EvalueringError(f"Flere har «{options.exhibit}». Oppgi hvilken: {places}.")
    if not found and len(reports) > 1:
        every = [name for report in reports for name in _ids(project, report)]
        raise _unknown(options.exhibit, list(dict.fromkeys(every)), "noen rapport")
    if not found:
        return options.wave or opt.only("wave", waves), options.report or opt.only(
            "report", reports
        )
    return found[0]


def _ids(project: Project, report: str) -> list[str]:
    return [exhibit.id for exhibit in project.exhibits(report)]


def _exhibit(project: Project, report: str, name: str) -> Exhibit:
    exhibits = {exhibit.id: exhibit for exhibit in project.exhibits(report)}
    if name not in exhibits:
        raise _unknown(name, list(exhibits), report)
    return exhibits[name]


def _unknown(name: str, ids: Sequence[str], place: str) -> EvalueringError:
    close = get_close_matches(name, ids, n=1)
    guess = f" Mente du «{close[0]}»?" if close else ""
    return EvalueringError(f"«{name}» finnes ikke i {place}.{guess} Tillatt: {', '.join(ids)}")
