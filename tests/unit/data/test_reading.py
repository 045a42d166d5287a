"""Data files are read as they are, or refused with the reason and a remedy."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

from evaluering.data.reading import read_raw
from evaluering.errors import DataError

FRAME = pd.DataFrame({"Respid": ["1", "2", "3"], "Svar": [1.0, 8.0, None], "Tekst": ["æ", "", "å"]})
LABELS = {"Svar": {1.0: "Helt uenig", 8.0: "Vet ikke"}}


def refused(path, encoding=None) -> DataError:
    with pytest.raises(DataError) as raised:
        read_raw(path, encoding)
    error = raised.value
    assert error.file == str(path)
    assert error.fault
    assert error.remedy
    return error


@pytest.fixture
def legacy(tmp_path):
    """Return an old .sav file whose texts are in WINDOWS-1252, whatever its header says."""
    path = tmp_path / "gammel.sav"
    frame = pd.DataFrame({"respid": ["1", "2"], "svar": [1.0, 2.0], "tekst": ["^`", "b"]})
    labels = {"svar": {1.0: "^l", 2.0: "`r"}}
    pyreadstat.write_sav(
        frame, path, column_labels={"svar": "Sp^rsm`l"}, variable_value_labels=labels
    )
    path.write_bytes(path.read_bytes().replace(b"^", "ø".encode("cp1252")))
    path.write_bytes(path.read_bytes().replace(b"`", "å".encode("cp1252")))
    return path


@pytest.mark.parametrize(("name", "compress"), [("fil.sav", False), ("fil.zsav", True)])
def test_an_spss_file_keeps_codes_labels_and_declared_missing(tmp_path, name, compress):
    path = tmp_path / name
    pyreadstat.write_sav(
        FRAME,
        path,
        compress=compress,
        column_labels={"Svar": "Hvor enig?"},
        variable_value_labels=LABELS,
        missing_ranges={"Svar": [8.0, {"lo": 90.0, "hi": 99.0}]},
    )
    raw = read_raw(path)
    assert list(raw.frame) == ["Respid", "Svar", "Tekst"]
    assert raw.frame["Svar"].tolist()[:2] == [1.0, 8.0]
    assert pd.isna(raw.frame["Svar"][2])
    assert raw.frame["Tekst"].tolist() == ["æ", "", "å"]
    assert raw.value_labels["Svar"] == LABELS["Svar"]
    assert sorted(raw.declared_missing["Svar"]) == [(8.0, 8.0), (90.0, 99.0)]
    assert raw.variable_labels["Svar"] == "Hvor enig?"


def test_a_stata_file_keeps_the_kinds_of_missing_as_letters(tmp_path):
    path = tmp_path / "fil.dta"
    frame = pd.DataFrame({"respid": [1, 2, 3], "svar": [1, "a", "b"]})
    labels = {"svar": {1: "Helt uenig", "a": "Vet ikke", "b": "Ubesvart"}}
    pyreadstat.write_dta(
        frame, path, variable_value_labels=labels, missing_user_values={"svar": ["a", "b"]}
    )
    raw = read_raw(path)
    assert raw.frame["svar"].tolist() == [1, "a", "b"]
    assert raw.value_labels["svar"] == labels["svar"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_csv_file_is_read_whatever_its_separator(tmp_path, separator, bom):
    path = tmp_path / "fil.csv"
    rows = [["Respid", "Svar", "Tekst"], ["01", "4", "blåbær"], ["02", "", "NA"]]
    path.write_text(bom + "\n".join(separator.join(row) for row in rows) + "\n", encoding="utf-8")
    frame = read_raw(path).frame
    assert list(frame) == ["Respid", "Svar", "Tekst"]
    assert frame["Respid"].tolist() == ["01", "02"]
    assert frame["Tekst"].tolist() == ["blåbær", "NA"]
    assert frame["Svar"].isna().tolist() == [False, True]


def test_a_csv_file_with_decimal_comma_keeps_the_comma(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("respid;svar\n1;3,5\n", encoding="utf-8")
    assert read_raw(path).frame["svar"].tolist() == ["3,5"]


@pytest.mark.parametrize("rows", ["1;2;\n3;4;\n", "1;2;3\n"])
def test_a_csv_file_with_more_values_than_names_never_shifts_its_columns(tmp_path, rows):
    path = tmp_path / "fil.csv"
    path.write_text("respid;svar\n" + rows, encoding="utf-8")
    try:
        frame = read_raw(path).frame
    except DataError:
        return
    assert frame["respid"].iloc[0] == "1"
    assert frame["svar"].iloc[0] == "2"


def test_a_csv_file_with_ragged_rows_is_refused(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("respid;svar\n1;2\n3;4;5\n", encoding="utf-8")
    assert "overskriften har" in refused(path).fault


def test_a_csv_file_in_windows_1252_needs_its_encoding(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_bytes("respid;tekst\n1;blåbær\n".encode("cp1252"))
    error = refused(path)
    assert "Tegnsettet" in error.fault
    assert "encoding: WINDOWS-1252" in error.remedy
    assert read_raw(path, "WINDOWS-1252").frame["tekst"].tolist() == ["blåbær"]


def test_a_legacy_spss_file_needs_its_encoding(legacy):
    error = refused(legacy)
    assert "Tegnsettet" in error.fault
    assert "encoding: WINDOWS-1252" in error.remedy
    raw = read_raw(legacy, "WINDOWS-1252")
    assert raw.variable_labels["svar"] == "Spørsmål"
    assert raw.value_labels["svar"] == {1.0: "øl", 2.0: "år"}
    assert raw.frame["tekst"].tolist() == ["øå", "b"]


@pytest.mark.parametrize("suffix", [".sav", ".csv"])
def test_an_unknown_encoding_is_refused_with_its_name(tmp_path, suffix):
    path = tmp_path / f"fil{suffix}"
    if suffix == ".sav":
        pyreadstat.write_sav(FRAME, path)
    else:
        FRAME.to_csv(path, index=False)
    error = refused(path, "WINDOWS-1252X")
    assert "tegnsett" in error.fault.lower()
    assert "WINDOWS-1252X" in str(error)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the content of a .sav file of some size."""
    path = tmp_path_factory.mktemp("hel") / "fil.sav"
    pyreadstat.write_sav(pd.concat([FRAME] * 200), path, variable_value_labels=LABELS)
    return path.read_bytes()


