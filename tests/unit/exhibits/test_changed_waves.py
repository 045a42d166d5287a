"""A wave that asked in another way, and says so: what it reads as, and what is compared with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from changed_waves import (
    add_seven,
    change_file,
    edit_codebook,
    renamed,
    say_changes,
    stretched,
    turned,
)
from evaluering.cli.ingest import read_survey
from evaluering.cli.results import result_of
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.data.study import Study
from evaluering.exhibits.result import Result
from evaluering.stats.index import rescale
from small_project import REPORT, WAVE, build
from two_waves import LATER, exhibit, write_two_waves

BATTERY: dict[str, Any] = {
    "id": "figur-2", "number": "Figur 2", "kind": "trend_distribution", "title": "Målene",
    "section": "1", "groups": ["rektor"], "items": ["maal_felles", "maal_uklare"],
}  # fmt: skip
LIKERT: dict[str, Any] = BATTERY | {
    "id": "figur-3", "number": "Figur 3", "kind": "likert",
    "items": ["maal_klare", "maal_felles", "maal_uklare"],
}  # fmt: skip
EXHIBITS = [
    exhibit("figur", 1, measures=["maal_klare", "maal_felles", "maal_uklare", "klarhet"]),
    exhibit("tabell", 1, measures=["maal_klare", "maal_felles"], codes=[4, 5]),
    BATTERY,
    LIKERT,
]


def study(root: Path) -> Study:
    return Study(build(root, "ingest", "registry", "link", "indices"), Paths(root))


def result(found: Study, name: str) -> Result:
    own = next(e for e in found.project.of_wave(LATER).exhibits(REPORT) if e.id == name)
    return result_of(own, found.wave(LATER), found.paths)


def later(root: Path) -> pd.DataFrame:
    project = load_project(root).of_wave(LATER)
    return read_survey(project, Paths(root), LATER, "ledere")[0]


def rows(found: Result, item: str, wave: str) -> pd.DataFrame:
    table = found.table
    return table.loc[(table["item"] == item) & (table["wave"] == wave)]


def notes(found: Result) -> list[str]:
    return [note.key for note in found.notes]


def test_a_file_with_other_names_orders_and_codes_reads_as_the_codebook_has_it(tmp_path):
    root = write_two_waves(tmp_path / "p", EXHIBITS)
    before = later(root)

    def alter(frame: pd.DataFrame, labels: Any, values: Any) -> pd.DataFrame:
        frame["maal_felles"] = turned(frame["maal_felles"])
        values["maal_felles"] = {
            float(6 - k) if 1 <= k <= 5 else k: v for k, v in values["maal_felles"].items()
        }
        frame["rolle"] = frame["rolle"].map({1: 20, 2: 10, 99: 99})
        values["rolle"] = {20.0: "Rektor", 10.0: "Avdelingsleder"}
        return renamed(frame, labels, values, maal_klare="Q1_1", kommune="KNR", respid="lopenr")

    change_file(root, alter)
    say_changes(root, {
        "maal_felles": {"codes": {1: 5, 2: 4, 4: 2, 5: 1}}, "rolle": {"codes": {20: 1, 10: 2}},
        "maal_klare": {"column": "Q1_1"}, "kommune": {"column": "KNR"},
        "respid": {"column": "lopenr"},
    })  # fmt: skip
    pd.testing.assert_frame_equal(later(root), before)


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> Study:
    """Two waves: in the later one item is on seven points, one reworded, one not asked."""
    root = write_two_waves(tmp_path_factory.mktemp("endret") / "p", EXHIBITS)
    add_seven(root)

    def alter(frame: pd.DataFrame, labels: Any, values: Any) -> pd.DataFrame:
        frame["maal_klare"] = stretched(frame["maal_klare"])
        values["maal_klare"] = {}
        labels["maal_felles"] = "Alle har de samme målene"
        return frame

    change_file(root, alter)
    say_changes(root, {
        "maal_klare": {"scale": "enighet-sju", "comparable": True},
        "maal_felles": {"label": "Alle har de samme målene"},
    })  # fmt: skip
    return study(root)


def test_a_declared_scale_is_converted_from_end_to_end_and_the_change_computed(changed):
    found = result(changed, "figur-1")
    data = changed.wave(WAVE)
    own = data.answers("rektor", ["maal_klare"])
    first = rows(found, "maal_klare", WAVE).iloc[0]
    assert first["mean"] == pytest.approx(rescale(own, (1, 5), (1, 7))["maal_klare"].mean())
    second = rows(found, "maal_klare", LATER).iloc[0]
    raw = changed.wave(LATER).answers("rektor", ["maal_klare"])["maal_klare"]
    assert second["mean"] == pytest.approx(raw.mean())
    assert raw.max() > 5
    assert second["change"] == pytest.approx(second["mean"] - first["mean"])
    assert second["apart"] == ""
    assert "trend_scale_joined" in notes(found)


def test_other_words_are_drawn_apart_unless_they_are_said_to_be_the_same(changed):
    found = result(changed, "figur-1")
    assert rows(found, "maal_felles", LATER).iloc[0]["apart"] == "reworded"
    assert pd.isna(rows(found, "maal_felles", LATER).iloc[0]["change"])
    labels = set(found.table.loc[found.table["item"] == "maal_felles", "item_label"])
    assert labels == {"Alle har de samme målene"}
    shares = result(changed, "tabell-1")
    assert rows(shares, "maal_felles", LATER).iloc[0]["apart"] == "reworded"
    spread = result(changed, "figur-2")
    assert set(rows(spread, "maal_felles", LATER)["apart"]) == {"reworded"}
    assert set(rows(spread, "maal_uklare", LATER)["apart"]) == {""}


def test_a_share_is_never_of_codes_of_another_scale(changed):
    found = result(changed, "tabell-1")
    assert rows(found, "maal_klare", WAVE).iloc[0]["n"] == 0
    assert rows(found, "maal_klare", LATER).iloc[0]["n"] > 0
    assert "trend_share_unlike" in notes(found)


def test_an_index_is_of_the_codebooks_scale_in_every_wave(changed):
    data = changed.wave(LATER)
    items = data.answers("rektor", ["maal_klare", "maal_felles", "maal_uklare"])
    items["maal_klare"] = rescale(items[["maal_klare"]], (1, 7), (1, 5))["maal_klare"]
    items["maal_uklare"] = 6 - items["maal_uklare"]
    wanted = items.mean(axis=1, skipna=False)
    own = data.index("klarhet").set_index("respondent")["value"].astype("float64")
    pd.testing.assert_series_equal(
        own.sort_index(), wanted.sort_index(), check_names=False, check_index_type=False
    )
    found = rows(result(changed, "figur-1"), "klarhet", LATER).iloc[0]
    assert found["apart"] in {"reworded", "unlike"}


def test_a_battery_figure_shows_the_items_of_one_scale_and_names_the_others(changed):
    found = result(changed, "figur-3")
    assert set(found.table["item"]) == {"maal_felles", "maal_uklare"}
    (told,) = [note for note in found.notes if note.key == "items_on_another_scale"]
    assert dict(told.values)["n"] == 1


def test_what_was_not_asked_has_no_point_and_the_next_wave_is_compared_with_the_last_that_did(
    tmp_path,
):
    root = write_two_waves(tmp_path / "p", EXHIBITS)
    change_file(root, lambda frame, *_: frame.drop(columns=["maal_felles"]))
    say_changes(root, {"maal_felles": {"asked": False}})
    found = result(study(root), "figur-1")
    assert list(found.table.loc[found.table["item"] == "maal_felles", "wave"]) == [WAVE]
    assert "trend_unasked" in notes(found)
    (index,) = found.table.loc[found.table["item"] == "klarhet", "wave"]
    assert index == WAVE


def test_a_new_item_is_read_in_its_own_wave(tmp_path):
    root = write_two_waves(tmp_path / "p", EXHIBITS)
    edit_codebook(root, lambda book: book["batteries"][0]["items"].append(
        {"name": "maal_nye", "label": "Målene er nye", "since": LATER}))  # fmt: skip
    with pytest.raises(Exception, match="maal_nye"):
        later(root)
    change_file(root, lambda frame, *_: frame.assign(maal_nye=frame["maal_klare"]))
    assert later(root)["maal_nye"].notna().any()
    first = load_project(root).of_wave(WAVE)
    frame, quality = read_survey(first, Paths(root), WAVE, "ledere")
    assert "maal_nye" not in frame
    assert not [f for f in quality.findings if f.variable == "maal_nye"]
