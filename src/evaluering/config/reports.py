"""A report and the project's settings."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from evaluering.config.base import Distinct, Identifier, Model, Text, VariableName, unfit
from evaluering.config.disclosure import Policy
from evaluering.config.filters import Within
from evaluering.config.formats import OutputFormat, formats, formats_of
from evaluering.config.missing import MissingKind
from evaluering.config.theme import Theme
from evaluering.languages import BASE, is_known, tags


def _has_a_file(tag: str) -> str:
    if not is_known(tag):
        raise unfit(f"«{tag}», som ikke har en språkfil", ", ".join(tags()))
    return tag


KnownLanguage = Annotated[str, AfterValidator(_has_a_file)]


def _is_a_format(name: str) -> str:
    if name not in formats():
        close = get_close_matches(name, formats(), n=1)
        guess = f" (mente du «{close[0]}»?)" if close else ""
        raise unfit(f"«{name}»{guess}", ", ".join(formats()))
    return name


KnownFormat = Annotated[str, AfterValidator(_is_a_format)]


class FiguresIn(Model):
    """What figures are in the formats that can hold charts."""

    word: Literal["picture", "native", "both"] = "picture"
    """I Word: picture: et bilde. native: et Word-diagram som kan redigeres, med tallene i en
    arbeidsbok; figurer som ikke finnes som diagram, er bilder, og det står hvorfor. both: bildet og
    diagrammet under hverandre."""


class ChapterHeading(Model):
    """One chapter of the report; its exhibits stand in exhibits/<id>.yaml."""

    id: Identifier
    """Navnet på filen i exhibits/."""
    title: Text
    """Overskriften i rapporten."""


class ReportUnits(Model):
    """What a report is made for each of."""

    by: dict[Identifier, VariableName] = Field(min_length=1)
    """Variabelen som sier hvilken enhet den som svarer hører til, per undersøkelse:
    {skoleledere: fylke}. Enheter med samme navn i flere undersøkelser er én enhet."""


class Report(Model):
    """A report: its title, source and chapters."""

    id: Identifier
    """Mappens navn i config/reports."""
    title: Text
    """Rapportens tittel."""
    subtitle: Text | None = None
    """Rapportens undertittel."""
    source: Text | None = None
    """Hvilken publikasjon rapporten gjenskaper. Utelatt: rapporten er ny."""
    reproduces: Distinct[Identifier] = []
    """Bølgene som publikasjonen er laget av. Bare for dem sier rapporten at den gjenskaper den, og
    bare for dem holdes de trykte tallene mot dataene."""
    language: KnownLanguage = BASE
    """Språket rapporten skrives på: nb, nn, en eller et annet som har en språkfil. Tekstene i
    konfigurasjonen kan gis på flere språk: {nb: …, nn: …, en: …}."""
    audience: Literal["internal", "public"] | None = None
    """Hvem rapporten er for. public: alle; da stopper kjøringen når noe om dem som har svart, kan
    utledes av det som er laget (docs/utlevering.md). internal: bare dem som kan se dataene; da er
    hver side og fil merket. Utelatt: som internal, uten merke."""
    disclosure: Policy = Policy()
    """Hva som vises av dem som har svart, når rapporten er for alle (docs/personvern.md)."""
    word_template: str | None = None
    """Instituttets egen Word-mal (.docx eller .dotx), fra prosjektets mappe: config/mal.docx.
    Utelatt: prosjektets egen utforming."""
    formats: Distinct[KnownFormat] | None = None
    """Formatene rapporten settes i: report (HTML), word, pdf, workbook (Excel), powerpoint, og dem
    som pakker har. Utelatt: alle uten powerpoint, som bare lages når det står her."""
    figures: FiguresIn = FiguresIn()
    """Hva figurene er i formater som kan ha diagrammer (docs/figurer-i-office.md)."""
    theme: Theme | None = None
    """Det som i denne rapporten skal se annerledes ut enn i prosjektets «theme»."""
    surveys: Distinct[Identifier] | None = None
    """Undersøkelser som en bølge må ha for at rapporten lages, i tillegg til dem som figurene og
    tabellene leser."""
    waves: Distinct[Identifier] | None = None
    """Bølgene som det lages rapport av. Utelatt: alle som har undersøkelsene."""
    weighted: bool | None = None
    """Om figurer og tabeller som ikke selv sier det, er vektet, der undersøkelsen har «design» og
    slaget kan vektes. Utelatt: som undersøkelsens «design» sier."""
    where: Within = {}
    """Hvem rapporten gjelder, i alle figurer og tabeller av svar og i påstandene: et uttrykk, som
    alder >= 18, eller ett per undersøkelse: {elever: alder >= 18}. Tomt: alle."""
    units: ReportUnits | None = None
    """Enhetene som det også lages en rapport for hver av: enheten mot de andre
    (docs/enhetsrapporter.md)."""
    chapters: Distinct[ChapterHeading] = Field(min_length=1)
    """Kapitlene i rekkefølge."""

    @model_validator(mode="after")
    def _what_is_reproduced_is_named(self) -> Report:
        if self.reproduces and self.source is None:
            raise unfit(
                "«reproduces» uten «source»", "«source: Navnet på publikasjonen» ved siden av"
            )
        return self

    @property
    def made_in(self) -> Mapping[str, OutputFormat]:
        """The formats that it is set in."""
        return formats_of(self.formats)

    def has_charts(self, form: OutputFormat) -> bool:
        """Return whether its figures are charts in a format, as far as they can be."""
        if form.charts != "asked":
            return form.charts == "always"
        return bool(getattr(self.figures, form.name) != "picture")

    def keeps_picture(self, form: OutputFormat) -> bool:
        """Return whether figures that are charts in a format are pictures in it too."""
        return not self.has_charts(form) or getattr(self.figures, form.name, "") == "both"

    def reproduces_wave(self, wave: str) -> bool:
        """Return whether the printed report was made of the data of a wave."""
        return wave in self.reproduces


class Conventions(Model):
    """Which variant of each test is printed; all variants are in the result."""

    two_groups: Literal["welch", "pooled"] = "welch"
    """To grupper: Welchs t-test, eller t-test med felles varians."""
    several_groups: Literal["classical", "welch"] = "classical"
    """Tre eller flere grupper: klassisk enveis variansanalyse, eller Welchs."""
    continuity_correction: bool = False
    """Yates' korreksjon i 2×2-tabeller."""
    monte_carlo_draws: int = Field(default=100_000, ge=0, le=10_000_000)
    """Trekninger bak den simulerte p-verdien i krysstabeller; 0 slår den av."""
    monte_carlo_seed: int = Field(default=20210407, ge=0, le=2**53)
    """Startverdien for den simulerte p-verdien."""
    factor_convention: Literal["psych", "spss"] = "spss"
    """Hvilket programs konvensjoner faktoranalysen følger."""
    parallel_draws: int = Field(default=500, ge=20, le=100_000)
    """Tilfeldige datasett i parallellanalysen av egenverdiene."""
    parallel_seed: int = Field(default=20210407, ge=0, le=2**53)
    """Startverdien for parallellanalysen."""


