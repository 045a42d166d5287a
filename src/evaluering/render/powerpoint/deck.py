"""An empty presentation in the theme, and slides with what each of them has."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Length, Pt

from evaluering.config.theme import Colours, Theme
from evaluering.languages import read
from evaluering.render.document import Document
from evaluering.render.packing import as_property, clean, packed
from evaluering.render.powerpoint.runs import SlideBox, lines_of, size_for, write_text

WIDE, TALL = 960.0, 540.0
"""A slide, in points."""
SIDE, TOP, FOOT = 40.0, 22.0, 504.0
"""The margin at the sides, where the title begins, and where the footer begins."""
HEADING = SlideBox(SIDE, TOP, WIDE - 2 * SIDE, 66.0)
FIELD = SlideBox(SIDE, 96.0, WIDE - 2 * SIDE, 352.0)
"""What an exhibit has for itself."""
REMARKS = SlideBox(SIDE, 452.0, WIDE - 2 * SIDE, 48.0)
SIZES = (26.0, 22.0, 19.0, 16.0, 14.0, 12.0)
"""What a title is set in: the largest that has room for it."""
SMALL, BODY = 10.0, 18.0
LONGEST_NAME = 70
"""Letters of the report's name in the footer."""
TITLE, CHAPTER, EXHIBIT = 0, 2, 5
"""The layouts of the library's own template."""
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass
class Deck:
    """A presentation of a report, slide by slide."""

    document: Document
    """The report."""
    presentation: Any = field(init=False)

    def __post_init__(self) -> None:
        self.presentation = Presentation()
        _widen(self.presentation)
        _dress(self.presentation, self.theme, self.family)

    @property
    def theme(self) -> Theme:
        """How it looks."""
        return self.document.theme

    @property
    def colours(self) -> Colours:
        """The theme's colours."""
        return self.document.theme.colours

    @property
    def family(self) -> str:
        """The typeface: that of the institute's Word documents."""
        return self.theme.typefaces.of("word")

    def slide(self, layout: int, title: str, notes: Sequence[str] = ()) -> Any:
        """Add a slide with its title, footer, number, stamp and speaker notes."""
        made = self.presentation.slides.add_slide(self.presentation.slide_layouts[layout])
        if layout == EXHIBIT:
            size = size_for(title, HEADING, SIZES)
            place(made.shapes.title, HEADING)
            write_text(made.shapes.title, [title], size, self.colours.ink, bold=True)
            made.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        else:
            made.shapes.title.text_frame.text = clean(title)
        self._foot(made)
        if notes:
            made.notes_slide.notes_text_frame.text = clean("\n".join(notes))
        return made

    def text(
        self,
        slide: Any,
        box: SlideBox,
        texts: Sequence[str],
        size: float,
        colour: str,
        **look: bool,
    ) -> Any:
        """Put text into a box of a slide."""
        shape = slide.shapes.add_textbox(*map(points, box))
        write_text(shape, texts, size, colour, **look)
        shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE
        return shape

    def remark(self, slide: Any, texts: Sequence[str]) -> None:
        """Put remarks under an exhibit, as many as there is room for; the last one has n."""
        room, chosen = REMARKS.height / (1.2 * SMALL), []
        for text in [*texts[-1:], *texts[:-1]]:
            room -= lines_of(text, REMARKS.width, SMALL)
            if room < 0:
                break
            chosen.append(text)
        shown = [text for text in texts if text in chosen]
        if shown:
            self.text(slide, REMARKS, shown, SMALL, self.colours.muted)

    def saved(self) -> bytes:
        """Return the file, the same bytes whenever and wherever it is made."""
        language = read(self.document.language).locale
        for slide in self.presentation.slides:
            own = [slide, *([slide.notes_slide] if slide.has_notes_slide else [])]
            for run in (r for part in own for r in part._element.iter(f"{_A}r", f"{_A}fld")):
                run.get_or_add_rPr().set("lang", language)
            for end in (e for part in own for e in part._element.iter(f"{_A}endParaRPr")):
                end.set("lang", language)
        core = self.presentation.core_properties
        document = self.document
        core.title, core.subject = map(as_property, (document.title, document.subtitle))
        core.author, core.comments = map(as_property, (document.source, document.mark))
        core.last_modified_by, core.revision, core.language = "", 1, language
        package = self.presentation.part.package
        for relation in list(package._rels.values()):
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # of the template
                package._rels.pop(relation.rId)
        written = BytesIO()
        self.presentation.save(written)
        return packed(written.getvalue())

    def _foot(self, slide: Any) -> None:
        """Put the report's name, the slide's number and the stamp at the foot."""
        name = self.document.title
        name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
        boxes = {
            PP_PLACEHOLDER.FOOTER: SlideBox(SIDE, FOOT, 560, 24),
            PP_PLACEHOLDER.SLIDE_NUMBER: SlideBox(WIDE - SIDE - 60, FOOT, 60, 24),
        }
        for shape in slide.slide_layout.placeholders:
            if (kind := shape.placeholder_format.type) in boxes:
                slide.shapes._spTree.append(deepcopy(shape._element))
                own = slide.shapes[-1]
                own._element.nvSpPr.cNvPr.set("id", str(len(slide.shapes) + 1))
                place(own, boxes[kind])
                if kind == PP_PLACEHOLDER.FOOTER:
                    write_text(own, [name], SMALL, self.colours.muted)
        if self.document.mark:
            box = SlideBox(WIDE - SIDE - 330, FOOT, 260, 24)
            stamp = self.text(slide, box, [self.document.mark], SMALL + 1, self.colours.stamp,
                              bold=True, right=True)  # fmt: skip
            stamp.name = "stamp"


def points(length: float) -> Length:
    """Return a length in points as the library measures it."""
    return Pt(round(length, 2))


def place(shape: Any, box: SlideBox) -> None:
    """Put a shape into a box."""
    shape.left, shape.top, shape.width, shape.height = map(points, box)


def _widen(presentation: Any) -> None:
    """Make slides wide; the layouts are stretched with them."""
    share = points(WIDE) / presentation.slide_width
    presentation.slide_width, presentation.slide_height = points(WIDE), points(TALL)
    for page in (presentation.slide_master, *presentation.slide_layouts):
        for transform in page._element.iter(f"{_A}xfrm"):
            if (at := transform.find(f"{_A}off")) is not None:
                size = transform.find(f"{_A}ext")
                at.set("x", str(round(int(at.get("x")) * share)))
                size.set("cx", str(round(int(size.get("cx")) * share)))
                at.set("y", str(round(int(at.get("y")) * 1.0)))


def _dress(presentation: Any, theme: Theme, family: str) -> None:
    """Give the presentation's own theme our colours and typeface, and titles their look."""
    master, colours = presentation.slide_master, theme.colours
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    own = [*colours.accents, *colours.groups]
    named = {
        "dk1": colours.ink, "lt1": colours.background, "dk2": colours.strong, "lt2": colours.soft,
        **{f"accent{k + 1}": own[k % len(own)] for k in range(6)},
        "hlink": colours.link, "folHlink": colours.link,
    }  # fmt: skip
    for name, colour in named.items():
        for found in root.iter(f"{_A}{name}"):
            found[:] = [etree.Element(f"{_A}srgbClr", val=colour[1:].upper())]
    for face in (*root.iter(f"{_A}majorFont"), *root.iter(f"{_A}minorFont")):
        face.find(f"{_A}latin").set("typeface", family)
    part._blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    level = master._element.find(f".//{qn('p:titleStyle')}/{_A}lvl1pPr")
    level.set("algn", "l")
    level.find(f"{_A}defRPr").set("sz", "2800")
