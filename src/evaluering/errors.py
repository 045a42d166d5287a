"""Errors that a researcher meets: raised by type, in Norwegian, with a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class EvalueringError(Exception):
    """Base of all faults in data or configuration. Shown without a traceback."""


class ConfigError(EvalueringError):
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
    """

    def __init__(
        self, file: Path | str, key: str, found: object, allowed: str | Iterable[object]
    ) -> None:
        self.file, self.key, self.found = str(file), key, found
        names = [] if isinstance(allowed, str) else [str(name) for name in allowed]
        self.allowed = allowed if isinstance(allowed, str) else ", ".join(names) or "ingen"
        lines = [f"Feil i {self.file}"]
        if key:
            lines.append(f"  nøkkel:  {key}")
        lines.append(f"  funnet:  {found}")
        lines.append(f"  tillatt: {self.allowed}")
        if close := get_close_matches(str(found), names, n=1):
            lines.append(f"  Mente du «{close[0]}»?")
        super().__init__("\n".join(lines))


class ConfigErrors(EvalueringError):
    """Several faults in the configuration, reported together."""

    def __init__(self, errors: list[ConfigError]) -> None:
        self.errors = errors
        shown = "\n".join(str(error) for error in errors[:20])
        more = f"\n… og {len(errors) - 20} feil til." if len(errors) > 20 else ""
        super().__init__(shown + more)


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
        self.file, self.fault, self.remedy = str(file), fault, remedy
        super().__init__(f"Feil i {self.file}\n  {fault}\n  Råd: {remedy}")