class Disclosure(Model):
    """Protection of respondents in small groups."""

    minimum_n: int = Field(default=3, ge=1, le=1000)
    """Grupper med færre svar vises ikke; 1 viser alle."""


NARROWEST = 0.85
"""Centimetres of a figure's width for each point of its font."""


class FigureStyle(Model):
    """What all figures share."""

    formats: Distinct[Literal["svg", "png", "pdf"]] = ["svg", "png"]
    """Filformatene som hver figur lagres i; svg og png må være med for rapporten."""
    dpi: int = Field(default=300, ge=72, le=600)
    """Oppløsningen i PNG-filene."""
    width_cm: float = Field(default=17.0, ge=8, le=40)
    """Figurens bredde i centimeter."""
    font_size: float = Field(default=9.0, ge=6, le=16)
    """Skriftstørrelsen i punkt."""

    @property
    def narrowest_cm(self) -> float:
        """The least width that leaves room for bars beside text of this size."""
        return NARROWEST * self.font_size

    @field_validator("formats")
    @classmethod
    def _documents_need_svg_and_png(cls, formats: list[str]) -> list[str]:
        if not {"svg", "png"} <= set(formats):
            raise unfit(
                ", ".join(formats) or "ingen formater",
                "[svg, png], og gjerne pdf: HTML og PDF viser SVG, Word viser PNG",
            )
        return formats


class CsvStyle(Model):
    """How the CSV files beside figures and tables are written."""

    excel: bool = False
    """Slik norsk Excel åpner dem riktig: semikolon, desimalkomma i norske rapporter, og et merke
    for UTF-8 først i filen. Utelatt: komma og desimalpunktum, som de fleste programmer leser."""


class TableStyle(Model):
    """What all tables share."""

    csv: CsvStyle = CsvStyle()
    """CSV-filene ved siden av figurer og tabeller."""


class Settings(Model):
    """config.yaml: which waves and reports are made, and how."""

    made_with: str | None = None
    """Utgaven av evaluering som prosjektet er laget med; en eldre utgave nekter å lese det."""
    waves: Literal["all"] | Distinct[Identifier] = "all"
    """all: hver mappe i data/raw med en wave.yaml; ellers en liste."""
    reports: Literal["all"] | Distinct[Identifier] = "all"
    """all: hver mappe i config/reports med en report.yaml; ellers en liste."""
    language: KnownLanguage | None = None
    """Språket på sider som ikke hører til én rapport (oversikten, datakvalitet, indeksene);
    utelatt: den første rapportens."""
    missing_kinds: dict[MissingKind, Text] = {}
    """Egne slags manglende svar ut over dont_know, refused, not_applicable og unanswered, med
    teksten de vises med."""
    conventions: Conventions = Conventions()
    """Hvilken variant av hver test som trykkes."""
    disclosure: Disclosure = Disclosure()
    """Vern av respondenter i små grupper."""
    theme: Theme = Theme()
    """Hvordan alt som lages, ser ut: farger, skrifter, størrelser, streker og logo."""
    figures: FigureStyle = FigureStyle()
    """Filene og målene til figurene."""
    tables: TableStyle = TableStyle()
    """Hvordan tabellene lagres."""
