"""How many rows a file of SPSS or Stata says that it has, held against its own length."""

from __future__ import annotations

import struct
from pathlib import Path

from evaluering.errors import DataError

SPSS_MAGIC = (b"$FL2", b"$FL3")
SPSS_LAYOUT, SPSS_ROWS = slice(64, 68), slice(80, 84)
UNKNOWN = -1
"""The number of rows that tells a reader of SPSS files to go on to the end."""
REMEDY = "Eksporter filen på nytt fra Stata."
OLD_WIDTHS = {251: 1, 252: 2, 253: 4, 254: 4, 255: 8}
NEW_WIDTHS = {65526: 8, 65527: 4, 65528: 4, 65529: 2, 65530: 1, 32768: 8}
"""Bytes of each of Stata's types, before and from version 13; others are texts of that width."""
OLD = {113: 12, 114: 49, 115: 49}
"""Stata's versions before 13 whose layout is known, with the width of their formats."""
DATA, AFTER = 9, 10
"""Where the places of the data and of what follows stand in the map of a file from version 13."""


def spss_rows(path: Path, content: bytes) -> tuple[bytes, int | None]:
    """Return an SPSS file whose header names no number of rows, and the number that it named.

    A reader that believes the header stops there, and loses what follows without a word.
    """
    order = "<" if content[SPSS_LAYOUT] in (b"\2\0\0\0", b"\3\0\0\0") else ">"
    if len(content) < SPSS_ROWS.stop:
        raise DataError(path, "Filen er skadet eller avkuttet.", REMEDY.replace("Stata", "SPSS"))
    (said,) = struct.unpack(f"{order}i", content[SPSS_ROWS])
    unnamed = (
        content[: SPSS_ROWS.start] + struct.pack(f"{order}i", UNKNOWN) + content[SPSS_ROWS.stop :]
    )
    return unnamed, None if said == UNKNOWN else said


def stata_rows(path: Path, content: bytes) -> int | None:
    """Return the number of rows that a Stata file says it has; None where its layout is too old.

    Raises
    ------
    DataError
        The file's own length does not fit that number.
    """
    try:
        found = _new_rows(content) if content.startswith(b"<stata_dta>") else _old_rows(content)
    except (struct.error, ValueError, IndexError, KeyError, UnicodeDecodeError, OverflowError):
        raise DataError(path, "Filen er skadet eller avkuttet.", REMEDY) from None
    if found is None:
        return None
    said, fits = found
    if not fits:
        raise DataError(
            path,
            f"Filen sier at den har {said} rader, men lengden passer ikke til det. "
            "Den er skadet eller avkuttet.",
            REMEDY,
        )
    return said


def _new_rows(content: bytes) -> tuple[int, bool]:
    """Return the number of rows of a file from version 13, and whether its data have the room."""
    release = int(_within(content, b"release"))
    order = "<" if _within(content, b"byteorder") == b"LSF" else ">"
    columns = _number(_within_fixed(content, b"K", 4 if release == 119 else 2), order)
    said = _number(_within_fixed(content, b"N", 4 if release == 117 else 8), order)
    places = struct.unpack(f"{order}14Q", _within_fixed(content, b"map", 14 * 8))
    types = struct.unpack(
        f"{order}{columns}H", _within_fixed(content, b"variable_types", 2 * columns)
    )
    width = sum(NEW_WIDTHS.get(kind, kind) for kind in types)
    begin, end = places[DATA] + len(b"<data>"), places[AFTER] - len(b"</data>")
    tagged = (
        content[places[DATA] : begin] == b"<data>"
        and content[end : places[AFTER]] == b"</data>"
        and content.endswith(b"</stata_dta>")
    )
    return said, tagged and end - begin == said * width


def _old_rows(content: bytes) -> tuple[int, bool] | None:
    """Return the number of rows of a file before version 13, and whether all after them fits."""
    release = content[0]
    if release not in OLD:
        return None
    order = ">" if content[1] == 1 else "<"
    columns, said = struct.unpack(f"{order}Hi", content[4:10])
    types = content[109 : 109 + columns]
    place = 109 + columns * (1 + 33 + OLD[release] + 33 + 81) + 2 * (columns + 1)
    while True:
        kind, length = struct.unpack(f"{order}bi", content[place : place + 5])
        place += 5
        if length < 0:
            raise ValueError
        if not kind and not length:
            break
        place += length
    place += said * sum(OLD_WIDTHS.get(kind, kind) for kind in types)
    while place < len(content):  # tables of value labels: length, name, padding, content
        (length,) = struct.unpack(f"{order}i", content[place : place + 4])
        if length < 0:
            raise ValueError
        place += 4 + 33 + 3 + length
    return said, said >= 0 and place == len(content)


def _within(content: bytes, tag: bytes) -> bytes:
    begin = content.index(b"<" + tag + b">", 0, 2000) + len(tag) + 2
    return content[begin : content.index(b"</" + tag + b">", begin, begin + 2000)]


def _within_fixed(content: bytes, tag: bytes, length: int) -> bytes:
    begin = content.index(b"<" + tag + b">") + len(tag) + 2
    if content[begin + length : begin + length + len(tag) + 3] != b"</" + tag + b">":
        raise ValueError
    return content[begin : begin + length]


def _number(digits: bytes, order: str) -> int:
    return int.from_bytes(digits, "little" if order == "<" else "big")
