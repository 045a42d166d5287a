"""A report that is declared internal says so on every page and in every file; no other does."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from openpyxl import load_workbook
from pptx import Presentation

from evaluering.cli.figures import write_figure
from evaluering.cli.tables import write_table
from evaluering.config.formats import formats
from evaluering.config.project import load_project
from evaluering.disclosure.attack.formats import svg_texts
from evaluering.exhibits.result import save_result
from evaluering.languages import tags
from evaluering.render.given import Given
from evaluering.render.language import restricted, writing
from planted_exhibits import means
from small_document import DOCUMENT, IMAGES, PICTURES
from small_project import REPORT, REPORT_FOLDER, WAVE, write_project, write_yaml

MARK = "Intern – skal ikke offentliggjøres"
BOTH = f"Syntetiske data · {MARK}"
DRAWN = {name: picture.encode() for name, picture in PICTURES.items()}
GIVEN = Given(
    pictures=lambda ending: IMAGES if ending == "png" else DRAWN,
    numbers=dict,
    address=Path.as_posix,
    quality="",
)


def made(form: str) -> bytes:
    """Return the little report, declared internal, in a format."""
    writer = import_module(formats()[form].writer)
    with writing("nb"):
        content: bytes = writer.write(replace(DOCUMENT, restricted=MARK), GIVEN)
    return content


def of_word(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as file:
        parts = [name for name in file.namelist() if name.startswith("word/header")]
        return [file.read(name).decode() for name in (*parts, "word/document.xml")]


def of_slides(content: bytes) -> list[str]:
    return [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in Presentation(BytesIO(content)).slides
    ]


def of_sheets(content: bytes) -> list[str]:
    return [
        " ".join(str(cell.value) for row in sheet.iter_rows(max_row=6) for cell in row)
        for sheet in load_workbook(BytesIO(content)).worksheets
    ]


def of_pages(content: bytes) -> list[str]:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return told.stdout.decode().rstrip("\f\n").split("\f")


@pytest.mark.parametrize(
    ("form", "read"),
    [("word", of_word), ("powerpoint", of_slides), ("workbook", of_sheets), ("pdf", of_pages)],
)
def test_every_page_of_every_format_has_the_mark(
    form: str, read: Callable[[bytes], list[str]]
) -> None:
    pages = read(made(form))
    assert len(pages) > 1
    assert all(MARK in " ".join(page.split()) for page in pages)


def test_the_page_has_it_at_the_top_and_on_each_printed_page() -> None:
    page = made("report").decode()
    assert f'<p class="stamp">{MARK}</p>' in page
    assert f'content: "{BOTH}"' in page


def test_the_properties_of_the_files_say_it() -> None:
    for form in ("word", "powerpoint", "workbook"):
        with ZipFile(BytesIO(made(form))) as file:
            assert BOTH in file.read("docProps/core.xml").decode()


@pytest.mark.parametrize("language", tags())
def test_only_what_is_declared_internal_is_marked(language: str) -> None:
    with writing(language):
        assert restricted("internal")
        assert (restricted("public"), restricted(None)) == ("", "")


@pytest.mark.parametrize("audience", [None, "internal"])
def test_figures_and_tables_are_marked_as_files_too(tmp_path: Path, audience: str | None) -> None:
    root = write_project(tmp_path / "p")
    file = root / REPORT_FOLDER / "report.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    write_yaml(file, content | ({"audience": audience} if audience else {}))
    project = load_project(root).of_report(REPORT)
    one = {"groups": ["rektor"], "items": ["maal_klare"]}
    for name, write in (("figur-3", write_figure), ("tabell-4", write_table)):
        of = means(project, 12, 3.4, 1.1, exhibit=name, suppressed=False)
        save_result(replace(of.result, provenance={"stamp": "", "wave": WAVE}), tmp_path / name)
        write(project, REPORT, of.exhibit.model_copy(update=one), tmp_path, tmp_path)
    drawn = svg_texts((tmp_path / "figur-3.svg").read_text(encoding="utf-8"))
    assert (MARK in drawn) == bool(audience)
    for ending in ("html", "csv"):
        told = (tmp_path / f"tabell-4.{ending}").read_text(encoding="utf-8")
        assert (MARK in told) == bool(audience)
