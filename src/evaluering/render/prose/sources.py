"""The Markdown files of a report: their heads, what they include, and where each line stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError, model_validator

from evaluering.config.base import Identifier, Model, Text, unfit
from evaluering.config.messages import config_errors
from evaluering.config.reading import as_text, read_content
from evaluering.config.texts import NO_CONTROLS, refused_sign
from evaluering.config.yaml_text import composed, constructed
from evaluering.errors import ConfigError, ConfigErrors, ConfigFault

FENCE = "---"
INCLUDE = "{include:"


class TextHead(Model):
    """What stands above a text, between two lines of ``---``."""

    title: Text | None = None
    """Overskriften. Utelatt: kapitlets, når «chapter» er oppgitt."""
    chapter: Identifier | None = None
    """Kapitlet som teksten er av; det den ikke setter inn av figurer og tabeller, kommer etter."""
    order: float | None = Field(default=None, ge=0)
    """Plassen blant kapitlene, som har 1, 2, 3 …: 0 er før det første, 1.5 etter det."""

    @model_validator(mode="after")
    def _has_a_place(self) -> TextHead:
        if (self.chapter is None) == (self.order is None):
            raise unfit(
                "verken «chapter» eller «order», eller begge",
                "«chapter: kapittel-3», eller «order: 0» og «title: Sammendrag»",
            )
        if self.chapter is None and self.title is None:
            raise unfit("«order» uten «title»", "«title: Sammendrag» ved siden av")
        return self


@dataclass(frozen=True)
class TextLine:
    """A line of a text, and where it stands."""

    text: str
    file: Path
    number: int


@dataclass(frozen=True)
class TextSource:
    """One text of a report."""

    id: str
    """The file's name without its ending."""
    file: Path
    """The file, from the project's folder."""
    head: TextHead
    """What it says of itself."""
    lines: tuple[TextLine, ...]
    """The text below the head, with what it includes in its place."""

    def fault(self, line: int, found: object, allowed: str | Sequence[object]) -> ConfigError:
        """Return a fault on a line of the text, counted from 0."""
        at = (
            self.lines[min(line, len(self.lines) - 1)] if self.lines else TextLine("", self.file, 1)
        )
        return ConfigError(at.file.as_posix(), "", found, allowed, line=at.number)


def report_folder(report: str) -> Path:
    """Return where a report's configuration lies, from the project's folder."""
    return Path("config/reports") / report


def text_folder(report: str) -> Path:
    """Return where a report's texts lie, from the project's folder."""
    return report_folder(report) / "text"


def text_files(root: Path, report: str) -> list[Path]:
    """Return the files of a report's texts, those that are only included too."""
    return sorted(p.relative_to(root) for p in (root / text_folder(report)).glob("*.md"))


def read_texts(root: Path, report: str) -> list[TextSource]:
    """Read a report's texts. A file without a head is there to be included.

    Raises
    ------
    ConfigErrors
        A head does not fit, or a file that is included is not there or includes itself.
    """
    return texts_of({file: read_content(root / file, file) for file in text_files(root, report)})


def texts_of(files: Mapping[Path, bytes]) -> list[TextSource]:
    """Return the texts that files hold, by their paths from the project's folder.

    Raises
    ------
    ConfigErrors
        As when they are read.
    """
    faults: list[ConfigError] = []
    found = []
    for file in files:
        try:
            if (source := _read(files, file)) is not None:
                found.append(source)
        except ConfigFault as fault:
            faults += fault.errors
    if faults:
        raise ConfigErrors(faults)
    return found


def _read(files: Mapping[Path, bytes], file: Path) -> TextSource | None:
    lines = _lines(files, file)
    if not lines or lines[0].text.strip() != FENCE:
        return None
    ends = [n for n, line in enumerate(lines[1:], start=1) if line.text.strip() == FENCE]
    if not ends:
        raise ConfigError(
            file.as_posix(), "", "et hode uten slutt", f"«{FENCE}» etter hodet", line=1
        )
    head = _head(file, [line.text for line in lines[1 : ends[0]]])
    body = tuple(_included(files, lines[ends[0] + 1 :], (file,)))
    return TextSource(file.stem, file, head, body)


def _head(file: Path, lines: Sequence[str]) -> TextHead:
    try:
        tree = composed("\n".join(lines))
        content: Any = {} if tree is None else constructed(tree)
        if not isinstance(content, dict):
            raise ConfigError(
                file.as_posix(), "", content, "nøkler med verdier, som «order: 0»", line=2
            )
        return TextHead.model_validate(content)
    except yaml.YAMLError:
        found, allowed = "et hode som ikke er YAML", "linjer som «title: Sammendrag»"
        raise ConfigError(file.as_posix(), "", found, allowed, line=2) from None
    except ValidationError as error:
        faults = config_errors(file, TextHead, error)
        raise ConfigErrors([fault.on_line(2) for fault in faults]) from None


def _lines(files: Mapping[Path, bytes], file: Path) -> list[TextLine]:
    lines = as_text(files[file], file).removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if found := refused_sign(line):
            raise ConfigError(file.as_posix(), "", found, NO_CONTROLS, line=number)
    return [TextLine(own, file, n) for n, own in enumerate(lines, start=1)]


def _included(
    files: Mapping[Path, bytes], lines: Sequence[TextLine], within: tuple[Path, ...]
) -> Iterator[TextLine]:
    for line in lines:
        stripped = line.text.strip()
        if not (stripped.startswith(INCLUDE) and stripped.endswith("}")):
            yield line
            continue
        name = stripped[len(INCLUDE) : -1].strip()
        file = line.file.parent / name
        there = sorted(own.name for own in files if own.parent == line.file.parent)
        if Path(name).name != name or name not in there:
            raise ConfigError(line.file.as_posix(), "", name, there, line=line.number)
        if file in within:
            round_trip = " → ".join(path.name for path in (*within, file))
            allowed = "filer som ikke tar inn seg selv"
            raise ConfigError(line.file.as_posix(), "", round_trip, allowed, line=line.number)
        yield from _included(files, _lines(files, file), (*within, file))
