"""Faults of a theme: colours that cannot be read, typefaces and images that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evaluering.config.contrast import GRAPHICS, TEXT, contrast, nearest
from evaluering.config.theme import SHIPPED, Colours, Theme, theme_of
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project

SETTINGS = "config/config.yaml"
TRUETYPE = (b"\x00\x01\x00\x00", b"true")
"""How a font file with TrueType outlines begins."""
TEXTS = {
    "ink": ("background", "soft", "bad_field", "doubtful_field", "missing_field"),
    "muted": ("background", "soft", "missing_field"),
    "stamp": ("background",),
    "link": ("background",),
    "good": ("background",),
    "doubtful": ("background", "doubtful_field"),
    "bad": ("background", "bad_field"),
    "strong": ("background",),
}
"""The fields that each text stands on; on a strong field the background's colour is the text."""
DRAWN = ("accents", "groups", "rule")
"""What is told from the background without being text."""
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
    """Yield each pair of colours too near each other, at the one of them that the file states."""
    for name, fields in TEXTS.items():
        own = getattr(colours, name)
        for field in fields:
            under = getattr(colours, field)
            if {name, field} & stated and contrast(own, under) < TEXT:
                at, other = (own, under) if name in stated else (under, own)
                key = name if name in stated else field
                yield _too_near(file, key, at, other, TEXT, "tekst")
                break
    for name in DRAWN:
        if {name, "background"} & stated:
            yield from _graphics(file, colours, name, name in stated)
    for name in FILLS:
        if {name, "ink", "background"} & stated:
            yield from _filled(file, colours, name, name in stated)


def _graphics(file: str, colours: Colours, name: str, own: bool) -> Iterator[ConfigError]:
    value = getattr(colours, name)
    for place, colour in enumerate([value] if isinstance(value, str) else value):
        if contrast(colour, colours.background) < GRAPHICS:
            key = name if isinstance(value, str) else f"{name}[{place}]"
            if own:
                yield _too_near(file, key, colour, colours.background, GRAPHICS, "grafikk")
            else:
                yield _too_near(file, "background", colours.background, colour, GRAPHICS, "grafikk")
                return


def _filled(file: str, colours: Colours, name: str, own: bool) -> Iterator[ConfigError]:
    value = getattr(colours, name)
    for place, fill in enumerate([value] if isinstance(value, str) else value):
        inks = (colours.ink, colours.background)
        best = max(inks, key=lambda ink: contrast(ink, fill))
        if contrast(best, fill) < TEXT:
            key = name if isinstance(value, str) else f"{name}[{place}]"
            yield _too_near(file, key if own else "ink", fill if own else best,
                            best if own else fill, TEXT, "tekst")  # fmt: skip


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
    known = {SHIPPED, *(family_of(root / name) for name in theme.typefaces.files)}
    wanted = theme.typefaces.of("drawn")
    if wanted not in known:
        key = "drawn" if theme.typefaces.drawn else "all"
        yield ConfigError(
            file,
            f"theme.typefaces.{key}",
            wanted,
            sorted(known),
            "figurer og PDF trenger skriftfilen selv: legg .ttf-filen i prosjektet og før den opp "
            f"under «files», eller sett «drawn: {SHIPPED}» ved siden av",
        )


def _font_files(root: Path, file: str, names: list[str]) -> Iterator[ConfigError]:
    allowed = "en skriftfil (.ttf) som finnes, med sti fra prosjektets mappe"
    for place, name in enumerate(names):
        key, path = f"theme.typefaces.files[{place}]", root / name
        if not path.is_file():
            yield ConfigError(file, key, f"{name} (filen finnes ikke)", allowed)
        elif not path.read_bytes().startswith(TRUETYPE) or not family_of(path):
            yield ConfigError(file, key, f"{name} (filen er ingen TrueType-skrift)", allowed)


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
    elif not _is_image(path):
        found = f"{theme.logo.file} (filen er ikke et bilde)"
        yield ConfigError(file, "theme.logo.file", found, allowed)


def _is_image(path: Path) -> bool:
    """Return whether a file is a whole PNG or JPEG image."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            image.load()
            return image.format in {"PNG", "JPEG"}
    except (OSError, ValueError, SyntaxError):
        return False
