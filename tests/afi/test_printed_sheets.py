"""Every number of the workbook looks in a spreadsheet as it is printed in the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluering.cli.documents import document_of
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from spreadsheet import holds, printed_rows, shown_rows
from workspace import REPORT, WAVE

pytestmark = pytest.mark.workflow


def test_every_table_is_shown_as_it_is_printed(built: Path) -> None:
    project = load_project(built)
    document = document_of(project, Paths.of(project, built), WAVE, REPORT)
    book = load_workbook(built / f"reports/{WAVE}/{REPORT}/tabeller.xlsx")
    blocks = list(document.numbered())
    sheets = dict(zip((b.id for b in blocks), book.worksheets[1:], strict=True))
    rows = {name: shown_rows(sheet) for name, sheet in sheets.items()}
    tables = [(b.id, t) for b in blocks for t in (b.table, *(t for _, t in b.details)) if t.body]
    assert len(tables) > len(blocks)
    unlike = [name for name, table in tables if not holds(rows[name], printed_rows(table))]
    assert unlike == []


def test_a_mean_is_held_with_all_its_decimals(built: Path) -> None:
    sheet = load_workbook(built / f"reports/{WAVE}/{REPORT}/tabeller.xlsx")["Tabell 41"]
    rows = {row[0].value: row[1:] for row in sheet.iter_rows() if row[0].value}
    cells = [cell for cell in rows["Gjennomsnitt"] if cell.value is not None]
    assert {cell.number_format for cell in cells} == {"0.00"}
    assert any(round(cell.value, 2) != cell.value for cell in cells)
