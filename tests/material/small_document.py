"""A report with everything that a document can hold, small enough to look through."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from evaluering.languages import read
from evaluering.render.document import (
    Bullets,
    Document,
    Grid,
    Numbered,
    Paragraph,
    Reference,
    Section,
)
from evaluering.render.numbers import Format, P, Written, missing
from evaluering.render.tables.table import Cell, Table, body_row, column_heads, pair

MARKUP = 'A < B & C #1 *to* _tre_ $4 @fem \\seks `sju` «åtte» "ni" ~ = // <!-- -->'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    '<rect width="150" height="60" fill="#332288"/></svg>'
)


def png(width: int = 400, height: int = 200) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


R = Format(3, zero=False)
PLAIN = Table(
    (column_heads(["Gruppe", "Prosent", "p"]),),
    (
        body_row("=1+1", (Written(30.2, Format(percent=True)), Written(0.0321, P))),
        body_row("Skoleeier", (Written(-4.2, Format(2)), Written(0.0004, P))),
        body_row("Totalt", (Written(101), missing())),
    ),
    frozenset({2}),
    ("Tallene er oppdiktet.",),
)
SPANNED = Table(
    (
        (Cell("", "column"), Cell("", "column"), Cell("Samarbeid", "column", "left", 2)),
        column_heads(["", "", "Omfang", "Kvalitet"]),
    ),
    (
        (
            Cell("Folketall", "row", "left", rows=2), Cell("Pearson", "row", "left"),
            Cell(Written(-0.106, replace(R, stars="*"))), Cell(Written(0.142, R)),
        ),
        (
            Cell("(Sig.)", "row", "left"),
            *(Cell(Written(p, replace(R, brackets=True))) for p in (0.349, 0.2)),
        ),
    ),
)  # fmt: skip
WIDE = Table(
    (column_heads(["Samarbeidsforum", *(f"Skoleeierne {n}" for n in range(13))]),),
    tuple(
        body_row(f"Fylke {n}", [pair(Written(n), Written(m)) for m in range(13)]) for n in range(40)
    ),
    frozenset({39}),
)


def numbered(name: str, number: str, table: Table = PLAIN, **more: object) -> Numbered:
    """Return an exhibit; a figure is drawn."""
    alt = f"{number} viser stolper." if name.startswith("figur") else ""
    given: dict[str, object] = {"title": f"Tittel på {number}", "image": None, "alt": alt, **more}
    return Numbered(id=name, number=number, table=table, **given)  # type: ignore[arg-type]


FIGURES = ("figur-3-modell", "figur-3", "figur-4", "figur-tillegg-1")
DOCUMENT = Document(
    title=f"Rapport {MARKUP}",
    subtitle="Undertittel",
    source="AFI",
    origin="Våren 2021. Gjenskaper AFI.",
    wave="Våren 2021",
    stamp="Syntetiske data",
    language="nb",
    words=read("nb").words,
    sections=(
        Section(
            "kapittel-1",
            "Innledning",
            (
                Paragraph(("Se ", Reference("figur-3", "figur 3"), " og ",
                           Reference("tabell-2", "Tabell 2"), "."), "lead"),
                Paragraph((MARKUP,)),
                Bullets((("Første",), ("Se ", Reference("kapittel-2", "neste kapittel")))),
                numbered("figur-3-modell", "Figur 3"),
                numbered("figur-3", "Figur 3", title=MARKUP, tests=("t(4) = 2,00.",)),
                numbered("figur-4", "Figur 4", notes=("n = 4.",), badge=("Gjenskapt", "ok")),
                numbered("figur-5", "Figur 5", Table((), ()), notes=("Ingen data.",)),
            ),
            (Section("kapittel-1-1", "Utvalg", (Grid(PLAIN, "Trinn for trinn"),)),),
        ),
        Section(
            "kapittel-2",
            "Tabeller",
            (
                numbered("tabell-1", "Tabell 1", details=(("Alle mål", PLAIN),)),
                numbered("tabell-2", "Tabell 2", SPANNED),
                numbered("tabell-8", "Tabell 8", WIDE),
                numbered("figur-tillegg-1", "Tilleggsfigur 1"),
                numbered("tabell-9", "Tabell 9"),
            ),
        ),
    ),
)  # fmt: skip
NEW = replace(DOCUMENT, subtitle="", source="", origin="Laget av bølgen Våren 2021.")
"""A report that regenerates no publication and has no subtitle."""
IMAGES = {name: png() for name in FIGURES}
PICTURES = dict.fromkeys(FIGURES, SVG)
EXHIBITS = {exhibit.id: exhibit for exhibit in DOCUMENT.numbered()}
