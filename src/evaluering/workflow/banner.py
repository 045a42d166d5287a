"""The notice in the index page when a run could not even start; the page is otherwise as it was."""

from __future__ import annotations

import html
import re
from pathlib import Path

from evaluering.languages import BASE, is_known
from evaluering.render.language import word, writing
from evaluering.workflow.materials import PATHS
from evaluering.workflow.staging import staging

START, END = "<!-- stanset -->", "<!-- slutt stanset -->\n"
NOTICE = re.compile(re.escape(START) + ".*?" + re.escape(END), re.DOTALL)
LANGUAGE = re.compile('<html lang="([^"]+)"')
"""The language of the page as it was: the configuration may be what cannot be read."""
NOTES = "<!-- merknader -->"
"""Marks a page that tells of something that is of older input."""


def put(root: Path, message: str) -> None:
    """Say in the index page that the last run stopped, and why."""
    text = _page(root)
    if text is not None:
        tag = next(iter(LANGUAGE.findall(text)), BASE)
        with writing(tag if is_known(tag) else BASE):
            told = html.escape(word("run_stopped"))
        notice = (
            f'{START}<div class="note" role="alert"><p><strong>{told}</strong></p>'
            f"<pre>{html.escape(message)}</pre></div>{END}"
        )
        _write(root, re.sub(r"(?<=<main>\n)", lambda _: notice, NOTICE.sub("", text), count=1))


def remove(root: Path) -> None:
    """Take the notice out again."""
    text = _page(root)
    if text is not None and START in text:
        _write(root, NOTICE.sub("", text))


def tells(root: Path) -> bool:
    """Return whether the index page tells of something that is of older input."""
    return NOTES in (_page(root) or "")


def _page(root: Path) -> str | None:
    page = root / PATHS.index()
    return page.read_text(encoding="utf-8") if page.is_file() else None


def _write(root: Path, text: str) -> None:
    page = root / PATHS.index()
    with staging(page.parent) as folder:
        (folder / page.name).write_text(text, encoding="utf-8")
