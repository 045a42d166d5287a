"""The published files are read strictly: every fault names the file and the line."""

from __future__ import annotations

import pytest

from evaluering.data.published import Place, corrected, read_cells, read_corrections
from evaluering.errors import DataError

HEAD = "exhibit,row,column,printed,used,proof\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tabell-1.csv").write_text("row,column,printed\nA,n,4\nB,n,5\n", encoding="utf-8")
    (tmp_path / "tekst.csv").write_text(
        "id,section,statistic,printed\nt1-01,1,andel,50 prosent\n", encoding="utf-8"
    )
    return tmp_path


def fault(read, folder, name, text) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read(folder)
    assert raised.value.file == str(folder / name)
    return raised.value.fault


def test_cells_have_their_exhibit_row_and_column(folder):
    assert read_cells(folder) == {
        Place("tabell-1", "A", "n"): "4",
        Place("tabell-1", "B", "n"): "5",
        Place("tekst", "t1-01", "printed"): "50 prosent",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("row,column\nA,n\n", "Kolonnen «printed» mangler."),
        ("row,column,printed\n", "Filen har en overskrift, men ingen linjer."),
        ("row,column,printed\nA,n,\n", "Linje 2: «printed» mangler."),
        ("row,column,printed\nA,n,1\nA,n,2\n", "Linje 3: «A» × «n» står to ganger."),
    ],
)
def test_a_faulty_table_is_refused(folder, text, message):
    assert fault(read_cells, folder, "tabell-2.csv", text) == message


def test_a_correction_has_a_place_what_is_printed_what_is_used_and_a_proof(folder):
    lines = "tabell-1,A,n,4,3,fordi\ntabell-1,B,n,5,,fordi\ntabell-1,B,,B,,fordi\n"
    (folder / "corrections.csv").write_text(HEAD + lines, encoding="utf-8")
    corrections = read_corrections(folder)
    assert [(c.place.column, c.printed, c.used) for c in corrections] == [
        ("n", "4", "3"), ("n", "5", None), ("", "B", None),
    ]  # fmt: skip
    assert list(corrected(read_cells(folder), corrections).values()) == ["3", "", "50 prosent", ""]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("tabell-1,A,n,5,3,fordi\n", "«5» er ikke trykt i tabell-1, «A» × «n»; der står «4»."),
        ("tabell-1,C,n,5,3,fordi\n", "«5» er ikke trykt i tabell-1, «C» × «n»; der står «None»."),
        ("tabell-1,A,n,4,3,\n", "«proof» mangler."),
    ],
)
def test_a_faulty_correction_is_refused(folder, line, message):
    found = fault(read_corrections, folder, "corrections.csv", HEAD + line)
    assert found == f"Linje 2: {message}"
