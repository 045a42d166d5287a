"""Public reports of units: the workflow makes them, hides what follows of all, and tries them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from evaluering.cli import main
from small_project import (
    NONE,
    PROCESSED,
    RAW,
    REPORT,
    REPORT_FOLDER,
    build,
    write_project,
    write_yaml,
)

pytestmark = pytest.mark.workflow
COUNTIES = {"Nord": 40, "Sør": 35, "Vest": 30, "Øst": 2}
EXHIBITS = [
    {"id": "figur-1", "number": "Figur 1", "kind": "group_means", "title": "Mål", "section": "1",
     "groups": ["ansatte"], "items": ["maal_klare", "trives"]},
    {"id": "tabell-1", "number": "Tabell 1", "kind": "likert", "title": "Mål", "section": "1",
     "groups": ["ansatte"], "items": ["maal_klare"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a public report of four counties, of which one has two answers, as it is made."""
    root = write_project(tmp_path_factory.mktemp("enheter") / "p", NONE)
    report = root / REPORT_FOLDER
    content = yaml.safe_load((report / "report.yaml").read_text(encoding="utf-8"))
    changes = {"audience": "public", "units": {"by": {"ansatte": "fylke"}}, "formats": ["report"],
               "chapters": [{"id": "svar", "title": "Svar"}]}  # fmt: skip
    write_yaml(report / "report.yaml", content | changes)
    for file in (report / "exhibits").glob("*.yaml"):
        file.unlink()
    write_yaml(report / "exhibits/svar.yaml", {"exhibits": EXHIBITS})
    file = root / "config/surveys/ansatte.yaml"
    codebook = yaml.safe_load(file.read_text(encoding="utf-8"))
    codebook["variables"][0]["values"] = dict(enumerate(COUNTIES, start=1))
    write_yaml(file, codebook)
    answers(root).to_csv(root / RAW / "ansatte.csv", index=False, sep=";")
    build(root)
    return root


def answers(root: Path) -> pd.DataFrame:
    """Return answers of as many in each county as it has."""
    written = pd.read_csv(root / RAW / "ansatte.csv", sep=";", dtype=str)
    county = [code for code, n in enumerate(COUNTIES.values(), start=1) for _ in range(n)]
    rows = pd.concat([written] * 2, ignore_index=True).iloc[: len(county)]
    items = {"maal_klare": 1, "maal_felles": 2, "trives": 3}
    given = {
        item: [1 + (place * step) % 5 for place in range(len(county))]
        for item, step in items.items()
    }
    return rows.assign(fylke=county, **given)


def result(root: Path, unit: str, exhibit: str) -> pd.DataFrame:
    return pd.read_csv(root / PROCESSED / "resultater" / f"{REPORT}-{unit}" / f"{exhibit}.csv")


def test_the_smallest_county_is_hidden_with_the_next(made: Path) -> None:
    shown = {unit: result(made, unit, "figur-1")["mean"].notna() for unit in
             ("nord", "sor", "vest", "ost")}  # fmt: skip
    assert {unit: bool(own.all()) for unit, own in shown.items() if own.any()} == {
        "nord": True, "sor": True
    }  # fmt: skip


def test_nothing_follows_from_all_of_them_and_the_whole(made: Path) -> None:
    (file,) = (made / PROCESSED).glob("disclosure-*.json")
    tried = json.loads(file.read_text(encoding="utf-8"))
    assert tried["leaks"] == []
    assert tried["tried"]["exhibits"] == 10
    assert tried["tried"]["hidden"]
    assert main(["--project", str(made), "disclosure", REPORT]) == 0


def test_what_a_report_loses_is_counted_in_the_reports_of_its_units_too(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As many as are hidden in the results that the build made, of the policy that it had."""
    assert main(["--project", str(made), "public", REPORT]) == 0
    told = capsys.readouterr().out
    units = ("nord", "sor", "vest", "ost")
    control = [made / PROCESSED / f"control-{REPORT}-{unit}.json" for unit in units]
    hidden = [json.loads(file.read_text(encoding="utf-8"))["hidden"] for file in control]
    n = sum(sum(own.values()) for of in hidden for own in of.values())
    (line,) = [
        line
        for line in told.split("## ssb, coarsen: never")[1].split("##")[0].splitlines()
        if line.startswith("I rapportene til de 4 enhetene")
    ]
    assert f"skjules {n} av" in line
    assert n > 0


def test_a_hidden_county_has_a_page_without_numbers(made: Path) -> None:
    page = (made / f"reports/2024/{REPORT}-ost/rapport.html").read_text(encoding="utf-8")
    assert "i ingen figur eller tabell" in page
    assert "<figure" not in page


def test_the_company_of_the_smallest_shown_again_gives_it_away(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Øst answered 1 and 2, and 1 and 4: that follows when Vest, 30 with the mean 3, is shown."""
    own, kept = made / PROCESSED / "resultater" / f"{REPORT}-vest", made / "kopi"
    shutil.copytree(own, kept)
    table = result(made, "vest", "figur-1")
    numbers = {"n": [30, 77] * 2, "mean": [3.0, 228 / 77, 3.0, 230 / 77], "suppressed": False}
    table.assign(**numbers).to_csv(own / "figur-1.csv", index=False)
    try:
        assert main(["--project", str(made), "disclosure", REPORT]) == 1
        assert "Figur 1 (Øst)" in capsys.readouterr().out
    finally:
        shutil.rmtree(own)
        kept.rename(own)
