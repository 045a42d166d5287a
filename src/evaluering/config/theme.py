"""The theme: every colour, typeface, size, line and padding that a reader sees, in one place.

Figures, HTML, Word, PDF and Excel read it and nothing else. The defaults are the tool's own look; a
project changes them under ``theme:`` in config.yaml, and a report its own under ``theme:`` in
report.yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints

from evaluering.config.base import Distinct, Model, Text

if TYPE_CHECKING:
    from evaluering.config.project import Project

Format = Literal["drawn", "html", "word", "excel"]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Family = Annotated[str, StringConstraints(pattern=r"^[\w][\w .-]{0,63}$")]
"""A typeface's name: nothing that CSS, typst or Word would read as more than a name."""
FontFile = Annotated[str, StringConstraints(pattern=r"^[^\\]+\.ttf$")]
ImageFile = Annotated[str, StringConstraints(pattern=r"^[^\\]+\.(png|jpg|jpeg)$")]

PALETTE = ["#281C6E", "#D55E00", "#00A878", "#0074B4", "#7A214D", "#CC79A7", "#111111", "#8C6D00"]
"""Colours of the groups that state none, in order; they differ in lightness too."""
SHIPPED = "DejaVu Sans"
"""The typeface that comes with the package."""
FALLBACK = ("Roboto", "Helvetica Neue", "Arial", "sans-serif")
"""What a browser takes where the reader's machine lacks the typeface."""
HALF_POINTS = 2


class Colours(Model):
    """Colours; text keeps 4.5:1 against its background and graphics 3:1 (WCAG 2.2, AA)."""

    ink: Colour = "#222222"
    """Løpende tekst, tall og streker i figurer."""
    muted: Colour = "#595959"
    """Merknader, akser og annen dempet tekst."""
    stamp: Colour = "#8A1C1C"
    """Stempelet «Syntetiske data» og advarsler."""
    link: Colour = "#1B4F8A"
    """Lenker."""
    background: Colour = "#FFFFFF"
    """Bakgrunnen i figurer og på nettsider, og tekst på mørke felt."""
    rule: Colour = "#404040"
    """Strekene over, under og i tabeller."""
    grid: Colour = "#D9D9D9"
    """Rutenettet i figurer, og skillene mellom rader på nettsider."""
    soft: Colour = "#E6EEF5"
    """Lyse felt bak tekst: bokser i figurer, utfoldbare felt på nettsider."""
    strong: Colour = "#1F3A5F"
    """Mørke felt bak tekst: framhevede bokser i figurer."""
    accents: list[Colour] = Field(default=["#174A7C", "#B5651D"], min_length=2, max_length=2)
    """Instituttets to farger: den første på kapittelstreker og den første serien i figurer uten
    aktørgrupper, den andre på den neste."""
    groups: list[Colour] = Field(default=PALETTE, min_length=1, max_length=40)
    """Fargene til aktørgrupper som ikke har «colour», i rekkefølge."""
    below: tuple[Colour, Colour] = ("#7A3A06", "#D8953A")
    """Svar under midten og negative verdier: ytterst, og inn mot midten."""
    middle: Colour = "#E9E9E9"
    """Det midterste svaret."""
    above: tuple[Colour, Colour] = ("#2A6BA2", "#A9CDE4")
    """Svar over midten og positive verdier: ytterst, og inn mot midten."""
    good: Colour = "#1B6E3C"
    """Det som stemmer, på sidene med kontroller."""
    doubtful: Colour = "#7A4B00"
    """Det som stemmer delvis eller er motsagt."""
    bad: Colour = "#A3200D"
    """Det som ikke stemmer."""
    bad_field: Colour = "#FDECEA"
    """Felt bak det som ikke stemmer."""
    doubtful_field: Colour = "#FFF4D6"
    """Felt bak det som er motsagt."""
    missing_field: Colour = "#ECEFF3"
    """Felt bak det som mangler."""


