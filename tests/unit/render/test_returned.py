# ruff: noqa: E501 (a line a case)
"""Edits made in Word come back to the texts or are told of, whoever saved the document."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from docx.oxml.ns import qn

from evaluering.languages import read
from evaluering.render.language import writing
from evaluering.render.returned import __path__ as package
from evaluering.render.returned.carried import carried_in
from evaluering.render.returned.remarks import comments
from evaluering.render.returned.return_trip import Returned, returned
from evaluering.render.returned.wordfile import NotWord, opened
from returned_report import CHAPTER, DESK, SUMMARY, TEXTS, bound, document
from word_edits import (
    Edit,
    add_after,
    add_counted,
    add_footnote,
    as_word_saves,
    cell,
    comment,
    delete,
    edited,
    footnote_text,
    hyperlink,
    join,
    look,
    move,
    move_control,
    nest,
    page_break,
    pasted,
    picture,
    remove_footnote,
    restyle,
    retype,
    split,
    table_by_hand,
    tracked,
    tracked_look,
    tracked_move,
    tracked_paragraph,
    type_over,
    uncontrol,
)


@dataclass(frozen=True)
class Case:
    """An edit and what becomes of it.

    `has` and `lacks` are texts, `told` the kinds of findings; `pending` the kinds of tracked
    changes, and `comments` their texts.
    """

    name: str
    edits: tuple[Edit, ...]
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    untouched: bool = False
    restyled: bool = False
    """LibreOffice gives what follows a moved paragraph that paragraph's style."""


