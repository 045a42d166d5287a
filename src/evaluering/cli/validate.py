"""Check the configuration and say what it holds."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.config.claims.reading import check_claims


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no options of its own."""


def run(options: argparse.Namespace) -> None:
    """Load everything; a fault raises a message."""
    project, _ = opt.opened(options)
    claims = sum(len(file.claims) for file in check_claims(options.project, project).values())
    exhibits = sum(len(project.exhibits(report)) for report in project.reports)
    print(
        f"Konfigurasjonen er gyldig: {len(project.waves)} bølge(r), "
        f"{len(project.surveys)} undersøkelser, {len(project.indices)} indekser, "
        f"{exhibits} figurer og tabeller, {claims} påstander."
    )
