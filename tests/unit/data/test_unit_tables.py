"""A registry may be a plain table: CSV or Excel, as people and offices save them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evaluering.config.registries import Registry
from evaluering.data.registry import build_units, read_sources
from evaluering.errors import DataError

UNIT = {"one": "skole", "many": "skoler"}
VARIABLE = {
    "id": "elever", "label": "Elever", "unit": "personer", "file": "skoler.csv",
    "key": "Nr", "column": "Elever", "name": "Navn",
}  # fmt: skip
NAN = float("nan")
HEAD = "Nr;Navn;Elever\n"


def registry(*variables: dict[str, object], **keys: object) -> Registry:
    content = {"id": "skoler", "unit": UNIT, "source": "Skoleregisteret", "key": "skolenummer",
               "year": 2023, "variables": list(variables or [VARIABLE]), **keys}  # fmt: skip
    return Registry.model_validate(content)


def built(folder: Path, spec: Registry):
    return build_units(spec, read_sources(spec, folder), folder, spec.year)


def of_text(folder: Path, text: str, encoding: str = "utf-8", **keys: object) -> pd.DataFrame:
    (folder / "skoler.csv").write_text(text, encoding=encoding)
    return built(folder, registry(**keys)).frame.set_index("key")


def fault(folder: Path, text: str, **keys: object) -> DataError:
    with pytest.raises(DataError) as raised:
        of_text(folder, text, **keys)
    assert raised.value.file == str(folder / "skoler.csv")
    assert raised.value.remedy
    return raised.value


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_separator_and_the_mark_of_unicode_are_told_from_the_file(
    tmp_path, separator, encoding
):
    text = HEAD + "1001;Å skole;120\n1002;Ø skole;80\n"
    frame = of_text(tmp_path, text.replace(";", separator), encoding)
    assert frame["elever"].to_dict() == {"1001": 120, "1002": 80}
    assert frame["name"].tolist() == ["Å skole", "Ø skole"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("12,5", 12.5), ("12.5", 12.5), ("1 200", 1200), ("1\u00a0200,5", 1200.5), ("-3", -3)],
)
def test_numbers_are_read_as_norwegians_and_programs_write_them(tmp_path, written, number):
    assert of_text(tmp_path, f"{HEAD}1001;A;{written}\n")["elever"].tolist() == [number]


@pytest.mark.parametrize("written", ["301", "0301", "301.0", " 0301 "])
def test_a_key_is_filled_up_with_zeros_and_has_no_decimals(tmp_path, written):
    assert list(of_text(tmp_path, f"{HEAD}{written};A;5\n", digits=4).index) == ["0301"]


def test_without_a_number_of_digits_a_key_is_as_it_stands(tmp_path):
    assert set(of_text(tmp_path, HEAD + "A-7;A;5\n12;B;6\n").index) == {"A-7", "12"}


@pytest.mark.parametrize("symbol", ["", ".", "..", ":", "-"])
def test_an_empty_cell_and_the_symbols_are_missing_with_the_symbol_kept(tmp_path, symbol):
    frame = of_text(tmp_path, f"{HEAD}1001;A;{symbol}\n1002;B;4\n")
    assert frame["elever"].isna().tolist() == [True, False]
    assert frame["elever_status"].tolist() == [symbol, ""]


def test_keys_that_are_no_units_are_left_out_and_listed(tmp_path):
    text = HEAD + "1001;A;1\n99;Landet;9\n1002;B;2\n;;\n"
    (tmp_path / "skoler.csv").write_text(text, encoding="utf-8")
    found = built(tmp_path, registry(digits=4, excluded=["1002", "0099"]))
    assert found.frame["key"].tolist() == ["1001"]
    assert found.excluded == ("0099", "1002")


def test_without_a_column_of_names_a_unit_is_called_by_its_key(tmp_path):
    (tmp_path / "skoler.csv").write_text("Nr;Elever\n7;3\n", encoding="utf-8")
    nameless = {name: value for name, value in VARIABLE.items() if name != "name"}
    assert built(tmp_path, registry(nameless)).frame["name"].tolist() == ["7"]


def test_variables_may_come_from_several_files_of_several_kinds(tmp_path):
    (tmp_path / "skoler.csv").write_text(HEAD + "1;A;10\n2;B;20\n", encoding="utf-8")
    cells = pd.DataFrame({"Nr": [1, 3], "Lærere": [2.5, 4.0], "Navn": ["A", "C"]})
    with pd.ExcelWriter(tmp_path / "laerere.xlsx") as book:
        pd.DataFrame({"x": [1]}).to_excel(book, sheet_name="Forside", index=False)
        cells.to_excel(book, sheet_name="Tall", index=False)
    other = VARIABLE | {"id": "laerere", "file": "laerere.xlsx", "column": "Lærere"}
    frame = built(tmp_path, registry(VARIABLE, other | {"sheet": "Tall"})).frame.set_index("key")
    assert frame["elever"].to_dict() == pytest.approx({"1": 10, "2": 20, "3": NAN}, nan_ok=True)
    assert frame["laerere"].to_dict() == pytest.approx({"1": 2.5, "2": NAN, "3": 4}, nan_ok=True)
    assert frame["name"].tolist() == ["A", "B", "C"]


def test_the_first_sheet_is_read_where_none_is_named(tmp_path):
    pd.DataFrame({"Nr": ["0301"], "Elever": [9]}).to_excel(tmp_path / "a.xlsx", index=False)
    sheetless = {"id": "e", "label": "E", "unit": "u", "file": "a.xlsx", "key": "Nr",
                 "column": "Elever"}  # fmt: skip
    assert built(tmp_path, registry(sheetless)).frame[["key", "e"]].to_numpy().tolist() == [
        ["0301", 9]
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HEAD + "7;A;1\n7;B;2\n", "Nøkkelen «7» står flere ganger"),
        ("Nr;Navn;Antall\n7;A;1\n", "Kolonnen «Elever» finnes ikke (har: Nr, Navn, Antall)"),
        ("Id;Navn;Elever\n7;A;1\n", "Kolonnen «Nr» finnes ikke"),
        ("Nr;Skole;Elever\n7;A;1\n", "Kolonnen «Navn» finnes ikke"),
        (HEAD + "7;A;mange\n", "har «mange» for nøkkelen «7», som ikke er et tall"),
        (HEAD + "7;A;inf\n", "«inf»"),
        (HEAD, "har ingen nøkler"),
        ("", "Filen er ikke lesbar CSV"),
    ],
)
def test_a_fault_in_a_table_is_named_with_what_it_has(tmp_path, text, found):
    assert found in fault(tmp_path, text).fault


def test_a_table_whose_keys_have_another_length_names_the_digits(tmp_path):
    assert "har ingen nøkler med 4 sifre" in fault(tmp_path, HEAD + "12345;A;1\n", digits=4).fault


def test_a_table_in_another_character_set_is_refused(tmp_path):
    (tmp_path / "skoler.csv").write_bytes((HEAD + "7;Å;1\n").encode("latin-1"))
    with pytest.raises(DataError, match="UTF-8"):
        built(tmp_path, registry())


def excel(**keys: object) -> Registry:
    return registry(VARIABLE | {"file": "skoler.xlsx"} | keys)


def test_a_sheet_that_is_not_there_is_named(tmp_path):
    pd.DataFrame({"Nr": [1], "Navn": ["A"], "Elever": [2]}).to_excel(tmp_path / "skoler.xlsx")
    with pytest.raises(DataError, match="Arket «Tall» finnes ikke"):
        built(tmp_path, excel(sheet="Tall"))


@pytest.mark.parametrize("content", [b"", b"Nr;Navn;Elever\n", b"PK\x03\x04avkuttet"])
def test_a_file_that_is_no_excel_file_is_refused(tmp_path, content):
    (tmp_path / "skoler.xlsx").write_bytes(content)
    with pytest.raises(DataError, match="ikke en lesbar Excel-fil"):
        built(tmp_path, excel())


@pytest.mark.parametrize("spec", [registry(), excel()], ids=["csv", "xlsx"])
def test_an_absent_table_says_where_to_lay_it(tmp_path, spec):
    with pytest.raises(DataError, match="finnes ikke") as raised:
        built(tmp_path, spec)
    assert "registerets mappe" in raised.value.remedy
