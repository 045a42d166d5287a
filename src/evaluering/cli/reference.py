"""Write the JSON schemas and the reference page of the configuration."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from evaluering.config import reference

PAGE = "docs/konfigurasjon.md"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no options of its own."""


def run(options: argparse.Namespace) -> None:
    """Write every file."""
    write(options.project, generated())


def files() -> dict[str, tuple[str, type[BaseModel]]]:
    """Return the path and the model of each file that a project is written in, by name."""
    from evaluering.checks.claims.claims import ClaimsFile

    claims = ("config/reports/<rapport>/claims.yaml", ClaimsFile)
    return {**reference.FILES, "claims": claims}


def generated() -> dict[str, str]:
    """Return the generated files by path from the project's root."""
    return reference.generated(files(), PAGE, "Konfigurasjon", "evaluering reference")


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files by path from the project's root, and name them."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)