N1 = "{figur-1: n}"
CASES = [
    Case("a paragraph is edited", (retype("begynner med", "åpner med"),),
         ("og åpner med et avsnitt",), ("begynner med",), ("edited",)),
    Case("a sentence is added to a paragraph with bindings", (retype("Det har to", "Nytt her. Det har to"),),
         ("med {figur-1} omtalt midt i setningen. Nytt her. Det har to",), (), ("edited",)),
    Case("a paragraph is split", (split("Her er et avsnitt", "Det har to"),),
         ("omtalt midt i setningen.\n\nDet har to setninger til.",), (), ("split",)),
    Case("two paragraphs are joined", (join("Undersøkelsen har"),),
         ("blant eierne.\n[Lederne er mest",), (), ("joined",)),
    Case("a paragraph is moved", (move("Kapitlet handler om", "Vurdere virkningen"),),
         ("3. Vurdere virkningen\n\nKapitlet handler om behovene",), (), ("moved",)),
    Case("a paragraph is moved to another text",
         (move("Kapitlet handler om", "Undersøkelsen har"),),
         ("blant eierne.\n\nKapitlet handler om behovene",), (), ("moved",)),
    Case("a paragraph is deleted", (delete("Kapitlet handler om"),), (), ("Kapitlet handler",), ("deleted",)),
    Case("a paragraph is added", (add_after("Kapitlet handler om", "Et nytt avsnitt, skrevet i Word."),),
         ("om dem.\n\nEt nytt avsnitt, skrevet i Word.\n\n## Hva",), (), ("added",)),
    Case("a heading is renamed", (retype("Hva de svarte", "Svarene"),), ("## Svarene\n",), ("## Hva de svarte",), ("heading",)),
    Case("a heading is added", (add_after("Kapitlet handler om", "Mellomtittel", "Heading 2"),),
         ("om dem.\n\n## Mellomtittel\n",), (), ("heading_added",)),
    Case("the level of a heading is changed", (restyle("Hva de ikke svarte", "Heading 2"),),
         ("\n## Hva de ikke svarte",), ("### Hva",), ("shape",)),
    Case("a title is edited", (retype("Sammendrag", "Kort fortalt"),), ("title: Kort fortalt\n",), (), ("heading",)),
    Case("a chapter's title is edited", (retype("Behov", "Behovene"),), (), (), ("title_from_configuration",),
         untouched=True),
    Case("an item is added", (add_after("Første punkt", "Nytt punkt", "List Bullet"),),
         ("oversikten\n- Nytt punkt\n- Andre",), (), ("item_added",)),
    Case("an item is removed", (delete("Tredje punkt"),), ("  - Et underpunkt",), ("Tredje punkt",), ("deleted",)),
    Case("items are put in another order", (move("Tredje punkt", "Første punkt"),),
         ("oversikten\n- Tredje punkt om behovene\n- Andre",), (), ("moved",)),
    Case("an item is nested", (nest("Tredje punkt"),),
         ("  - Tredje punkt om behovene",), (), ("shape",)),
    Case("an item of a counted list is edited and one added",
         (retype("Velge tiltakene", "Velge de beste tiltakene"), add_counted("beste tiltakene", "Et nytt steg")),
         ("2. Velge de beste tiltakene\n3. Et nytt steg",), (), ("edited", "item_added")),
    Case("a figure is moved", (move("Tittel på Figur 1", "Vurdere virkningen", 4),),
         ("3. Vurdere virkningen\n\n{figur-1}",), (), ("placement_moved",)),
    Case("a figure is deleted", (delete("Tittel på Figur 1", 4),),
         (), ("\n{figur-1}\n",), ("placement_gone",)),
    Case("a table that no text places is moved into one", (move("Tittel på Tabell 1", "Kapitlet handler om", 4),),
         ("om dem.\n\n{tabell-1}\n",), (), ("placed",)),
    Case("a caption is edited", (retype("Tittel på Figur 1", "En annen tittel"),), (), (), ("caption",), untouched=True),
    Case("a number of a table is typed over", (cell("−4,20", "31 %"),), (), (), ("cell",), untouched=True),
    Case("a remark under a figure is edited", (retype("Merknaden.", "En annen merknad."),), (), (),
         ("remark_gone", "remark_added"), untouched=True),
    Case("a footnote is edited", (footnote_text("om svarene", "om alle svarene"),),
         ("[^svar]: En fotnote om alle svarene, med *kursiv* i.",), (), ("note",)),
    Case("a footnote in a sentence is edited", (footnote_text("midt i en setning", "inni en setning"),),
         ("avsnittet^[En fotnote inni en setning.] er",), (), ("note",)),
    Case("a footnote is added", (add_footnote("Kapitlet handler", "Helt ny note.", 2),),
         ("om dem.^[Helt ny note.]",), (), ("note_added",)),
    Case("a footnote is removed", (remove_footnote(1),), ("aldri** nei. Snittet",), ("[^svar]",), ("note_gone",)),
    Case("a citation is edited", (retype("(Rogde og Federici 2020, s. 12)", "(Rogde og Federici 2020, s. 13)"),),
         ("[@rogde2020, s. 12]",), ("s. 13",), ("citation",), untouched=True),
    Case("text around a citation is edited", (retype("Det sier også", "Det hevder også"),),
         ("[Lederne er mest fornøyde.]{claim=fornoyde} Det hevder også [@rogde2020, s. 12] i",), (), ("edited",)),
    Case("stress is added", (look("et avsnitt om dem", b=True),), ("begynner med **et avsnitt om dem**.",), (), ("edited",)),
    Case("stress is removed", (look("sjelden", i=False),), ("Lederne svarer sjelden nei",), (), ("edited",)),
    Case("a link is added", (hyperlink("et avsnitt om dem", "https://ssb.no"),),
         ("begynner med [et avsnitt om dem](https://ssb.no).",), (), ("edited",)),
    Case("a quote is edited", (retype("god nok", "bra nok"),), ("> Et sitat fra en leder, som mener at «oversikten» er bra nok\n> til",), (), ("edited",)),
    Case("a paragraph becomes a quote", (restyle("Kapitlet handler om", "Quote"),), ("> Kapitlet handler om",), (), ("shape",)),
    Case("a bound number is typed over", (type_over("260", "270"),), (N1,), ("270",), ("typed_over",), untouched=True),
    Case("a bound number is typed over with its control", (type_over("4,2", "4,5", keep=False),),
         ("Snittet er {figur-1: eier / oversikt: mean} blant",), ("4,5",), ("typed_over",), untouched=True),
    Case("a content control is removed", (uncontrol("3,70"),), ("snittet er {figur-1: eier / verktoy: mean | 2} for",), ("3,70",),
         ("loose",), untouched=True),
    Case("the text around a binding is changed", (retype("Undersøkelsen har", "Spørreskjemaet ga"),),
         ("Spørreskjemaet ga {figur-1: n} svar, se {figur-1}",), (), ("edited",)),
    Case("a binding is moved to another sentence", (move_control("260", "Det har to setninger"),),
         ("setningen. {figur-1: n} Det har to",), ("har {figur-1: n} svar",), ("edited", "binding_gone")),
    Case("an insertion and a deletion wait", (tracked("begynner", "starter"),), (), ("starter",), (),
         ("deleted", "inserted"), untouched=True),
    Case("a paragraph waits", (tracked_paragraph("Kapitlet handler om", "Et avsnitt som venter."),), (), ("venter",), (),
         ("inserted",), untouched=True),
    Case("a look waits", (tracked_look("Kapitlet handler"),), (), (), (), ("look",), untouched=True),
    Case("a move waits", (tracked_move("Kapitlet handler om", "Vurdere virkningen"),), (), (), (), ("moved_away", "moved_here"),
         untouched=True, restyled=True),
    Case("a comment is made", (comment("Kapitlet handler", "Kan dette bli kortere?"),), (), (), (), (),
         ("Kan dette bli kortere?",), untouched=True),
    Case("text is pasted with its own looks", (pasted("Kapitlet handler om", "Innlimt fra et annet sted."),),
         ("Innlimt fra et annet sted.",), (), ("added",)),
    Case("no-break spaces and quotation marks are typed", (retype("et avsnitt om dem", "10\u00a0000 “ord” og ‘to’ – til"),),
         ("med 10\u00a0000 “ord” og ‘to’ – til.",), (), ("edited",)),
    Case("signs that Markdown reads are typed", (retype("et avsnitt om dem", "a*b_c [d] {e} <f> \\g `h`"),),
         ("a\\*b_c \\[d\\] \\{e\\} \\<f> \\\\g \\`h\\`",), (), ("edited",)),
    Case("a page is broken", (page_break("Kapitlet handler om"),), (), (), ("odd_page_break",), untouched=True),
    Case("an image is inserted", (picture("Kapitlet handler om"),), (), (), ("picture_inserted",), untouched=True),
    Case("a table is inserted", (table_by_hand("Kapitlet handler om"),), ("| År | Antall |\n|---|---|\n| 2020 | 17 |",), (), ("table_added",)),
    Case("a cell of a text's table is edited", (cell("lite", "mye"),), ("| Verktøy | mye |", "mean} |"), (), ("cell",)),
    Case("a bound cell of a text's table is typed over", (cell("4,2", "9,9"),), (), ("9,9",), ("typed_over",), untouched=True),
    Case("the front page is edited", (retype("Laget av bølgen.", "Laget av oss."),), (), (), ("frame_edited",), untouched=True),
    Case("text is written in a part that is no text", (add_after("Trinn for trinn", "Min egen metode."),), (), (), ("added_outside",), untouched=True),
    Case("a text is highlighted", (look("et avsnitt om dem", highlight=True),), (), (), ("odd_highlight",), untouched=True),
]  # fmt: skip


