"""A report in one language has no word of another, beside what configuration itself says."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluering.languages import read, tags
from foreign_words import configured_texts, foreign
from pages import Page
from small_project import REPORT, REPORT_FOLDER, WAVE, build, write_project
from workspace import replace_in

pytestmark = pytest.mark.slow

MADE = ("results", "figures", "tables", "report", "appendix", "quality", "checks", "index")


@pytest.fixture(scope="module", params=tags())
def spoken(request, tmp_path_factory) -> tuple[str, Path]:
    """Return a language and a project with a report in it, built."""
    root = write_project(tmp_path_factory.mktemp(request.param) / "prosjekt")
    replace_in(
        root / REPORT_FOLDER / "report.yaml", "chapters:", f"language: {request.param}\nchapters:"
    )
    build(root, "ingest", "registry", "link", "indices", *MADE)
    return request.param, root


def shown(path: Path) -> str:
    """Return what a page or a text shows, alternative texts and labels too."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    page = Page(text, path)
    return " ".join([*page.words, *(str(image.get("alt")) for image in page.images)])


CHECKS = ("reproduce", "claims", "audit")
PAGES = ("report", "tables", "indices", "quality", *CHECKS, "index")
PARTS = (*PAGES, "alternatives")
NAMES = {
    "nb": ("rapport", "tabeller", "indekser"),
    "nn": ("rapport", "tabellar", "indeksar"),
    "en": ("report", "tables", "indices"),
}


def files(tag: str, root: Path, part: str) -> list[Path]:
    """Return the files of a part of a report, by what they are called in its language."""
    report, tables, indices = NAMES[tag]
    folder = root / f"reports/{WAVE}"
    places = {
        "report": folder / REPORT / f"{report}.html",
        "tables": folder / REPORT / tables / "*.html",
        "alternatives": root / f"figures/{WAVE}/{REPORT}/*.txt",
        "indices": folder / indices / "*.html",
        "quality": folder / read(tag).files["quality"] / "*.html",
        "index": root / "reports/index.html",
        **{check: folder / REPORT / f"{read(tag).files[check]}.html" for check in CHECKS},
    }
    found = sorted(root.glob(places[part].relative_to(root).as_posix()))
    assert found, part
    return found


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_said_in_another_language(spoken, part: str) -> None:
    tag, root = spoken
    own = configured_texts(root)
    left = {p.name: found for p in files(tag, root, part) if (found := foreign(shown(p), tag, own))}
    assert left == {}


def test_pages_say_which_language_they_are_in(spoken) -> None:
    tag, root = spoken
    pages = [p for part in PAGES for p in files(tag, root, part)]
    assert {Page(path.read_text(encoding="utf-8")).language for path in pages} == {tag}


@pytest.mark.parametrize(("text", "tag"), [("ikke svar", "nn"), ("svar frå", "nb"), ("og", "en")])
def test_a_word_of_another_language_is_found(text: str, tag: str) -> None:
    assert foreign(text, tag)
    assert not foreign(text, tag, [text])
