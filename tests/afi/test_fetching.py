"""AFI's eight registry variables are fetched in few calls, and give the printed Tabell 6."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pandas as pd
import pytest
import yaml

from evaluering.cli import registry_check, registry_fetch
from evaluering.cli.registry import units_of_year
from evaluering.config.project import load_project
from evaluering.data.fetching.calling import Caller
from evaluering.data.registry import build_units, read_sources, with_classes
from pxweb_server import Table, serving
from workspace import REPOSITORY, SSB


def kostra(regions: dict[str, str], contents: list[str], value, **more: dict[str, str]) -> Table:
    dimensions = {"KOKkommuneregion0000": regions, **more,
                  "ContentsCode": {c: c for c in contents}, "Tid": {"2020": "2020"}}  # fmt: skip
    return Table(
        dimensions,
        {(r, *(next(iter(c)) for c in more.values()), c, "2020"): value
         for r in regions for c in contents},
    )  # fmt: skip


def test_all_eight_variables_take_at_most_ten_calls_and_give_tabell_6(
    tmp_path, monkeypatch, capsys
):  # fmt: skip
    source = SSB / "population_by_age_2020_2021.csv"
    if not source.is_file():
        pytest.skip("the genuine population file is not beside the checkout")
    rows = pd.read_csv(source, dtype={"code": "str"}).query("jan1_year == 2021")
    names = pd.read_csv(SSB / "municipalities_2020.csv", dtype="str").set_index("code")["name"]
    known = names.to_dict()
    regions = {**known, "0101": "Halden (-2019)", "EAK": "Landet"}
    total = rows.groupby("code")["persons"].sum().to_dict()
    ages = {f"{age:03d}": f"{age} år" for age in sorted(rows["age"].unique())}
    persons = {(c, "1", f"{a:03d}", "Personer1", "2021"): float(n)
               for c, a, n in rows[["code", "age", "persons"]].itertuples(index=False)}  # fmt: skip
    own = yaml.safe_load((REPOSITORY / "config/registries.yaml").read_text(encoding="utf-8"))
    wanted = {v["table"]: [] for v in own["registries"][0]["variables"]}
    for v in own["registries"][0]["variables"]:
        wanted[v["table"]].append(v["select"]["ContentsCode"])
    tables = {
        "07459": Table({"Region": regions, "Kjonn": {"1": "Menn", "2": "Kvinner"}, "Alder": ages,
                        "ContentsCode": {"Personer1": "Personer"}, "Tid": {"2021": "2021"}},
                       persons, optional=("Kjonn", "Alder")),
        "11820": kostra(regions, wanted["11820"], 5.0),
        "11917": kostra(regions, wanted["11917"], 20.0, KOKfunksjon0000={"FGK8b": "Grunnskole"}),
        "12134": kostra(regions, wanted["12134"], 3.0),
    }  # fmt: skip
    for code, n in total.items():
        tables["11820"].cells[code, "KOSfolkemengde0000", "2020"] = float(n)
    root = tmp_path / "afi"
    (root / "data/raw/w").mkdir(parents=True)
    monkeypatch.setattr(registry_check, "Caller", partial(Caller, pause=lambda _: None))
    with serving(tables) as server:
        codes = [{"code": c, "name": n} for c, n in known.items()]
        server.klass["131/codesAt.json?date=2020-07-01"] = {"codes": codes}
        registry = load_project(REPOSITORY).registries["kommuner"].model_copy(
            update={"api": f"{server.address}/api", "klass": f"{server.address}/klass"}
        )  # fmt: skip
        with registry_check.calling() as caller:
            job = registry_fetch.Fetching(
                registry, 2020, root, root / "data/raw/w/ssb", caller, datetime.now(UTC)
            )
            registry_fetch._fetch(job, refresh=False)
        assert len(server.asked) == len(caller.made) <= 10
    folder = root / "data/raw/w/ssb"
    valid = units_of_year(registry, folder, 2020)
    frame = build_units(registry, read_sources(registry, folder), folder, 2020, valid).frame
    counts = with_classes(frame, registry)["innbyggertall"].value_counts().sort_index()
    assert counts.tolist() == [130, 96, 95, 35]
    shares = frame.set_index("name")["andel-barn"].sort_values().round(2)
    assert shares.iloc[[0, -1]].to_dict() == {"Loppa": 6.40, "Skaun": 15.61}
