"""Make one figure or table alone, without Snakemake: its numbers, then the drawing or the table."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.cli.figures import write_figure
from evaluering.cli.results import load_wave_data, result_of
from evaluering.cli.staging import staging
from evaluering.cli.tables import write_table
from evaluering.config.exhibits import AnyExhibit
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.sources import surveys_read, tables_read
from evaluering.errors import DataError, EvalueringError
from evaluering.exhibits.result import save_result

COMMANDS = {"linked": "link", "indices": "indices"}


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
    exhibit = _exhibit(project, report, options.exhibit)
    _check_steps(project, paths, wave, exhibit)
    results = paths.results(wave, report)
    with staging(results) as folder:
        data = load_wave_data(project, paths, wave, [exhibit])
        save_result(result_of(exhibit, data, paths), folder / exhibit.id)
    if exhibit.is_figure:
        write, place = write_figure, paths.figures(wave, report)
        files = paths.figure_files(wave, report, exhibit, list(project.settings.figures.formats))
    else:
        write, place = write_table, paths.report(wave, report) / "tabeller"
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


def _exhibit(project: Project, report: str, name: str) -> AnyExhibit:
    exhibits = {exhibit.id: exhibit for exhibit in project.exhibits(report)}
    if name not in exhibits:
        close = get_close_matches(name, exhibits, n=1)
        guess = f" Mente du «{close[0]}»?" if close else ""
        raise EvalueringError(
            f"«{name}» finnes ikke i {report}.{guess} Tillatt: {', '.join(exhibits)}"
        )
    return exhibits[name]


def _check_steps(project: Project, paths: Paths, wave: str, exhibit: AnyExhibit) -> None:
    """Raise when data that the exhibit is computed from are not made yet.

    Raises
    ------
    DataError
        Naming the first file and every command that is missing.
    """
    missing = [(f, step) for f, step in _steps(project, paths, wave, exhibit) if not f.is_file()]
    if missing:
        raise DataError(
            missing[0][0],
            f"Filen er ikke laget ennå, og {exhibit.id} beregnes av den.",
            f"Kjør {', så '.join(f'«{step}»' for _, step in missing)}, eller «snakemake».",
        )


def _steps(
    project: Project, paths: Paths, wave: str, exhibit: AnyExhibit
) -> Iterator[tuple[Path, str]]:
    """Yield the files that the exhibit reads, with the command that makes each."""
    surveys, tables = surveys_read(project, exhibit), tables_read(exhibit)
    if tables & {"linked", "indices"}:
        surveys = surveys | {project.groups[project.registry.linking.group].survey}
    if "linked" in tables:
        tables = tables | {"municipalities"}
    if "municipalities" in tables:
        yield paths.table(wave, "municipalities"), f"evaluering registry --wave {wave}"
    for survey in sorted(surveys):
        step = f"evaluering ingest --wave {wave} --survey {survey}"
        yield paths.respondents(wave, survey), step
    for table in sorted(tables - {"municipalities"}):
        yield paths.table(wave, table), f"evaluering {COMMANDS[table]} --wave {wave}"
