"""Derived variables and filters in a project, from the codebook to the pages."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from pathlib import Path

import pandas as pd
import pytest
import yaml

from evaluering.cli.validate import run as validate
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.config.sources import indices_fingerprint, ingest_fingerprint, link_fingerprint
from evaluering.data.study import open_study
from evaluering.data.wave_data import WaveData
from evaluering.errors import EvalueringError
from small_project import WAVE, build, write_project

DERIVED = [
    {"name": "erfaren", "label": {"nb": "Erfaring", "en": "Experience"},
     "cut": {"variable": "aar", "classes": [
         {"label": {"nb": "Ny", "en": "New"}, "below": 10},
         {"label": {"nb": "Erfaren", "en": "Experienced"}}]}},
    {"name": "ny_rektor", "label": "Ny rektor",
     "when": [{"label": "Ja", "where": 'erfaren = "Ny" and rolle = "Rektor"'}],
     "otherwise": {"label": "Nei", "code": 0}},
    {"name": "samlet", "label": "Samlet",
     "mean": {"variables": ["maal_klare", "maal_felles"], "minimum_valid": 1}},
    {"name": "doblet", "label": "Doblet", "expression": "2 * samlet"},
]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the little project with derived variables, and groups that rest on them."""
    made = write_project(tmp_path_factory.mktemp("avledet") / "prosjekt")
    book = made / "config/surveys/ledere.yaml"
    content = yaml.safe_load(book.read_text(encoding="utf-8"))
    book.write_text(
        yaml.safe_dump({**content, "derived": DERIVED}, allow_unicode=True, sort_keys=False),
        encoding="utf-8",
    )
    groups = made / "config/groups.yaml"
    text = groups.read_text(encoding="utf-8")
    text = text.replace("    rolle: [1]\n", "", 1).replace(
        "  where:\n", "  where: rolle = «Rektor» and not missing(rolle)\n", 1
    )
    text += "- {id: ingen, label: Ingen, survey: ledere, where: aar > 1000 and missing(rolle)}\n"
    text += "- {id: enige, label: Enige, survey: ledere, where: maal_klare >= 1}\n"
    new = "- {id: nye, label: Nye, survey: ledere, where: 'ny_rektor = 1 or doblet > 9'}\n"
    groups.write_text(f"{text}{new}", encoding="utf-8")
    build(made, "ingest", "registry", "link", "indices", "quality")
    return made


@pytest.fixture(scope="module")
def wave(root: Path) -> WaveData:
    return open_study(root).wave(WAVE)


def test_derived_variables_are_columns_as_any(wave: WaveData) -> None:
    frame = wave.respondents("ledere")
    assert list(frame)[-4:] == ["erfaren", "ny_rektor", "samlet", "doblet"]
    assert str(frame["erfaren"].dtype) == "Int64"
    young = frame["aar"] < 10
    assert frame["erfaren"].eq(1).tolist() == young.tolist()
    assert frame["ny_rektor"].eq(1).tolist() == (young & frame["rolle"].eq(1)).tolist()
    valid = frame[["maal_klare", "maal_felles"]].astype(float)
    mean = valid.where(valid <= 5).mean(axis=1)
    pd.testing.assert_series_equal(frame["samlet"], mean, check_names=False)
    pd.testing.assert_series_equal(frame["doblet"], 2 * mean, check_names=False)


def test_they_divide_the_respondents_and_make_groups(wave: WaveData) -> None:
    frame = wave.respondents("ledere")
    sizes = {c.label: int(c.members.sum()) for c in wave.division("ledere", "ny_rektor")}
    assert sizes == {
        "Ja": int(frame["ny_rektor"].sum()),
        "Nei": int(frame["ny_rektor"].eq(0).sum()),
    }
    inside = frame["ny_rektor"].eq(1) | frame["doblet"].gt(9)
    assert 0 < inside.sum() < len(frame)
    assert wave.respondents_of("nye")["respid"].tolist() == frame.loc[inside, "respid"].tolist()
    assert wave.respondents_of("rektor")["rolle"].eq(1).all()


def test_the_quality_page_has_an_account_of_each(root: Path) -> None:
    paths = Paths.of(load_project(root), root)
    saved = json.loads(paths.quality(WAVE, "ledere").read_text("utf-8"))
    for account in saved["derived"]:
        assert account["valid"] + sum(account["without"].values()) == saved["rows_kept"]
    page = paths.quality_page(WAVE, "ledere").read_text(encoding="utf-8")
    assert "Avledede variabler" in page
    assert re.search(r"Ny: \d+; Erfaren: \d+", page)
    assert "gjennomsnittet av maal_klare og maal_felles" in page
    assert "ingen respondenter er med i gruppen «Ingen»" in page
    assert re.search(r"gruppen «Enige» fordi svaret mangler \(\d+ respondenter\)", page)


def test_labels_are_codes_in_every_language(root: Path) -> None:
    project = load_project(root)
    for tag in ("", "nb", "en"):
        survey = project.in_language(tag).surveys["ledere"]
        assert survey.derived[1].when[0].where == "erfaren = 1 and rolle = 1"
    assert project.in_language("en").surveys["ledere"].variable("erfaren").values[1] == "New"
    assert project.groups["rektor"].where == "rolle = 1 and not missing(rolle)"


def test_an_edited_condition_reruns_what_rests_on_it_and_an_edited_label_nothing(
    root: Path,
) -> None:
    def prints() -> tuple[str, str, str]:
        project = load_project(root)
        return (
            ingest_fingerprint(project, WAVE, "ledere"),
            indices_fingerprint(project, WAVE),
            link_fingerprint(project, WAVE, "kommune"),
        )

    before = prints()
    book, groups = root / "config/surveys/ledere.yaml", root / "config/groups.yaml"
    for path, old, new, changed in (
        (book, "label: Ny rektor", "label: Fersk rektor", (False, False, False)),
        (book, "below: 10", "below: 12", (True, False, False)),
        (groups, "rolle = «Rektor»", "rolle = 1", (False, False, False)),
        (groups, "rolle = «Rektor»", "rolle = «Avdelingsleder»", (False, True, True)),
        (groups, "doblet > 9", "doblet > 8", (False, False, False)),
    ):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        after = prints()
        path.write_text(text, encoding="utf-8")
        assert tuple(a != b for a, b in zip(before, after, strict=True)) == changed, new


def test_a_file_with_a_variable_of_that_name_is_refused(root: Path) -> None:
    path = root / f"data/raw/{WAVE}/ansatte.csv"
    book = root / "config/surveys/ansatte.yaml"
    text, own = path.read_text(encoding="utf-8"), book.read_text(encoding="utf-8")
    path.write_text(text.replace("merknad", "merknad;glad", 1).replace("\n", ";1\n").replace(
        "glad;1\n", "glad\n", 1), encoding="utf-8")  # fmt: skip
    book.write_text(
        f"{own}\nderived: [{{name: glad, label: Glad, expression: trives * 2}}]\n",
        encoding="utf-8",
    )
    try:
        with pytest.raises(EvalueringError, match="navnet til den avledede «glad»"):
            validate(Namespace(project=root, wave=None, quick=False, json=False))
    finally:
        path.write_text(text, encoding="utf-8")
        book.write_text(own, encoding="utf-8")
