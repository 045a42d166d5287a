"""`evaluering draft` writes a codebook that is valid, of files as they come."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from evaluering.cli import main
from evaluering.config.project import load_project
from survey_files import SCALE, answers, labelled, lay


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "prosjekt"
    assert main(["init", str(root)]) == 0
    return root


def drafted(project, *words):
    assert main(["--project", str(project), "draft", *map(str, words)]) == 0
    assert main(["--project", str(project), "validate"]) == 0
    return next(iter(load_project(project).surveys.values()))


def test_an_spss_file_becomes_a_codebook_of_batteries_boxes_numbers_and_texts(project, tmp_path):
    texts = {f"q1_{i}": f"Hvor enig er du? - Ledd {i}" for i in (1, 2, 3)}
    texts |= {"k_a": "På telefon", "k_b": "På nettet", "k_c": "Ved oppmøte", "kjonn": "Kjønn"}
    survey = drafted(project, lay(tmp_path / "Svar 2024.sav", answers(), texts, labelled()))
    assert (survey.id, survey.identifier) == ("svar-2024", "respid")
    (battery,) = survey.batteries
    assert (battery.question, [i.label for i in battery.items]) == (
        "Hvor enig er du?", ["Ledd 1", "Ledd 2", "Ledd 3"],
    )  # fmt: skip
    (scale,) = survey.scales
    assert (scale.codes, dict(scale.missing)) == ([1, 2, 3, 4, 5], {8: "dont_know"})
    (question,) = survey.multiple_responses
    assert [o.label for o in question.options] == ["På telefon", "På nettet", "Ved oppmøte"]
    assert {v.name: v.kind for v in survey.variables} == {
        "kjonn": "nominal", "alder": "number", "vekt": "number",
    }  # fmt: skip
    assert [q.name for q in survey.open_questions] == ["fritekst"]
    text = (project / "config/surveys/svar-2024.yaml").read_text(encoding="utf-8")
    assert "# design: {weight: vekt}" in text
    assert "identifier: respid    # gjettet: navnet" in text


def test_a_folder_that_is_no_project_says_what_to_do(tmp_path, capsys):
    assert main(["--project", str(tmp_path), "draft", str(tmp_path / "a.sav")]) == 1
    assert "evaluering init" in capsys.readouterr().err


@pytest.mark.parametrize("frame", [pd.DataFrame({"a": pd.Series([], dtype=float)}),
                                   pd.DataFrame({"a": [1.0, 1.0]})])  # fmt: skip
def test_a_file_with_nothing_to_describe_is_a_message(project, tmp_path, capsys, frame):
    path = lay(tmp_path / "tom.sav", frame)
    assert main(["--project", str(project), "draft", str(path)]) == 1
    assert "Råd:" in capsys.readouterr().err
    assert not (project / "config/surveys/tom.yaml").exists()


def test_raw_data_are_never_written_over(project, tmp_path, capsys):
    path = lay(tmp_path / "svar.sav", answers())
    drafted(project, path)
    lay(path, answers(41))
    assert main(["--project", str(project), "draft", str(path)]) == 1
    assert "skrives ikke over" in capsys.readouterr().err


@pytest.mark.slow
def test_a_file_of_three_thousand_variables_is_drafted_in_seconds(project, tmp_path):
    kinds = [
        lambda n: [float(n + row) % 5 + 1 for row in range(40)],
        lambda n: [float(n * row % 2) for row in range(40)],
        lambda n: [f"svar {n} {row}" for row in range(40)],
        lambda n: [n + row / 7 for row in range(40)],
    ]
    frame = pd.DataFrame({f"q{n // 8}_{n % 8}": kinds[n // 8 % 4](n) for n in range(3000)})
    values = {f"q{n // 8}_{n % 8}": SCALE for n in range(3000) if n // 8 % 4 == 0}
    path = lay(tmp_path / "stor.sav", frame, {}, values)
    begun = time.process_time()
    assert main(["--project", str(project), "draft", str(path)]) == 0
    assert time.process_time() - begun < 10
    survey = load_project(project).surveys["stor"]
    assert sum(len(battery.items) for battery in survey.batteries) == 752


def test_surveys_of_one_project_share_a_scale_and_have_others_apart(project, tmp_path):
    texts = {f"q1_{i}": f"Hvor enig er du? - Ledd {i}" for i in (1, 2, 3)}
    drafted(project, lay(tmp_path / "en.sav", answers(), texts, labelled()))
    drafted(project, lay(tmp_path / "to.sav", answers(), texts, labelled()))
    fewer = {name: {c: t for c, t in own.items() if c != 8} for name, own in labelled().items()}
    without = answers().replace({f"q1_{i}": {8: float("nan")} for i in (1, 2, 3)})
    drafted(project, lay(tmp_path / "tre.sav", without, texts, fewer))
    loaded = load_project(project)
    ids = {name: survey.scales[0].id for name, survey in loaded.surveys.items()}
    assert ids["en"] == ids["to"]
    assert ids["tre"] == f"{ids['en']}-tre"
    assert dict(loaded.scales[ids["tre"]].missing) == {}
