"""What the Word document and the presentation of a report say, held against its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass

from evaluering.cli.documents import document_of
from evaluering.config.paths import Paths
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.formats import unexplained, unexplained_by_all
from evaluering.disclosure.attack.leaks import Leak
from evaluering.disclosure.attack.office import OfficeTexts, slide_texts, word_texts
from evaluering.disclosure.attack.prose import page_texts, unsaid
from evaluering.disclosure.attack.statements import CellPlace
from evaluering.errors import DataError
from evaluering.render.document import Bullets, Document, Numbered, Paragraph, plain
from evaluering.render.sheets import remarks
from evaluering.render.word.captions import bookmarks

WORD, SLIDES, PAGE = "word", "powerpoint", "report"
UNDER = ("Merknad", "Figur", "Caption", "caption")
"""The styles of what stands in or under an exhibit in a Word document."""


def told_by_office(
    paths: Paths, exhibits: Sequence[PublishedExhibit], hiding: Sequence[PublishedExhibit]
) -> Iterator[Leak]:
    """Yield what the office files of a report say that its numbers withhold.

    Parameters
    ----------
    paths
        Where the files lie.
    exhibits, hiding
        The exhibits of one report of one wave, and those of them that withhold something.

    Raises
    ------
    DataError
        A file is damaged.
    """
    first = exhibits[0]
    project, wave, report = first.project, first.wave, first.report
    made = [name for name in (WORD, SLIDES, PAGE) if name in project.reports[report].made_in]
    files = {name: paths.document(wave, report, name) for name in made}
    files = {name: path for name, path in files.items() if path.is_file()}
    if not files:
        return
    document = document_of(project, paths, wave, report)
    said = list(words_of(document))
    page = files.pop(PAGE, None)
    if page and (found := unsaid(page_texts(page.read_text(encoding="utf-8")), said)):
        spot = CellPlace(wave, report, "", (page.name,))
        yield Leak("text", (spot,), numbers=(("n", float(len(found))),))
    for name, path in files.items():
        try:
            texts = office_texts(name, path.read_bytes(), document)
        except (ValueError, KeyError, SyntaxError):
            raise DataError(path, "Filen kan ikke leses som et dokument.",
                            "Lag rapporten på nytt med snakemake --cores 4.") from None  # fmt: skip
        for place, n in untold(texts, document, exhibits, hiding):
            spot = CellPlace(wave, report, place[0], (path.name, *place[1:]))
            yield Leak("text", (spot,), numbers=(("n", float(n)),))
        if found := unsaid(texts.paragraphs, said):
            spot = CellPlace(wave, report, "", (path.name,))
            yield Leak("text", (spot,), numbers=(("n", float(len(found))),))


def words_of(value: object) -> Iterator[str]:
    """Yield every text of a document, and each paragraph as it is read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from words_of(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from words_of(inner)
    elif is_dataclass(value):
        if isinstance(value, Paragraph):
            yield plain(value.content)
        elif isinstance(value, Bullets):
            yield from map(plain, value.items)
        yield from words_of(list(vars(value).values()))


def untold(
    texts: OfficeTexts,
    document: Document,
    exhibits: Sequence[PublishedExhibit],
    hiding: Sequence[PublishedExhibit],
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield where an office file shows numbers that the exhibits withhold, and how many.

    The place is an exhibit, or nothing and a part of the file that is of none.
    """
    blocks = {block.id: set(_beside(block)) for block in document.numbered()}
    for of in hiding:
        id = of.exhibit.id
        own = [text for text in texts.of_exhibit.get(id, ()) if text not in blocks.get(id, ())]
        if found := unexplained(of, own):
            yield (id,), len(found)
    own_words = (document.title, document.subtitle, document.source, document.wave, document.stamp)
    for part, aside in texts.aside.items():
        if found := unexplained_by_all(exhibits, aside, filter(None, own_words)):
            yield ("", part), len(found)


def office_texts(name: str, content: bytes, document: Document) -> OfficeTexts:
    """Return what a Word document or a presentation of a report says."""
    if name == WORD:
        marks: Mapping[str, str] = {mark: id for id, mark in bookmarks(document).items()}
        return word_texts(content, marks, UNDER)
    titles = {f"{block.number}. {block.title}": block.id for block in document.numbered()}
    return slide_texts(content, titles)


def _beside(block: Numbered) -> Iterator[str]:
    """Yield what stands beside the numbers of an exhibit: its remarks, and what heads them."""
    yield from (*remarks(block), block.alt)
    for table in (block.table, *(table for _, table in block.details)):
        for row in (*table.head, *table.body):
            yield from (cell.text for cell in row if cell.header)
