"""Numbers in the running text of a file that the report, as its numbers make it, does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from evaluering.disclosure.attack.formats import numbers_in, without

_UNREAD = re.compile(r"<(script|style|svg|head)\b.*?</\1>", re.DOTALL)
_WITHIN = re.compile(r"</?(?:a|b|i|em|strong|span|sup|sub|small|code|abbr|q|mark|cite)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_NOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{2,}")
RUNNING = 5
"""Words from which on a text is running text; cells of tables are held against their exhibit."""


def page_texts(page: str) -> list[str]:
    """Return what each paragraph, cell and heading of a page says."""
    read = _NOTE.sub("", _UNREAD.sub(" ", page.replace("\n", " ")))  # what points at a footnote
    read = _TAG.sub("\n", _WITHIN.sub("", read))
    return [unescape(line) for line in read.split("\n") if line.strip()]


def unsaid(shown: Iterable[str], said: Iterable[str]) -> list[str]:
    """Return the numbers of a file's running text that a report does not say.

    A text that the report has as it stands is none to look at. Another may be put together of
    several, as a caption with its number: the words of the report that it holds are left out.

    Parameters
    ----------
    shown
        What the file says, a text each.
    said
        What the report says, where it is made of the numbers that are shown.
    """
    own = {_even(text) for text in said}
    numbered = sorted(
        (text for text in own if _DIGIT.search(text) and _WORD.search(text)), key=len, reverse=True
    )
    found: list[str] = []
    for text in map(_even, shown):
        if text not in own and len(_WORD.findall(text)) >= RUNNING and _DIGIT.search(text):
            found += numbers_in(without(text, numbered))
    return found


def _even(text: str) -> str:
    """Return a text with its spaces alike, and no hyphens where a word may be parted."""
    return _SPACE.sub(" ", text.replace("\u00ad", "")).strip()
