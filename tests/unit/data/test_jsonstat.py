"""JSON-stat2 replies are read with their status symbols, or refused with the reason."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from evaluering.data.jsonstat import read_jsonstat
from evaluering.errors import DataError
from workspace import SSB

REPLY: dict[str, Any] = {
    "class": "dataset",
    "updated": "2021-05-03T06:00:00Z",
    "source": "Statistisk sentralbyrå",
    "id": ["Region", "Tid"],
    "size": [2, 2],
    "dimension": {
        "Region": {"category": {"index": {"0301": 0, "1103": 1},
                                "label": {"0301": "Oslo", "1103": "Stavanger"}}},
        "Tid": {"category": {"index": ["2020", "2021"]}},
    },
    "value": [1, 2.5, None, 4],
}  # fmt: skip


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a reply, changed in some keys, and reads it."""

    def write(text: str | None = None, **changes: Any):
        path = tmp_path / "svar.json"
        path.write_text(text if text is not None else json.dumps(REPLY | changes))
        return read_jsonstat(path)

    return write


@pytest.fixture
def fault(read):
    """Return a function that gives the message of a reply that is refused."""

    def refused(text: str | None = None, **changes: Any) -> str:
        with pytest.raises(DataError) as raised:
            read(text, **changes)
        assert raised.value.file.endswith("svar.json")
        assert "json-stat2" in raised.value.remedy
        return raised.value.fault

    return refused


def with_category(dimension: str, **category: Any) -> dict[str, Any]:
    return REPLY["dimension"] | {dimension: {"category": category}}


@pytest.mark.parametrize("value", [[1, 2.5, None, 4], {"0": 1, "1": 2.5, "3": 4}])
def test_values_come_as_a_list_or_by_position(read, value):
    dataset = read(value=value)
    np.testing.assert_array_equal(dataset.values, [[1, 2.5], [np.nan, 4]])
    assert dataset.dimensions == {"Region": ["0301", "1103"], "Tid": ["2020", "2021"]}
    assert dataset.labels["Region"] == {"0301": "Oslo", "1103": "Stavanger"}
    assert (dataset.updated, dataset.source) == (REPLY["updated"], REPLY["source"])


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (["", None, "..", ""], {2: ".."}),
        ({"2": ":"}, {2: ":"}),
        (".", {0: ".", 1: ".", 2: ".", 3: "."}),
        (None, {}),
    ],
)
def test_status_comes_as_a_list_by_position_or_as_one_symbol(read, status, expected):
    assert read(status=status).status == expected


@pytest.mark.parametrize("index", [["0301", "1103"], {"1103": 1, "0301": 0}])
def test_categories_come_as_a_list_or_by_position(read, index):
    dimension = with_category("Region", index=index)
    assert read(dimension=dimension).dimensions["Region"] == ["0301", "1103"]


def test_a_dimension_with_one_category_needs_no_index(read):
    dimension = with_category("Tid", label={"2020": "2020"})
    dataset = read(dimension=dimension, size=[2, 1], value=[1, 2])
    assert dataset.dimensions["Tid"] == ["2020"]


@pytest.mark.parametrize("size", [[2, 3], [3, 2]])
def test_a_size_that_differs_from_the_categories_is_refused(fault, size):
    message = fault(size=size, value=[0] * 6)
    assert "2 kategorier, men size 3" in message


def test_too_few_values_are_refused_with_both_counts(fault):
    assert "3 verdier; dimensjonene krever 4" in fault(value=[1, 2, 3])


@pytest.mark.parametrize("position", ["4", "-1"])
def test_a_value_outside_the_cube_is_refused(fault, position):
    assert f"ingen celle {position} av 4" in fault(value={position: 1})


def test_a_value_that_is_no_number_is_refused(fault):
    assert "verdien «..» er ikke et tall" in fault(value=[1, 2, "..", 4])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_reply_cut_off_in_the_middle_is_refused(fault, share):
    text = json.dumps(REPLY)
    assert "avkuttet eller ikke JSON (linje 1" in fault(text[: int(share * len(text))])


