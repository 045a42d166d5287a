"""A little codebook and files of it, in which one thing or another is asked anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.data.arriving.drafted_change import DraftedChange
from evaluering.data.arriving.drafted_changes import drafted_changes
from evaluering.data.arriving.fitting_values import KeyValues
from evaluering.data.arriving.known import EarlierFile, known_columns, texts_of_file
from evaluering.data.arriving.matching import Matching, match_columns
from evaluering.data.arriving.scales import ScalesFound
from evaluering.data.drafting.facts import facts_of
from evaluering.data.reading import RawSurvey

AGREE = {1: "Helt uenig", 2: "Delvis uenig", 3: "Både – og", 4: "Delvis enig", 5: "Helt enig"}
SATISFIED = {1: "Svært misfornøyd", 2: "Misfornøyd", 3: "Både – og", 4: "Fornøyd",
             5: "Svært fornøyd"}  # fmt: skip
SEVEN = {1: "Svært uenig", 7: "Svært enig", **{n: str(n) for n in range(2, 7)}}
TEXTS = {
    "a": "Lederen gir tydelige beskjeder",
    "b": "Kollegaene deler erfaringer",
    "c": "Arbeidstiden er lett å planlegge",
    "d": "Utstyret virker som det skal",
    "e": "Lokalene er godt egnet",
    "f": "Opplæringen svarer til behovet",
}
SCALES = {
    "enighet": Scale(id="enighet", codes=list(AGREE), labels=list(AGREE.values()),
                     missing={8: "dont_know"}),
    "tilfreds": Scale(id="tilfreds", codes=list(SATISFIED), labels=list(SATISFIED.values())),
    "sju": Scale(id="sju", codes=sorted(SEVEN), labels=[SEVEN[n] for n in sorted(SEVEN)]),
}  # fmt: skip
BOOK = Survey.model_validate({
    "id": "ansatte", "title": "Ansatte", "identifier": "nr",
    "variables": [
        {"name": "stilling", "label": "Stilling", "values": {1: "Lærer", 2: "Rektor"}},
        {"name": "skole", "label": "Skolens nummer", "kind": "key", "digits": 4},
    ],
    "multiple_responses": [{"id": "fag", "question": "Hvilke fag?", "options": [
        {"name": "fag_norsk", "label": "Norsk"}, {"name": "fag_kunst", "label": "Kunst"}]}],
    "batteries": [{"id": "vilkaar", "question": "Hvor enig er du?", "scale": "enighet",
                   "items": [{"name": name, "label": text} for name, text in TEXTS.items()]}],
    "open_questions": [{"name": "annet", "question": "Er det noe mer?"}],
})  # fmt: skip


@dataclass(frozen=True)
class AskedFile:
    """A file: its answers, and what it says of them; without labels as a CSV file is."""

    frame: pd.DataFrame
    texts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    declared: Mapping[str, list[tuple[float, float]]] = field(default_factory=dict)

    def raw(self) -> RawSurvey:
        """Return it as read."""
        labels = {c: {float(k): t for k, t in own.items()} for c, own in self.labels.items()}
        return RawSurvey(self.frame, labels, self.declared, dict(self.texts))

    def renamed(self, **names: str) -> AskedFile:
        """Return the file with columns under other names."""
        return replace(
            self, frame=self.frame.rename(columns=names),
            texts={names.get(c, c): t for c, t in self.texts.items()},
            labels={names.get(c, c): t for c, t in self.labels.items()},
        )  # fmt: skip

    def without(self, *columns: str) -> AskedFile:
        """Return the file without some columns."""
        return replace(self, frame=self.frame.drop(columns=list(columns)))

    def asking(self, **texts: str) -> AskedFile:
        """Return the file with other texts."""
        return replace(self, texts={**self.texts, **texts})

    def labelled(self, **labels: Mapping[int, str]) -> AskedFile:
        """Return the file with other value labels."""
        return replace(self, labels={**self.labels, **labels})

    def answered(self, **columns: Any) -> AskedFile:
        """Return the file with other answers, or with more columns at its end."""
        return replace(self, frame=self.frame.assign(**columns))

    def bare(self) -> AskedFile:
        """Return the file as CSV has it: without labels and texts."""
        return AskedFile(self.frame)


def file(seed: int = 1, rows: int = 80) -> AskedFile:
    """Return a file as the codebook says, with labels and texts."""
    draw = np.random.default_rng(seed)
    items = {name: draw.choice([1, 2, 3, 4, 5, 8], rows, p=[0.02, 0.05, 0.1 + n / 100, 0.4,
             0.41 - n / 100, 0.02]).astype(float) for n, name in enumerate(TEXTS)}  # fmt: skip
    frame = pd.DataFrame({
        "nr": np.arange(seed * 1000, seed * 1000 + rows).astype(float),
        "stilling": draw.choice([1.0, 2.0], rows),
        "skole": draw.choice([1001.0, 1002.0, 1003.0, 1004.0, 1005.0], rows),
        "fag_norsk": draw.choice([0.0, 1.0], rows), "fag_kunst": draw.choice([0.0, 1.0], rows),
        **items, "annet": [f"Svar nummer {n}" for n in range(rows)],
    })  # fmt: skip
    boxes = {name: {0: "Nei", 1: "Ja"} for name in ("fag_norsk", "fag_kunst")}
    texts = {"stilling": "Stilling", "skole": "Skolens nummer", "fag_norsk": "Norsk",
             "fag_kunst": "Kunst", "annet": "Er det noe mer?", **TEXTS}  # fmt: skip
    agree = {name: {**AGREE, 8: "Vet ikke"} for name in TEXTS}
    declared = {name: [(8.0, 8.0)] for name in TEXTS}
    labels = {"stilling": {1: "Lærer", 2: "Rektor"}, **boxes, **agree}
    return AskedFile(frame, texts, labels, declared)


def matched(new: AskedFile, old: AskedFile | None = None) -> Matching:
    """Return which column is which."""
    return _drafted(new, old or file(2))[0]


def drafted(new: AskedFile, old: AskedFile | None = None) -> list[DraftedChange]:
    """Return what is drafted of a new file, against an earlier one."""
    return _drafted(new, old or file(2))[1]


def sure(
    new: AskedFile, old: AskedFile | None = None, book: Survey = BOOK
) -> dict[str, dict[str, Any]]:
    """Return the changes that are written, by name."""
    found = _drafted(new, old or file(2), book)[1]
    return {one.name: dict(one.change) for one in found if one.certain}


def asked(
    new: AskedFile, old: AskedFile | None = None, book: Survey = BOOK
) -> dict[str, DraftedChange]:
    """Return what is asked about, by name."""
    return {one.name: one for one in _drafted(new, old or file(2), book)[1] if not one.certain}


def _drafted(
    new: AskedFile, old: AskedFile, book: Survey = BOOK
) -> tuple[Matching, list[DraftedChange]]:
    before = EarlierFile("2023", facts_of(old.raw()), book.file_columns(SCALES))
    known = known_columns(book, SCALES, before)
    facts = facts_of(new.raw())
    matching = match_columns(
        known, facts, KeyValues(new.raw(), dict(old.frame.filter(["skole"]).items()))
    )
    texts = texts_of_file(facts)
    return matching, drafted_changes(matching, book, ScalesFound(SCALES), {}, texts)
