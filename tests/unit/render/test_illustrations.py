"""Images that an author puts into a text: in every format, and back from Word."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from html import escape
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from evaluering.render.document import Illustration, Paragraph, Section
from evaluering.render.faces import shipped_face
from evaluering.render.html.report import report_page
from evaluering.render.language import writing
from evaluering.render.pdf.document import pdf
from evaluering.render.prose.images import ImageFolder
from evaluering.render.returned.carried import carried_in
from evaluering.render.returned.return_trip import Returned, returned
from evaluering.render.returned.wordfile import opened
from evaluering.render.word.document import word
from pages import Page
from returned_report import CHAPTER, DESK, TEXTS, document
from small_document import DOCUMENT, IMAGES, MARKUP, PICTURES, png
from word_edits import delete, edited, move, retype

WP = qn("wp:docPr")
ALT = f"Kart over regionene {MARKUP}"
IMAGE = Illustration("bilder/kart.png", png(), ALT)
REPORT = replace(
    DOCUMENT,
    sections=(Section("tekst-a", "Kart", (Paragraph(("Se kartet.",)), IMAGE)), *DOCUMENT.sections),
)
LINE = "![Kart over regionene](bilder/kart%20nord.png)"
NAME = next(name for name, text in TEXTS.items() if text == CHAPTER)
WITH = TEXTS | {NAME: CHAPTER.replace("## Hva de svarte", f"{LINE}\n\n## Hva de svarte")}


@pytest.fixture
def folder(tmp_path):
    """Return a report's folder with an image in it, and what must not be shown beside it."""
    own = tmp_path / "rapport"
    (own / "bilder").mkdir(parents=True)
    (own / "bilder/kart nord.png").write_bytes(png())
    (own / "kart.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    (own / "falsk.png").write_text("ikke et bilde")
    (own / "halvt.png").write_bytes(png()[:40])
    (tmp_path / "ute.png").write_bytes(png())
    (own / "lenke.png").symlink_to(tmp_path / "ute.png")
    return own


def test_the_page_has_the_image_within_it_and_what_it_shows():
    page = Page(report_page(REPORT, "", lambda path: path.name, lambda path: path.name))
    assert (page.faults, page.open) == ([], [])
    assert f"data:image/png;base64,{b64encode(IMAGE.content).decode()}" in page.text
    assert f'alt="{escape(ALT)[:40]}' in page.text


def test_word_has_the_image_with_what_it_shows():
    with ZipFile(BytesIO(word(REPORT, IMAGES))) as file:
        body = file.read("word/document.xml").decode()
        images = [file.read(n) for n in file.namelist() if n.startswith("word/media/")]
    assert 'name="bilde bilder/kart.png"' in body
    assert f'descr="{escape(ALT)[:20]}' in body
    assert IMAGE.content in images


def test_the_pdf_says_what_the_image_shows_and_stays_accessible():
    report = replace(REPORT, sections=(Section("a", "Kart", (replace(IMAGE, alt="Kart"),)),))
    made = pdf(report, PICTURES, shipped_face())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/Alt(Kart)" in made


@pytest.mark.parametrize(
    ("address", "alternative", "found"),
    [
        ("bilder/kart%20nord.png", " ", "bildet bilder/kart nord.png uten alternativ tekst"),
        ("bilder/kart%20nord.png", "Snitt {figur-1: n}", "Snitt {figur-1: n}"),
        ("bilder/borte.png", "Kart", "bildet bilder/borte.png, som ikke finnes"),
        ("../ute.png", "Kart", "bildet ../ute.png utenfor rapportens mappe"),
        ("/etc/kart.png", "Kart", "bildet /etc/kart.png utenfor rapportens mappe"),
        ("lenke.png", "Kart", "bildet lenke.png utenfor rapportens mappe"),
        ("https://nifu.no/kart.png", "Kart", "bildet https://nifu.no/kart.png"),
        ("//nifu.no/kart.png", "Kart", "bildet //nifu.no/kart.png"),
        ("data:image/png;base64,AA", "Kart", "bildet data:image/png;base64,AA"),
        ("kart.svg", "Kart", "bildet kart.svg"),
        ("falsk.png", "Kart", "bildet falsk.png, som ikke er et helt bilde"),
        ("halvt.png", "Kart", "bildet halvt.png, som ikke er et helt bilde"),
    ],
)
def test_what_cannot_be_shown_is_told(folder, address, alternative, found):
    with pytest.raises(ValueError, match=r".") as fault:
        ImageFolder(folder).read(address, alternative)
    assert fault.value.args[0] == found


def test_what_is_not_there_is_told_with_what_is(folder):
    with pytest.raises(ValueError, match=r".") as fault:
        ImageFolder(folder).read("kart.png", "Kart")
    assert "bilder/kart nord.png" in fault.value.args[1]


def brought(content):
    file = opened(content)
    carried = carried_in(file)
    assert carried is not None
    with writing("nb"):
        return returned(file, carried, replace(DESK, texts=WITH))


def test_an_untouched_document_changes_nothing(folder):
    assert brought(document(WITH, images=ImageFolder(folder))) == Returned({}, (), (), ())


@pytest.mark.parametrize(
    ("edit", "has"),
    [
        (retype("begynner med", "åpner med"), "åpner med et avsnitt"),
        (delete("Kapitlet handler om"), "Hva de svarte"),
        (move("Kapitlet handler om", "Vurdere virkningen"), "virkningen\n\nKapitlet handler om"),
    ],
    ids=["edited", "deleted", "moved"],
)
def test_the_image_survives_edits_around_it(folder, edit, has):
    made = edited(document(WITH, images=ImageFolder(folder)), edit)
    found = brought(made).texts[NAME]
    assert found.count(LINE) == 1
    assert has in found


def test_an_image_that_is_taken_out_is_gone_and_told(folder):
    made = document(WITH, images=ImageFolder(folder))
    found = brought(edited(made, _without_image))
    assert LINE not in found.texts[NAME]
    assert ("deleted", "brought") in [(f.kind, f.became) for f in found.findings]


def test_other_words_for_the_image_are_told_and_it_stays(folder):
    found = brought(edited(document(WITH, images=ImageFolder(folder)), _described))
    assert found.texts == {}
    assert [(f.kind, f.before, f.now) for f in found.findings] == [
        ("alternative", "Kart over regionene", "Et kart")
    ]


def _shown(made):
    return next(p for p in made.element.body.iter(WP) if p.get("name", "").startswith("bilde "))


def _described(made):
    _shown(made).set("descr", "Et kart")


def _without_image(made):
    paragraph = next(_shown(made).iterancestors(qn("w:p")))
    paragraph.getparent().remove(paragraph)


@pytest.mark.slow
def test_the_image_survives_libreoffice(folder, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice (soffice) is not installed")
    made = edited(document(WITH, images=ImageFolder(folder)), retype("begynner med", "åpner med"))
    (tmp_path / "inn.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", tmp_path / "ut"]
    subprocess.run([*command, tmp_path / "inn.docx"], check=True, capture_output=True, timeout=120)
    found = brought((tmp_path / "ut/inn.docx").read_bytes()).texts[NAME]
    assert found.count(LINE) == 1
    assert "åpner med" in found
