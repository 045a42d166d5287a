"""What a file is by its content, whatever it is called: whether it can hold answers of persons."""

from __future__ import annotations

import bz2
import csv
import io
import lzma
import zlib
from collections.abc import Callable, Collection, Iterator
from zipfile import BadZipFile, ZipFile

STATISTICAL = {
    "SPSS": (b"$FL2", b"$FL3"),
    "Stata": (b"<stata_dta>", *(bytes([version, order, 1]) for version in range(102, 120)
                               for order in (1, 2))),
    "Parquet": (b"PAR1",),
    "SQLite": (b"SQLite format 3\x00",),
    "Arrow": (b"ARROW1", b"FEA1"),
    "SAS": (b"\x00" * 12 + b"\xc2\xea\x81\x60", b"HEADER RECORD*******LIB"),
    "R": (b"RDX2\n", b"RDX3\n", b"RDA2\n", b"RDA3\n", b"X\n\x00\x00", b"A\n2\n", b"A\n3\n"),
}  # fmt: skip
"""How files of statistics programs and of data frames begin."""
PORTABLE = b"SPSS PORT FILE"
ENDINGS = frozenset(
    {"sav", "zsav", "por", "dta", "rds", "rdata", "rda", "parquet", "feather", "arrow",
     "sas7bdat", "xpt", "sqlite", "db"}
)  # fmt: skip
"""What files of answers are called, by the last part of the name in small letters."""
CLOSED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "regneark eller dokument i gammelt Office-format",
    b"7z\xbc\xaf\x27\x1c": "7z-fil",
    b"Rar!": "RAR-fil",
}
"""Files that are not looked into, by how they begin."""
DEEPEST, LARGEST, HEAD = 3, 200_000_000, 1_000_000


def found_in(name: str, content: bytes, identifiers: Collection[str], depth: int = 0) -> str:
    """Return why a file can hold answers of persons; an empty text where nothing says so.

    Parameters
    ----------
    name
        Its name, of which only the ending counts, and only where the content says nothing.
    content
        All of it.
    identifiers
        The columns that tell respondents apart, in small letters.
    depth
        How many files it is packed into.
    """
    for program, begins in STATISTICAL.items():
        if content.startswith(begins):
            return f"{program}-fil"
    for sign, kind in CLOSED.items():
        if content.startswith(sign):
            return f"{kind}, som ikke kan åpnes her"
    if PORTABLE in content[:500] or b"SPSSPORT" in content[:500]:
        return "SPSS-fil (.por)"
    for said in (_unpacked(content, identifiers, depth), _zipped(content, identifiers, depth)):
        if said:
            return said
    if name.rpartition(".")[2].lower() in ENDINGS:
        return "navn på en datafil"
    return _table(content, identifiers)


def _unpacked(content: bytes, identifiers: Collection[str], depth: int) -> str:
    """Look into a file packed with gzip, bzip2 or xz, as R's files are."""
    packers: dict[bytes, Callable[[bytes], bytes]] = {
        b"\x1f\x8b": lambda own: zlib.decompressobj(wbits=31).decompress(own, HEAD),
        b"BZh": lambda own: bz2.BZ2Decompressor().decompress(own, HEAD),
        b"\xfd7zXZ": lambda own: lzma.LZMADecompressor().decompress(own, HEAD),
    }
    for begins, unpack in packers.items():
        if content.startswith(begins) and depth < DEEPEST:
            try:
                inner = unpack(content)
            except (OSError, EOFError, zlib.error, lzma.LZMAError):
                return "pakket fil som ikke kan åpnes"
            said = found_in("", inner, identifiers, depth + 1)
            return f"pakket {said}" if said else ""
    return ""


def _zipped(content: bytes, identifiers: Collection[str], depth: int) -> str:
    """Look into the members of a zip file; a workbook's cells are among them."""
    if not content.startswith(b"PK\x03\x04"):
        return ""
    if depth >= DEEPEST:
        return "zip-fil i flere lag"
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            for member in packed.infolist():
                if member.flag_bits & 1:
                    return "kryptert zip-fil"
                if member.file_size > LARGEST:
                    return f"zip-fil med en fil over {LARGEST // 1_000_000} MB"
                inner = packed.read(member)
                if said := found_in(member.filename, inner, identifiers, depth + 1):
                    return f"zip-fil med {said}"
                if column := _cell(member.filename, inner, identifiers):
                    return f"regneark med kolonnen «{column}»"
    except (BadZipFile, NotImplementedError, zlib.error):
        return "zip-fil som ikke kan åpnes"
    return ""


def _cell(name: str, content: bytes, identifiers: Collection[str]) -> str:
    """Return an identifier among the texts of a workbook."""
    if not name.endswith(("sharedStrings.xml", ".xml")) or not name.startswith("xl/"):
        return ""
    text = content.decode("utf-8", errors="ignore").casefold()
    return next((own for own in identifiers if f">{own}<" in text), "")


def _table(content: bytes, identifiers: Collection[str]) -> str:
    """Return the identifier that heads a column of a text table with rows below it."""
    try:
        text = content[:HEAD].decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"}
                                     else "utf-8-sig", errors="strict")  # fmt: skip
    except UnicodeDecodeError:
        text = content[:HEAD].decode("latin-1")
        if "\x00" in text:
            return ""
    for line in _lines(text):
        cells = {cell.strip().casefold() for cell in line}
        if column := next((own for own in identifiers if own in cells), ""):
            return f"tabell med kolonnen «{column}»" if "\n" in text.strip() else ""
    return ""


def _lines(text: str) -> Iterator[list[str]]:
    """Yield the first lines, cut by each of the usual separators."""
    first = text.splitlines()[:3]
    for separator in ",;\t|":
        try:
            yield from csv.reader(first, delimiter=separator)
        except csv.Error:
            continue
