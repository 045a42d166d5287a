"""The finished documents: they open, hold every exhibit, and are of a size to send."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document as open_word
from openpyxl import load_workbook

from evaluering.config.project import load_project
from workspace import REPORT, REPOSITORY, WAVE

pytestmark = pytest.mark.workflow

FOLDER = f"reports/{WAVE}/{REPORT}"
EXHIBITS = load_project(REPOSITORY).exhibits(REPORT)
MEGABYTE = 1_000_000
OFFICE = ("rapport.docx", "tabeller.xlsx")


@pytest.fixture(scope="module")
def folder(built: Path) -> Path:
    return built / FOLDER


@pytest.mark.parametrize("name", OFFICE)
def test_office_files_are_whole(folder: Path, name: str) -> None:
    with ZipFile(folder / name) as archive:
        names = set(archive.namelist())
        for part in sorted(names):
            if not part.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(part))
            if part.endswith(".rels"):
                base = part.removesuffix(part.rpartition("/")[2]).removesuffix("_rels/")
                for found in root:
                    if found.get("TargetMode") != "External":
                        target = found.get("Target", "")
                        whole = target[1:] if target[:1] == "/" else normpath(join(base, target))
                        assert whole in names, f"{part} points at {target}"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_word_document_opens_in_libreoffice(folder: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(folder / "rapport.docx")], check=True, timeout=300)
    assert (tmp_path / "rapport.pdf").stat().st_size > MEGABYTE / 10


def test_the_word_document_holds_every_exhibit_in_order(folder: Path) -> None:
    made = open_word(str(folder / "rapport.docx"))
    captions = [p.text for p in made.paragraphs if p.style and p.style.name == "Caption"]
    numbered = [f"{exhibit.number}. {exhibit.title}" for exhibit in EXHIBITS]
    assert [caption for caption in captions if caption in numbered] == numbered


def test_the_pdf_is_accessible_and_has_no_dates(folder: Path) -> None:
    content = (folder / "rapport.pdf").read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert not re.search(rb"CreationDate|ModDate|CreateDate", content)


def test_the_workbook_has_a_sheet_an_exhibit(folder: Path) -> None:
    book = load_workbook(folder / "tabeller.xlsx")
    assert len(book.sheetnames) == 1 + len(EXHIBITS)
    titles = [sheet["A1"].value for sheet in book.worksheets[1:]]
    assert titles == [f"{exhibit.number}. {exhibit.title}" for exhibit in EXHIBITS]


@pytest.mark.parametrize("name", [*OFFICE, "rapport.pdf"])
def test_documents_can_be_sent(folder: Path, name: str) -> None:
    assert (folder / name).stat().st_size < 15 * MEGABYTE
