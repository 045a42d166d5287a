"""Whatever a Word document has become: a message, or edits of the texts that can be told of."""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace

import pytest

from evaluering.errors import EvalueringError
from evaluering.render.language import writing
from evaluering.render.prose.sources import text_folder
from evaluering.render.returned.carried import carried_in
from evaluering.render.returned.findings import listing, said_change, said_comment
from evaluering.render.returned.remarks import comments, marked
from evaluering.render.returned.return_trip import returned, with_places
from evaluering.render.returned.wordfile import NotWord, opened, whole_number
from returned_report import DESK, TEXTS, bound, document
from tried_summary import TRIED
from word_edits import add_footnote, comment, edited, retype, tracked
from word_mutations import mutated_word

pytestmark = pytest.mark.fuzz

MANY = int(os.environ.get("EVALUERING_FUZZ", "60"))
PARTS = 4
SECONDS = 10
"""Of the processor."""


@pytest.fixture(scope="module")
def contents() -> list[bytes]:
    """Return documents as they were set, and with a co-author's edits."""
    made = document()
    return [
        made,
        edited(made, retype("Den siste", "Den aller siste"), comment("Et underpunkt", "Hvilket?"),
               tracked("Velge", "Kåre"), add_footnote("Kapitlet handler", "Ny.", 2)),
    ]  # fmt: skip


def brought(content: bytes, accept: bool, prefer: str) -> str:
    """Do what the command does of a document, and return what it tells."""
    file = opened(content)
    with writing("nb"):
        carried = carried_in(file)
        if carried is None:
            return listing("", (), [said_change(one, "–") for one in marked(file)[1]],
                           [said_comment(one, "–") for one in comments(file)])  # fmt: skip
        desk = replace(DESK, texts={name: text + "\nEt ord til.\n" for name, text in TEXTS.items()})
        found = with_places(returned(file, carried, desk, accept, prefer), text_folder("rapport"))
        if not found.conflicts:
            bound({**desk.texts, **found.texts})
        return listing(
            "", (), [said_change(*one) for one in found.changes],
            [said_comment(*one) for one in found.comments],
        )  # fmt: skip


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_document_gives_a_message_or_edits(contents, part, record_property):
    faults, read, numbers = [], 0, range(part, MANY, PARTS)
    for number in numbers:
        draw = random.Random(f"word {number}")
        content = mutated_word(draw, draw.choice(contents))
        begun = time.process_time()
        try:
            told = brought(content, draw.random() < 0.5, draw.choice(["", "author", "word"]))
            told.encode("utf-8")
            read += 1
        except (NotWord, EvalueringError) as refused:
            if "Traceback" in str(refused):
                faults.append(f"{number}: {refused}")
        except Exception as error:
            faults.append(f"{number}: {type(error).__name__}: {error!s:.300}")
        if (spent := time.process_time() - begun) > SECONDS:
            faults.append(f"{number}: {spent:.0f} seconds")
    record_property(TRIED, {"accepted": read, "refused": len(numbers) - read - len(faults),
                            "wrong": len(faults)})  # fmt: skip
    assert not faults, f"{len(faults)}\n" + "\n".join(faults[:20])


@pytest.mark.parametrize("text", ["", "&", "x", "1.5x", "٣", "9" * 400, None])
def test_what_is_no_number_in_a_document_is_none(text):
    assert whole_number(text) == 0


def test_a_number_in_a_document_is_itself():
    assert [whole_number(text) for text in ("720", "-360", "1.5")] == [720, -360, 1]
