"""A character that our font lacks stops no format: a box where we draw, itself elsewhere."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from evaluering.cli.making import make
from evaluering.config.project import load_project
from evaluering.render.faces import shipped_face
from evaluering.render.glyphs import BOX, drawable, undrawn
from evaluering.render.pdf.document import pdf
from evaluering.workflow.flow import Flow
from small_document import DOCUMENT, PICTURES, numbered
from small_project import REPORT, WAVE, write_project

SIGNS = {
    "emoji": "😀", "family": "👩\u200d🔬", "skin": "👍🏽", "flag": "🇳🇴",
    "combining": "x\u0308\u0301", "accent": "e\u0301", "chinese": "中文",
    "arabic": "العربية", "hebrew": "שלום", "thai": "ภาษา",
    "private": "\ue000", "zero-width": "a\u200bb\u200dc", "override": "\u202eabc",
    "beyond": "\U0001fae0",
    "unassigned": "\U000e0fff", "noncharacter": "\ufdd0", "line": "a\u2028b", "wide": "a\u3000b",
    "mathtext": "$x^{$ og $y$", "format": "{0} {year:>9} %s %(a)s", "markup": "<b>&amp;#_*\\",
}  # fmt: skip
FACE = shipped_face()
HOSTILE = " ".join(SIGNS.values())


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_a_report_with_any_character_is_set_as_pdf(sign: str) -> None:
    title = f"A{sign}B"
    chapter = replace(DOCUMENT.sections[0], title=title, blocks=(numbered("tabell-90", title),))
    document = replace(DOCUMENT, title=title, subtitle=title, sections=(chapter,))
    assert pdf(document, PICTURES, FACE).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("e\u0301", "é"), ("😀", BOX), ("a\ufe0fb", "ab"), ("ﬁn", "fin"), ("a\u3000b", "a b"),
        ("中文", BOX * 2),
        ("Målene – «klare» ≥ 3", "Målene – «klare» ≥ 3"), ("\u202eabc", "abc"),
    ],
)  # fmt: skip
def test_a_sign_that_the_font_lacks_is_a_box_and_what_is_invisible_is_left_out(text, drawn) -> None:
    assert drawable(text, FACE) == drawn


def test_what_is_boxed_is_told_once_with_its_number() -> None:
    assert undrawn(["a😀", {"b": ("😀中",)}], FACE) == "中 (U+4E2D), 😀 (U+1F600)"
    assert undrawn([DOCUMENT, "é x\u0308 \u200b"], FACE) == ""


def _spoilt(content: object, keys: frozenset[str]) -> object:
    """Return configuration with hostile characters in every text of some keys."""
    if isinstance(content, dict):
        return {
            key: f"{value} {HOSTILE}"
            if key in keys and isinstance(value, str) and " " in value
            else _spoilt(value, keys)
            for key, value in content.items()
        }
    return [_spoilt(value, keys) for value in content] if isinstance(content, list) else content


def _files(root: Path) -> Iterator[Path]:
    yield from sorted((root / "config").rglob("*.yaml"))
    yield root / f"data/raw/{WAVE}/wave.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the little project with hostile texts, everything made of it."""
    root = write_project(tmp_path_factory.mktemp("tegn") / "prosjekt", printed=False, indices=False)
    texts = frozenset({"title", "label", "question", "text", "heading", "note", "start_label"})
    for path in _files(root):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        spoilt = _spoilt(content, texts)
        path.write_text(yaml.safe_dump(spoilt, allow_unicode=True), encoding="utf-8")
    scale = root / "config/scales.yaml"
    scale.write_text(
        scale.read_text(encoding="utf-8").replace("Helt enig", f'"Helt enig {SIGNS["emoji"]}"'),
        encoding="utf-8",
    )
    project = load_project(root)
    flow = Flow(project)
    for job in flow.jobs:
        make(flow, job.parts)
    return root


def test_every_format_is_made_of_texts_with_any_character(made: Path) -> None:
    report, figures = made / f"reports/{WAVE}/{REPORT}", made / f"figures/{WAVE}/{REPORT}"
    assert (report / "rapport.pdf").read_bytes().startswith(b"%PDF")
    page = (report / "rapport.html").read_text(encoding="utf-8")
    word = zipfile.ZipFile(report / "rapport.docx").read("word/document.xml").decode()
    sheets = zipfile.ZipFile(report / "tabeller.xlsx")
    cells = "".join(sheets.read(n).decode() for n in sheets.namelist() if n.endswith(".xml"))
    for text in (page, word, cells):
        assert SIGNS["emoji"] in text
        assert SIGNS["chinese"] in text
    for text in (page, word):
        assert "Tegn som skriften" in text
        assert "(U+1F600)" in text
    assert len(list(figures.glob("*.svg"))) == len(list(figures.glob("*.png"))) > 5


def test_text_from_configuration_is_neither_a_format_nor_a_formula_of_mathematics(
    made: Path,
) -> None:
    page = (made / f"reports/{WAVE}/{REPORT}/rapport.html").read_text(encoding="utf-8")
    for sign in (SIGNS["mathtext"], SIGNS["format"]):
        assert html.escape(sign, quote=False) in page
