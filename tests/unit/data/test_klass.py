"""What became of a municipality is followed through Klass; one without a counterpart is named."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from evaluering.data.fetching.klass import UnitChange, counterparts, succession, unit_changes
from evaluering.errors import DataError
from workspace import SSB

PLACE = Path("klass.json")


def change(date: str, old: str, new: str) -> UnitChange:
    return UnitChange(date, old, f"Gamle {old}", new, f"Nye {new}")


def test_codes_are_followed_over_several_changes():
    changes = [change("2024-01-01", "3018", "3419"), change("2020-01-01", "0137", "3018")]
    assert succession(["0137", "0301"], changes).one_to_one == {"0137": "3419", "0301": "0301"}


def test_codes_that_trade_places_on_one_day_are_not_chained():
    changes = [change("2020-01-01", "0001", "0002"), change("2020-01-01", "0002", "0001")]
    assert succession(["0001", "0002"], changes).one_to_one == {"0001": "0002", "0002": "0001"}


def test_a_unit_that_is_joined_with_another_has_no_counterpart():
    changes = [change("2020-01-01", old, "3001") for old in ("0101", "0104")]
    found = succession(["0101", "0104"], changes)
    assert (found.one_to_one, found.merged) == ({}, {"3001": ("0101", "0104")})
    with pytest.raises(DataError, match="0104 Gamle 0104 gikk inn i 3001 Nye 3001"):
        counterparts(["0104"], found, 2019, 2020, PLACE)


def test_changes_are_read_and_a_new_name_only_is_none():
    entries = [
        {"oldCode": "0301", "oldName": "Oslo", "newCode": "0301", "newName": "Oslo-Oslove",
         "changeOccurred": "2020-01-01"},
        {"oldCode": "3018", "oldName": "Våler (Viken)", "newCode": "3419", "newName": "Våler",
         "changeOccurred": "2024-01-01"},
    ]  # fmt: skip
    found = unit_changes(json.dumps({"codeChanges": entries}).encode(), PLACE)
    assert found == [UnitChange("2024-01-01", "3018", "Våler (Viken)", "3419", "Våler")]
    for broken in ({}, {"codeChanges": [{}]}, {"codeChanges": 1}, []):
        with pytest.raises(DataError, match="codeChanges"):
            unit_changes(json.dumps(broken).encode(), PLACE)


def test_the_reform_of_2024_maps_all_but_the_one_that_was_divided():
    source = SSB / "municipality_map_2020_2024.csv"
    if not source.is_file():
        pytest.skip("the genuine municipality map is not beside the checkout")
    rows = pd.read_csv(source, dtype="str")
    changed = rows[rows["code_2020"] != rows["code_2024"]]
    changes = [
        UnitChange("2024-01-01", r.code_2020, r.old_name, r.code_2024, r.new_name)
        for r in changed.itertuples()
    ]
    codes = sorted(set(rows["code_2020"]))
    found = succession(codes, changes)
    assert len(codes) == 356
    assert len(found.one_to_one) == 355
    assert sum(old == new for old, new in found.one_to_one.items()) == 242
    assert found.split == {"1507": ("1508", "1580")}
    assert not found.merged
    with pytest.raises(DataError, match=r"1507 Ålesund ble delt i 1508 Ålesund, 1580 Haram"):
        counterparts(codes, found, 2020, 2024, PLACE)