WAYS = {"library": lambda content: content, "word": as_word_saves}
PROFILE = "-env:UserInstallation=file://{}"


@pytest.fixture(scope="module")
def exported() -> bytes:
    return document()


@pytest.fixture(scope="module")
def by_office(exported, tmp_path_factory) -> dict[str, bytes]:
    """Return every edited document as LibreOffice saves it; nothing where it is not installed."""
    office = shutil.which("soffice")
    if not office:
        return {}
    folder = tmp_path_factory.mktemp("office")
    for number, case in enumerate(CASES):
        (folder / f"{number}.docx").write_bytes(edited(exported, *case.edits))
    profile = PROFILE.format(folder / "profile")
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", folder / "ut"]
    subprocess.run([*command, *sorted(folder.glob("*.docx"))], check=True, capture_output=True,
                   timeout=200)  # fmt: skip
    return {case.name: (folder / "ut" / f"{number}.docx").read_bytes()
            for number, case in enumerate(CASES)}  # fmt: skip


def brought(content: bytes, texts=TEXTS, **how) -> Returned:
    file = opened(content)
    carried = carried_in(file)
    assert carried is not None
    with writing("nb"):
        return returned(file, carried, replace(DESK, texts=texts), **how)


def check(case: Case, content: bytes, restyled: bool = False) -> None:
    found = brought(content)
    texts = {**TEXTS, **found.texts}
    whole = "\n".join(texts.values())
    for text in case.has:
        assert text in whole
    for text in case.lacks:
        assert text not in whole
    assert not set(case.told) - {one.kind for one in found.findings}, found.findings
    assert [one.kind for one, _ in found.changes] == list(case.pending)
    assert [one.text for one, _ in found.comments] == list(case.comments)
    assert not found.conflicts
    assert bool(found.texts) != (case.untouched and not restyled)
    bound(texts)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
@pytest.mark.parametrize("way", WAYS)
def test_an_edit_comes_back_or_is_told_of(case, way, exported):
    check(case, WAYS[way](edited(exported, *case.edits)))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_edit_that_libreoffice_saved_comes_back_or_is_told_of(case, by_office):
    if not by_office:
        pytest.skip("LibreOffice (soffice) is not installed")
    check(case, by_office[case.name], case.restyled)


def test_a_document_that_nobody_edited_changes_nothing(exported):
    for content in (exported, as_word_saves(exported), edited(exported)):
        assert brought(content) == Returned({}, (), (), ())
    assert document() == exported


