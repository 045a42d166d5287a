"""Check the configuration and that the files are there, and say what the project holds."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.config.claims.reading import check_claims
from evaluering.errors import EvalueringError
from evaluering.workflow.flow import Flow


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take one wave, or all."""
    parser.add_argument("--wave", metavar="WAVE", help="bare denne bølgen (utelatt: alle)")


def run(options: argparse.Namespace) -> None:
    """Check what the run needs.

    Raises
    ------
    EvalueringError
        Every fault of the waves, files included.
    """
    project, _ = opt.opened(options)
    faults = Flow(project).faulty
    shown = [str(fault) for wave, fault in faults.items() if options.wave in (None, wave)]
    if shown:
        raise EvalueringError("\n".join(shown))
    claims = sum(len(file.claims) for file in check_claims(options.project, project).values())
    exhibits = sum(len(project.exhibits(report)) for report in project.reports)
    print(
        f"Konfigurasjonen er gyldig: {len(project.waves)} bølge(r), "
        f"{len(project.surveys)} undersøkelser, {len(project.indices)} indekser, "
        f"{exhibits} figurer og tabeller, {claims} påstander."
    )
