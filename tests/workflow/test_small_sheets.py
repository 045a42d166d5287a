"""The workbook of a small project: every number looks as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluering.cli.documents import document_of
from evaluering.config.paths import Paths
from small_project import REPORT, WAVE, build, write_project
from spreadsheet import holds, printed_rows, shown_rows

pytestmark = pytest.mark.workflow
BOOK = f"reports/{WAVE}/{REPORT}/tabeller.xlsx"


def test_every_table_is_shown_as_it_is_printed(tmp_path: Path) -> None:
    root = write_project(tmp_path / "prosjekt")
    project = build(root)
    document = document_of(project, Paths.of(project, root), WAVE, REPORT)
    sheets = load_workbook(root / BOOK).worksheets[1:]
    for block, sheet in zip(document.numbered(), sheets, strict=True):
        rows = shown_rows(sheet)
        for table in (block.table, *(table for _, table in block.details)):
            assert not table.body or holds(rows, printed_rows(table)), block.id
