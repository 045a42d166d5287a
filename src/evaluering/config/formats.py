"""The formats that a report is set in, found where they say what they are.

A format of our own is a folder in ``render`` whose ``__init__.py`` has an `OutputFormat` called
``FORMAT``; a third party's is named as an entry point of the group ``evaluering.formats``. Its
writer is imported only when a report is set in it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from evaluering.errors import ConfigError

GROUP = "evaluering.formats"
COMMANDS = Path(__file__).parent.parent / "cli"
"""Where each command is a module of its name."""


@dataclass(frozen=True, kw_only=True)
class OutputFormat:
    """What a format is called and takes; its writer makes the file."""

    name: str
    """The command that sets a report in it."""
    file: str = "report"
    ending: str
    """The file that is made: its name, by the language files where they have it (``report``,
    ``tables``), and its ending."""
    title: str
    help: str
    """What the index page and the help on the command line call it."""
    writer: str
    """The module with ``write(document, given) -> bytes``; see `evaluering.render.given.Writer`."""
    pictures: Literal["", "svg", "png"] = ""
    """The ending of the figures that it takes; empty where it takes none."""
    template: Literal["", "word_template"] = ""
    """The key in report.yaml that names the institute's own template, where it takes one."""
    charts: Literal["", "asked", "always"] = ""
    """Whether it takes figures as charts that can be edited: always, where the report asks for it
    under ``figures`` by the format's name, or never."""
    on_request: bool = False
    """Whether it is made only of reports that name it in ``formats``."""


def formats() -> dict[str, OutputFormat]:
    """Return the formats by name, our own first."""
    return _found()[0]


def formats_of(chosen: Collection[str] | None) -> dict[str, OutputFormat]:
    """Return the formats that a report is set in.

    Parameters
    ----------
    chosen
        The names that it gives; where it gives none, all but those made on request.
    """
    return {
        name: form
        for name, form in formats().items()
        if (not form.on_request if chosen is None else name in chosen)
    }


def format_faults() -> list[ConfigError]:
    """Return the entry points that give no format, each with the package that it stands in."""
    return _found()[1]


def code_of_format(name: str) -> list[str]:
    """Return the modules that a format starts from, for the digest of a job's code."""
    return [formats()[name].writer.removeprefix("evaluering.")]


@cache
def _found() -> tuple[dict[str, OutputFormat], list[ConfigError]]:
    render = import_module("evaluering.render")  # by name: configuration knows no room above it
    folders = [m.name for m in pkgutil.iter_modules(render.__path__) if m.ispkg]
    own = (getattr(import_module(f"{render.__name__}.{name}"), "FORMAT", None) for name in folders)
    known = {found.name: found for found in own if isinstance(found, OutputFormat)}
    faults: list[ConfigError] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.value):
        try:
            found = _loaded(entry)
            _refuse(found, known)
        except _UnfitFormat as error:
            faults.append(_fault(entry, str(error)))
        else:
            known[found.name] = found
    return known, faults


class _UnfitFormat(Exception):
    """What hinders a format."""


def _loaded(entry: EntryPoint) -> OutputFormat:
    try:
        found = entry.load()
    except Exception as error:  # whatever another's code may raise
        raise _UnfitFormat(f"{type(error).__name__}: {error}") from error
    if not isinstance(found, OutputFormat):
        raise _UnfitFormat(f"{entry.value}, som ikke er et OutputFormat")
    return found


def _refuse(found: OutputFormat, known: dict[str, OutputFormat]) -> None:
    """Refuse a name or a file that is another's, and a writer that is not there."""
    if other := known.get(found.name):
        raise _UnfitFormat(f"formatet «{found.name}» to ganger: i {other.writer} og {found.writer}")
    if (COMMANDS / f"{found.name}.py").is_file():
        raise _UnfitFormat(f"formatet «{found.name}», som er en annen kommando")
    for other in known.values():
        if (other.file, other.ending) == (found.file, found.ending):
            raise _UnfitFormat(
                f"filen «{found.file}.{found.ending}», som formatet «{other.name}» også lager"
            )
    try:
        missing = find_spec(found.writer) is None
    except ModuleNotFoundError:
        missing = True
    if missing:
        raise _UnfitFormat(f"«{found.name}» uten {found.writer}, som skal skrive filen")


def _fault(entry: EntryPoint, found: str) -> ConfigError:
    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    remedy = f"; eller avinstaller pakken: pip uninstall {entry.dist.name}" if entry.dist else ""
    allowed = f"et OutputFormat med navn og fil som ingen andre har{remedy}"
    return ConfigError(
        f"pakken {package}", f"{GROUP}: {entry.name} = {entry.value}", found, allowed
    )
