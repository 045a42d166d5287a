"""One thing that a wave asked otherwise than the codebook, or a doubt whether it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluering.data.arriving.answers import SAME, OtherAnswers, other_answers
from evaluering.data.arriving.matching import ColumnMatch
from evaluering.data.arriving.unnoticed import turned
from evaluering.message import Message, message

Stated = Mapping[str, Any]


@dataclass(frozen=True)
class DraftedChange:
    """What is different of one variable, item, box, battery or question."""

    name: str
    """What the codebook calls it."""
    change: Stated
    """The keys that say it."""
    why: tuple[Message, ...] = ()
    """The reasons."""
    certain: bool = True
    """Whether it is written as a change, or only asked about."""
    others: tuple[tuple[Stated, Message], ...] = ()
    """What it may be instead, each with its reason."""
    also: tuple[tuple[str, Stated], ...] = ()
    """What has to be said of parts of it, where it is said of the whole: a part that has a change
    of its own takes nothing from the whole."""


@dataclass(frozen=True)
class FoundColumn:
    """What is known of one column: what it is called, how it is worded, and its answers."""

    match: ColumnMatch
    own: dict[str, Any] = field(default_factory=dict)
    why: tuple[Message, ...] = ()
    answers: OtherAnswers = SAME

    @property
    def name(self) -> str:
        """What the codebook calls it."""
        return self.match.known.name


def found_column(match: ColumnMatch) -> FoundColumn:
    """Return what is other of one column, where it was found."""
    if match.facts is None:
        return FoundColumn(match)
    own: dict[str, Any] = {"column": match.facts.column} if match.renamed else {}
    why = [match.why] if match.why else []
    if match.wording:
        own["label"] = match.wording
        why.append(message("wave_reworded", text=str(match.known.texts[0])))
    answers = other_answers(match.known.column, match.facts)
    return FoundColumn(match, own, tuple(why), turned(match) if answers == SAME else answers)


def of_column(
    one: FoundColumn, said: Stated, reasons: tuple[Message, ...], certain: bool
) -> Iterator[DraftedChange]:
    """Yield what is other of a column: what is sure, and what its answers may be.

    Parameters
    ----------
    one
        The column.
    said, reasons, certain
        What is said of its answers, why, and whether it is sure.
    """
    if said and certain:
        yield DraftedChange(one.name, {**one.own, **said}, (*one.why, *reasons))
        return
    if one.own:
        yield DraftedChange(one.name, one.own, one.why)
    if reasons:
        others = _recoded(one) if "values" in said else ()
        change = {**one.own, **said} if said else {}
        yield DraftedChange(one.name, change, reasons, False, others)


def _recoded(one: FoundColumn) -> tuple[tuple[Stated, Message], ...]:
    """Return that unknown codes may be other codes of known answers, to be filled in."""
    if one.answers.why is None or one.answers.why.key != "wave_unknown_codes":
        return ()
    unknown = dict.fromkeys(one.answers.values, "?")
    return (({**one.own, "codes": unknown}, message("wave_fill_in")),)


def absent(match: ColumnMatch) -> Iterator[DraftedChange]:
    """Yield that a column is not in the file, or what it may be there."""
    if match.known.column.optional and not match.alternatives:
        return
    name = match.known.name
    if match.known.column.kind == "identifier":
        yield DraftedChange(name, {}, (message("wave_no_identifier"),), False)
        return
    unasked = message("wave_not_asked")
    if not match.alternatives:
        yield DraftedChange(name, {"asked": False}, (unasked,))
        return
    maybe = [(_called(a.facts.column, a.facts.label), a.why) for a in match.alternatives]
    others = (*maybe, ({"asked": False}, message("wave_or_not_asked")))
    yield DraftedChange(name, {}, (message("wave_doubt"),), False, others)


def stated(answers: OtherAnswers) -> dict[str, Any]:
    """Return what is other in answers as the keys of a change."""
    said: dict[str, Any] = {}
    if answers.values:
        said["values"] = dict(answers.values)
    if answers.codes:
        said["codes"] = {
            int(text) if text.lstrip("-").isdecimal() else text: code
            for text, code in answers.codes.items()
        }
    return said


def _called(column: str, label: str) -> Stated:
    return {"column": column, "label": label} if label else {"column": column}
