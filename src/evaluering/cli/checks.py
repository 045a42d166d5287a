"""Run every check of a report in one process: the claims, the reproduction and the audit."""

from __future__ import annotations

import argparse

from evaluering.cli import audit, claims, reproduce
from evaluering.cli import options as opt


def run(options: argparse.Namespace) -> None:
    """Run the checks that the report has what it takes for; differences are no error here.

    Printed numbers are held against the waves that the printed report was made of, no others.
    """
    project, paths = opt.opened(options)
    if paths.claims(options.report).is_file():
        claims.run(options)
    printed = paths.published(options.report).is_dir()
    if printed and project.reports[options.report].reproduces_wave(options.wave):
        shared = {"allow_differences": True, "readme": False, "path": None, "out": None}
        for command in (reproduce, audit):
            command.run(argparse.Namespace(**vars(options), **shared))
    print(f"{project.reports[options.report].title}: prøvd.")
