"""Registry data are fetched in few calls, kept as they came, and never lost to what went wrong."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest
import yaml

from evaluering.cli import main, registry_check, registry_fetch
from evaluering.cli.registry import read_registry
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.data.fetching.calling import Caller
from pxweb_server import HTML, Server, Table, serving
from small_project import PLACES, RAW, WAVE

GONE = {"0999": "Sted som var (-2019)", "0": "Hele landet", "EAK": "Landet"}
FOLDER = f"{RAW}/ssb"


def people() -> Table:
    """Return the little project's table: units that are no more, a county, two missing cells."""
    regions = PLACES | GONE
    cells: dict[tuple[str, ...], float | str] = {
        (place, what, "2023"): value
        for k, place in enumerate(PLACES)
        for what, value in (("Personer", 1000.0 * (k + 1)), ("Barn", 100.0 * (k + 1)))
    }
    cells |= {("0101", "Barn", "2023"): ":", ("0102", "Barn", "2023"): ".."}
    return Table(
        {"Region": regions, "Kjonn": {"1": "Menn"},
         "ContentsCode": {"Personer": "Folkemengde", "Barn": "Barn i grunnskolealder"},
         "Tid": {"2022": "2022", "2023": "2023"}},
        {(r, "1", c, t): v for (r, c, t), v in cells.items()}, optional=("Kjonn",),
    )  # fmt: skip


@pytest.fixture
def server():
    with serving({"07459": people()}) as running:
        codes = [{"code": c, "name": n} for c, n in {**PLACES, "9999": "Uoppgitt"}.items()]
        running.klass["131/codesAt.json?date=2023-07-01"] = {"codes": codes}
        yield running


@pytest.fixture
def fetched(project, server, monkeypatch):
    """Return a function that edits the registry and runs a command; no wait takes time."""
    rests: list[float] = []
    monkeypatch.setattr(registry_check, "Caller", partial(Caller, pause=rests.append))

    def call(action: str = "fetch", *words: str, **changes) -> int:
        edit(project, server, **changes)
        return main(["--project", str(project), "registry", action, "--wave", WAVE, *words])

    for path in (project / FOLDER).iterdir():
        path.unlink()
    call.rests = rests
    return call


def edit(project: Path, server: Server, **changes) -> None:
    path = project / "config/registries.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    own = {"api": f"{server.address}/api", "klass": f"{server.address}/klass"}
    content["registries"][0] |= own | {"classification": 131} | changes
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def replies(project: Path) -> dict[str, bytes]:
    return {n: content for n, content in files(project).items() if n.startswith("folk")}


def files(project: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((project / FOLDER).glob("*"))}


def test_a_reply_is_kept_as_it_came_with_what_was_asked(project, server, fetched):
    assert fetched() == 0
    kept = files(project)
    account = json.loads(kept["folk.json.fetch.json"])
    assert account["sha256"] == hashlib.sha256(kept["folk.json"]).hexdigest()
    assert account["updated"] == "2021-06-15T06:00:00Z"
    assert account["query"] == server.data_asked[0]
    asked = {s["variableCode"]: s["valueCodes"] for s in account["query"]["selection"]}
    assert asked == {
        "Region": list(PLACES), "ContentsCode": ["Personer", "Barn"], "Tid": ["2023"]
    }  # fmt: skip
    assert [(method, path) for method, path, _ in server.asked if "Data" not in path] == [
        ("GET", "/api/tables/07459/metadata"),
        ("GET", "/klass/classifications/131/codesAt.json"),
        ("POST", "/api/tables/07459/data"),
    ]


def test_status_symbols_survive_to_the_registrys_table(project, fetched):
    assert fetched() == 0
    loaded = load_project(project)
    units = read_registry(loaded, Paths.of(loaded, project), WAVE, "kommuner").frame
    status = units.set_index("key")["andel-barn_status"]
    assert status[["0101", "0102", "0103"]].tolist() == [":", "..", ""]


def test_what_is_there_is_fetched_again_only_when_asked_for(project, server, fetched, capsys):
    assert fetched() == 0
    before, calls = files(project), len(server.asked)
    assert fetched() == 0
    assert (files(project), len(server.asked)) == (before, calls)
    assert "--refresh" in capsys.readouterr().out
    server.tables["07459"].updated = "2021-07-01T06:00:00Z"
    assert fetched("fetch", "--refresh") == 0
    assert b"2021-07-01" in files(project)["folk.json"]