@pytest.mark.parametrize("share", [0.001, 0.005, 0.05, 0.2, 0.4, 0.5, 0.55, 0.8, 0.95, 0.999])
def test_a_spss_file_cut_off_anywhere_is_refused(tmp_path, whole, share):
    path = tmp_path / "fil.sav"
    path.write_bytes(whole[: int(share * len(whole))])
    error = refused(path)
    assert "skadet eller avkuttet" in error.fault
    assert "Eksporter" in error.remedy


@pytest.mark.parametrize("cut", [3, 4, 176, -1])
def test_a_spss_file_cut_off_at_the_edge_of_a_part_is_refused(tmp_path, whole, cut):
    path = tmp_path / "fil.sav"
    path.write_bytes(whole[:cut])
    refused(path)


def test_a_compressed_spss_file_cut_off_is_refused(tmp_path):
    path = tmp_path / "fil.zsav"
    pyreadstat.write_sav(pd.concat([FRAME] * 200), path, compress=True)
    path.write_bytes(path.read_bytes()[:-30])
    assert "skadet eller avkuttet" in refused(path).fault


def test_a_stata_file_cut_off_is_refused(tmp_path):
    path = tmp_path / "fil.dta"
    pyreadstat.write_dta(FRAME, path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "skadet eller avkuttet" in refused(path).fault


@pytest.mark.parametrize("suffix", [".sav", ".zsav"])
def test_a_text_file_named_as_an_spss_file_is_refused(tmp_path, suffix):
    path = tmp_path / f"fil{suffix}"
    path.write_text("respid;svar\n1;2\n", encoding="utf-8")
    assert "ikke en SPSS-fil" in refused(path).fault


@pytest.mark.parametrize("suffix", [".sav", ".zsav", ".dta", ".csv"])
def test_an_empty_file_is_refused(tmp_path, suffix):
    path = tmp_path / f"fil{suffix}"
    path.touch()
    assert "tom (0 byte)" in refused(path).fault


def test_an_absent_file_is_refused_and_says_where_to_lay_it(tmp_path):
    error = refused(tmp_path / "fil.sav")
    assert "finnes ikke" in error.fault
    assert "bølgens mappe" in error.remedy


def test_another_kind_of_file_is_refused_with_the_kinds_that_can_be_read(tmp_path):
    path = tmp_path / "fil.ods"
    path.write_bytes(b"PK")
    error = refused(path)
    assert "«.ods»" in error.fault
    assert ".sav, .zsav, .por, .dta, .xlsx eller .csv" in error.remedy


def test_two_variables_may_differ_in_case_only(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("svar;SVAR\n1;2\n", encoding="utf-8")
    assert read_raw(path).frame.iloc[0].to_dict() == {"svar": "1", "SVAR": "2"}
