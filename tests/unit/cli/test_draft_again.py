"""Drafting again keeps what was edited, adds what is new, and tells the difference."""

from __future__ import annotations

import pytest

from evaluering.cli import main
from evaluering.config.project import load_project
from survey_files import answers, labelled, lay


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "prosjekt"
    assert main(["init", str(root)]) == 0
    return root


@pytest.fixture
def book(project):
    return project / "config/surveys/brukere.yaml"


def drafted(project, frame, values=None, texts=None):
    """Lay a file in the wave, draft it, and check that all is valid."""
    (project / "data/raw/2024").mkdir(exist_ok=True)
    path = lay(project / "data/raw/2024/brukere.sav", frame, texts, values or labelled())
    assert main(["--project", str(project), "draft", str(path)]) == 0
    assert main(["--project", str(project), "validate"]) == 0
    return load_project(project).surveys["brukere"]


def test_the_same_file_changes_nothing(project, book, capsys):
    drafted(project, answers())
    first = book.read_bytes()
    drafted(project, answers())
    assert book.read_bytes() == first
    assert "Kodeboken er som før" in capsys.readouterr().out


def test_edits_stay_and_new_variables_come_in(project, book, capsys):
    drafted(project, answers())
    text = book.read_text(encoding="utf-8")
    edited = "# Min egen merknad\n" + text.replace("label: kjonn,", "label: Kjønn,").replace(
        "question: q1_1–q1_3", "question: Hvor enig er du?"
    )
    assert edited.count("label: Kjønn") == edited.count("Hvor enig er du?") == 1
    book.write_text(edited, encoding="utf-8")
    values = labelled() | {"q1_4": labelled()["q1_1"], "sektor": {1.0: "Stat", 2.0: "Kommune"}}
    frame = answers().assign(sektor=[1.0, 2.0] * 20)
    frame.insert(5, "q1_4", 3.0)
    survey = drafted(project, frame, values)
    assert "Nytt: q1_4, sektor" in capsys.readouterr().out
    assert survey.variable("kjonn").label == "Kjønn"
    assert [i.name for i in survey.batteries[0].items] == ["q1_1", "q1_2", "q1_3", "q1_4"]
    assert survey.batteries[0].question == "Hvor enig er du?"
    assert survey.variable("sektor").values == {1: "Stat", 2: "Kommune"}
    kept = [line for line in edited.splitlines() if line in book.read_text("utf-8").splitlines()]
    assert kept == edited.splitlines()


def test_what_is_gone_is_optional_and_what_was_deleted_stays_out(project, book, capsys):
    drafted(project, answers())
    text = book.read_text(encoding="utf-8")
    book.write_text(
        "\n".join(line for line in text.splitlines() if "name: alder," not in line) + "\n",
        encoding="utf-8",
    )
    survey = drafted(project, answers().drop(columns=["kjonn", "q1_2", "fritekst"]))
    told = capsys.readouterr().out
    assert survey.variable("kjonn").optional
    assert survey.items["q1_2"].optional
    assert survey.open_questions[0].optional
    assert survey.variable("alder") is None
    assert "Slettet av deg før, ikke tatt med igjen: alder" in told


def test_what_nobody_edited_follows_the_file_and_what_someone_did_is_told(project, book, capsys):
    drafted(project, answers())
    values = labelled() | {"kjonn": {1.0: "Kvinne", 2.0: "Mann", 3.0: "Annet"}}
    frame = answers().assign(kjonn=[1.0, 2.0, 3.0, 1.0] * 10)
    survey = drafted(project, frame, values)
    assert survey.variable("kjonn").values[3] == "Annet"
    text = book.read_text(encoding="utf-8").replace("3: Annet", "3: Annet kjønn")
    book.write_text(text, encoding="utf-8")
    values["kjonn"][3.0] = "Ikke-binær"
    survey = drafted(project, frame, values)
    assert survey.variable("kjonn").values[3] == "Annet kjønn"
    assert "kjonn er rettet av deg" in capsys.readouterr().out


def test_a_scale_that_grew_grows_where_nobody_edited_it(project):
    drafted(project, answers())
    values = labelled()
    for item in ("q1_1", "q1_2", "q1_3"):
        values[item] = values[item] | {6.0: "Fullstendig enig"}
    survey = drafted(project, answers().assign(q1_1=[1.0, 6.0] * 20), values)
    assert survey.scales[0].codes == [1, 2, 3, 4, 5, 6]


def test_a_codebook_that_was_never_drafted_gets_what_it_lacks(project, book):
    book.write_text(
        "id: brukere\ntitle: Min egen\nidentifier: respid\n"
        "variables: [{name: alder, label: Alder, kind: number}]\n",
        encoding="utf-8",
    )
    survey = drafted(project, answers())
    assert survey.title == "Min egen"
    assert {v.name for v in survey.variables} == {"alder", "kjonn", "vekt"}
    assert len(survey.batteries) == 1
