"""`evaluering word import` writes what is valid, keeps what was, and refuses the rest in words."""

from __future__ import annotations

import pytest

from evaluering.cli import main
from evaluering.config.reports import Report
from evaluering.render.given import ReportSource
from evaluering.render.language import writing
from evaluering.render.prose.bindings import ResultBindings
from evaluering.render.prose.sources import text_folder, texts_of
from evaluering.render.prose.texts import composed
from evaluering.render.prose.works import Works
from evaluering.render.word.document import word
from small_document import NEW, replace
from word_edits import add_after, comment, edited, retype, tracked

TEXT = """\
---
title: Sammendrag
order: 0
---

Et avsnitt som er skrevet
over to linjer.

- Ett punkt i en liste
"""
REPORT = Report(id="trivsel", title="Rapporten", chapters=[{"id": "a", "title": "A"}])
FOLDER = text_folder("trivsel")


def document(report: str = "trivsel", carries: bool = True) -> bytes:
    """Return the document of a report with one text and no numbers."""
    with writing("nb"):
        sources = texts_of({FOLDER / "sammendrag.md": TEXT.encode()})
        texts = composed(sources, REPORT, ResultBindings({}, {}, {}, Works()))
        made = replace(NEW, sections=tuple(section for _, section in texts.others))
        source = ReportSource(report, "2024-host", {"sammendrag.md": TEXT})
        return word(made, {}, source=source if carries else None)


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "prosjekt"
    assert main(["init", "--example", str(root)]) == 0
    (root / FOLDER).mkdir()
    (root / FOLDER / "sammendrag.md").write_text(TEXT, encoding="utf-8")
    return root


def brought(root, content, *how) -> int:
    path = root.parent / "fra-kari.docx"
    path.write_bytes(content)
    return main(["--project", str(root), "word", "import", str(path), *how])


def now(root) -> str:
    return (root / FOLDER / "sammendrag.md").read_text(encoding="utf-8")


CHANGED = edited(
    document(), retype("er skrevet", "er skrevet ut"), comment("Ett punkt", "Hvilket?")
)


def test_a_dry_run_shows_the_difference_and_writes_nothing(project, capsys):
    assert brought(project, CHANGED, "--dry-run") == 0
    assert "\n+" in capsys.readouterr().out
    assert now(project) == TEXT
    assert not list(project.parent.glob("*.word-import.md"))


def test_edits_are_written_listed_and_what_was_is_kept(project, capsys):
    assert brought(project, CHANGED) == 0
    told = capsys.readouterr().out
    assert "skrevet ut" in " ".join(now(project).split())
    assert (project / FOLDER / ".before-import/sammendrag.md").read_text(encoding="utf-8") == TEXT
    listed = (project.parent / "fra-kari.word-import.md").read_text(encoding="utf-8")
    assert listed in told
    assert f"{FOLDER.as_posix()}/sammendrag.md:9 «Ett punkt i en liste»: Hvilket? (Kari, " in listed
    assert main(["--project", str(project), "validate", "--quick"]) == 0


def test_tracked_changes_wait_until_they_are_asked_for(project):
    content = edited(document(), tracked("punkt", "poeng"))
    assert brought(project, content) == 0
    assert now(project) == TEXT
    assert brought(project, content, "--accept") == 0
    assert "- Ett poeng i en liste\n" in now(project)


def test_edits_that_contradict_the_authors_are_shown_and_not_written(project, capsys):
    own = TEXT.replace("avsnitt", "stykke")
    (project / FOLDER / "sammendrag.md").write_text(own, encoding="utf-8")
    content = edited(document(), retype("Et avsnitt", "Et kapittel"))
    assert brought(project, content) == 1
    told = capsys.readouterr().err
    assert told.index("<<<<<<< forfatteren") < told.index("stykke") < told.index("kapittel")
    assert now(project) == own
    assert brought(project, content, "--conflicts", "word") == 0
    assert "kapittel" in now(project)


def test_texts_that_would_not_be_valid_are_not_written(project, capsys):
    own = TEXT + "\n{figur-99}\n"
    (project / FOLDER / "sammendrag.md").write_text(own, encoding="utf-8")
    assert brought(project, CHANGED) == 1
    assert "linje 11" in capsys.readouterr().err
    assert now(project) == own


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"ikke et dokument", "ikke et Word-dokument"),
        (document(report="en-annen"), "av rapporten «en-annen»"),
        (edited(document(carries=False), add_after("Ett punkt", "Nytt")), "ikke med seg teksten"),
    ],
)
def test_what_cannot_be_brought_back_is_refused_in_words(project, capsys, content, told):
    assert brought(project, content) == 1
    assert told in capsys.readouterr().err
    assert now(project) == TEXT
