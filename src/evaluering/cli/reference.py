"""Write the JSON schemas and the reference page of the configuration."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from evaluering.config import reference

PAGE = "docs/konfigurasjon.md"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no options of its own."""


def run(options: argparse.Namespace) -> None:
    """Write every file."""
    write(options.project, generated())


def generated() -> dict[str, str]:
    """Return the generated files by path from the project's root."""
    return reference.generated(reference.FILES, PAGE, "Konfigurasjon", "evaluering reference")


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files by path from the project's root, and name them."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)
