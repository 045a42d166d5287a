"""Setting a report as a Word document, in the institute's own template where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document as open_word
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Cm

from evaluering.languages import read
from evaluering.render.charts.charting import Charted
from evaluering.render.columns import Page, Typeface
from evaluering.render.document import Document
from evaluering.render.given import Given, NotATemplate, ReportSource
from evaluering.render.packing import as_property, packed
from evaluering.render.returned.carried import Carried, put_into
from evaluering.render.returned.reading import read_blocks
from evaluering.render.returned.remarks import comments
from evaluering.render.returned.wordfile import opened
from evaluering.render.sheets import runs
from evaluering.render.word.body import Body
from evaluering.render.word.charts import insert_charts
from evaluering.render.word.marginalia import Marginalia
from evaluering.render.word.pictures import emblem, illustrations, insert
from evaluering.render.word.styles import prepare, set_language, type_size
from evaluering.render.word.xml import Element, element, field, paragraph, run, value

LETTER = 0.56
"""A letter's average width in sizes, in the widest of the usual typefaces."""
TEMPLATE, PLAIN = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"


def write(document: Document, given: Given) -> bytes:
    """Set a report as a .docx file, in the template that is given."""
    return word(document, given.pictures("png"), given.template, given.charts(), given.source)


def word(
    document: Document,
    images: Mapping[str, bytes],
    template: bytes | None = None,
    charts: Mapping[str, Charted] | None = None,
    source: ReportSource | None = None,
) -> bytes:
    """Set a report as a .docx file.

    Parameters
    ----------
    document
        The report.
    images
        The figures as PNG, by exhibit id.
    template
        The institute's own template; its page, styles, header and footer are kept.
    charts
        What each figure is where charts are asked for, by exhibit id.
    source
        What the report is set of: the document then carries it, so that edits can be brought back.

    Raises
    ------
    NotATemplate
        The template cannot be read.
    """
    made = _opened(template)
    styles = prepare(made, template is None, document.theme)
    set_language(made, read(document.language).locale)
    if template is None:
        _plain_page(made)
    page = _text_area(made.sections[-1])
    _head_and_foot(made, document, styles, own=template is None)
    size = type_size(made, "Tabelltekst", document.theme)
    marginalia = Marginalia(made, styles, document.words["remark_by"])
    drawn = {name: (own,) for name, own in insert(made, document, images, page).items()}
    if charts:
        for name, own in insert_charts(made, document, charts, page).items():
            drawn[name] = (*drawn.get(name, ()), *own)
    pages = runs(document, Typeface(size, LETTER, 2 * document.theme.paddings.cell), page)
    shown = illustrations(made, (piece for turn in pages for piece in turn.pieces), page)
    body = Body(document, styles, drawn, size, shown, marginalia)
    content = made.element.body
    last = content.sectPr
    last.attrib.clear()
    for old in list(content):
        if old is not last:
            content.remove(old)
    elements = [*body.front(emblem(made, document))]
    side = False
    if pages and not pages[0].landscape:
        elements.append(_page_break(styles))
    for turn in pages:
        if turn.landscape != side:
            _end_section(elements, last, side, styles)
            side = turn.landscape
        elements += [made for piece in turn.pieces for made in body.piece(piece)]
    for made_element in elements:
        last.addprevious(made_element)
    if side:
        _turn(last)
    marginalia.save()
    _describe(made, document)
    if source is not None:
        put_into(made, _carried(made, source, body))
    return packed(_saved(made))


def _carried(made: WordDocument, source: ReportSource, body: Body) -> Carried:
    """Return what a document carries: its own text as Word holds it, read back."""
    file = opened(_saved(made))
    names = {name: id for id, name in body.bookmark.items()}
    return Carried(source, names, read_blocks(file), tuple(own.text for own in comments(file)))


