"""The page of claims: verdicts by chapter, with what they rest on in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from evaluering.config.claims import Robustness
from evaluering.config.reports import Report
from evaluering.config.theme import Theme
from evaluering.config.waves import Wave
from evaluering.message import Message, message
from evaluering.render.evidence import Entry
from evaluering.render.language import word
from evaluering.render.pages import page

MARKS = {"holds": "✓", "partly": "◐", "fails": "✗", "untestable": "–"}
"""The mark of each verdict."""


def claims_page(
    entries: Sequence[Entry],
    lines: Mapping[str, Sequence[Message]],
    report: Report,
    wave: Wave,
    earlier: Mapping[str, tuple[str, Mapping[str, str]]],
    exhibits: Mapping[str, str],
    tried: Robustness,
    theme: Theme,
) -> str:
    """Set the page of claims.

    Parameters
    ----------
    entries
        The claims with their verdicts, in the report's order.
    lines
        What each verdict rests on, sentence by sentence.
    report, wave
        What they are about.
    earlier
        Title and verdicts by claim of other waves, by wave.
    exhibits
        How each figure and table is named, by id.
    tried
        Which variants were on.
    theme
        How the page looks.
    """
    chapters = [
        {"title": title, "anchor": f"kapittel-{k}", "claims": list(claims)}
        for k, (title, claims) in enumerate(groupby(entries, key=lambda e: _heading(e["section"])))
    ]
    return page(
        "claims.html",
        theme,
        report=report,
        wave=wave,
        chapters=chapters,
        marks=MARKS,
        tried=tuple(message(f"variant_{name}") for name in tried.variants),
        earlier=earlier,
        exhibits=exhibits,
        entries=entries,
        lines=lines,
    )


def _heading(section: str) -> str:
    return word("chapter_numbered", number=section) if section[0].isdigit() else section
