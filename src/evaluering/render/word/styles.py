"""The styles of a Word document: a template's own by name, and ours where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from evaluering.config.theme import Theme
from evaluering.render.word.xml import Element, element, value

TABLE = "Rapporttabell"
TWIPS, EIGHTHS = 20, 8
"""In a point."""


@dataclass(frozen=True)
class ParagraphLook:
    """A paragraph style: type as a share of running text, space in points, how lines keep together.

    `colour` is the theme's name of it.
    """

    share: float = 1.0
    before: float = 0
    after: float = 6
    bold: bool = False
    italic: bool = False
    colour: Literal["ink", "muted", "stamp"] = "ink"
    keep_next: bool = False
    indent: float = 0
    base: str = "Normal"
    builtin: bool = True


ROW = 0.58
"""The share of a table row's padding that Word needs besides its line height."""
CELL = 8 / 9
"""The share of a cell's padding: Word's letters are narrower than those columns are measured by."""
LOOKS: Mapping[str, ParagraphLook] = {
    "Normal": ParagraphLook(1, after=8),
    "Title": ParagraphLook(2.48, after=6, bold=True),
    "Subtitle": ParagraphLook(1.43, after=18, colour="muted"),
    "Heading 1": ParagraphLook(1.62, before=24, after=8, bold=True, keep_next=True),
    "Heading 2": ParagraphLook(1.29, before=18, after=6, bold=True, keep_next=True),
    "Heading 3": ParagraphLook(1.1, before=14, after=4, bold=True, keep_next=True),
    "TOC Heading": ParagraphLook(1.62, before=18, after=8, bold=True, keep_next=True),
    "toc 1": ParagraphLook(1, before=6, after=2, bold=True),
    "toc 2": ParagraphLook(0.95, after=1, indent=12),
    "toc 3": ParagraphLook(0.95, after=1, indent=24),
    "table of figures": ParagraphLook(0.9, after=3),
    "Caption": ParagraphLook(0.95, before=16, after=4, bold=True, keep_next=True),
    "List Bullet": ParagraphLook(1, after=3),
    "Header": ParagraphLook(0.81, after=0, colour="muted"),
    "Footer": ParagraphLook(0.81, after=0, colour="muted"),
    "Quote": ParagraphLook(1, after=8, colour="muted", indent=18),
    "Ingress": ParagraphLook(1.1, after=10, builtin=False),
    "Merknad": ParagraphLook(0.81, after=3, colour="muted", builtin=False),
    "Kilde": ParagraphLook(0.81, after=3, colour="muted", italic=True, builtin=False),
    "Stempel": ParagraphLook(1.05, after=10, bold=True, colour="stamp", builtin=False),
    "Figur": ParagraphLook(1, after=4, keep_next=True, builtin=False),
    "Tabelltekst": ParagraphLook(0.76, after=0, builtin=False),
    "Tabellhode": ParagraphLook(0.76, bold=True, base="Tabelltekst", after=0, builtin=False),
}


def prepare(document: WordDocument, own: bool, theme: Theme) -> Mapping[str, str]:
    """Add the styles that a document lacks; return every style's id by name.

    Parameters
    ----------
    document
        The template, opened.
    own
        Whether the looks are ours throughout: no template was given.
    theme
        Colours, typeface, sizes, lines and paddings.
    """
    there = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        if name not in there:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, look.builtin)
        if own or name not in there:
            style = document.styles[name]
            assert isinstance(style, ParagraphStyle)
            _dress(style, look, name, own, theme)
            if name != "Normal":
                style.base_style = document.styles[look.base]
    if TABLE not in there:
        document.styles.element.append(_table_style(theme))
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


def type_size(document: WordDocument, name: str, theme: Theme) -> float:
    """Return a style's type size in points, from the style it builds on where it has none."""
    style = document.styles[name]
    while isinstance(style, ParagraphStyle):
        if style.font.size is not None:
            return float(style.font.size.pt)
        style = style.base_style
    return theme.sizes.of("word")


def _dress(style: ParagraphStyle, look: ParagraphLook, name: str, own: bool, theme: Theme) -> None:
    font, form, table = style.font, style.paragraph_format, name.startswith("Tabell")
    if own:
        _clear(style.element)
        _typeface(style.element, theme.typefaces.of("word"))
    font.size, font.bold, font.italic = (
        Pt(theme.sizes.of("word", look.share)),
        look.bold,
        look.italic,
    )
    font.color.rgb = RGBColor.from_string(getattr(theme.colours, look.colour)[1:].upper())
    row = round(ROW * theme.paddings.row, 1) if table else 0.0
    form.space_before, form.space_after = Pt(look.before + row), Pt(look.after + row)
    form.keep_with_next = look.keep_next
    form.line_spacing = 1.0 if table else 1.15
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


def _typeface(style: Element, family: str) -> None:
    letters = element("w:rFonts", {f"w:{kind}": family for kind in ("ascii", "hAnsi", "cs")})
    style.get_or_add_rPr().insert(0, letters)


def _table_style(theme: Theme) -> Element:
    """Return the look of tables: rules above, under the head and below."""
    beside = round(CELL * theme.paddings.cell * TWIPS)
    edge = theme.lines.table_edge
    margins = element(
        "w:tblCellMar",
        None,
        *(element(f"w:{side}", {"w:w": beside, "w:type": "dxa"}) for side in ("left", "right")),
    )
    borders = element("w:tblBorders", None, rule("top", edge, theme), rule("bottom", edge, theme))
    head = element(
        "w:tblStylePr",
        {"w:type": "firstRow"},
        element(
            "w:tcPr", None, element("w:tcBorders", None, rule("bottom", theme.lines.table, theme))
        ),
    )
    return element(
        "w:style",
        {"w:type": "table", "w:customStyle": 1, "w:styleId": TABLE},
        value("w:name", TABLE),
        value("w:uiPriority", 99),
        element("w:tblPr", None, borders, margins),
        head,
    )


def rule(side: str, width: float, theme: Theme) -> Element:
    """Return a table's line at a side of a cell; its width in points."""
    look = {"w:val": "single", "w:sz": round(width * EIGHTHS), "w:space": 0}
    return element(f"w:{side}", {**look, "w:color": theme.colours.rule[1:].upper()})