def test_the_authors_edits_stand_beside_the_co_authors(exported):
    own = {**TEXTS, "behov.md": TEXTS["behov.md"].replace("med et avsnitt om dem.", "rolig.")}
    content = edited(exported, retype("Kapitlet handler om", "Kapitlet dreier seg om"))
    found = brought(content, own)
    assert "\nKapitlet dreier seg om behovene, og begynner rolig.\n" in found.texts["behov.md"]
    assert not found.conflicts


@pytest.mark.parametrize(
    ("prefer", "kept"), [("", "minner"), ("author", "minner"), ("word", "sier")]
)
def test_both_edits_of_one_word_are_a_conflict_that_shows_both(exported, prefer, kept):
    own = {**TEXTS, "behov.md": TEXTS["behov.md"].replace("Kapitlet handler", "Kapitlet minner")}
    content = edited(exported, retype("Kapitlet handler", "Kapitlet sier"))
    found = brought(content, own, prefer=prefer)
    (conflict,) = found.conflicts
    assert "minner" in conflict.before
    assert "sier" in conflict.now
    assert f"Kapitlet {kept} om" in {**own, **found.texts}["behov.md"]


def test_an_edit_that_is_brought_back_already_is_no_conflict(exported):
    content = edited(exported, retype("begynner med", "åpner med"))
    first = brought(content)
    again = brought(content, {**TEXTS, **first.texts})
    assert not again.texts
    assert not again.conflicts


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (tracked("begynner", "starter"), "behovene, og starter med et"),
        (tracked_paragraph("Kapitlet handler om", "Et som venter."), "dem.\n\nEt som venter.\n"),
        (tracked_look("Kapitlet handler"), "**Kapitlet handler"),
        (tracked_move("Kapitlet handler om", "Vurdere virkningen"), "virkningen\n\nKapitlet"),
    ],
)
def test_tracked_changes_are_taken_in_when_asked_for(exported, edit, text):
    found = brought(edited(exported, edit), accept=True)
    assert text in found.texts["behov.md"]
    assert found.changes
    bound({**TEXTS, **found.texts})


def test_several_edits_at_once_come_back_together(exported):
    content = edited(
        exported, retype("begynner med", "åpner med"), delete("Tredje punkt"),
        move("Tittel på Figur 1", "Vurdere virkningen", 4), type_over("260", "270"),
        add_after("Kapitlet handler om", "Nytt avsnitt her."), retype("god nok", "bra nok"),
    )  # fmt: skip
    found = brought(content)
    whole = "\n".join({**TEXTS, **found.texts}.values())
    for text in ("og åpner med", "virkningen\n\n{figur-1}", "Nytt avsnitt her.", "bra nok", N1):
        assert text in whole
    assert "Tredje punkt" not in whole
    bound({**TEXTS, **found.texts})


def test_the_comments_that_the_report_made_are_not_told_of(exported):
    assert comments(opened(exported))
    assert not brought(exported).comments


@pytest.mark.parametrize(
    "content", [b"", b"ikke", b"\xd0\xcf\x11\xe0gammelt", b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_document_is_refused(content):
    with pytest.raises(NotWord):
        opened(content)


@pytest.mark.parametrize("tag", ["nb", "nn", "en"])
def test_every_finding_has_a_sentence(tag):
    source = "\n".join(p.read_text(encoding="utf-8") for p in Path(package[0]).glob("*.py"))
    kinds = set(re.findall(r'(?:_tell|told|EditFinding)\(\s*"(\w+)"', source))
    kinds |= set(re.findall(r'"(odd_\w+)"', source)) | set(re.findall(r'yield "(\w+)",', source))
    assert len(kinds) > 40
    assert {f"returned_{kind}" for kind in kinds} <= read(tag).texts.keys()


def in_contents(text):
    """Return whether a text stands in the contents, which are made of the headings."""
    return next(text.iterancestors(qn("w:hyperlink")), None) is not None


@pytest.mark.parametrize("seed", range(12))
def test_no_word_that_is_typed_anywhere_is_lost(exported, seed):
    draw = Random(seed)
    typed: list[str] = []

    def edit(made):
        own = [t for t in made.element.body.iter(qn("w:t")) if " " in (t.text or "").strip()]
        own = [t for t in own if t.text.strip() in SUMMARY + CHAPTER and not in_contents(t)]
        for text in draw.sample(own, 3):
            words = text.text.split(" ")
            place = draw.randrange(len(words))
            typed.append(f"ord{draw.randrange(10_000)}")
            words[place : place + draw.randrange(2)] = [typed[-1]]
            text.text = " ".join(words)

    content = edited(exported, edit)
    first = {**TEXTS, **brought(content).texts}
    assert all(word in "".join(first.values()) for word in typed)
    bound(first)
    assert not brought(content, first).texts
