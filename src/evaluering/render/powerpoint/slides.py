"""A report as slides: its title, its chapters, and one exhibit a slide."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from evaluering.languages import read
from evaluering.render.charts.charting import Charted
from evaluering.render.document import Document, Numbered
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.given import Given
from evaluering.render.packing import clean
from evaluering.render.powerpoint.deck import (
    BODY,
    CHAPTER,
    EXHIBIT,
    FIELD,
    SIDE,
    TITLE,
    WIDE,
    Deck,
    place,
    points,
)
from evaluering.render.powerpoint.figures import chart_slides, look_for, picture
from evaluering.render.powerpoint.runs import SlideBox, size_for, write_text
from evaluering.render.powerpoint.tables import pieces, put_table
from evaluering.render.sheets import remarks

CHART_SIZE = 12.0
"""The type size in charts, in points, before the theme's own scale."""
TITLES = (40.0, 34.0, 28.0, 24.0, 20.0, 16.0)


def write(document: Document, given: Given) -> bytes:
    """Return a report's exhibits as a .pptx file."""
    deck, charts, pictures = Deck(document), given.charts(), given.pictures("png")
    _front(deck)
    for section in document.sections:
        exhibits = list(section.numbered())
        if exhibits:
            slide = deck.slide(CHAPTER, section.title)
            _heading(deck, slide, section.title)
        for exhibit in exhibits:
            _exhibit(deck, exhibit, charts.get(exhibit.id, Charted()), pictures)
    return deck.saved()


def _front(deck: Deck) -> None:
    document = deck.document
    slide = deck.slide(TITLE, document.title)
    box = SlideBox(SIDE, 150, WIDE - 2 * SIDE, 150)
    place(slide.shapes.title, box)
    size = size_for(document.title, box, TITLES)
    write_text(slide.shapes.title, [document.title], size, deck.colours.accents[0], bold=True)
    below = slide.placeholders[1]
    place(below, SlideBox(SIDE, 310, WIDE - 2 * SIDE, 150))
    said = [document.subtitle, document.origin, *document.front_marks]
    write_text(below, [text for text in said if text], BODY, deck.colours.ink)
    if document.emblem:
        logo = slide.shapes.add_picture(
            BytesIO(document.emblem.content), points(SIDE), points(40),
            width=points(document.emblem.width_cm / 2.54 * 72),
        )  # fmt: skip
        logo._element.nvPicPr.cNvPr.set("descr", clean(document.emblem.alt))


def _heading(deck: Deck, slide: object, title: str) -> None:
    """Set the title of a chapter in the middle of its slide, with nothing under it."""
    shape = slide.shapes.title  # type: ignore[attr-defined]
    box = SlideBox(SIDE, 180, WIDE - 2 * SIDE, 140)
    place(shape, box)
    write_text(shape, [title], size_for(title, box, TITLES[1:]), deck.colours.accents[0], bold=True)
    for run in shape.text_frame.paragraphs[0].runs:
        run._r.get_or_add_rPr().set("cap", "none")
    for other in list(slide.placeholders):  # type: ignore[attr-defined]
        if other.placeholder_format.idx == 1:
            other._element.getparent().remove(other._element)


def _exhibit(deck: Deck, exhibit: Numbered, own: Charted, pictures: Mapping[str, bytes]) -> None:
    """Add the slides of one exhibit: most have one."""
    title = f"{exhibit.number}. {exhibit.title}"
    told = remarks(exhibit)
    notes = [title, *([exhibit.alt] if exhibit.alt else []), *told]
    if own.charts:
        look = look_for(own.charts, FIELD, _look(deck))
        pages = chart_slides(own.charts, FIELD, look)
        for number, page in enumerate(pages):
            slide = deck.slide(EXHIBIT, _part(deck, title, number, len(pages)), notes)
            for chart in page:
                chart.put(slide, look, exhibit.number, exhibit.alt)
            deck.remark(slide, told)
    elif not exhibit.table.body:
        slide = deck.slide(EXHIBIT, title, notes)
        said = [exhibit.alt] if exhibit.alt else list(told)
        deck.text(slide, FIELD, said, BODY, deck.colours.muted)
    elif exhibit.id in pictures:
        slide = deck.slide(EXHIBIT, title, notes)
        picture(slide, pictures[exhibit.id], FIELD, exhibit.number, exhibit.alt)
        deck.remark(slide, told)
    else:
        _table(deck, exhibit, title, notes)


def _table(deck: Deck, exhibit: Numbered, title: str, notes: list[str]) -> None:
    """Add the slides of a table, which goes on over several where it is long."""
    cut = pieces(exhibit.table, FIELD, deck.theme)
    for number, piece in enumerate(cut):
        slide = deck.slide(EXHIBIT, _part(deck, title, number, len(cut)), notes)
        put_table(slide, piece, FIELD, deck.theme, title)
        told = list(remarks(exhibit))
        if number == len(cut) - 1 and piece.last < piece.rows:
            words = deck.document.words["slide_cut"]
            told.append(words.format(first=1, last=piece.last, rows=piece.rows))
        deck.remark(slide, told)


def _part(deck: Deck, title: str, number: int, count: int) -> str:
    """Return the title of a slide: its number where the exhibit has several."""
    if count == 1:
        return title
    words = deck.document.words["slide_part"]
    return words.format(title=title, part=number + 1, parts=count)


def _look(deck: Deck) -> ChartLook:
    language = read(deck.document.language)
    size = CHART_SIZE * deck.theme.sizes.all
    return ChartLook(deck.theme, deck.family, size, language.locale, language.percent)
