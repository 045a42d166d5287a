"""The first overview of a report's chapters, of what a codebook was taken to hold."""

from __future__ import annotations

from evaluering.data.drafting.exhibit_plans import MOST_COLUMNS
from evaluering.data.drafting.proposal import Proposal, ProposedEntry
from evaluering.data.drafting.report_text import Shown, overview_lines
from evaluering.data.drafting.yaml_editing import Edited, text_of
from evaluering.languages import read

LIKELY = 6
"""Categories of what the first overview breaks answers down by."""


def overview_yaml(proposal: Proposal, language: str, written: str | None = None) -> str | None:
    """Return a chapters.yaml that shows everything, broken down by the likeliest background.

    Parameters
    ----------
    proposal, language
        What a survey was taken to hold, and the language of the headings.
    written
        An overview of other surveys, which the chapters are added to; None where there is none.

    Returns
    -------
    str or None
        The file's text; None where there is nothing to show: open answers are not.
    """
    chapters = _chapters(proposal, language)
    if not chapters:
        return None
    if written is None:
        return "\n".join(overview_lines(proposal.title, proposal.id, chapters)) + "\n"
    edited = Edited(written)
    edited.add_entries("chapters", [
        {"heading": f"{proposal.title}: {heading}", "survey": proposal.id,
         "show": [name for name, _ in shown], **({"by": list(by)} if by else {})}
        for heading, shown, by in chapters
    ])  # fmt: skip
    return edited.text


def is_shown(survey: str, written: str) -> bool:
    """Return whether an overview has chapters of a survey."""
    edited = Edited(written)
    named = [text_of(chapter, "survey") for chapter in edited.section("chapters")]
    return survey in {*named, text_of(edited.root, "survey")}


def _chapters(proposal: Proposal, language: str) -> list[tuple[str, Shown, list[str]]]:
    """Return headings, what each chapter shows, and what that is broken down by."""
    texts = read(language).texts
    background = set(proposal.background[: proposal.likely])
    who = [_shown(e) for e in proposal.variables if e.name in background or _is_age(e)]
    others = [e for e in proposal.variables if _shown(e) not in who and e.kind == "nominal"]
    numbers = [
        e for e in proposal.variables
        if e.kind == "number" and _shown(e) not in who and e.name not in proposal.weights
    ]  # fmt: skip
    by = [
        entry.name
        for entry in proposal.variables
        if entry.name in background and entry.categories
        and len(entry.categories.labels) <= min(LIKELY, MOST_COLUMNS)
    ][:1]  # fmt: skip
    parts: list[tuple[str, Shown, list[str]]] = [
        ("draft_who", who, []),
        ("draft_batteries", [(b.id, b.question) for b in proposal.batteries], by),
        ("draft_several", [(s.id, s.question) for s in proposal.sets], by),
        ("draft_others", [_shown(e) for e in others], by),
        ("draft_numbers", [_shown(e) for e in numbers], by),
    ]
    return [(str(texts[heading]), shown, by) for heading, shown, by in parts if shown]


def _shown(entry: ProposedEntry) -> tuple[str, str]:
    return entry.name, entry.label


def _is_age(entry: ProposedEntry) -> bool:
    return entry.kind == "number" and entry.name in {"alder", "age"}
