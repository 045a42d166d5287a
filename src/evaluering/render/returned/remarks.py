"""The comments and the tracked changes of a Word document, each where it stands."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, replace

from evaluering.render.returned.settling import ADDED, GONE, SETTLED
from evaluering.render.returned.wordfile import W14, W15, WordFile, attribute, tag
from evaluering.render.word.xml import Element, element

COMMENT, CHANGE = "comment:", "change:"
"""What the bookmarks begin with that say where a comment or a change stands."""
MARK = "¶"
"""The end of a paragraph, where that is what is changed."""
_LOOKS = {tag("rPrChange"), tag("pPrChange")}
_KINDS = {"ins": "inserted", "del": "deleted", "moveTo": "moved_here", "moveFrom": "moved_away",
          "conflictIns": "inserted", "conflictDel": "deleted", "rPrChange": "look",
          "pPrChange": "look"}  # fmt: skip


@dataclass(frozen=True)
class WordComment:
    """A comment; one that answers another names it."""

    id: str
    text: str
    author: str = ""
    date: str = ""
    """Its number in the document, what it says, by whom and when."""
    resolved: bool = False
    """Whether the thread is closed."""
    answers: str = ""
    """The number of the comment that it answers."""
    about: str = ""
    """The text that it is set on."""


@dataclass(frozen=True)
class TrackedChange:
    """A change that is neither accepted nor rejected."""

    id: str
    """The name of the bookmark that says where it stands."""
    kind: str
    """``inserted``, ``deleted``, ``moved_here``, ``moved_away``, ``look`` or ``row``."""
    text: str
    author: str = ""
    date: str = ""
    """What is changed, by whom and when."""


def comments(file: WordFile) -> tuple[WordComment, ...]:
    """Return the comments of a document, in order."""
    part, extended = file.part("comments"), file.part("commentsExtended")
    if part is None:
        return ()
    threads = {
        one.get(tag("paraId", W15), ""): one for one in (extended if extended is not None else ())
    }
    found, by_paragraph = [], {}
    for comment in part.iter(tag("comment")):
        paragraphs = list(comment.iter(tag("p")))
        last = paragraphs[-1].get(tag("paraId", W14), "") if paragraphs else ""
        thread = threads.get(last)
        number = attribute(comment, "id")
        by_paragraph[last] = number
        own = WordComment(
            number, "\n".join(filter(None, map(_text, paragraphs))), attribute(comment, "author"),
            attribute(comment, "date"), about=_about(file.body, number),
        )  # fmt: skip
        found.append((own, thread))
    return tuple(
        own if thread is None else replace(
            own, resolved=thread.get(tag("done", W15)) in {"1", "true"},
            answers=by_paragraph.get(thread.get(tag("paraIdParent", W15), "-"), ""))
        for own, thread in found
    )  # fmt: skip


def marked(file: WordFile) -> tuple[WordFile, tuple[TrackedChange, ...]]:
    """Return the tracked changes, and the document with a bookmark at each."""
    parts = dict(file.parts)
    found: list[TrackedChange] = []
    for name in SETTLED:
        if name in parts:
            parts[name] = deepcopy(parts[name])
            _mark(parts[name], found)
    for root in file.headers():
        _mark(deepcopy(root), found)
    return replace(file, parts=parts), tuple(found)


def _mark(root: Element, found: list[TrackedChange]) -> None:
    last: Element | None = None
    for change in [one for one in root.iter() if one.tag in ADDED | GONE | _LOOKS]:
        made = _change(change, f"{CHANGE}{len(found)}")
        if made is None:
            continue
        before = found[-1] if found and last is not None else None
        if before is not None and _continues(last, change, before, made):
            text = (before.text + made.text).replace(MARK, "") or MARK
            found[-1] = replace(before, text=text)
        else:
            paragraph = next(change.iterancestors(tag("p")), None)
            if paragraph is None:
                paragraph = next(change.iterancestors(tag("tr")), root).find(f".//{tag('p')}")
            if paragraph is not None:
                place = 1 if paragraph.find(tag("pPr")) is not None else 0
                paragraph.insert(place, element("w:bookmarkStart", {"w:name": made.id}))
            found.append(made)
        last = change


def _continues(last: Element | None, change: Element, before: TrackedChange,
               made: TrackedChange) -> bool:  # fmt: skip
    """Return whether a change is one with that before it: Word makes one of each run."""
    if last is None or (before.kind, before.author) != (made.kind, made.author):
        return False
    if made.kind == "look" or before.text == MARK:
        return next(last.iterancestors(tag("p")), 0) is next(change.iterancestors(tag("p")), 1)
    beside = change.getprevious()
    while (
        beside is not None
        and beside is not last
        and beside.tag not in {tag("r"), tag("ins"), tag("del")}
    ):
        beside = beside.getprevious()
    return beside is last


def _change(change: Element, id: str) -> TrackedChange | None:
    name = change.tag.rpartition("}")[2]
    kind, text = _KINDS[name], _text(change)
    within = change.getparent().tag
    if kind == "look":
        owner = change.getparent().getparent()
        text = _text(owner if owner.tag in {tag("r"), tag("p")} else change)
    elif within == tag("trPr"):
        kind, text = "row", " | ".join(map(_text, change.getparent().getparent().iter(tag("tc"))))
    elif within == tag("rPr"):  # the mark of a paragraph, or the look of a run that is changed too
        if change.getparent().getparent().tag != tag("pPr"):
            return None
        text = MARK
    if not text and kind != "look":
        return None
    return TrackedChange(id, kind, text, attribute(change, "author"), attribute(change, "date"))


def _about(body: Element, number: str) -> str:
    """Return the text between the marks of a comment."""
    inside, said = False, []
    for one in body.iter(tag("commentRangeStart"), tag("commentRangeEnd"), tag("t")):
        if one.tag == tag("t"):
            said += [one.text or ""] if inside else []
        elif attribute(one, "id") == number:
            inside = one.tag == tag("commentRangeStart")
    return re.sub(r"\s+", " ", "".join(said)).strip()


def _text(parent: Element) -> str:
    return "".join(
        " " if one.tag in {tag("tab"), tag("br")} else one.text or ""
        for one in parent.iter(tag("t"), tag("delText"), tag("tab"), tag("br"))
    )