BROKEN = {
    "short": ("short", "23 verdier; dimensjonene krever 24"),
    "half": ("half", "avkuttet eller ikke JSON"),
    "html": ((200, {}, HTML), "nettside (HTML)"),
    "refused": ((400, {}, b'{"title": "Non-existent value"}'), "400: «Non-existent value»"),
    "empty": ((200, {}, b""), "ikke JSON"),
    "long pause": ((429, {"Retry-After": "3600"}, b""), "3600 sekunders pause"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_right_replaces_nothing(project, server, fetched, capsys, name):
    assert fetched() == 0
    before = replies(project)
    fault, told = BROKEN[name]
    server.faults.data.append(fault)
    assert fetched("fetch", "--refresh") == 1
    assert told in capsys.readouterr().err
    assert replies(project) == before


@pytest.mark.parametrize(
    ("fault", "rest"),
    [((429, {"Retry-After": "7"}, b""), 7), ((503, {}, HTML), 2), ((500, {}, b""), 2), ("cut", 2)],
)
def test_a_busy_server_and_a_broken_line_are_tried_again(project, server, fetched, fault, rest):
    server.faults.data.append(fault)
    assert fetched() == 0
    assert fetched.rests == [rest]
    assert len(server.data_asked) == 2


def test_a_server_that_stays_busy_is_given_up_and_no_folder_left(
    project, server, fetched, capsys
):  # fmt: skip
    server.faults.metadata = [(503, {}, b"")] * 9
    assert fetched() == 1
    assert fetched.rests == [2, 4, 8, 16]
    assert "prøvd 5 ganger" in capsys.readouterr().err
    assert not (project / FOLDER).exists()


def test_no_contact_is_told(fetched, capsys):
    assert fetched(api="http://127.0.0.1:9/api") == 1
    assert "Får ikke kontakt" in capsys.readouterr().err


def test_a_clock_set_back_stops_before_any_call(project, server, fetched, capsys, monkeypatch):
    assert fetched() == 0
    before, calls = files(project), len(server.asked)

    class Early(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(registry_fetch, "datetime", Early)
    assert fetched("fetch", "--refresh") == 1
    assert "Klokken på maskinen viser 2001-01-01" in capsys.readouterr().err
    assert (files(project), len(server.asked)) == (before, calls)


def test_the_check_asks_for_no_data_and_names_what_is_near(project, server, fetched, capsys):
    assert fetched("check") == 0
    codes = server.tables["07459"].dimensions["ContentsCode"]
    server.tables["07459"].dimensions = {
        **server.tables["07459"].dimensions,
        "ContentsCode": {"Personer1": codes["Personer"], "Barn": codes["Barn"]},
        "Tid": {"2021": "2021", "2022": "2022"},
    }
    assert fetched("check") == 1
    told = capsys.readouterr().err
    assert "«Personer» finnes ikke" in told
    assert "Personer1 (Folkemengde)" in told
    assert "«2023» finnes ikke i dimensjonen «Tid»" in told
    assert "2021–2022" in told
    assert not server.data_asked
    assert not files(project)


def test_the_check_names_a_table_and_a_dimension_that_are_gone(project, server, fetched, capsys):
    dimensions = dict(server.tables["07459"].dimensions)
    dimensions["Regioner"] = dimensions.pop("Region")
    server.tables["07459"].dimensions = dimensions
    assert fetched("check") == 1
    assert "Nær: Regioner" in capsys.readouterr().err
    server.tables.clear()
    assert fetched("check") == 1
    assert "tables/07459/metadata" in capsys.readouterr().err


def test_codes_of_another_year_are_named(project, server, fetched, capsys):
    assert fetched() == 0
    path = project / FOLDER / "folk.json"
    path.write_bytes(path.read_bytes().replace(b"0105", b"0905"))
    loaded = load_project(project)
    with pytest.raises(Exception, match=r"ingen kommune i 2023: 0905 Sted 105"):
        read_registry(loaded, Paths.of(loaded, project), WAVE, "kommuner")


@pytest.mark.parametrize("web", [True, False])
def test_a_plain_file_comes_from_an_address_or_a_path(project, server, fetched, capsys, web):
    table = "nr;folk\n" + "".join(f"{place};{k}00\n" for k, place in enumerate(PLACES, 1))
    server.files["/folk.csv"] = table.encode()
    (project / "inn.csv").write_text(table, encoding="utf-8")
    place = f"{server.address}/folk.csv" if web else "inn.csv"
    variable = {"id": "folketall", "label": "Folk", "unit": "personer", "decimals": 0,
                "file": "folk.csv", "key": "nr", "column": "folk"}  # fmt: skip
    share = yaml.safe_load((project / "config/registries.yaml").read_text(encoding="utf-8"))
    own = {"variables": [variable, share["registries"][0]["variables"][1]]}
    assert fetched("fetch", **own, downloads={"folk.csv": place}) == 0
    assert files(project)["folk.csv"] == table.encode()
    assert json.loads(files(project)["folk.csv.fetch.json"])["url"] == place
    server.files["/folk.csv"] = HTML
    (project / "inn.csv").write_bytes(HTML)
    assert fetched("fetch", "--refresh") == 1
    assert "nettside" in capsys.readouterr().err
    assert files(project)["folk.csv"] == table.encode()


def test_a_download_that_nothing_reads_is_refused(fetched, capsys):
    assert fetched("check", downloads={"annet.csv": "inn.csv"}) == 1
    assert "«annet.csv», som ingen variabel leses av" in capsys.readouterr().err


def test_no_more_than_thirty_calls_are_made_in_a_minute(server):
    now, rests = [0.0], []

    def pause(seconds: float) -> None:
        rests.append(seconds)
        now[0] += seconds

    with httpx.Client() as client:
        caller = Caller(client, pause=pause, clock=lambda: now[0])
        for _ in range(31):
            caller.call(f"{server.address}/klass/classifications/131/codesAt.json?date=2023-07-01")
    assert rests == [60.0]
