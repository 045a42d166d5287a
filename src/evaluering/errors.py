"""Errors that a researcher meets: raised by type, in Norwegian, with a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

LONGEST, MOST = 100, 100
"""Of a value that a message shows, in characters, and of a list of allowed names, in names."""


class EvalueringError(Exception):
    """Base of all faults in data or configuration. Shown without a traceback, in notebooks too."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return str(self).splitlines()


class ConfigFault(EvalueringError):
    """One or several faults in the configuration: `errors` has each of them."""

    errors: list[ConfigError]


class ConfigError(ConfigFault):
    """A fault in a configuration file.

    Parameters
    ----------
    file
        The file that holds the fault.
    key
        Where in the file, as ``exhibits[2].items``; empty for the file as a whole.
    found
        What stands there.
    allowed
        What may stand there: a sentence or the allowed values.
    remedy
        What else a reader has to know to mend it.
    line
        The line in the file, from 1, where it is known.
    """

    def __init__(
        self,
        file: Path | str,
        key: str,
        found: object,
        allowed: str | Iterable[object],
        remedy: str = "",
        line: int | None = None,
    ) -> None:
        self.file, self.key, self.found = str(file), key, found
        self.remedy, self.line, self.errors = remedy, line, [self]
        self.names = [] if isinstance(allowed, str) else [str(name) for name in allowed]
        self.allowed = allowed if isinstance(allowed, str) else _listed(self.names)
        place = f", linje {line}" if line else ""
        lines = [f"Feil i {self.file}{place}"]
        if key:
            lines.append(f"  nøkkel:  {key}")
        lines.append(f"  funnet:  {shown(found)}")
        lines.append(f"  tillatt: {self.allowed}")
        if close := get_close_matches(str(found)[:100], self.names, n=1):
            lines.append(f"  Mente du «{close[0]}»?")
        if remedy:
            lines.append(f"  råd:     {remedy}")
        super().__init__("\n".join(lines))

    def on_line(self, line: int) -> ConfigError:
        """Return the same fault with its line."""
        allowed = self.names or self.allowed
        return ConfigError(self.file, self.key, self.found, allowed, self.remedy, line)


class ConfigErrors(ConfigFault):
    """Several faults in the configuration, reported together."""

    def __init__(self, errors: list[ConfigError]) -> None:
        self.errors = errors
        shown = "\n".join(str(error) for error in errors[:20])
        more = f"\n… og {len(errors) - 20} feil til." if len(errors) > 20 else ""
        super().__init__(shown + more)


def shown(value: object) -> str:
    """Return a value of a configuration file as a message shows it: as YAML writes it, and short.

    Parameters
    ----------
    value
        Anything that YAML may hold.
    """
    match value:
        case None:
            return "ingenting"
        case bool():
            return str(value).lower()
        case list() | tuple():
            count = "1 verdi" if len(value) == 1 else f"{len(value)} verdier"
            return f"en liste med {count}" if value else "en tom liste"
        case dict():
            return "nøkler med verdier" if value else "ingen nøkler"
        case str() if not value.strip():
            return "en tom tekst"
    text = "".join(c if c.isprintable() or c in "\n\u00a0" else repr(c)[1:-1] for c in str(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} tegn)"


def _listed(names: list[str]) -> str:
    """Return allowed names; of very many the first, and how many there are."""
    if len(names) <= MOST:
        return ", ".join(names) or "ingen"
    return f"{', '.join(names[:MOST])} … ({len(names)} i alt)"


class DataError(EvalueringError):
    """A fault in a data file: what is wrong, where, and what to do.

    Parameters
    ----------
    file
        The file that holds the fault.
    fault
        What is wrong, with variable and value.
    remedy
        What the researcher can do about it.
    """

    def __init__(self, file: Path | str, fault: str, remedy: str) -> None:
        self.file, self.fault, self.remedy = str(file), _quoted(fault), remedy
        super().__init__(f"Feil i {self.file}\n  {self.fault}\n  Råd: {remedy}")


def _quoted(text: str) -> str:
    """Shorten each word that is quoted from a file, and leave out what would steer a terminal."""
    return re.sub("«([^«»]*)»", lambda match: f"«{match[1] and shown(match[1])}»", text)
