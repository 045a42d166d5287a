"""Make one figure or table alone, without Snakemake: what it reads, its numbers, its look."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from difflib import get_close_matches

from evaluering.cli import options as opt
from evaluering.cli.figures import write_figure
from evaluering.cli.recording import do
from evaluering.cli.results import result_of
from evaluering.cli.tables import write_table
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.filters import by_survey
from evaluering.config.project import Project
from evaluering.data.study import Study
from evaluering.errors import EvalueringError
from evaluering.exhibits.result import save_result
from evaluering.render.language import say
from evaluering.workflow.flow import Flow
from evaluering.workflow.materials import data_behind
from evaluering.workflow.staging import staging
from evaluering.workflow.staleness import stale_jobs


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the exhibit; the wave and the report where there are several."""
    parser.add_argument("exhibit", metavar="ID", help="figurens eller tabellens id, som figur-21")
    for name in ("wave", "report"):
        text = f"{opt.OPTIONS[name]} (utelatt: den eneste)"
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)


def run(options: argparse.Namespace) -> None:
    """Compute the result, draw or set it, write its files and print their paths."""
    project, paths = opt.opened(options)
    wave = options.wave or _only("wave", project.waves)
    report = options.report or _only("report", project.reports)
    project = project.of_report(report)
    exhibit = _exhibit(project, report, options.exhibit)
    _make_what_it_reads(project, wave, exhibit)
    results = paths.results(wave, report)
    with staging(results) as folder:
        data = Study(project, paths).wave(wave).only(by_survey(project.reports[report].where))
        save_result(result_of(exhibit, data, paths), folder / exhibit.id)
    if exhibit.is_figure:
        write, place = write_figure, paths.figures(wave, report)
        files = paths.figure_files(wave, report, exhibit, list(project.settings.figures.formats))
    else:
        write, place = write_table, paths.tables(wave, report)
        files = paths.table_files(wave, report, exhibit)
    with staging(place) as folder:
        write(project, report, exhibit, results, folder)
    for file in (*paths.result_files(wave, report, exhibit), *files):
        print(file)


def _only(name: str, found: Iterable[str]) -> str:
    names = list(found)
    if len(names) != 1:
        raise EvalueringError(f"Oppgi --{name}: {', '.join(names)}.")
    return names[0]


def _exhibit(project: Project, report: str, name: str) -> Exhibit:
    exhibits = {exhibit.id: exhibit for exhibit in project.exhibits(report)}
    if name not in exhibits:
        close = get_close_matches(name, exhibits, n=1)
        guess = f" Mente du «{close[0]}»?" if close else ""
        raise EvalueringError(
            f"«{name}» finnes ikke i {report}.{guess} Tillatt: {', '.join(exhibits)}"
        )
    return exhibits[name]


def _make_what_it_reads(project: Project, wave: str, exhibit: Exhibit) -> None:
    """Do the jobs before the exhibit that have not been done, or not of what is there now."""
    flow = Flow(project)
    before = flow.before(data_behind(project, wave, [exhibit]))
    for stale in stale_jobs(flow, before).values():
        print(f"{say(stale.job.title)}: {stale.why}", file=sys.stderr)
        do(project, stale.job)
