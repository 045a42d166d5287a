"""The example that «evaluering init --example» lays out: it runs at once, and fast."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluering.start.layout import languages
from example_blocks import shell
from small_project import build

pytestmark = pytest.mark.workflow

NAMES = {"nb": ("rapport", "tabeller"), "en": ("report", "tables")}


def documents(language: str) -> set[str]:
    """Return the names of all that is made for the reader."""
    report, tables = NAMES[language]
    return {
        *(f"{report}.{end}" for end in ("html", "docx", "pdf")),
        f"{tables}.xlsx",
        tables,
        "index.html",
    }


def laid_out(language: str, folder: Path) -> Path:
    done = shell(f"evaluering init 'Prøve å' --example --language {language}", folder, folder)
    assert done.returncode == 0, done.stdout
    return folder / "Prøve å"


def test_the_example_becomes_a_report_in_four_formats_by_one_command(tmp_path: Path) -> None:
    root = laid_out("nb", tmp_path)
    done = shell("evaluering run --cores 2", root, tmp_path)
    assert done.returncode == 0, done.stdout
    assert {path.name for path in (root / "reports").rglob("*")} >= documents("nb")


@pytest.mark.parametrize("language", sorted({*languages()} - {"nb"}))
def test_the_example_becomes_a_report_in_every_language(language: str, tmp_path: Path) -> None:
    root = laid_out(language, tmp_path)
    build(root)
    assert {path.name for path in (root / "reports").rglob("*")} >= documents(language)
