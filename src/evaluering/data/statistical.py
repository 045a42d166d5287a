"""Files of SPSS and Stata, read in a process of its own.

A damaged file can make the library that reads them overwrite memory, fall into a loop or ask for
all memory there is; then that process ends, and this one says so.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pandas as pd

from evaluering.data.encodings import SAY_OR_SAVE, wrong_encoding
from evaluering.data.stored_rows import SPSS_MAGIC, spss_rows, stata_rows
from evaluering.errors import DataError

REMEDY = "Eksporter filen på nytt fra SPSS eller spørreskjemaverktøyet."
DAMAGED = "Filen er skadet eller avkuttet."
SECONDS, SECONDS_A_MEGABYTE = 8.0, 2.0
"""How long a file may take; ordinary files take hundredths of a second."""
MEMORY, MEMORY_A_BYTE = 2**29, 40
"""How much memory beyond its own the process may take."""
ROWS = 100_000
"""How many rows of an SPSS file are held at a time."""
HOW = "fork" if sys.platform == "linux" else "spawn"
"""A copy of this process costs milliseconds; other systems cannot copy one safely."""


@dataclass(frozen=True)
class Stored:
    """What a file of a statistics package holds, names as they stand."""

    frame: pd.DataFrame
    value_labels: Mapping[str, Mapping[Any, str]]
    missing_ranges: Mapping[str, Sequence[Mapping[str, Any]]]
    variable_labels: Mapping[str, str | None]
    goes_on: bool = False
    """Whether the file has more rows than it says."""
    formats: Mapping[str, str] = field(default_factory=dict)
    """How the program shows each variable: F8.2, DATE11, A20."""
    measures: Mapping[str, str] = field(default_factory=dict)
    """nominal, ordinal, scale or unknown."""
    response_sets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """SPSS's multiple-response sets: label, counted value, whether they are boxes, variables."""
    label: str = ""
    """What the file says of itself."""


@dataclass(frozen=True)
class _Task:
    """What the other process is to read."""

    content: bytes
    reader: str
    encoding: str | None
    rows: int | None
    endless: bytes | None
    """The file without its number of rows, so that it is read to its end."""


def read_statistical(path: Path, content: bytes, encoding: str | None) -> Stored:
    """Read the content of a .sav, .zsav, .por or .dta file.

    Parameters
    ----------
    path, content
        The file, for its kind and for messages, and its bytes.
    encoding
        The character set of a legacy file; None for the file's own.

    Raises
    ------
    DataError
        The file is damaged, cut off, in another character set, takes too long, or holds another
        number of rows than it says.
    """
    if path.suffix.lower() == ".dta":
        task = _Task(content, "read_dta", encoding, stata_rows(path, content), None)
    elif path.suffix.lower() == ".por":  # the format names no number of rows, and is ASCII
        task = _Task(content, "read_por", None, None, None)
    else:
        endless, rows = spss_rows(path, content)
        task = _Task(content, "read_sav", encoding, rows, endless)
    outcome = _in_own_process(path, task)
    if isinstance(outcome, str):
        raise _fault(path, outcome)
    if outcome.goes_on or task.rows not in {None, len(outcome.frame)}:
        stated = "1 rad" if task.rows == 1 else f"{task.rows} rader"
        read = "har flere" if outcome.goes_on else f"{len(outcome.frame)} kunne leses"
        raise DataError(
            path,
            f"Filen sier at den har {stated}, men {read}. Den er skadet eller avkuttet.",
            REMEDY,
        )
    return outcome


def _fault(path: Path, message: str) -> DataError:
    if place := re.match(r"UnicodeDecodeError (\d+)", message):
        return wrong_encoding(path, f"byte {place[1]}", SAY_OR_SAVE)
    if re.search("encod|convert|character set", message, re.IGNORECASE):
        return wrong_encoding(path, "variabler eller etiketter", SAY_OR_SAVE)
    return DataError(path, DAMAGED, REMEDY)


def _in_own_process(path: Path, task: _Task) -> Stored | str:
    """Return what the other process read, put together, or what it complained of."""
    import pyreadstat  # noqa: F401 - once here, so that a copy of this process has it

    context: Any = multiprocessing.get_context(HOW)  # its kind depends on the name
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, task), daemon=True)
    process.start()
    theirs.close()
    limit = SECONDS + SECONDS_A_MEGABYTE * len(task.content) / 2**20
    try:
        if not ours.poll(limit):
            raise DataError(path, f"{DAMAGED} Lesingen ble stanset etter {limit:.0f} s.", REMEDY)
        parts: list[pd.DataFrame] = []
        outcome: Any
        while isinstance(outcome := ours.recv(), pd.DataFrame):
            parts.append(outcome)
        if parts and isinstance(outcome, Stored):
            whole = pd.concat([*parts, outcome.frame], ignore_index=True)
            outcome = replace(outcome, frame=whole)
    except (EOFError, ConnectionError):
        outcome = "the process ended"
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    found: Stored | str = outcome
    return found


def _serve(connection: Connection, task: _Task) -> None:
    """Read what is asked for and send it, or what went wrong."""
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a crash is told of by the one who waits
    _limit_memory(MEMORY + MEMORY_A_BYTE * len(task.content))
    try:
        outcome: Stored | str = _stored(task, connection)
    except UnicodeDecodeError as error:
        outcome = f"UnicodeDecodeError {error.start}"
    except Exception as error:
        # whatever the library cannot make of a damaged file
        outcome = f"{type(error).__name__} {error}"[:500]
    connection.send(outcome)
    connection.close()
    os._exit(0)  # a copy of this process: nothing of the original's is to be flushed or tidied


def _stored(task: _Task, connection: Connection) -> Stored:
    """Read a file; of a large one all rows but the last ones are sent as they are read."""
    counted = task.endless is None or task.rows is None or task.rows > 0
    content, begun, part = task.content if counted else task.endless, 0, {}
    while task.reader == "read_sav" and (task.rows or 0) - begun > ROWS:
        frame, _ = _read(task, content, row_offset=begun, row_limit=ROWS)
        if len(frame) < ROWS:
            break  # fewer than it says: the one who waits counts them
        connection.send(frame)
        begun += ROWS
        part = {"row_offset": begun}
    frame, meta = _read(task, content, **part)
    goes_on = False
    if task.endless is not None and task.rows is not None:
        one = {"row_offset": max(task.rows, 0), "row_limit": 1, "usecols": list(frame.columns[:1])}
        goes_on = len(_read(task, task.endless, **one)[0]) > 0
    return Stored(
        frame,
        meta.variable_value_labels,
        meta.missing_ranges,
        meta.column_names_to_labels,
        goes_on,
        {name: str(shown) for name, shown in meta.original_variable_types.items()},
        meta.variable_measure,
        meta.mr_sets or {},
        meta.file_label or "",
    )


def _read(task: _Task, content: bytes | None, **part: Any) -> tuple[pd.DataFrame, Any]:
    import pyreadstat

    # a file without a name: it is gone when the process is, however it ends
    with TemporaryFile() as file:
        file.write(content or b"")
        file.seek(0)
        if task.reader != "read_por":  # which knows neither
            part |= {"encoding": task.encoding, "user_missing": True}
        frame, meta = getattr(pyreadstat, task.reader)(
            f"/dev/fd/{file.fileno()}", disable_datetime_conversion=True, **part
        )
    return frame, meta


def _limit_memory(extra: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    own = int(pages) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (own + extra, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


__all__ = ["REMEDY", "SPSS_MAGIC", "Stored", "read_statistical"]