@pytest.mark.parametrize(
    ("text", "named"), [("", "ikke JSON"), ("<html>Too Many Requests</html>", "nettside (HTML)")]
)
def test_a_reply_that_is_no_json_is_refused(fault, text, named):
    assert named in fault(text)


@pytest.mark.parametrize(
    ("text", "found"), [("[]", "list"), ("{}", "ingen"), ('{"class": "collection"}', "collection")]
)
def test_json_that_is_no_dataset_is_refused_with_its_class(fault, text, found):
    assert f"ikke et JSON-stat2-datasett (class: {found})" in fault(text)


@pytest.mark.parametrize("key", ["id", "size", "dimension", "value"])
def test_a_reply_without_one_of_its_parts_is_refused(fault, key):
    text = json.dumps({name: part for name, part in REPLY.items() if name != key})
    assert "ufullstendig" in fault(text)


def test_an_absent_reply_is_refused_and_says_where_to_lay_it(tmp_path):
    with pytest.raises(DataError, match="finnes ikke") as raised:
        read_jsonstat(tmp_path / "11820.json")
    assert "ssb/" in raised.value.remedy


def genuine(name: str):
    path = SSB / "jsonstat" / name
    if not path.is_file():
        pytest.skip(f"the genuine reply {name} is not beside the checkout")
    return path


def test_a_genuine_reply_from_ssb_keeps_its_status_symbols():
    path = genuine("ssb_v1_05300_status_dot_dotdot.json")
    dataset = read_jsonstat(path)
    reply = json.loads(path.read_text(encoding="utf-8"))
    assert dataset.values.shape == tuple(reply["size"])
    assert set(dataset.status.values()) == {".", ".."}
    assert all(np.isnan(dataset.values.flat[position]) for position in dataset.status)
    assert np.nansum(dataset.values) == pytest.approx(sum(v for v in reply["value"] if v))
    assert dataset.labels["Avstand1"]["01"] == "Under 1 km"


def test_a_genuine_reply_from_statistics_sweden_is_read():
    dataset = read_jsonstat(genuine("scb_TAB6471_data.json"))
    assert dataset.source == "SCB"
    assert np.isfinite(dataset.values).all()


@pytest.mark.parametrize(
    "name", ["ssb_v0_jsonstat1_09220.json", "klass_131_codes_from2013_excerpt.json"]
)
def test_a_genuine_reply_of_another_form_is_refused(name):
    with pytest.raises(DataError, match="JSON"):
        read_jsonstat(genuine(name))


@pytest.mark.parametrize("number", ["1e400", "-1e400", "Infinity", "NaN", "true", '"3"', "9" * 400])
def test_what_no_cell_can_hold_is_refused(fault, number):
    assert "er ikke et tall" in fault(json.dumps(REPLY).replace("2.5", number))


@pytest.mark.parametrize("text", ["9" * 5000, "[" * 100_000])
def test_numbers_and_nesting_that_no_reply_has_are_refused(fault, text):
    assert "ikke JSON som kan leses" in fault(json.dumps(REPLY).replace("2.5", text))


@pytest.mark.parametrize(
    ("index", "named"),
    [
        (["0301", "0301"], "«Region» står to ganger"),
        ({"0301": 0, "1103": 0}, "«Region» har samme plass"),
        ({"0301": 0, "1103": 2}, "«Region» har samme plass"),
        ({"0301": True, "1103": 0}, "«index» er True"),
    ],
)
def test_a_place_or_a_code_that_stands_twice_is_refused(fault, index, named):
    assert named in fault(dimension=with_category("Region", index=index))


def test_a_key_that_stands_twice_is_refused(fault):
    text = json.dumps(REPLY).replace('"value":', '"value": [9, 9, 9, 9], "value":')
    assert "«value» står to ganger" in fault(text)


@pytest.mark.parametrize("size", [[2.0, 2], [2, True], [10**9, 10**9], [-2, -2]])
def test_a_size_that_is_no_small_whole_number_is_refused(fault, size):
    assert fault(size=size)


def test_statuses_that_are_no_symbols_are_refused(fault):
    assert "ikke et symbol" in fault(status=[7, None, None, None])
