"""Write the JSON schemas and the reference page of the configuration."""

from __future__ import annotations

import argparse
from pathlib import Path

from pydantic import BaseModel

from evaluering.config.reference import FILES, reference_page, schemas
from evaluering.synthesis.plan import Plan

ALL_FILES: dict[str, tuple[str, type[BaseModel]]] = {
    **FILES,
    "synthesis": ("config/synthesis.yaml", Plan),
}


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no options of its own."""


def run(options: argparse.Namespace) -> None:
    """Write every file that differs."""
    for name, text in generated().items():
        path = options.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)


def generated() -> dict[str, str]:
    """Return the generated files by path from the project's root."""
    files = {str(Path("docs/schema") / f"{n}.json"): t for n, t in schemas(ALL_FILES).items()}
    return files | {"docs/konfigurasjon.md": reference_page(ALL_FILES)}
