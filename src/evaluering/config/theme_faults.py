"""Faults of a theme: colours that cannot be read, typefaces and images that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from evaluering.config.contrast import GRAPHICS, TEXT, contrast, nearest, readable
from evaluering.config.theme import SHIPPED, Colours, Theme, theme_of
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project

SETTINGS = "config/config.yaml"
TRUETYPE = (b"\x00\x01\x00\x00", b"true")
"""How a font file with TrueType outlines begins."""
FIELDS = ("bad_field", "doubtful_field", "missing_field")
PAIRS = (
    ("ink", ("background", "soft", *FIELDS), TEXT, "tekst"),
    ("muted", ("background", "soft", *FIELDS), TEXT, "tekst"),
    ("stamp", ("background", "soft"), TEXT, "tekst"),
    ("link", ("background", "soft"), TEXT, "tekst"),
    ("good", ("background",), TEXT, "tekst"),
    ("doubtful", ("background", "doubtful_field"), TEXT, "tekst"),
    ("bad", ("background", "bad_field"), TEXT, "tekst"),
    ("strong", ("background",), TEXT, "tekst"),
    ("accents", ("background",), GRAPHICS, "grafikk"),
    ("groups", ("background",), GRAPHICS, "grafikk"),
    ("rule", ("background",), GRAPHICS, "grafikk"),
)
"""What stands on what, and the least contrast; text on a strong field is in the background's."""
PAPER, PRINTED = Colours().background, ("ink", "muted", "stamp", "link", "rule")
"""The pages of Word and Excel, and what is set on them in the theme's colours."""
FILLS = ("below", "middle", "above")
"""Fields with numbers in, in ink or in the background's colour."""


def theme_faults(project: Project) -> Iterator[ConfigError]:
    """Yield every fault of the project's theme, then of each report's own."""
    yield from _faults(project.root, SETTINGS, project.settings.theme, project.settings.theme)
    for name, report in project.reports.items():
        if report.theme:
            file = f"config/reports/{name}/report.yaml"
            yield from _faults(project.root, file, theme_of(project, name), report.theme)


def _faults(root: Path, file: str, theme: Theme, stated: Theme) -> Iterator[ConfigError]:
    """Yield the faults of a theme that a file states at least a part of."""
    yield from _contrast(file, theme.colours, stated.colours.model_fields_set)
    if "typefaces" in stated.model_fields_set:
        yield from _typefaces(root, file, theme, stated)
    if stated.logo:
        yield from _logo(root, file, stated)


def _contrast(file: str, colours: Colours, stated: set[str]) -> Iterator[ConfigError]:
    """Yield a fault for each colour too near another, at the one of them that the file states."""
    told = set()
    for name in PRINTED:
        own = getattr(colours, name)
        if name in stated and colours.background != PAPER and contrast(own, PAPER) < TEXT:
            told.add(name)
            yield _too_near(file, name, own, PAPER, TEXT, "tekst på papir i Word og Excel")
    for name, fields, least, sort in PAIRS:
        for field in fields:
            for (key, own), (other, under) in product(
                _named(colours, name), _named(colours, field)
            ):
                at = (key, own, under) if name in stated else (other, under, own)
                fault = {name, field} & stated and contrast(own, under) < least
                if fault and at[0] not in told:
                    told.add(at[0])
                    yield _too_near(file, *at, least, sort)
    for name in FILLS:
        for key, fill in _named(colours, name):
            ink = readable(fill, colours.ink, colours.background)
            if {name, "ink", "background"} & stated and contrast(ink, fill) < TEXT:
                at = (key, fill, ink) if name in stated else ("ink", ink, fill)
                yield _too_near(file, *at, TEXT, "tekst")


def _named(colours: Colours, name: str) -> list[tuple[str, str]]:
    """Return a colour with its key; of a list, each."""
    value: str | Sequence[str] = getattr(colours, name)
    if isinstance(value, str):
        return [(name, value)]
    return [(f"{name}[{place}]", colour) for place, colour in enumerate(value)]


def _too_near(
    file: str, key: str, found: str, against: str, least: float, sort: str
) -> ConfigError:
    has, needs = (f"{value:.2f}".replace(".", ",") for value in (contrast(found, against), least))
    return ConfigError(
        file,
        f"theme.colours.{key}",
        f"{found}, med kontrast {has} mot {against}",
        f"kontrast {needs} eller mer for {sort} (WCAG AA)",
        f"nærmeste farge som holder, er {nearest(found, against, least)}",
    )


def _typefaces(root: Path, file: str, theme: Theme, stated: Theme) -> Iterator[ConfigError]:
    faults = list(_font_files(root, file, stated.typefaces.files))
    yield from faults
    if faults:
        return
    wanted = theme.typefaces.of("drawn")
    if wanted != SHIPPED and wanted not in (known := families(root, theme.typefaces.files)):
        key = "drawn" if theme.typefaces.drawn else "all"
        yield ConfigError(
            file,
            f"theme.typefaces.{key}",
            wanted,
            sorted({SHIPPED, *known}),
            "figurer og PDF trenger skriftfilen selv: legg .ttf-filen i prosjektet og før den opp "
            f"under «files», eller sett «drawn: {SHIPPED}» ved siden av",
        )


def _font_files(root: Path, file: str, names: list[str]) -> Iterator[ConfigError]:
    allowed = "en skriftfil (.ttf) som finnes, med sti fra prosjektets mappe"
    for place, name in enumerate(names):
        key, path = f"theme.typefaces.files[{place}]", root / name
        if not path.is_file():
            yield ConfigError(file, key, f"{name} (filen finnes ikke)", allowed)
        elif not _begins(path, TRUETYPE) or not family_of(path):
            yield ConfigError(file, key, f"{name} (filen er ingen TrueType-skrift)", allowed)


def _begins(path: Path, how: bytes | tuple[bytes, ...]) -> bool:
    try:
        return path.read_bytes().startswith(how)
    except OSError:
        return False


def families(root: Path, files: Sequence[str]) -> set[str]:
    """Return the typefaces in font files, by the name that figures and PDF both know."""
    import typst

    folders = sorted({str((root / name).parent) for name in files})
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    ).families()
    return {family_of(root / name) for name in files} & set(found)


def family_of(path: Path) -> str:
    """Return the name of the typeface in a font file; empty where it cannot be read."""
    from matplotlib.ft2font import FT2Font

    try:
        return str(FT2Font(str(path)).family_name)
    except (RuntimeError, OSError):
        return ""


def _logo(root: Path, file: str, theme: Theme) -> Iterator[ConfigError]:
    assert theme.logo is not None
    allowed = "et bilde (.png eller .jpg) som finnes, med sti fra prosjektets mappe"
    path = root / theme.logo.file
    if not path.is_file():
        found = f"{theme.logo.file} (filen finnes ikke)"
        yield ConfigError(file, "theme.logo.file", found, allowed)
    elif not is_image(path):
        found = f"{theme.logo.file} (filen er ikke et bilde)"
        yield ConfigError(file, "theme.logo.file", found, allowed)


def is_image(path: Path) -> bool:
    """Return whether a file is a whole PNG or JPEG image."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            image.load()
            return image.format in {"PNG", "JPEG"}
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
