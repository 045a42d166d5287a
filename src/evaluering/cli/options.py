"""Options that several commands share, and the look-ups that refuse unknown names."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.errors import EvalueringError

OPTIONS = {
    "wave": "bølgens mappe i data/raw",
    "survey": "undersøkelsens id",
    "registry": "registerets id i registries.yaml",
    "link": "koblingens id i registries.yaml",
    "report": "rapportens id",
    "chapter": "kapittelets id i report.yaml",
    "check": "claims, reproduce eller audit",
    "exhibit": "figurens eller tabellens id, som figur-21",
}


def add(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add required options by name."""
    for name in names:
        parser.add_argument(f"--{name}", required=True, help=OPTIONS[name], metavar=name.upper())


def only(name: str, found: Iterable[str]) -> str:
    """Return the only wave or report that there is.

    Raises
    ------
    EvalueringError
        There are several, so that one has to be named.
    """
    names = list(found)
    if len(names) != 1:
        raise EvalueringError(f"Oppgi --{name}: {', '.join(names)}.")
    return names[0]


def opened(options: argparse.Namespace) -> tuple[Project, Paths]:
    """Load the project, once a command, and check the named wave, survey, report and chapter.

    Its texts are in the language of the named report, else in that of the pages of no one report.

    Raises
    ------
    EvalueringError
        The configuration has a fault, or a name is unknown.
    """
    loaded: Project | None = getattr(options, "loaded", None)
    project = options.loaded = loaded or load_project(options.project)
    if fault := project.faulty_waves.get(getattr(options, "wave", None) or ""):
        raise fault
    known(options, "wave", project.waves)
    known(options, "survey", _surveys(options, project))
    known(options, "registry", project.registries)
    known(options, "link", project.links)
    known(options, "report", project.reports)
    if getattr(options, "chapter", None):
        chapters = [c.id for c in project.reports[options.report].chapters]
        known(options, "chapter", chapters)
    if getattr(options, "exhibit", None) and getattr(options, "report", None):
        known(options, "exhibit", [e.id for e in project.exhibits(options.report)])
    report = getattr(options, "report", None)
    project = project.of_wave(getattr(options, "wave", None) or "")
    written = project.of_report(report) if report else project.in_language(project.language)
    return written, Paths.of(project, options.project)


def _surveys(options: argparse.Namespace, project: Project) -> Iterable[str]:
    """Return the surveys of the named wave, or all."""
    wave = getattr(options, "wave", None)
    return project.waves[wave].surveys if wave else project.surveys


def known(options: argparse.Namespace, name: str, allowed: Iterable[str]) -> None:
    """Refuse the value of an option that is not among those allowed.

    Raises
    ------
    EvalueringError
        Naming them.
    """
    value = getattr(options, name, None)
    if value is not None and value not in allowed:
        names = ", ".join(allowed) or "ingen"
        raise EvalueringError(f"--{name} {value} finnes ikke. Tillatt: {names}")
