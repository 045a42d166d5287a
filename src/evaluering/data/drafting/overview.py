"""The first overview of a report's chapters, of what a codebook was taken to hold."""

from __future__ import annotations

from evaluering.data.drafting.exhibit_plans import MOST_COLUMNS
from evaluering.data.drafting.proposal import Proposal, ProposedEntry
from evaluering.data.drafting.report_text import Shown, overview_lines
from evaluering.languages import read

LIKELY = 6
"""Categories of what the first overview breaks answers down by."""


def overview_yaml(proposal: Proposal, language: str) -> str | None:
    """Return a chapters.yaml that shows everything, broken down by the likeliest background.

    None where there is nothing to show: open answers are not.
    """
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
    chapters = [(str(texts[heading]), shown, by) for heading, shown, by in parts if shown]
    if not chapters:
        return None
    return "\n".join(overview_lines(proposal.title, proposal.id, chapters)) + "\n"


def _shown(entry: ProposedEntry) -> tuple[str, str]:
    return entry.name, entry.label


def _is_age(entry: ProposedEntry) -> bool:
    return entry.kind == "number" and entry.name in {"alder", "age"}
