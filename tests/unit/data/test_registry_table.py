"""A registry's files become one row a unit, with status symbols and classes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluering.config.registries import Noun, Registry, RegistryVariable
from evaluering.data.jsonstat import Dataset, read_jsonstat
from evaluering.data.registry import build_units, read_units, with_classes
from evaluering.errors import DataError
from small import REGISTRY

FOLDER = Path("ssb")
REGIONS = {"EAK": "Landet", "03": "Oslo", "0301": "Oslo", "1103": "Stavanger", "9999": "Uoppgitt"}
# region × age × year
CUBE = [[[9, 9], [9, 9]], [[8, 8], [8, 8]], [[1, 3], [4, 5]], [[0, np.nan], [0, 7]], [[1, 1]] * 2]


def dataset(values=CUBE, status=None, regions=REGIONS) -> Dataset:
    return Dataset(
        dimensions={"Region": list(regions), "Alder": ["006", "007"], "Tid": ["2020", "2021"]},
        labels={"Region": dict(regions)},
        values=np.array(values, dtype="float64"),
        status=status or {},
        updated="2021",
        source="SSB",
    )


def variable(**changes):
    return REGISTRY.variables[0].model_copy(
        update={"select": {"Tid": "2020", "Alder": "*"}} | changes
    )


def table(reply, *variables: RegistryVariable, **changes):
    update = {"variables": list(variables or [variable()]), "structural": []} | changes
    registry = REGISTRY.model_copy(update=update)
    sources = {v.id: reply for v in registry.variables}
    built = build_units(registry, sources, FOLDER, 2020)
    return built, with_classes(built.frame, registry).set_index("key")


def fault(reply, *variables: RegistryVariable) -> str:
    with pytest.raises(DataError) as raised:
        table(reply, *variables)
    assert raised.value.file == str(FOLDER / "11820.json")
    assert raised.value.remedy
    return raised.value.fault


def test_only_municipalities_are_kept_and_the_other_codes_are_listed():
    built, frame = table(dataset())
    assert list(frame.index) == ["0301", "1103"]
    assert list(frame["name"]) == ["Oslo", "Stavanger"]
    assert built.excluded == ("03", "9999", "EAK")
    assert built.sources[0].units == 2


def test_several_codes_are_summed_and_a_missing_cell_makes_the_sum_missing():
    both = variable(select={"Tid": "2021", "Alder": ["006", "007"]})
    one = variable(id="en", select={"Tid": "2020", "Alder": "007"})
    _, frame = table(dataset(), both, one)
    assert frame.loc["0301", "folketall"] == 3 + 5
    assert np.isnan(frame.loc["1103", "folketall"])
    assert list(frame["en"]) == [4, 0]


def test_a_share_is_in_per_cent_and_missing_where_the_whole_is_nothing():
    share = variable(select={"Tid": "2020", "Alder": "006"}, share_of={"Tid": "2020", "Alder": "*"})
    _, frame = table(dataset(), share)
    assert frame.loc["0301", "folketall"] == pytest.approx(100 * 1 / (1 + 4))
    assert np.isnan(frame.loc["1103", "folketall"])


def test_status_symbols_are_kept_and_counted():
    missing = variable(select={"Tid": "2021", "Alder": "006"})
    built, frame = table(dataset(status={13: ".."}), missing)
    assert list(frame["folketall_status"]) == ["", ".."]
    assert built.sources[0].missing == 1
    assert built.sources[0].symbols == {"..": 1}


def test_a_share_takes_the_status_of_its_whole():
    share = variable(select={"Tid": "2020", "Alder": "006"}, share_of={"Tid": "2021", "Alder": "*"})
    _, frame = table(dataset(status={13: ".."}), share)
    assert list(frame["folketall_status"]) == ["", ".."]


def test_classes_include_their_upper_limit_and_missing_has_no_class():
    values = [[[10, 0], [0, 0]], [[20, 0], [0, 0]], [[20.1, 0], [0, 0]], [[np.nan, 0], [0, 0]]]
    regions = {code: code for code in ("0301", "1103", "1101", "1106")}
    _, frame = table(dataset(values, regions=regions), structural=REGISTRY.structural)
    classes = frame.loc[list(regions), "innbyggere"]
    assert classes.tolist()[:3] == [0, 1, 2]
    assert classes.isna().tolist() == [False, False, False, True]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"region": "KOKkommuneregion0000"}, "dimensjonen «KOKkommuneregion0000»"),
        ({"select": {"Aar": "2020"}}, "dimensjonen «Aar»"),
        ({"select": {"Tid": "2019"}}, "koden i «Tid» «2019» (har: 2020, 2021)"),
        ({"share_of": {"Alder": "008"}}, "koden i «Alder» «008»"),
    ],
)
def test_an_unknown_dimension_or_code_stops_with_what_the_reply_has(changes, found):
    message = fault(dataset(), variable(**changes))
    assert "Svaret har ikke" in message
    assert found in message


def test_a_reply_without_municipalities_is_refused():
    regions = dict.fromkeys(["EAK", "03", "11", "46", "9999"], "")
    assert "ingen koder med 4 sifre: ingen kommuner" in fault(dataset(regions=regions))


def test_a_municipality_that_only_one_reply_has_is_missing_in_the_other():
    fewer = variable(id="annet", file="b.json")
    registry = REGISTRY.model_copy(update={"variables": [variable(), fewer], "structural": []})
    regions = dict.fromkeys(["EAK", "03", "0301", "11", "9999"], "")
    sources = {"folketall": dataset(), "annet": dataset(regions=regions)}
    frame = build_units(registry, sources, FOLDER, 2020).frame.set_index("key")
    assert frame["annet"].isna().tolist() == [False, True]
    assert frame.loc["1103", "annet_status"] == ""


def test_the_table_is_read_back_as_it_was_written(tmp_path):
    built, _ = table(dataset(status={13: ".."}), variable(select={"Tid": "2021", "Alder": "006"}))
    built.frame.to_csv(tmp_path / "m.csv", index=False)
    pd.testing.assert_frame_equal(read_units(tmp_path / "m.csv"), built.frame, check_dtype=False)


def test_a_dimension_that_is_not_named_is_never_summed_in_silence(tmp_path):
    reply = {
        "version": "2.0", "class": "dataset", "label": "11820: Utvalgte nøkkeltall",
        "id": ["Region", "Kjonn", "Tid"], "size": [1, 2, 1],
        "dimension": {
            "Region": {"category": {"index": ["0301"]}},
            "Kjonn": {"category": {"index": ["1", "2"]}},
            "Tid": {"category": {"index": ["2020"]}},
        },
        "value": [10, 20],
    }  # fmt: skip
    path = tmp_path / "11820.json"
    path.write_text(json.dumps(reply), encoding="utf-8")
    variable = {
        "id": "folketall", "label": "Folketall", "unit": "personer", "table": "11820",
        "file": "11820.json", "region": "Region", "select": {"Tid": "{year}"},
    }  # fmt: skip
    unit = Noun(one="kommune", many="kommuner")

    def built(**changes):
        registry = Registry(
            id="kommuner", unit=unit, source="SSB", key="nummer", digits=4, year=2020,
            variables=[RegistryVariable.model_validate(variable | changes)],
        )  # fmt: skip
        return build_units(registry, {"folketall": read_jsonstat(path)}, tmp_path, 2020)

    with pytest.raises(DataError, match="«Kjonn» har 2 koder"):
        built()
    assert built(select={"Tid": "{year}", "Kjonn": "*"}).frame["folketall"].tolist() == [30]
    with pytest.raises(DataError, match="fra tabell 11820"):
        built(table="12134", select={"Tid": "{year}", "Kjonn": "*"})
