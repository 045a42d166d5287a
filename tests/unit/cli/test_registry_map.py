"""Keys are taken from one year to another through Klass; what has no counterpart is named."""

from __future__ import annotations

import pytest
import yaml

from evaluering.cli import main
from pxweb_server import serving

UNITS = {"0101": "Halden", "0104": "Moss", "0136": "Rygge", "1507": "Ålesund"}
CHANGES = [
    ("2020-01-01", "0101", "3001"), ("2020-01-01", "0104", "3002"), ("2020-01-01", "0136", "3002"),
    ("2024-01-01", "3001", "3101"), ("2024-01-01", "1507", "1508"), ("2024-01-01", "1507", "1580"),
]  # fmt: skip


@pytest.fixture
def mapped(project, capsys):
    """Return a function that runs the command: code, rows and what is told."""
    with serving({}) as server:
        codes = [{"code": c, "name": n} for c, n in UNITS.items()]
        server.klass["131/codesAt.json?date=2019-07-01"] = {"codes": codes}
        server.klass["131/changes.json?from=2019-07-01&to=2024-07-01"] = {
            "codeChanges": [
                {"changeOccurred": day, "oldCode": old, "oldName": UNITS.get(old, ""),
                 "newCode": new, "newName": f"Nye {new}"}
                for day, old, new in CHANGES
            ]
        }  # fmt: skip
        path = project / "config/registries.yaml"
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        content["registries"][0] |= {"klass": f"{server.address}/klass", "classification": 131}
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

        def run(*words: str, years: tuple[str, str] = ("2019", "2024")):
            between = ["--from", years[0], "--to", years[1]]
            code = main(["--project", str(project), "registry", "map", *between, *words])
            said = capsys.readouterr()
            return code, said.out.splitlines(), said.err

        yield run


def test_those_with_one_counterpart_are_listed_and_the_others_are_told_of(mapped):
    code, rows, told = mapped()
    assert (code, rows) == (0, ["2019,2024", "0101,3101"])
    assert "1507 Ålesund: delt i 1508, 1580" in told
    assert "0104, 0136: slått sammen til 3002 Nye 3002" in told


@pytest.mark.parametrize(
    ("key", "why"),
    [("1507", "1507 Ålesund ble delt i 1508 Nye 1508, 1580 Nye 1580"),
     ("0104", "0104 Moss gikk inn i 3002 Nye 3002"), ("0999", "0999 fantes ikke i 2019")],
)  # fmt: skip
def test_a_key_without_a_counterpart_is_refused_by_name(mapped, key, why):
    code, rows, told = mapped("0101", key)
    assert (code, rows) == (1, [])
    assert why in told


def test_years_the_wrong_way_and_an_unknown_registry_are_told_of(mapped):
    assert "framover i tid" in mapped(years=("2024", "2019"))[2]
    assert "kommuner" in mapped("--registry", "fylker")[2]


def test_a_registry_without_its_units_from_klass_is_told_of(project, evaluering):
    code, said = evaluering(project, "registry-map", "--from", "2019", "--to", "2024")
    assert code == 1
    assert "«classification» i config/registries.yaml (ingen)" in said
