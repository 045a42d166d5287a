"""Files of configuration that lie under a name that nothing reads, or are named and not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from os.path import lexists
from pathlib import Path

from evaluering.config.base import DEVICES
from evaluering.config.messages import as_identifier
from evaluering.config.reading import ENDING, respelt
from evaluering.config.reports import Report, Settings
from evaluering.errors import ConfigError

SETTINGS = "config/config.yaml"
SHARED = ("config", "scales", "groups", "indices", "registries")
RESERVED = frozenset({"published"})
"""Folders of data/raw that are no waves."""
ASTRAY = ("config/*.yaml", "config/reports/**/*.yaml", "data/raw/*.yaml", "data/raw/*/*.yaml")
"""Where a codebook or a chapter may lie by mistake."""
_IDENTIFIER = re.compile(r"[a-zæøå0-9][a-zæøå0-9-]{0,49}")


def chapter_file(report: str, chapter: str) -> str:
    """Return the file with a chapter's exhibits, from the project's root."""
    return f"config/reports/{report}/exhibits/{chapter}.yaml"


def is_identifier(name: str) -> bool:
    """Return whether the name of a file or a folder can be an id."""
    return bool(_IDENTIFIER.fullmatch(name)) and name not in DEVICES


def misnamed(root: Path) -> Iterator[ConfigError]:
    """Yield the files whose names are not quite what is read, and would else be passed over."""
    for name in (f"{name}.yaml" for name in SHARED):
        if not lexists(root / "config" / name) and (other := respelt(root / "config", name)):
            yield _to_be_named(f"config/{other}", name)
    for path in sorted((root / "config/reports").glob("*")):
        if lexists(path / "report.yaml") and not is_identifier(path.name):
            yield _folder(f"config/reports/{path.name}", "rapportens")
        for name in ("report.yaml", "claims.yaml"):
            if not lexists(path / name) and (other := respelt(path, name)):
                yield _to_be_named(f"config/reports/{path.name}/{other}", name)
    for path in sorted((root / "config/surveys").glob("[!.]*")):
        if path.suffix != ".yaml" and ENDING.search(path.name):
            yield _to_be_named(f"config/surveys/{path.name}", ENDING.sub(".yaml", path.name))
        elif path.suffix == ".yaml" and not is_identifier(path.stem):
            yield ConfigError(
                f"config/surveys/{path.name}", "", f"filnavnet «{path.stem}», som ikke er en id",
                f"undersøkelsens id som filnavn, som {_as_id(path.stem)}.yaml; "
                "er filen en kopi, slettes den",
            )  # fmt: skip


def _to_be_named(file: str, name: str) -> ConfigError:
    return ConfigError(file, "", f"filnavnet «{Path(file).name}», som ikke leses", f"navnet {name}")


def _as_id(name: str) -> str:
    """Return an id that is like a name."""
    close = as_identifier(name)
    return f"{close}-1" if close in DEVICES else close


def _folder(place: str, whose: str) -> ConfigError:
    name = Path(place).name
    return ConfigError(
        place, "", f"mappenavnet «{name}», som ikke er en id",
        f"{whose} id som mappenavn, som {_as_id(name)}",
    )  # fmt: skip


def unnamed_wave(root: Path, name: str) -> ConfigError | None:
    """Return the fault of a wave that has no folder, or one whose name is no id."""
    if not is_identifier(name):
        return _folder(f"data/raw/{name}", "bølgens")
    if not (root / "data/raw" / name).is_dir():
        folders = (path.name for path in (root / "data/raw").glob("[!.]*") if path.is_dir())
        return ConfigError(SETTINGS, "waves", name, sorted(set(folders) - {"published"}),
                           f"Bølgens filer ligger i data/raw/{name}, som ikke finnes.")  # fmt: skip
    return None


def reports_there(root: Path) -> list[str]:
    """Return the reports that have a report.yaml, whatever that is."""
    folders = (root / "config/reports").glob("*")
    return sorted(path.name for path in folders if lexists(path / "report.yaml"))


def absent_reports(root: Path, settings: Settings | None) -> Iterator[ConfigError]:
    """Yield the reports that the settings name and that have no folder."""
    if settings is None or settings.reports == "all":
        return
    there = reports_there(root)
    for number, name in enumerate(settings.reports):
        if name not in there and not respelt(root / "config/reports" / name, "report.yaml"):
            yield ConfigError(
                SETTINGS, f"reports[{number}]", name, there,
                f"En rapport er en mappe med en report.yaml: config/reports/{name}/report.yaml.",
            )  # fmt: skip


def astray(root: Path, faults: Sequence[ConfigError]) -> list[ConfigError]:
    """Return faults, with one of each file that was looked for and lies where nothing reads it.

    What is unknown because of it, wherever it is named, is no fault of its own.
    """
    found: dict[str, ConfigError] = {}
    for path in sorted(path for place in ASTRAY for path in root.glob(place)):
        name, own = path.stem, path.relative_to(root).as_posix()
        follows = [fault for fault in faults if fault.found == name]
        place = next(filter(None, (_place_of(fault, name) for fault in follows)), "")
        if place and place != own and not lexists(root / place):
            found[name] = ConfigError(own, "", "en fil som ingenting leser her", f"plassen {place}")
    return [*found.values(), *(fault for fault in faults if str(fault.found) not in found)]


def _place_of(fault: ConfigError, name: str) -> str:
    """Return where the file lies of what is unknown; empty where that has no file."""
    if re.fullmatch(r"chapters\[\d+\]\.id", fault.key):
        return chapter_file(Path(fault.file).parent.name, name)
    return f"config/surveys/{name}.yaml" if re.search(r"\bsurveys?$", fault.key) else ""


def absent_chapters(root: Path, reports: Mapping[str, Report | None]) -> Iterator[ConfigError]:
    """Yield the chapters that a report lists and that have no file."""
    for name, report in reports.items():
        folder = root / f"config/reports/{name}/exhibits"
        listed = [heading.id for heading in report.chapters] if report else []
        for number, chapter in enumerate(listed):
            if lexists(root / chapter_file(name, chapter)):
                continue
            if other := respelt(folder, f"{chapter}.yaml"):
                file = f"config/reports/{name}/exhibits/{other}"
                yield _to_be_named(file, f"{chapter}.yaml")
                continue
            free = sorted(p.stem for p in folder.glob("*.yaml") if p.stem not in listed)
            yield ConfigError(
                f"config/reports/{name}/report.yaml", f"chapters[{number}].id", chapter,
                free or "et kapittel som har en fil i exhibits/",
                f"Kapitlets figurer og tabeller står i {chapter_file(name, chapter)}, som ikke "
                "finnes.",
            )  # fmt: skip
