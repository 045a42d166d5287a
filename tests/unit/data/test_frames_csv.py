"""A population frame is read with its categories checked against the codebook."""

from __future__ import annotations

import pytest

from evaluering.data.frames import read_frame
from evaluering.errors import DataError
from small import SURVEY

HEADER = "variable,category,population\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "liten.csv"


def fault(path, text: str | bytes) -> str:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError) as raised:
        read_frame(path, SURVEY)
    assert raised.value.file == str(path)
    assert raised.value.remedy
    return raised.value.fault


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_frame_has_codes_of_a_variable_and_boxes_of_a_question(path, bom):
    path.write_text(bom + HEADER + "rolle,1,40\nvalg,valg_a,0\n", encoding="utf-8")
    frame = read_frame(path, SURVEY)
    assert frame.to_numpy().tolist() == [["rolle", "1", 40], ["valg", "valg_a", 0]]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("rolle,7,40", "Linje 3: «rolle = 7» finnes ikke i kodeboken"),
        ("roller,1,40", "Linje 3: «roller = 1» finnes ikke i kodeboken"),
        ("valg,valg_c,40", "Linje 3: «valg = valg_c» finnes ikke i kodeboken"),
        ("rolle,2,mange", "Linje 3: populasjonen «mange» er ikke et heltall"),
        ("rolle,2,", "Linje 3: populasjonen «» er ikke et heltall"),
        ("rolle,2,-4", "Linje 3: populasjonen «-4» er ikke et heltall"),
        ("rolle,2,4.5", "Linje 3: populasjonen «4.5» er ikke et heltall"),
        ("rolle,1,41", "Linje 3: kategorien står to ganger"),
    ],
)
def test_a_faulty_row_stops_with_its_line_and_value(path, row, message):
    assert message in fault(path, f"{HEADER}rolle,1,40\n{row}\n")


def test_a_frame_with_semicolons_is_read_as_one_with_commas(path):
    path.write_text(HEADER.replace(",", ";") + "rolle;1;40\n", encoding="utf-8")
    assert read_frame(path, SURVEY)["population"].tolist() == [40]


def test_a_row_with_too_many_values_is_refused(path):
    assert fault(path, f"{HEADER}rolle,1,40\nrolle,2,4,5\n")


def test_rows_that_all_have_one_value_too_many_are_refused(path):
    assert fault(path, f"{HEADER}rolle,1,40,\nrolle,2,4,\n")


def test_an_empty_frame_file_is_refused(path):
    assert "ikke lesbar CSV" in fault(path, "")


def test_a_frame_that_is_not_utf8_is_refused_and_asks_for_utf8(path):
    assert "Tegnsettet i filen passer ikke (byte 35)" in fault(
        path, HEADER.encode() + b"rolle,\xe5,3\n"
    )


def test_an_absent_frame_is_refused(path):
    with pytest.raises(DataError, match="Populasjonsrammen finnes ikke"):
        read_frame(path, SURVEY)
