"""Find what a text can be bound to: «evaluering bind kartlegging»."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import product

from evaluering.cli import options as opt
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.errors import EvalueringError
from evaluering.exhibits.result import load_result
from evaluering.render.document import plain
from evaluering.render.language import writing
from evaluering.render.prose.bindings import ResultBindings
from evaluering.render.prose.lookup import Lookup
from evaluering.render.prose.naming import Unbound
from evaluering.render.prose.works import Works

MOST = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the words to look for, and where."""
    parser.add_argument(
        "words", nargs="+", metavar="ORD",
        help="ord som skal stå i bindingen: figurens id eller tittel, gruppe, ledd, mål",
    )  # fmt: skip
    parser.add_argument("--report", metavar="RAPPORT", help="rapporten (utelatt: den første)")
    parser.add_argument("--wave", metavar="BØLGE", help="bølgen (utelatt: den siste)")


def run(options: argparse.Namespace) -> None:
    """Print the bindings that hold all of the words, each with what it gives.

    Raises
    ------
    EvalueringError
        There is no such report or wave, its results are not computed, or nothing is found.
    """
    project, paths = opt.opened(options)
    report, wave = chosen(project, options.report, options.wave)
    bindings = _bindings(project, paths, wave, report)
    wanted = [own.casefold() for own in options.words]
    shown = 0
    with writing(project.reports[report].language):
        for binding, told in found(bindings):
            if all(own in f"{binding} {told}".casefold() for own in wanted):
                shown += 1
                if shown <= MOST:
                    print(f"{{{binding}}}  {told}")
    if not shown:
        raise EvalueringError(
            f"Ingen binding har «{' '.join(options.words)}».\n  Råd: Bruk færre ord, eller en del "
            "av et ord."
        )
    if shown > MOST:
        print(f"… og {shown - MOST} til: bruk flere ord.")


def chosen(project: Project, report: str | None, wave: str | None) -> tuple[str, str]:
    """Return the report and the wave that are named, or else the first and the last.

    Raises
    ------
    EvalueringError
        There is none of that name.
    """
    name, own = report or next(iter(project.reports), ""), wave or max(project.waves, default="")
    for kind, one, there in (("rapporten", name, project.reports), ("bølgen", own, project.waves)):
        if one not in there:
            raise EvalueringError(f"Prosjektet har ikke {kind} «{one}»: {', '.join(there)}.")
    return name, own


def found(bindings: ResultBindings) -> Iterator[tuple[str, str]]:
    """Yield every binding to a row's numbers, and what it gives with its labels."""
    for name in bindings.exhibits:
        lookup = bindings.lookup(name)
        title = lookup.exhibit.title
        for path in _paths(lookup):
            for statistic in lookup.measures:
                binding = f"{name}: {' / '.join(path)}: {statistic}"
                try:
                    text = plain(bindings.bound(binding))
                except Unbound:
                    continue
                labels = ", ".join(lookup.label(own) for own in path)
                yield binding, f"{text}  ({title}: {labels})"


def _paths(lookup: Lookup) -> Iterator[tuple[str, ...]]:
    axes = lookup.axes or [own for own, _ in lookup.names[:1]]
    there = {tuple(str(row[own]) for own in axes) for row in lookup.rows}
    yield from (own for own in product(*map(lookup.values, axes)) if own in there)


def _bindings(project: Project, paths: Paths, wave: str, report: str) -> ResultBindings:
    exhibits = {exhibit.id: exhibit for exhibit in project.exhibits(report)}
    results = {name: load_result(paths.results(wave, report) / name) for name in exhibits}
    return ResultBindings(exhibits, results, {}, Works())
