"""The checks of a report as parts of one job: the claims, the reproduction and the audit."""

from __future__ import annotations

import argparse
from importlib import import_module


def run(options: argparse.Namespace) -> None:
    """Run one of the checks that the report has what it takes for; differences are no error here.

    Printed numbers are held against the waves that the printed report was made of, no others.
    """
    no = dict.fromkeys(("readme", "path", "out", "suggest", "text"))
    given = {"allow_differences": True, **no}
    # by name, so that the code of one check is not that of another
    command = import_module(f"evaluering.cli.{options.check}")
    command.run(argparse.Namespace(**{**vars(options), **given, "command": options.check}))
