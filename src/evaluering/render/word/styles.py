"""The styles of a Word document: a template's own by name, and ours where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from evaluering.render.word.xml import Element, element, value

FONT = "Arial"
INK, MUTED, STAMP = "1F1F1F", "595959", "8A1C1C"
TABLE = "Rapporttabell"


@dataclass(frozen=True)
class Look:
    """A paragraph style: type in points, space before and after, and how lines keep together."""

    size: float
    before: float = 0
    after: float = 6
    bold: bool = False
    italic: bool = False
    colour: str = INK
    keep_next: bool = False
    indent: float = 0
    base: str = "Normal"
    builtin: bool = True


LOOKS: Mapping[str, Look] = {
    "Normal": Look(10.5, after=8),
    "Title": Look(26, after=6, bold=True),
    "Subtitle": Look(15, after=18, colour=MUTED),
    "Heading 1": Look(17, before=24, after=8, bold=True, keep_next=True),
    "Heading 2": Look(13.5, before=18, after=6, bold=True, keep_next=True),
    "Heading 3": Look(11.5, before=14, after=4, bold=True, keep_next=True),
    "TOC Heading": Look(17, before=18, after=8, bold=True, keep_next=True),
    "toc 1": Look(10.5, before=6, after=2, bold=True),
    "toc 2": Look(10, after=1, indent=12),
    "toc 3": Look(10, after=1, indent=24),
    "table of figures": Look(9.5, after=3),
    "Caption": Look(10, before=16, after=4, bold=True, keep_next=True),
    "List Bullet": Look(10.5, after=3),
    "Header": Look(8.5, after=0, colour=MUTED),
    "Footer": Look(8.5, after=0, colour=MUTED),
    "Ingress": Look(11.5, after=10, builtin=False),
    "Merknad": Look(8.5, after=3, colour=MUTED, builtin=False),
    "Kilde": Look(8.5, after=3, colour=MUTED, italic=True, builtin=False),
    "Stempel": Look(11, after=10, bold=True, colour=STAMP, builtin=False),
    "Figur": Look(10.5, after=4, keep_next=True, builtin=False),
    "Tabelltekst": Look(8, before=1.5, after=1.5, builtin=False),
    "Tabellhode": Look(8, bold=True, base="Tabelltekst", before=1.5, after=1.5, builtin=False),
}


def prepare(document: WordDocument, own: bool) -> Mapping[str, str]:
    """Add the styles that a document lacks; return every style's id by name.

    Parameters
    ----------
    document
        The template, opened.
    own
        Whether the looks are ours throughout: no template was given.
    """
    there = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        if name not in there:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, look.builtin)
        if own or name not in there:
            style = document.styles[name]
            assert isinstance(style, ParagraphStyle)
            _dress(style, look, name, own)
            if name != "Normal":
                style.base_style = document.styles[look.base]
    if TABLE not in there:
        document.styles.element.append(_table_style())
    return {str(style.name): str(style.style_id) for style in document.styles}


def set_language(document: WordDocument, tag: str) -> None:
    """Set the language of every style and of the document."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    for name in ("w:rPrDefault", "w:rPr"):
        inner = defaults.find(qn(name))
        if inner is None:
            inner = element(name)
            defaults.insert(0, inner)
        defaults = inner
    if defaults.find(qn("w:lang")) is None:
        defaults.append(element("w:lang"))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    document.core_properties.language = tag


def type_size(document: WordDocument, name: str) -> float:
    """Return a style's type size in points, from the style it builds on where it has none."""
    style = document.styles[name]
    while isinstance(style, ParagraphStyle):
        if style.font.size is not None:
            return float(style.font.size.pt)
        style = style.base_style
    return LOOKS["Normal"].size


def _dress(style: ParagraphStyle, look: Look, name: str, own: bool) -> None:
    font, form = style.font, style.paragraph_format
    if own:
        _clear(style.element)
        _typeface(style.element)
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.colour)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next = look.keep_next
    form.line_spacing = 1.0 if name.startswith("Tabell") else 1.15
    if look.indent:
        form.left_indent = Pt(look.indent)
    style.quick_style = not look.builtin or style.quick_style


def _clear(style: Element) -> None:
    """Drop a built-in style's own letters and borders; its outline level and list stay."""
    if (letters := style.find(qn("w:rPr"))) is not None:
        style.remove(letters)
    if (form := style.find(qn("w:pPr"))) is not None:
        for name in ("w:pBdr", "w:contextualSpacing", "w:tabs"):
            for found in form.findall(qn(name)):
                form.remove(found)


def _typeface(style: Element) -> None:
    letters = element("w:rFonts", {f"w:{kind}": FONT for kind in ("ascii", "hAnsi", "cs")})
    style.get_or_add_rPr().insert(0, letters)


def _table_style() -> Element:
    """Return the look of tables: rules above, under the head and below."""
    margins = element(
        "w:tblCellMar",
        None,
        *(element(f"w:{side}", {"w:w": 80, "w:type": "dxa"}) for side in ("left", "right")),
    )
    borders = element("w:tblBorders", None, _rule("top", 8), _rule("bottom", 8))
    head = element(
        "w:tblStylePr",
        {"w:type": "firstRow"},
        element("w:tcPr", None, element("w:tcBorders", None, _rule("bottom", 4))),
    )
    return element(
        "w:style",
        {"w:type": "table", "w:customStyle": 1, "w:styleId": TABLE},
        value("w:name", TABLE),
        value("w:uiPriority", 99),
        element("w:tblPr", None, borders, margins),
        head,
    )


def _rule(side: str, eighths: int) -> Element:
    return element(
        f"w:{side}", {"w:val": "single", "w:sz": eighths, "w:space": 0, "w:color": "404040"}
    )
