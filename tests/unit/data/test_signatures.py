"""Files of answers are known by what they hold, whatever they are called."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from zipfile import ZipFile

import pandas as pd
import pyreadstat
import pytest

from evaluering.data.signatures import found_in

FRAME = pd.DataFrame({"respid": ["a", "b"], "q1": [1.0, 2.0]})
IDENTIFIERS = {"respid", "løpenr"}


def zipped(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as packed:
        packed.writestr(name, content)
    return made.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    """Return the same answers as every kind of file."""
    folder = tmp_path_factory.mktemp("svar")
    pyreadstat.write_sav(FRAME, folder / "a.sav")
    pyreadstat.write_sav(FRAME, folder / "a.zsav", compress=True)
    pyreadstat.write_por(FRAME.rename(columns=str.upper), folder / "a.por")
    for version in (8, 12, 13, 14, 15):
        pyreadstat.write_dta(FRAME, folder / f"a{version}.dta", version=version)
    pyreadstat.write_xport(FRAME, folder / "a.xpt")
    FRAME.to_excel(folder / "a.xlsx", index=False)
    FRAME.to_csv(folder / "a.csv", index=False)
    FRAME.to_csv(folder / "b.csv", index=False, sep=";")
    FRAME.to_csv(folder / "c.csv", index=False, sep="\t", encoding="utf-16")
    pd.DataFrame({"LøpeNr": [1], "x": [2]}).to_csv(
        folder / "d.csv", index=False, encoding="latin-1"
    )
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    # R 4.2.2: saveRDS(data.frame(respid = "a"), "a.rds") and save(x, file = "a.RData"), packed
    found["a.rds"] = gzip.compress(b"X\n\x00\x00\x00\x03\x00\x04\x02\x02")
    found["a.RData"] = gzip.compress(b"RDX3\nX\n\x00\x00\x00\x03")
    found["b.rds"] = bz2.compress(b"X\n\x00\x00\x00\x03")
    found["c.rds"] = lzma.compress(b"X\n\x00\x00\x00\x03")
    found["a.xls"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40)
    found["a.7z"] = b"7z\xbc\xaf\x27\x1c" + bytes(20)
    found["a.rar"] = b"Rar!\x1a\x07\x01\x00"
    found["a.sqlite"] = b"SQLite format 3\x00"
    found["a.parquet"] = b"PAR1\x15\x04"
    found["a.feather"] = b"ARROW1\x00\x00"
    found["a.zip"] = zipped("mappe/ukjent", found["a.sav"])
    found["b.zip"] = zipped("a.zip", found["a.zip"])
    found["c.zip"] = zipped("svar.csv", found["b.csv"])
    found["a.sav.gz"] = gzip.compress(found["a.sav"])
    return found


def test_answers_are_found_in_every_kind_of_file_under_any_name(files):
    assert len(files) >= 28
    for name, content in files.items():
        for called in (name, "notat.txt", "BILDE.PNG", "uten_ending"):
            assert found_in(called, content, IDENTIFIERS), (name, called)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notat.md", b"# Om respid\n\nVariabelen respid er et nummer.\n"),
        ("tall.csv", b"row,column,printed\nGodt,Lav,4\n"),
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("kode.py", b"respid = 1\nprint(respid)\n"),
        ("tom", b""),
        ("hode.csv", b"respid,q1"),
        ("mal.docx", zipped("word/document.xml", b"<w:t>respid</w:t>")),
        ("svar.json", b'{"class": "dataset"}'),
    ],
)
def test_what_holds_no_answers_passes(name, content):
    assert found_in(name, content, IDENTIFIERS) == ""


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.SAV", b"tekst", "navn"),
        ("a.zip", b"PK\x03\x04" + bytes(40), "ikke kan åpnes"),
        ("a.gz", b"\x1f\x8bikke en pakke", "pakket"),
    ],
)
def test_what_cannot_be_looked_into_is_refused(name, content, why):
    assert why in found_in(name, content, IDENTIFIERS)