def _saved(made: WordDocument) -> bytes:
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _opened(template: bytes | None) -> WordDocument:
    if template is None:
        return open_word()
    try:
        return open_word(BytesIO(_as_document(template)))
    except (BadZipFile, KeyError, ValueError) as error:
        raise NotATemplate(str(error)) from error


def _as_document(template: bytes) -> bytes:
    """Return a .dotx file as a .docx file: only the declared type differs."""
    written = BytesIO()
    with ZipFile(BytesIO(template)) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(TEMPLATE, PLAIN)
            target.writestr(name, part)
    return written.getvalue()


def _plain_page(made: WordDocument) -> None:
    """Give our own document A4 pages, and the current version's layout."""
    section = made.sections[-1]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.3)
    settings = made.settings.element
    if (zoom := settings.find(qn("w:zoom"))) is not None:
        zoom.set(qn("w:percent"), "100")  # the schema asks for it
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    mode = element(
        "w:compatSetting",
        {
            "w:name": "compatibilityMode",
            "w:uri": "http://schemas.microsoft.com/office/word",
            "w:val": 15,
        },
    )
    after = settings.find(qn("w:rsids"))
    place = len(settings) if after is None else list(settings).index(after)
    settings.insert(place, element("w:compat", None, mode))


def _text_area(section: WordSection) -> Page:
    """Return the text area of a section, upright."""
    width, height = sorted((section.page_width or Cm(21), section.page_height or Cm(29.7)))
    beside = (section.left_margin or 0) + (section.right_margin or 0)
    above = (section.top_margin or 0) + (section.bottom_margin or 0)
    return Page((width - beside) / 12700, (height - max(above, beside)) / 12700)


def _head_and_foot(
    made: WordDocument, document: Document, styles: Mapping[str, str], own: bool
) -> None:
    """Put the stamp in every header, and page numbers in footers that have none."""
    section = made.sections[-1]
    heads, feet = [section.header], [section.footer]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
        feet.append(section.first_page_footer)
    if made.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    text = " · ".join(part for part in (document.mark, document.title, document.wave) if part)
    for head in heads if document.mark or own else []:
        _fill(head._element, paragraph(styles["Header"], [run(text)]))
    for foot in feet:
        if not any("PAGE" in (t.text or "") for t in foot._element.iter(qn("w:instrText"))):
            number = paragraph(styles["Footer"], field("PAGE", "1"), value("w:jc", "right"))
            _fill(foot._element, number)


def _fill(part: Element, made: Element) -> None:
    """Put a paragraph first in a header or footer, in place of an empty one."""
    only = list(part)
    if len(only) == 1 and not "".join(only[0].itertext()).strip():
        part.remove(only[0])
    part.insert(0, made)


def _page_break(styles: Mapping[str, str]) -> Element:
    broken = element("w:r", None, element("w:br", {"w:type": "page"}))
    return paragraph(styles["Normal"], [broken])


def _end_section(
    elements: list[Element], last: Element, landscape: bool, styles: Mapping[str, str]
) -> None:
    """End a section after the last paragraph."""
    ended = deepcopy(last)
    if landscape:
        _turn(ended)
    if elements[-1].tag != qn("w:p"):
        elements.append(paragraph(styles["Merknad"], []))
    elements[-1].find(qn("w:pPr")).append(ended)


def _turn(section: Element) -> None:
    """Lay a section's pages on their side."""
    size = section.find(qn("w:pgSz"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")


def _describe(made: WordDocument, document: Document) -> None:
    """Say what the document is; nothing of when or by whom it was made."""
    core = made.core_properties
    core.title, core.subject = map(as_property, (document.title, document.subtitle))
    core.author, core.comments = map(as_property, (document.source, document.mark))
    core.last_modified_by, core.revision = "", 1
    for name, related in list(made.part.package.rels.items()):
        if related.reltype.endswith("/thumbnail"):  # a picture of the template, not of the report
            del made.part.package.rels[name]
