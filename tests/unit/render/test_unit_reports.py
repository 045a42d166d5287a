"""The reports of units as they are made: compared, too small, and without answers."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import yaml
from tests.material.small_project import (
    DOCUMENTS,
    PROCESSED,
    REPORT,
    REPORT_FOLDER,
    WAVE,
    build,
    write_project,
    write_yaml,
)

pytestmark = pytest.mark.slow
UNITS = {"by": {"ansatte": "fylke"}}
TOO_SMALL = "i ingen figur eller tabell"
MADE = ("registry", "ingest", "link", "indices", "results", "figures", "tables", "report")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a unit of nobody and a limit that one of the units is below."""
    root = write_project(tmp_path_factory.mktemp("units"))
    for name, key, value in (
        (f"{REPORT_FOLDER}/report.yaml", "units", UNITS),
        ("config/config.yaml", "disclosure", {"minimum_n": 17}),
    ):
        content = yaml.safe_load((root / name).read_text(encoding="utf-8"))
        write_yaml(root / name, content | {key: value})
    file = root / "config/surveys/ansatte.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content["variables"][0]["values"][4] = "Øst / ytre"
    write_yaml(file, content)
    build(root, *MADE, "index")
    return root


def _page(root: Path, unit: str) -> str:
    file = root / f"{DOCUMENTS}-{unit}" / "rapport.html"
    return file.read_text(encoding="utf-8")


def test_a_unit_of_nobody_has_a_report_that_says_so(made: Path) -> None:
    page = _page(made, "ost-ytre")
    assert "Øst / ytre har for få svar" in page
    assert TOO_SMALL in page
    assert "<figure" not in page


def test_a_unit_is_told_of_beside_the_others(made: Path) -> None:
    shown = [unit for unit in ("nord", "sor", "vest") if TOO_SMALL not in _page(made, unit)]
    assert shown
    for unit in shown:
        assert "Andre" in _page(made, unit)
        assert "alle andre i samme aktørgruppe" in _page(made, unit)


def test_where_one_is_hidden_the_other_is_too(made: Path) -> None:
    hidden = 0
    for unit in ("nord", "sor", "vest"):
        stem = made / PROCESSED / "resultater" / f"{REPORT}-{unit}" / "figur-3-ansatt"
        table = pd.read_csv(stem.with_suffix(".csv"))
        for _, rows in table.groupby("item"):
            assert rows["suppressed"].nunique() == 1
            hidden += bool(rows["suppressed"].all())
            assert rows["mean"].isna().all() == rows["suppressed"].all()
        tests = json.loads(stem.with_suffix(".json").read_text(encoding="utf-8"))["tests"]
        assert len(tests) == (~table.groupby("item")["suppressed"].all()).sum()
    assert hidden


def test_the_index_page_leads_to_every_unit_in_order(made: Path) -> None:
    page = (made / "reports/index.html").read_text(encoding="utf-8")
    places = [
        page.index(f"{WAVE}/{REPORT}-{unit}/") for unit in ("nord", "sor", "vest", "ost-ytre")
    ]
    assert places == sorted(places)
