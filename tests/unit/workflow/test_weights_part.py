"""The part of the workflow that weights a survey: its files, and when it is made anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evaluering.config import sources
from evaluering.config.design import SampleDesign
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.data.study import Study
from evaluering.workflow import steps
from evaluering.workflow.flow import Flow
from small_project import WAVE, build, write_project

RAKE = {"rake": {"variables": ["fylke"]}}


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """Return a little project whose staff are raked to the frame, with the data prepared."""
    root = write_project(tmp_path_factory.mktemp("vekter") / "p", claims=False, printed=False)
    file = root / "config/surveys/ansatte.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}design: {{rake: {{variables: [fylke]}}}}\n", encoding="utf-8")
    build(root, "ingest", "registry", "weights")
    return root


def test_the_weights_and_their_account_are_saved(root: Path) -> None:
    table = pd.read_csv(root / Paths(Path()).weights(WAVE, "ansatte"), dtype={"respondent": str})
    account = json.loads((root / Paths(Path()).weights(WAVE, "ansatte", "json")).read_text())
    data = Study(load_project(root), Paths(root)).wave(WAVE)
    assert table["respondent"].tolist() == data.respondents("ansatte")["respid"].tolist()
    assert table["weight"].mean() == pytest.approx(1)
    shares = table["weight"].groupby(data.respondents("ansatte")["fylke"].to_numpy()).sum()
    assert (shares / shares.sum()).tolist() == pytest.approx([40 / 120, 50 / 120, 30 / 120])
    assert [c["frame_percent"] for c in account["raking"]["categories"]] == pytest.approx(
        [100 / 3, 125 / 3, 25]
    )
    assert account["effective_n"] < account["n"] == 60


def test_a_survey_without_a_design_has_no_weights(root: Path) -> None:
    parts = {part.id for part in Flow(load_project(root)).parts}
    assert "weights-ansatte" in parts
    assert "weights-ledere" not in parts
    part = steps.weights(load_project(root), WAVE, "ansatte")
    assert Paths(Path()).frame(WAVE, "ansatte") in part.reads


def test_an_edited_design_is_weighted_anew(root: Path) -> None:
    project = load_project(root)
    survey = project.surveys["ansatte"]

    def print_of(**changes: object) -> str:
        design = SampleDesign(**(RAKE | changes))
        surveys = {**project.surveys, "ansatte": survey.model_copy(update={"design": design})}
        return sources.weights_fingerprint(replace(project, surveys=surveys), WAVE, "ansatte")

    assert print_of() == sources.weights_fingerprint(project, WAVE, "ansatte")
    assert print_of(single_unit="remove") != print_of()
