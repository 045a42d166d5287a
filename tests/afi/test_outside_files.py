"""Files from outside that are no ordinary files, or say something else than they hold."""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from evaluering.data import files, statistical
from evaluering.data.reading import read_raw
from evaluering.errors import DataError
from workspace import RAW, REPOSITORY

REAL = REPOSITORY / RAW / "uh.sav"
CASES = REPOSITORY.parent / "shared/cases/input"


def refused(path: Path, encoding: str | None = None) -> str:
    begun = time.monotonic()
    with pytest.raises(DataError) as raised:
        read_raw(path, encoding)
    assert time.monotonic() - begun < 10
    assert raised.value.remedy
    return raised.value.fault


def with_rows(count: int) -> bytes:
    content = REAL.read_bytes()
    return content[:80] + struct.pack("<i", count) + content[84:]


@pytest.mark.parametrize("count", [0, 1, 7, 241])
def test_an_spss_file_that_says_fewer_rows_than_it_has_is_refused(tmp_path, count):
    path = tmp_path / "uh.sav"
    path.write_bytes(with_rows(count))
    rows = "1 rad" if count == 1 else f"{count} rader"
    assert f"sier at den har {rows}, men har flere" in refused(path)


@pytest.mark.parametrize("count", [243, 100_000, 2**31 - 1])
def test_an_spss_file_that_says_more_rows_than_it_has_is_refused(tmp_path, count):
    path = tmp_path / "uh.sav"
    path.write_bytes(with_rows(count))
    assert "skadet eller avkuttet" in refused(path)


def test_an_spss_file_that_does_not_say_how_many_rows_it_has_is_read_to_its_end(tmp_path):
    path = tmp_path / "uh.sav"
    path.write_bytes(with_rows(-1))
    pd.testing.assert_frame_equal(read_raw(path).frame, read_raw(REAL).frame)


@pytest.mark.parametrize("version", [10, 12, 13, 14, 15])
@pytest.mark.parametrize("rows", [1, 7, 9])
def test_a_stata_file_that_says_another_number_of_rows_is_refused(tmp_path, version, rows):
    path = tmp_path / "fil.dta"
    frame = pd.DataFrame({"a": range(8), "b": [1.5] * 8, "c": ["æ"] * 8})
    pyreadstat.write_dta(frame, path, version=version, variable_value_labels={"a": {1: "Ja"}})
    assert len(read_raw(path).frame) == 8
    content = path.read_bytes()
    if version < 13:
        changed = content[:6] + struct.pack("<i", rows) + content[10:]
    else:
        width = "<I" if version == 13 else "<Q"
        old = b"<N>" + struct.pack(width, 8)
        assert old in content
        changed = content.replace(old, b"<N>" + struct.pack(width, rows))
    path.write_bytes(changed)
    assert "skadet eller avkuttet" in refused(path)


@pytest.mark.parametrize("name", ["one-bit-flipped", "header-says-no-rows"])
def test_a_damaged_file_that_crashed_the_reader_is_refused(name):
    path = CASES / "sav" / name / "uh.sav"
    if not path.is_file():
        pytest.skip("the damaged files are not beside the checkout")
    assert "skadet eller avkuttet" in refused(path)


def test_a_reader_that_crashes_is_a_message(tmp_path, monkeypatch):
    monkeypatch.setattr(statistical, "_stored", lambda *_: os.abort())
    assert "skadet eller avkuttet" in refused(REAL)


def test_a_reader_that_hangs_is_stopped(monkeypatch):
    monkeypatch.setattr(statistical, "SECONDS", 0.3)
    monkeypatch.setattr(statistical, "_stored", lambda *_: time.sleep(60))
    assert "stanset etter" in refused(REAL)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    path = tmp_path / "uh.sav"
    os.mkfifo(path)
    assert "named pipe" in refused(path)


@pytest.mark.parametrize("name", ["uh.sav", "uh.csv", "uh.dta"])
def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path, name):
    (tmp_path / name).mkdir()
    assert "en mappe" in refused(tmp_path / name)


def test_a_device_is_refused(tmp_path):
    (tmp_path / "uh.csv").symlink_to("/dev/zero")
    assert "device" in refused(tmp_path / "uh.csv")


def test_a_link_within_the_wave_is_read_and_one_out_of_it_is_refused(tmp_path):
    wave, other = tmp_path / "2024", tmp_path / "andre"
    for folder in (wave, other):
        folder.mkdir()
        (folder / "data.csv").write_text("respid;svar\n1;2\n", encoding="utf-8")
    (wave / "wave.yaml").touch()
    (wave / "inne.csv").symlink_to(wave / "data.csv")
    (wave / "ute.csv").symlink_to(other / "data.csv")
    assert len(read_raw(wave / "inne.csv").frame) == 1
    assert "lenke ut av mappen «2024»" in refused(wave / "ute.csv")


def test_a_link_to_nothing_says_so(tmp_path):
    (tmp_path / "uh.csv").symlink_to(tmp_path / "borte.csv")
    assert "lenke til noe som ikke finnes" in refused(tmp_path / "uh.csv")
    assert files.present(tmp_path / "uh.csv")


def test_a_file_that_cannot_be_read_asks_for_access(tmp_path, monkeypatch):
    path = tmp_path / "uh.csv"
    path.write_text("a;b\n1;2\n")
    monkeypatch.setattr(files.os, "open", lambda *_: (_ for _ in ()).throw(PermissionError()))
    assert "ikke lesetilgang" in refused(path)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "uh.csv"
    path.write_text("a;b\n1;2\n")
    real, seen = os.fstat, []

    def changing(handle: int) -> os.stat_result:
        if seen:
            with path.open("a") as file:
                file.write("3;4\n")
        seen.append(handle)
        return real(handle)

    monkeypatch.setattr(files.os, "fstat", changing)
    assert "endret mens den ble lest" in refused(path)


@pytest.mark.parametrize(
    "name",
    [
        *("rot13", "base64", "zlib", "hex", "idna", "punycode", "unicode_escape", "utf-7"),
        *("undefined", "x" * 99),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".sav"])
def test_an_encoding_that_is_no_character_set_is_refused(tmp_path, name, suffix):
    path = tmp_path / f"uh{suffix}"
    path.write_bytes(REAL.read_bytes() if suffix == ".sav" else b"a;b\n1;2\n")
    assert "egnsett" in refused(path, name)


@pytest.mark.parametrize(
    ("written", "stated"),
    [("utf-16", None), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"), ("utf-32", None)],
)
def test_csv_in_wide_characters_is_read_where_its_mark_or_the_wave_says_so(
    tmp_path, written, stated
):
    path = tmp_path / "uh.csv"
    path.write_bytes("respid;svar\n1;blåbær\n".encode(written))
    assert read_raw(path, stated).frame["svar"].tolist() == ["blåbær"]


def test_csv_in_wide_characters_without_a_mark_is_refused(tmp_path):
    path = tmp_path / "uh.csv"
    path.write_bytes("respid;svar\n1;2\n".encode("utf-16-le"))
    assert "nulltegn" in refused(path)


def test_a_quotation_mark_that_is_not_closed_swallows_no_respondents(tmp_path):
    path = tmp_path / "uh.csv"
    path.write_text('respid;svar\n1;"2\n2;3\n3;4\n', encoding="utf-8")
    assert "anførselstegn" in refused(path)


def test_what_a_message_quotes_of_a_file_is_short_and_steers_no_terminal(tmp_path):
    error = DataError("fil", f"Kolonnen «\x1b[2J{'x' * 5000}» mangler.", "Rett den.")
    assert len(error.fault) < 200
    assert "\x1b" not in str(error)
