"""What no codebook knows is drafted as a block to paste, with the wave that it is asked from."""

from __future__ import annotations

from typing import Any

import yaml

from asked_anew import AGREE, BOOK, SCALES, AskedFile, file, matched
from evaluering.config.surveys import Survey
from evaluering.data.arriving.additions import additions, additions_text
from evaluering.data.arriving.scales import ScalesFound
from evaluering.data.drafting.facts import facts_of


def block(new: AskedFile) -> dict[str, Any]:
    """Return the block of a file as YAML reads it."""
    names = BOOK.names
    lists = additions(facts_of(new.raw()), matched(new), BOOK, ScalesFound(SCALES), "2025", names)
    return yaml.safe_load(additions_text(lists, ["Lim inn"])) or {}


def among(new: AskedFile, column: str, before: str, values: Any) -> AskedFile:
    """Return a file with one more column before another."""
    frame = new.frame.copy()
    frame.insert(list(frame.columns).index(before), column, values)
    return AskedFile(frame, new.texts, new.labels, new.declared)


def test_a_file_that_asks_nothing_new_has_none() -> None:
    assert block(file()) == {}


def test_a_new_item_beside_others_is_of_their_battery() -> None:
    new = among(file(), "q9", "c", file().frame["c"].to_numpy()[::-1])
    new = new.asking(q9="Hvor enig er du? - Pausene er lange nok").labelled(q9=AGREE)
    (battery,) = block(new)["batteries"]
    item = {"name": "q9", "label": "Pausene er lange nok", "since": "2025"}
    assert battery == {"id": "vilkaar", "items": [item]}


def test_a_new_box_beside_others_is_of_their_question() -> None:
    new = among(file(), "fag_musikk", "fag_kunst", file().frame["fag_kunst"].to_numpy()[::-1])
    new = new.asking(fag_musikk="Musikk").labelled(fag_musikk={0: "Nei", 1: "Ja"})
    box = {"name": "fag_musikk", "label": "Musikk", "since": "2025"}
    assert block(new)["multiple_responses"] == [{"id": "fag", "options": [box]}]


def test_new_questions_fit_into_the_codebook_as_they_are_drafted() -> None:
    rows = len(file().frame)
    new = file().answered(
        alder=[20.0 + n % 40 for n in range(rows)], kommentar=[f"Tekst {n}" for n in range(rows)],
        t_1=[float(n % 4 + 1) for n in range(rows)], t_2=[float(n % 3 + 1) for n in range(rows)],
    )  # fmt: skip
    seldom = {1: "Aldri", 2: "Sjelden", 3: "Ofte", 4: "Alltid"}
    new = new.labelled(t_1=seldom, t_2=seldom).asking(alder="Alder", kommentar="Kommentar")
    found = block(new)
    assert {key: len(entries) for key, entries in found.items()} == {
        "scales": 1, "variables": 1, "batteries": 1, "open_questions": 1,
    }  # fmt: skip
    whole = BOOK.model_dump(exclude_defaults=True) | {"scales": found.pop("scales")}
    for key, entries in found.items():
        assert all(entry["since"] == "2025" for entry in entries)
        whole[key] = [*whole[key], *entries]
    book = Survey.model_validate(whole)
    assert {"alder", "kommentar", "t_1", "t_2"} <= set(book.names)
    assert book.scales[0].labels == list(seldom.values())
