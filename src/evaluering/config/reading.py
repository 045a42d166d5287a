"""Reading one YAML file into one model, with messages that name the place."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from evaluering import __version__
from evaluering.config.lines import line_of, node_of
from evaluering.config.messages import config_errors
from evaluering.config.yaml_causes import advice, cause, odd_space
from evaluering.config.yaml_text import composed, constructed
from evaluering.errors import ConfigError, ConfigErrors

M = TypeVar("M", bound=BaseModel)
ENDING = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""What the name of a configuration file may end in, right or wrong."""
LARGEST = 20_000_000
"""Bytes of a configuration file."""
AS_UTF8 = "lagre filen som UTF-8 (i Notisblokk: Lagre som, Koding: UTF-8)"
WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_yaml(path: Path, name: Path) -> dict[str, Any]:
    """Read a YAML file that holds keys with values.

    Parameters
    ----------
    path
        The file.
    name
        How messages name it: its path from the project's root.

    Raises
    ------
    ConfigError
        The file is absent, no file, empty, not UTF-8, not YAML, or no mapping.
    """
    return _read(path, name)[2]


def _read(path: Path, name: Path) -> tuple[str, yaml.Node, dict[str, Any]]:
    """Return a file's text, the tree of it, and what it holds."""
    text = read_text(path, name)
    if odd := odd_space(text):
        raise ConfigError(name, "", odd.found, odd.allowed, line=odd.line)
    try:
        root = composed(text)
        content = None if root is None else constructed(root)
    except yaml.MarkedYAMLError as error:
        why = cause(text, error)
        raise ConfigError(name, "", why.found, why.allowed, line=why.line) from None
    except yaml.reader.ReaderError as error:
        number, sign = _forbidden(text, error)
        raise ConfigError(
            name, "", f"tegnet {sign}, som er usynlig", "tekst uten styretegn: slett tegnet",
            line=number,
        ) from None  # fmt: skip
    if root is None or content is None:
        raise ConfigError(name, "", "filen er tom", "se eksemplet i docs/konfigurasjon.md")
    if not isinstance(content, dict):
        kinds = ((str, "bare tekst"), (list, "en liste"))
        found = next((name for kind, name in kinds if isinstance(content, kind)), "én verdi")
        raise ConfigError(
            name, "", found, "nøkler med verdier øverst i filen",
            advice("", content), line=root.start_mark.line + 1,
        )  # fmt: skip
    return text, root, content


def read_text(path: Path, name: Path) -> str:
    """Return the text of a configuration file, or of one that an author writes beside them.

    Parameters
    ----------
    path, name
        As of `read_yaml`.

    Raises
    ------
    ConfigError
        The file is absent, no file, too large, cannot be read, or is not UTF-8.
    """
    return as_text(read_content(path, name), name)


def as_text(content: bytes, name: Path) -> str:
    """Return the text that a file holds.

    Raises
    ------
    ConfigError
        It is not UTF-8: the line is named.
    """
    if content.startswith(WIDE):
        raise ConfigError(name, "", "tegnsettet UTF-16", AS_UTF8, line=1)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        start = content.rfind(b"\n", 0, error.start) + 1
        words = content[start:].split(b"\n", 1)[0].decode("windows-1252", "replace").strip()
        raise ConfigError(
            name, "", f"et tegn som ikke er UTF-8, i «{words[:60]}»", AS_UTF8, line=line
        ) from None


def read_content(path: Path, name: Path) -> bytes:
    """Return what a file of the configuration holds: an ordinary file, and not a huge one.

    Raises
    ------
    ConfigError
        As of `read_text`.
    """
    kind = "en YAML-fil" if name.suffix == ".yaml" else "en vanlig fil"
    wanted = f"{kind}: flytt den bort, og opprett filen"
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            found = "en mappe" if path.is_dir() else "verken en fil eller en mappe"
            raise ConfigError(name, "", found, wanted)
        if status.st_size > LARGEST:
            raise ConfigError(name, "", f"{status.st_size} byte", f"høyst {LARGEST} byte")
        return path.read_bytes()
    except OSError as error:
        if path.is_symlink() and not path.exists():
            raise ConfigError(name, "", "en lenke til noe som ikke finnes", wanted) from None
        if isinstance(error, FileNotFoundError):
            if other := respelt(path.parent, path.name):
                found = f"filen heter «{other}»"
                raise ConfigError(name, "", found, f"navnet {path.name}") from None
            raise ConfigError(name, "", "filen finnes ikke", "opprett filen") from None
        why = " (du har ikke lesetilgang)" if isinstance(error, PermissionError) else ""
        allowed = "en fil du har lov til å lese"
        raise ConfigError(name, "", f"filen kan ikke leses{why}", allowed) from None


def respelt(folder: Path, name: str) -> str | None:
    """Return a file that is there under another spelling of a name, as ``wave.yml``."""
    if not folder.is_dir():
        return None
    wanted = ENDING.sub("", name).lower()
    found = sorted(path.name for path in folder.iterdir() if path.name != name)
    return next((n for n in found if ENDING.search(n) and ENDING.sub("", n).lower() == wanted),
                None)  # fmt: skip


def _forbidden(text: str, error: yaml.reader.ReaderError) -> tuple[int, str]:
    """Return the line of a character that YAML does not allow, and its name."""
    place = min(int(error.position or 0), max(len(text) - 1, 0))
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    place = match.start() if match else place
    sign = f"U+{ord(text[place]):04X}" if text else ""
    return text.count("\n", 0, place) + 1, sign


def read_model(model: type[M], path: Path, name: Path) -> M:
    """Read one YAML file into one model.

    Raises
    ------
    ConfigErrors
        The content does not fit the model: every fault is named, with its line.
    """
    text, root, content = _read(path, name)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        lines = text.split("\n")
        faults = config_errors(name, model, error)
        raise ConfigErrors([_placed(fault, root, lines) for fault in faults]) from None


def _placed(fault: ConfigError, root: yaml.Node, lines: list[str]) -> ConfigError:
    """Return a fault with its line, with a number as it was written, and with the likely cause."""
    line = line_of(root, fault.key, fault.found)
    node, found = node_of(root, fault.key), fault.found
    if isinstance(found, float) and isinstance(node, yaml.ScalarNode):
        found = node.value
    remedy = fault.remedy or advice(lines[line - 1] if line <= len(lines) else "", fault.found)
    allowed = fault.names or fault.allowed
    return ConfigError(fault.file, fault.key, found, allowed, remedy, line)


def refuse_newer(path: Path, name: Path) -> None:
    """Refuse a project that a newer version of the tool has made, before its keys are read.

    Raises
    ------
    ConfigError
        The file's ``made_with`` is a later version than this one.
    """
    made_with = read_yaml(path, name).get("made_with", "")
    if isinstance(made_with, str | float) and _release(str(made_with)) > _release(__version__):
        raise ConfigError(
            name, "made_with", f"{made_with}; dette er evaluering {__version__}",
            "en utgave av evaluering som er minst like ny som prosjektet",
        )  # fmt: skip


def _release(version: str) -> tuple[int, ...]:
    """Return the major and minor numbers of a version; nothing of what is no version."""
    found = re.match(r"(\d{1,9})\.(\d{1,9})", version)
    return (int(found[1]), int(found[2])) if found else ()
