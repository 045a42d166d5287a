"""The README's path: its blocks, run in an empty folder on a file with nothing but answers."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from evaluering.config.project import load_project
from evaluering.start.layout import project_files
from example_blocks import blocks, script, shell
from readme_project import write_answers
from small_project import build
from workspace import REPOSITORY

pytestmark = pytest.mark.workflow
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PROJECT = "min-rapport"
REPORT = "reports/2024-host/brukere-2024"
FOREIGN = re.compile("kommune|svarprosent|populasjon|indeks|identifikator|register", re.IGNORECASE)
"""What a survey without registry, frame, index and identifier shall hear nothing of."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project that the README's blocks make."""
    root = tmp_path_factory.mktemp("Prøve å æøå")
    write_answers(root / "svar.sav")
    done = shell(script(blocks(README, "kommando", "fil")), root, home=root)
    assert done.returncode == 0, done.stdout
    return root / PROJECT


def linked_pages(index: Path) -> set[Path]:
    """Return the index page and every page that can be reached from it."""
    found, waiting = set(), [index]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        for link in re.findall(r'href="([^"#:]+)', page.read_text(encoding="utf-8")):
            target = (page.parent / unquote(unescape(link))).resolve()
            assert target.is_file(), f"{page.name} leads to {link}, which is not there"
            if target.suffix == ".html":
                waiting.append(target)
    return found


def words_of(archive: Path) -> str:
    """Return the texts of a Word or Excel file."""
    with ZipFile(archive) as file:
        parts = [file.read(name) for name in file.namelist() if name.endswith(".xml")]
    texts = [re.sub("<[^>]+>", "", part.decode("utf-8")) for part in parts]
    return unescape(" ".join(texts))


def assert_nothing_foreign(text: str, place: object) -> None:
    assert len(text) > 200, f"{place} has hardly any text"
    found = FOREIGN.search(text)
    assert not found, f"{place}: …{text[max(0, found.start() - 60) : found.end() + 40]}…"


def test_the_report_is_made_in_four_formats(made: Path) -> None:
    for name in ("rapport.html", "rapport.docx", "rapport.pdf", "tabeller.xlsx"):
        assert (made / REPORT / name).stat().st_size > 1000, name


def test_every_exhibit_of_the_readme_is_in_the_report(made: Path) -> None:
    page = (made / REPORT / "rapport.html").read_text(encoding="utf-8")
    for exhibit in load_project(made).exhibits("brukere-2024"):
        assert exhibit.number in page
        assert exhibit.title in page


def test_the_data_file_is_untouched(made: Path) -> None:
    copied = made / "data/raw/2024-host/svar.sav"
    assert copied.read_bytes() == (made.parent / "svar.sav").read_bytes()


def test_the_pages_have_no_word_about_what_the_survey_does_not_have(made: Path) -> None:
    pages = linked_pages((made / "reports/index.html").resolve())
    assert {page.name for page in pages} >= {"index.html", "rapport.html", "brukere.html"}
    for page in pages:
        text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page.read_text(encoding="utf-8"),
                      flags=re.S)  # fmt: skip
        assert_nothing_foreign(text, page)


@pytest.mark.parametrize("name", ["rapport.docx", "tabeller.xlsx"])
def test_word_and_excel_have_no_word_about_what_the_survey_does_not_have(
    made: Path, name: str
) -> None:
    assert_nothing_foreign(words_of(made / REPORT / name), name)


def test_the_pdf_has_no_word_about_what_the_survey_does_not_have(made: Path) -> None:
    pdf = str(made / REPORT / "rapport.pdf")
    readers = {
        "pdftotext": [pdf, "-"],
        "gs": ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-sOutputFile=-", pdf],
    }
    reader = next((name for name in readers if shutil.which(name)), None)
    if reader is None:
        pytest.skip("neither pdftotext nor gs is installed, so the PDF's text is not read")
    read = subprocess.run([reader, *readers[reader]], capture_output=True, check=True)
    assert_nothing_foreign(read.stdout.decode("utf-8", errors="replace"), "rapport.pdf")


def test_a_second_run_has_nothing_to_do(made: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (made / "reports").rglob("*") if p.is_file()}
    done = shell("evaluering run", made, home=made.parent)
    assert done.returncode == 0, done.stdout
    page = made / "reports/index.html"
    assert {p for p, time in before.items() if p.stat().st_mtime_ns != time} <= {page}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_readme_of_a_new_project_is_a_path_too(language: str, tmp_path: Path) -> None:
    for name, text in project_files(language, "x", example=False).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    for block in blocks(readme, "fil"):
        (tmp_path / block.place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / block.place).write_text(block.text, encoding="utf-8")
        if block.place.endswith("wave.yaml"):
            write_answers((tmp_path / block.place).with_name("svar.sav"))
    build(tmp_path)
    assert len(list(tmp_path.glob("reports/*/*/*.pdf"))) == 1
