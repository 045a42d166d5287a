"""A study gives the data of a wave, whatever the project has."""

from __future__ import annotations

import pandas as pd
import pytest
import yaml

from evaluering.config.missing import DONT_KNOW
from evaluering.data.study import open_study
from evaluering.errors import ConfigError, DataError, EvalueringError
from small_project import LEADERS, PLACES, RAW, STAFF, WAVE, build, write_project, write_yaml

DATA = ("ingest", "registry", "link", "indices")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Return the opened little project with its data made."""
    root = write_project(tmp_path_factory.mktemp("studie") / "prosjekt", own_missing=True)
    build(root, *DATA)
    return open_study(root)


@pytest.fixture(scope="module")
def wave(study):
    return study.wave(WAVE)


def test_a_study_knows_its_waves_and_names_the_near_one(study):
    assert study.waves == [WAVE]
    with pytest.raises(EvalueringError, match=r"«202» finnes ikke\. Mente du «2024»"):
        study.wave("202")


def test_answers_are_by_group_with_every_missing_as_nan(wave):
    found = wave.answers("rektor", ["maal_klare", "maal_felles"])
    raw = wave.respondents_of("rektor")
    assert len(found) == len(raw) == LEADERS * 2 // 3
    assert found.index.tolist() == raw["respid"].tolist()
    assert set(found.stack().dropna()) <= {1, 2, 3, 4, 5}
    assert raw["maal_klare"].isin([7, 8, 9]).sum() == found["maal_klare"].isna().sum() > 0


def test_each_kind_of_missing_is_told_apart_the_projects_own_too(wave):
    raw = pd.concat([wave.respondents_of(g)["maal_klare"] for g in ("ansatt", "avdeling")])
    kinds = pd.concat([wave.missing(g, "maal_klare") for g in ("ansatt", "avdeling")])
    assert (kinds == DONT_KNOW).sum() == (raw == 8).sum() > 0
    assert (kinds == "not_seen").sum() == (raw == 7).sum() > 0
    assert kinds.isna().tolist() == (~raw.isin([7, 8, 9])).tolist()


def test_a_survey_is_divided_by_a_variable_or_by_boxes(wave):
    by_county = wave.division("ansatte", "fylke")
    assert [(c.name, c.label, int(c.members.sum())) for c in by_county] == [
        ("1", "Nord", 20), ("2", "Sør", 20), ("3", "Vest", 20),
    ]  # fmt: skip
    boxes = list(wave.division("ledere", "tema"))
    assert [c.label for c in boxes] == ["Fag", "Miljø"]
    assert (boxes[0].members & boxes[1].members).any()
    with pytest.raises(KeyError):
        wave.division("ledere", "aar")


def test_a_variable_that_the_file_lacks_has_no_answers_and_no_members(wave):
    assert wave.respondents("ansatte")["verv"].isna().all()
    assert [int(c.members.sum()) for c in wave.division("ansatte", "verv")] == [0, 0]


def test_indices_are_of_their_own_group_and_registry_values_of_the_linked(wave):
    assert len(wave.index("trivsel")) == STAFF
    assert len(wave.index("klarhet")) == LEADERS * 2 // 3
    assert set(wave.index("klarhet")["level"].dropna()) <= {0, 1, 2}
    linked = wave.linked("kommune")
    assert set(linked["key"]) <= set(PLACES)
    assert wave.attrition("kommune")["steps"]["single"] == len(linked)
    assert wave.attrition("kommune")["units"] == linked["key"].nunique()
    both = wave.linked_index(wave.project.links["kommune"], "klarhet")
    assert len(both) == len(linked)
    assert both["value"].notna().sum() == wave.index("klarhet")["value"][
        wave.index("klarhet")["respondent"].isin(linked["respondent"])
    ].notna().sum()  # fmt: skip


def test_classes_are_made_when_a_registry_is_read(wave):
    units = wave.units("kommuner")
    assert units["key"].tolist() == list(PLACES)
    assert units["storrelse"].tolist() == [0] * 4 + [1] * 4 + [2] * 4
    assert units["name"].tolist() == list(PLACES.values())


def test_populations_and_members_are_there_where_the_wave_has_them(wave):
    assert wave.population("ansatte", "fylke") == {"1": 40, "2": 50, "3": 30}
    assert wave.members("ledere")["members"].sum() == 15
    assert wave.members("ansatte") is None
    with pytest.raises(DataError, match="Rammen har ikke «verv»"):
        wave.population("ansatte", "verv")


def test_what_is_not_made_yet_is_a_message_and_no_traceback(tmp_path):
    wave = open_study(write_project(tmp_path / "prosjekt")).wave(WAVE)
    for read in (lambda: wave.respondents("ledere"), lambda: wave.units("kommuner"),
                 lambda: wave.attrition("kommune")):  # fmt: skip
        with pytest.raises(DataError, match="Kjør «evaluering"):
            read()


def test_a_folder_that_is_no_project_cannot_be_opened(tmp_path):
    with pytest.raises(ConfigError, match="ikke et prosjekt"):
        open_study(tmp_path)


def test_a_wave_may_lack_a_survey_that_the_project_has(tmp_path):
    root = write_project(tmp_path / "prosjekt")
    content = yaml.safe_load((root / RAW / "wave.yaml").read_text(encoding="utf-8"))
    later = content | {"id": "2026", "title": "Våren 2026"}
    later["surveys"] = {"ansatte": content["surveys"]["ansatte"]}
    write_yaml(root / "data/raw/2026/wave.yaml", later)
    (root / "data/raw/2026/ansatte.csv").write_bytes((root / RAW / "ansatte.csv").read_bytes())
    build(root, *DATA)
    wave = open_study(root).wave("2026")
    assert list(wave.surveys) == ["ansatte"]
    assert wave.links == {}
    assert len(wave.index("trivsel")) == STAFF
    assert len(wave.answers("ansatt", ["trives"])) == STAFF
    assert not (root / "data/processed/2026/registry-kommuner.csv").exists()
