"""Make one figure or table alone, without Snakemake: what it reads, its numbers, its look."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches

from evaluering.cli import options as opt
from evaluering.cli.making import make, not_made
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.project import Project
from evaluering.errors import EvalueringError
from evaluering.render.language import say
from evaluering.workflow.flow import Flow
from evaluering.workflow.staleness import stale_parts


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the exhibit; the wave and the report where there are several."""
    parser.add_argument("exhibit", metavar="ID", help="figurens eller tabellens id, som figur-21")
    for name in ("wave", "report"):
        text = f"{opt.OPTIONS[name]} (utelatt: den eneste)"
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)


def run(options: argparse.Namespace) -> None:
    """Make what the exhibit reads where it is stale, then its result and its look; print paths."""
    project, _ = opt.opened(options)
    wave = options.wave or opt.only("wave", project.waves)
    report = options.report or opt.only("report", project.reports)
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


def _exhibit(project: Project, report: str, name: str) -> Exhibit:
    exhibits = {exhibit.id: exhibit for exhibit in project.exhibits(report)}
    if name not in exhibits:
        close = get_close_matches(name, exhibits, n=1)
        guess = f" Mente du «{close[0]}»?" if close else ""
        raise EvalueringError(
            f"«{name}» finnes ikke i {report}.{guess} Tillatt: {', '.join(exhibits)}"
        )
    return exhibits[name]
