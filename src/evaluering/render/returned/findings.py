"""What is told of an edit, a comment or a change, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evaluering.render.language import word
from evaluering.render.returned.remarks import TrackedChange, WordComment

LONGEST = 300
"""Of a text that is shown, in characters."""


@dataclass(frozen=True)
class EditFinding:
    """An edit, and what became of it."""

    kind: str
    """The key of its sentence, without ``returned_``."""
    place: str
    """Where it is: a file and a line, an exhibit, or a heading."""
    before: str = ""
    now: str = ""
    """What stood there, and what stands there."""
    became: Literal["brought", "told", "conflict"] = "told"
    """Whether it is in the texts, is told only, or contradicts the author's own edit."""


def said(finding: EditFinding) -> str:
    """Return one line of the list."""
    shown = ""
    if finding.before and finding.now:
        shown = f" «{short(finding.before)}» → «{short(finding.now)}»"
    elif finding.before or finding.now:
        shown = f" «{short(finding.before or finding.now)}»"
    return f"{finding.place}: {word(f'returned_{finding.kind}')}{shown}"


def said_change(change: TrackedChange, place: str) -> str:
    """Return a line on a tracked change."""
    text = f" «{short(change.text)}»" if change.text else ""
    return f"{place}: {word(f'tracked_{change.kind}')}{text} ({_by(change.author, change.date)})"


def said_comment(comment: WordComment, place: str) -> str:
    """Return a line on a comment."""
    about = f" «{short(comment.about)}»" if comment.about else ""
    done = f" {word('comment_resolved')}" if comment.resolved else ""
    answer = f"{word('comment_answer')} " if comment.answers else ""
    return (
        f"{place}{about}: {answer}{short(comment.text)} ({_by(comment.author, comment.date)}){done}"
    )


def short(text: str) -> str:
    """Return a text on one line, its middle left out where it is long."""
    flat = " ".join(text.split(None) if "\u00a0" not in text else text.split(" "))
    flat = "".join(sign if sign.isprintable() or sign == "\u00a0" else " " for sign in flat)
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 60]} … {flat[-50:]}"


def listing(
    title: str, findings: Sequence[EditFinding], changes: Sequence[str], comments: Sequence[str]
) -> str:
    """Return the whole list as Markdown."""
    parts = [f"# {title}"]
    for key in ("conflict", "told", "brought"):
        own = [said(finding) for finding in findings if finding.became == key]
        parts += _part(f"returned_list_{key}", own)
    parts += _part("returned_list_changes", changes)
    parts += _part("returned_list_comments", comments)
    if len(parts) == 1:
        parts.append(word("returned_nothing"))
    return "\n\n".join(parts) + "\n"


def _part(key: str, lines: Sequence[str]) -> list[str]:
    return [f"## {word(key)}", "\n".join(f"- {line}" for line in lines)] if lines else []


def _by(author: str, date: str) -> str:
    when = date.removesuffix("Z").replace("T", " ")[:16]
    return ", ".join(part for part in (author or word("returned_nobody"), when) if part)
