"""The registry of AFI's project, on the genuine population of Norway's municipalities."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from evaluering.config.project import load_project
from evaluering.data.jsonstat import read_jsonstat
from evaluering.data.registry import build_units, with_classes
from workspace import REPOSITORY, SSB


@pytest.fixture(scope="module")
def genuine_municipalities(tmp_path_factory) -> pd.DataFrame:
    """Return the project's two variables of table 07459 for Norway's municipalities of 2020."""
    source = SSB / "population_by_age_2020_2021.csv"
    if not source.is_file():
        pytest.skip("the genuine population file is not beside the checkout")
    people = pd.read_csv(source, dtype={"code": "str"}).query("jan1_year == 2021")
    cube = people.pivot_table(index="code", columns="age", values="persons", aggfunc="sum")
    ages = [f"{age:03d}" for age in cube.columns]
    names = pd.read_csv(SSB / "municipalities_2020.csv", dtype="str").set_index("code")["name"]
    reply = {
        "class": "dataset",
        "id": ["Region", "Alder", "ContentsCode", "Tid"],
        "size": [len(cube), len(ages), 1, 1],
        "dimension": {
            "Region": {"category": {"index": list(cube.index), "label": names.to_dict()}},
            "Alder": {"category": {"index": ages}},
            "ContentsCode": {"category": {"index": ["Personer1"]}},
            "Tid": {"category": {"index": ["2021"]}},
        },
        "value": cube.fillna(0).to_numpy().reshape(-1).tolist(),
    }
    path = tmp_path_factory.mktemp("ssb") / "07459.json"
    path.write_text(json.dumps(reply), encoding="utf-8")
    registry = load_project(REPOSITORY).registries["kommuner"]
    share = next(v for v in registry.variables if v.id == "andel-barn")
    people_variable = share.model_copy(
        update={
            "id": "folketall",
            "unit": "personer",
            "select": share.share_of,
            "share_of": None,
            "minimum": None,
            "maximum": None,
        }
    )
    sizes = [s for s in registry.structural if s.variable == "folketall"]
    chosen = registry.model_copy(
        update={"variables": [people_variable, share], "structural": sizes}
    )
    sources = {v.id: read_jsonstat(path) for v in chosen.variables}
    built = build_units(chosen, sources, path.parent, 2020)
    return with_classes(built.frame, chosen).set_index("name")


def test_the_genuine_municipalities_fall_in_the_size_classes_of_tabell_6(genuine_municipalities):
    counts = genuine_municipalities["innbyggertall"].value_counts().sort_index()
    assert counts.tolist() == [130, 96, 95, 35]


def test_the_genuine_share_of_children_has_the_extremes_of_chapter_7(genuine_municipalities):
    shares = genuine_municipalities["andel-barn"].sort_values().round(2)
    assert shares.iloc[:2].to_dict() == {"Loppa": 6.40, "Gamvik": 6.47}
    assert shares.iloc[-2:].to_dict() == {"Gjesdal": 15.54, "Skaun": 15.61}
