"""The example that «evaluering init --example» lays out: it runs at once, and fast."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_blocks import shell

pytestmark = pytest.mark.workflow


@pytest.mark.parametrize(
    ("language", "report", "tables"), [("nb", "rapport", "tabeller"), ("en", "report", "tables")]
)
def test_the_example_becomes_a_report_in_four_formats(
    language: str, report: str, tables: str, tmp_path: Path
) -> None:
    laid = shell(f"evaluering init 'Prøve å' --example --language {language}", tmp_path, tmp_path)
    assert laid.returncode == 0, laid.stdout
    done = shell("evaluering run --cores 2", tmp_path / "Prøve å", tmp_path)
    assert done.returncode == 0, done.stdout
    made = {path.name for path in (tmp_path / "Prøve å/reports").rglob("*")}
    documents = {f"{report}.{ending}" for ending in ("html", "docx", "pdf")}
    assert made >= {*documents, f"{tables}.xlsx", tables, "index.html"}
