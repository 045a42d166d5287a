"""The texts of a report as sections, in their places among the chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluering.config.reports import Report
from evaluering.data.numerals import numerals
from evaluering.errors import ConfigError, ConfigErrors, ConfigFault
from evaluering.exhibits.result import Result
from evaluering.render.document import Block, Bullets, Inline, Paragraph, Section
from evaluering.render.language import word
from evaluering.render.prose.bindings import ResultBindings
from evaluering.render.prose.markdown import Composer
from evaluering.render.prose.sources import TextSource

BIBLIOGRAPHY = "litteratur_"
MOST_DECIMALS = 3
YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Texts:
    """The author's texts, set."""

    chapters: Mapping[str, Section]
    """The text of each chapter that has one."""
    others: Sequence[tuple[float, Section]]
    """The sections between the chapters, each with its place among them."""
    bibliography: Section | None
    """The list of works, where any is cited."""
    placed: frozenset[str]
    """The exhibits that the texts set in."""


def composed(sources: Sequence[TextSource], report: Report, bindings: ResultBindings) -> Texts:
    """Return a report's texts as sections.

    Parameters
    ----------
    sources
        The texts.
    report
        Its chapters.
    bindings
        What puts results into them.

    Raises
    ------
    ConfigErrors
        A text names a chapter that there is not, or that another text is of, or what is in a text
        is not understood or bound to nothing.
    """
    titles = {chapter.id: chapter.title for chapter in report.chapters}
    chapters: dict[str, Section] = {}
    others: list[tuple[float, Section]] = []
    faults: list[ConfigError] = []
    for source in sources:
        head = source.head
        try:
            if head.chapter is None:
                made = Composer(source, bindings).section(f"tekst-{source.id}", head.title or "")
                others.append((head.order or 0, made))
            elif head.chapter in chapters or head.chapter not in titles:
                left = [name for name in titles if name not in chapters]
                raise ConfigError(source.file.as_posix(), "chapter", head.chapter, left, line=2)
            else:
                title = head.title or titles[head.chapter]
                chapters[head.chapter] = Composer(source, bindings).section(head.chapter, title)
        except ConfigFault as fault:
            faults += fault.errors
    if faults:
        raise ConfigErrors(faults)
    works = bindings.works
    return Texts(
        chapters, sorted(others, key=lambda pair: pair[0]),
        works.section(BIBLIOGRAPHY) if works.cited else None, frozenset(bindings.placed_ids),
    )  # fmt: skip


def in_order(chapters: Sequence[Section], texts: Texts) -> tuple[Section, ...]:
    """Return the chapters with the other texts in their places; a chapter's place is its number."""
    placed = [(float(n), 0, chapter) for n, chapter in enumerate(chapters, start=1)]
    placed += [(order, 1, section) for order, section in texts.others]
    return tuple(section for _, _, section in sorted(placed, key=lambda entry: entry[:2]))


def with_rest(section: Section, rest: Sequence[Block]) -> Section:
    """Return a chapter's text with what it did not place, below its own paragraphs."""
    if section.sections and rest:
        *before, last = section.sections
        return replace(section, sections=(*before, replace(last, blocks=(*last.blocks, *rest))))
    return replace(section, blocks=(*section.blocks, *rest))


def typed_numbers(sections: Sequence[Section], results: Mapping[str, Result]) -> list[Block]:
    """Return the account of numbers that an author typed and that stand in no result."""
    known: set[tuple[int, int]] = set()
    for result in results.values():
        for column in result.table.select_dtypes("number"):
            for decimals in range(MOST_DECIMALS + 1):
                rounded = (result.table[column].dropna() * 10**decimals).round()
                known.update((int(units), decimals) for units in rounded.unique())
        known.add((result.n, 0))
    found = [
        (word("typed_number", number=number, title=section.title),)
        for section in sections
        for number in dict.fromkeys(_typed(section, known))
    ]
    if not found:
        return []
    items: tuple[tuple[Inline, ...], ...] = tuple(found)
    return [Paragraph((word("typed_numbers"),)), Bullets(items)]


def _typed(section: Section, known: set[tuple[int, int]]) -> Iterator[str]:
    for text in _texts(section):
        for number in numerals(text):
            year = number.decimals == 0 and number.units in YEARS
            if not year and (abs(number.units), number.decimals) not in known:
                yield text[number.start : number.end]


def _texts(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from _strings(block.content)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from _strings(item)
    for inner in section.sections:
        yield from _texts(inner)


def _strings(content: Sequence[Inline]) -> Iterator[str]:
    for part in content:
        if isinstance(part, str):
            yield part
        elif inner := getattr(part, "content", ()):
            yield from _strings(inner)
