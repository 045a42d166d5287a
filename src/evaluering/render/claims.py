"""The page of claims: verdicts by chapter, with what they rest on in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evaluering.config.claims import Phrase, Robustness
from evaluering.config.reports import Report
from evaluering.config.theme import Theme
from evaluering.config.waves import Wave
from evaluering.message import Message, Number, message
from evaluering.render.evidence import Entry
from evaluering.render.language import word
from evaluering.render.pages import page

MARKS = {"holds": "✓", "partly": "◐", "fails": "✗", "untestable": "–"}
"""The mark of each verdict."""


def claims_page(
    entries: Sequence[Entry],
    lines: Mapping[str, Sequence[Message]],
    amended: Mapping[str, Sequence[Message]],
    report: Report,
    wave: Wave,
    earlier: Mapping[str, tuple[str, Mapping[str, str]]],
    exhibits: Mapping[str, str],
    tried: Robustness,
    phrases: Iterable[Phrase],
    theme: Theme,
) -> str:
    """Set the page of claims.

    Parameters
    ----------
    entries
        The claims with their verdicts, in the report's order.
    lines
        What each verdict rests on, sentence by sentence.
    amended
        What the verdict on each amended reading rests on.
    report, wave
        What they are about.
    earlier
        Title and verdicts by claim of other waves, by wave.
    exhibits
        How each figure and table is named, by id.
    tried
        Which other choices were tried, and how often the claims were tried by chance.
    phrases
        The report's words about numbers, with their limits.
    theme
        How the page looks.
    """
    sections: dict[str, list[Entry]] = {}
    for entry in entries:
        sections.setdefault(_heading(entry["section"]), []).append(entry)
    chapters = [
        {"title": title, "anchor": f"kapittel-{k}", "claims": claims}
        for k, (title, claims) in enumerate(sections.items())
    ]
    return page(
        "claims.html",
        theme,
        report=report,
        wave=wave,
        chapters=chapters,
        marks=MARKS,
        tried=tried,
        variants=tuple(message(f"variant_{name}") for name in tried.variants),
        shuffled=tried.shuffles,
        phrases=[_phrase(phrase) for phrase in phrases],
        amended=amended,
        earlier=earlier,
        exhibits=exhibits,
        entries=entries,
        lines=lines,
    )


def _phrase(phrase: Phrase) -> Message:
    """Return a phrase with its limits, and the others that were tried."""
    said = message("phrase_limits", text=phrase.text, between=_span(phrase.between))
    others = [limits for limits in (phrase.narrower, phrase.wider) if limits is not None]
    if not others:
        return said
    return message("phrase_tried_too", said=said, others=tuple(_span(one) for one in others))


def _span(limits: tuple[float, float]) -> Message:
    low, high = (Number(value, _decimals(value)) for value in limits)
    return message("audit_span", low=low, high=high)


def _decimals(value: float) -> int:
    return len(f"{value:g}".partition(".")[2])


def _heading(section: str) -> str:
    return word("chapter_numbered", number=section) if section[0].isdigit() else section
