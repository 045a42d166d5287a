"""The whole way back: a document, the texts now, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evaluering.render.prose.sources import text_folder, texts_of
from evaluering.render.prose.works import Works
from evaluering.render.returned.bringing import Bringing
from evaluering.render.returned.carried import Carried
from evaluering.render.returned.combining import combined
from evaluering.render.returned.findings import EditFinding
from evaluering.render.returned.linking import linked
from evaluering.render.returned.notes import NoteMarks, note_marks
from evaluering.render.returned.pairing import paired, units
from evaluering.render.returned.reading import WordBlock, read_blocks
from evaluering.render.returned.remarks import (
    COMMENT,
    TrackedChange,
    WordComment,
    comments,
    marked,
)
from evaluering.render.returned.resolving import Vocabulary, vocabulary
from evaluering.render.returned.rewriting import FileEdits, edited, segment_lines, width_of
from evaluering.render.returned.segments import Segment
from evaluering.render.returned.settling import settled
from evaluering.render.returned.wordfile import WordFile
from evaluering.render.returned.wording import reworded


@dataclass(frozen=True)
class Returned:
    """What came back of a document."""

    texts: Mapping[str, str]
    """The files that become others, by name."""
    findings: tuple[EditFinding, ...]
    """The edits."""
    changes: tuple[tuple[TrackedChange, str], ...]
    comments: tuple[tuple[WordComment, str], ...]
    """Tracked changes and comments, each with its place."""
    conflicts: tuple[EditFinding, ...] = ()
    """Where the author's edits and the co-author's contradict each other."""


@dataclass(frozen=True)
class Desk:
    """What the author has now."""

    texts: Mapping[str, str]
    """The files of the texts, by name."""
    exhibits: frozenset[str]
    """The ids of the report's exhibits."""
    works: Works
    """What is cited."""


def returned(
    file: WordFile, carried: Carried, desk: Desk, accept: bool = False, prefer: str = ""
) -> Returned:
    """Return what becomes of the texts by the edits in a document.

    Parameters
    ----------
    file
        The document.
    carried
        What it carries of itself.
    desk
        What the author has now.
    accept
        Whether tracked changes are taken in; they are told of all the same.
    prefer
        Whose words stand where both edited: ``author`` or ``word``; empty where that stops it.
    """
    with_marks, changes = marked(file)
    blocks = read_blocks(settled(with_marks, accept))
    done = _brought(carried, blocks, desk)
    base = carried.source.texts
    new = {
        name: edited(base[name], done.linked.segments.get(name, ()), edits)
        for name, edits in done.edits.items()
    }
    texts, conflicts = {}, []
    for name, text in new.items():
        if text == base[name]:
            continue
        if name not in desk.texts:
            conflicts.append(EditFinding("file_gone", name, became="conflict"))
            continue
        whole, found = combined(name, base[name], desk.texts[name], text, prefer)
        conflicts += found
        if whole != desk.texts[name]:
            texts[name] = whole
    own = set(carried.remarks)
    said = [one for one in comments(file) if one.text not in own or one.answers]
    return Returned(
        texts, tuple(done.findings),
        tuple((one, done.places.get(one.id, "–")) for one in changes),
        tuple((one, done.places.get(f"{COMMENT}{one.answers or one.id}", "–")) for one in said),
        tuple(conflicts),
    )  # fmt: skip


def _brought(carried: Carried, blocks: tuple[WordBlock, ...], desk: Desk) -> Bringing:
    folder = text_folder(carried.source.report)
    base = carried.source.texts
    sources = texts_of({folder / name: text.encode() for name, text in base.items()})
    words = vocabulary(base.values(), carried.anchors, desk.exhibits, blocks, desk.works)
    before, now = units(carried.blocks, words), units(blocks, words)
    link = linked(sources, carried.anchors, before)
    notes = note_marks(link.notes, _notes(carried.blocks, words), _notes(blocks, words))
    values = {shown.binding: shown.shown for block in carried.blocks
              for shown in (*words.shown(block.text), *words.referred(block.text))}  # fmt: skip
    done = Bringing(base, words, link, notes, before, now, values)
    done.go(paired(before, now))
    for block in blocks:
        if block.kind == "note":  # what stands in a note is where its mark is
            number, *anchors = block.anchors
            done.places |= dict.fromkeys(anchors, done.places.get(f"#{number}", "–"))
    _note_edits(done, notes)
    _headers(done, carried.blocks, blocks)
    return done


def _notes(blocks: Iterable[WordBlock], words: Vocabulary) -> list[str]:
    return [words.resolved(block.text) for block in blocks if block.kind == "note"]


def _note_edits(done: Bringing, notes: NoteMarks) -> None:
    """Put the edits of footnotes where these are written, and tell of all of them."""
    by_label = {one.label: one for own in done.linked.segments.values() for one in own
                if one.kind == "note"}  # fmt: skip
    for label, (old, new) in notes.edited.items():
        segment: Segment | None = by_label.get(label)
        if segment is None:
            done.findings.append(EditFinding("note", "–", old, new, "brought"))
            continue
        made = reworded(segment.raw, old, new)
        width = width_of(done.texts[segment.file], done.linked.segments[segment.file])
        place = f"{segment.file}:{segment.start + 1}"
        done.edits.setdefault(segment.file, FileEdits()).replaced[segment.start] = segment_lines(
            segment, made.raw, width)  # fmt: skip
        became = "brought" if made.fits else "told"
        done.findings.append(EditFinding("note", place, old, new, became))  # type: ignore[arg-type]
    done.findings += [EditFinding("note_added", "–", "", text, "brought") for text in notes.added]
    for text in notes.gone:
        done.findings.append(EditFinding("note_gone", "–", text, "", "brought"))
    still = set(notes.now.values())
    for label, segment in by_label.items():
        used = f"[^{label}]" in notes.before.values()
        if used and f"[^{label}]" not in still:
            done.edits.setdefault(segment.file, FileEdits()).dropped.add(segment.start)


def _headers(done: Bringing, before: Iterable[WordBlock], now: Iterable[WordBlock]) -> None:
    old = {block.text for block in before if block.kind == "header"}
    new = {block.text for block in now if block.kind == "header"}
    done.findings += [EditFinding("header", "–", "", text) for text in sorted(new - old)]


def with_places(one: Returned, folder: Path) -> Returned:
    """Return the same with the files named from the project's folder."""

    def whole(place: str) -> str:
        inside = place.partition(":")[0].endswith(".md")
        return f"{folder.as_posix()}/{place}" if inside else place

    def at(finding: EditFinding) -> EditFinding:
        return replace(finding, place=whole(finding.place))

    return replace(
        one,
        findings=tuple(map(at, one.findings)),
        conflicts=tuple(map(at, one.conflicts)),
        changes=tuple((change, whole(place)) for change, place in one.changes),
        comments=tuple((comment, whole(place)) for comment, place in one.comments),
    )