class Typefaces(Model):
    """Typefaces by where they are set; figures and PDF need the font file itself."""

    all: Family | None = None
    """Skriften i alle formater. Utelatt: hvert formats egen."""
    drawn: Family | None = None
    """Skriften i figurer og PDF: DejaVu Sans, som følger med, eller en under «files»."""
    html: Family | None = None
    """Skriften på nettsider. Utelatt: Segoe UI."""
    word: Family | None = None
    """Skriften i Word uten egen mal. Utelatt: Arial."""
    excel: Family | None = None
    """Skriften i Excel. Utelatt: Calibri."""
    files: Distinct[FontFile] = []
    """Skriftfiler (.ttf) for figurer og PDF, fra prosjektets mappe: vanlig og halvfet."""

    def of(self, where: Format) -> str:
        """Return the typeface of figures and PDF, of HTML, of Word or of Excel."""
        own: str | None = getattr(self, where)
        return own or self.all or DEFAULT_FACES[where]


DEFAULT_FACES: dict[Format, str] = {
    "drawn": SHIPPED, "html": "Segoe UI", "word": "Arial", "excel": "Calibri",
}  # fmt: skip


class Sizes(Model):
    """Type sizes in points of running text; everything else stands in proportion to it."""

    all: float = Field(default=1.0, ge=0.7, le=1.6)
    """All skrift i alle formater i forhold til det som ellers gjelder: 1.1 er 10 % større."""
    html: float = Field(default=12.0, ge=8, le=24)
    """Brødtekst på nettsider, i punkt (12 er nettleserens vanlige)."""
    word: float = Field(default=10.5, ge=8, le=16)
    """Brødtekst i Word uten egen mal, i punkt."""
    pdf: float = Field(default=9.5, ge=7, le=16)
    """Brødtekst i PDF, i punkt."""
    excel: float = Field(default=11.0, ge=8, le=16)
    """Tekst i Excel, i punkt."""

    def of(self, where: Literal["html", "word", "pdf", "excel"], share: float = 1.0) -> float:
        """Return the size of what is set in a share of running text, to the half point."""
        exact: float = getattr(self, where) * self.all * share
        return round(exact * HALF_POINTS) / HALF_POINTS


class Lines(Model):
    """Widths of lines in points; those of figures are at a font size of 9."""

    table: float = Field(default=0.5, ge=0.25, le=3)
    """Streker i tabeller."""
    table_edge: float = Field(default=1.0, ge=0.25, le=6)
    """Strekene over og under tabeller i Word, og under hodet på nettsider."""
    grid: float = Field(default=0.6, ge=0.1, le=3)
    """Rutenettet i figurer."""
    axis: float = Field(default=0.9, ge=0.1, le=4)
    """Aksen som stolper står på."""
    mark: float = Field(default=1.0, ge=0.1, le=4)
    """Intervaller, piler og annet som viser tall i figurer."""


class Paddings(Model):
    """Room between text and edge, in points."""

    cell: float = Field(default=4.5, ge=1, le=20)
    """Til venstre og høyre i en tabellrute."""
    row: float = Field(default=2.6, ge=0, le=20)
    """Over og under i en tabellrad."""


class Logo(Model):
    """The institute's logo, on the front of HTML, Word and PDF."""

    file: ImageFile
    """Bildefilen (.png eller .jpg), fra prosjektets mappe: config/logo.png."""
    alt: Text
    """Det bildet viser, for den som ikke ser det: instituttets navn."""
    width_cm: float = Field(default=4.0, ge=0.5, le=15)
    """Bildets bredde i centimeter."""


class Theme(Model):
    """How everything that is made looks."""

    colours: Colours = Colours()
    """Fargene."""
    typefaces: Typefaces = Typefaces()
    """Skriftene."""
    sizes: Sizes = Sizes()
    """Skriftstørrelsene."""
    lines: Lines = Lines()
    """Strekbreddene."""
    paddings: Paddings = Paddings()
    """Luften i tabeller."""
    logo: Logo | None = None
    """Instituttets logo på forsiden av nettside, Word og PDF."""


M = TypeVar("M", bound=Model)


def theme_of(project: Project, report: str | None = None) -> Theme:
    """Return the project's theme, with what a report states of its own put over it."""
    own = project.reports[report].theme if report else None
    return overlaid(project.settings.theme, own) if own else project.settings.theme


def overlaid(base: M, own: M) -> M:
    """Return a model with what another one states, key by key, put over it."""
    stated = {
        name: overlaid(under, over) if isinstance(under, Model) else over
        for name in own.model_fields_set
        for under, over in [(getattr(base, name), getattr(own, name))]
    }
    return base.model_copy(update=stated)
