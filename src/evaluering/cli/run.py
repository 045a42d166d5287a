"""Run the whole workflow: Snakemake with the package's profile and the project's Snakefile."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluering.errors import EvalueringError
from evaluering.workflow import PROFILE

CORES = ("--cores", "-c", "--jobs", "-j")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything that Snakemake takes."""
    parser.usage = "evaluering [--project MAPPE] run [valg og filer som Snakemake tar]"


def run(options: argparse.Namespace) -> None:
    """Run Snakemake in the project's folder; its exit code is the command's.

    Raises
    ------
    EvalueringError
        The folder has no Snakefile.
    """
    root = project_folder(options)
    sys.exit(subprocess.run(command(options.passed), cwd=root, check=False).returncode)


def project_folder(options: argparse.Namespace) -> Path:
    """Return the project's folder.

    Raises
    ------
    EvalueringError
        It has no Snakefile.
    """
    root: Path = options.project.resolve()
    if not (root / "Snakefile").is_file():
        raise EvalueringError(
            f"Mappen «{root}» har ingen Snakefile, så den er ikke et prosjekt.\n"
            "  Råd: Stå i prosjektets mappe, eller bruk --project."
        )
    return root


def command(passed: Sequence[str]) -> list[str]:
    """Return the Snakemake command: on all cores unless something else is asked for."""
    cores = [] if any(word.startswith(CORES) for word in passed) else ["--cores", "all"]
    return [sys.executable, "-m", "snakemake", "--profile", str(PROFILE), *cores, *passed]
