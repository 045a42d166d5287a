"""`evaluering draft report` makes exhibits of an overview, and keeps what was edited."""

from __future__ import annotations

import pytest
import yaml

from evaluering.cli import main
from survey_files import answers, labelled, lay

OVERVIEW = """\
title: Slik svarte de
chapters:
  - heading: Bakgrunn
    show: [kjonn, alder]
  - heading: Erfaringer
    show: ["q*", kanal]
    by: [kjonn]
"""


@pytest.fixture
def drafted(tmp_path):
    root = tmp_path / "prosjekt"
    assert main(["init", str(root)]) == 0
    frame = answers()
    frame.loc[3:, "q1_3"] = float("nan")
    texts = {"k_a": "Kanal: På telefon", "k_b": "Kanal: På nettet", "k_c": "Kanal: Ved oppmøte"}
    path = lay(tmp_path / "brukere.sav", frame, texts, labelled())
    assert main(["--project", str(root), "draft", str(path)]) == 0
    return root


def overview(root, text):
    (root / "config/reports/brukere/chapters.yaml").write_text(text, encoding="utf-8")


def report(root):
    return main(["--project", str(root), "draft", "report"])


def exhibits(root, chapter):
    path = root / f"config/reports/brukere/exhibits/{chapter}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["exhibits"]


def test_the_first_overview_makes_a_valid_report(drafted):
    assert report(drafted) == 0
    assert main(["--project", str(drafted), "validate"]) == 0


def test_names_and_patterns_become_exhibits_of_sensible_kinds(drafted, capsys):
    overview(drafted, OVERVIEW.replace("kanal", "k"))
    assert report(drafted) == 0
    told = capsys.readouterr().out
    assert main(["--project", str(drafted), "validate"]) == 0
    kinds = [
        (e["kind"], e.get("items", e.get("variable"))) for e in exhibits(drafted, "erfaringer")
    ]
    assert ("likert", ["q1_1", "q1_2"]) in kinds
    assert "q1_3: 2 svar, færre enn 10" in told
    assert "vekt" in told.partition("Ikke brukt")[2]
    assert exhibits(drafted, "bakgrunn")[0]["kind"] == "frequencies"


def test_a_name_of_nothing_is_named_with_the_nearest(drafted, capsys):
    overview(drafted, OVERVIEW)
    assert report(drafted) == 1
    told = capsys.readouterr().err
    assert "chapters[1].show" in told
    assert "kanal" in told


def test_what_was_edited_or_deleted_stays_so_and_new_exhibits_come_behind(drafted):
    overview(drafted, OVERVIEW.replace("show: [kjonn, alder]", "show: [alder, kjonn]")
             .replace("kanal", "k").replace("    by: [kjonn]\n", ""))  # fmt: skip
    assert report(drafted) == 0
    path = drafted / "config/reports/brukere/exhibits/erfaringer.yaml"
    own = path.read_text(encoding="utf-8")
    last = own.rindex("  - id:")
    assert "question: k\n" in own[last:]
    edited = own[:last].replace("title: ", "title: Min egen, ", 1)
    path.write_text(edited, encoding="utf-8")
    overview(drafted, OVERVIEW.replace("kanal", "k, kjonn").replace("    by: [kjonn]\n", ""))
    assert report(drafted) == 0
    written = path.read_text(encoding="utf-8")
    assert written.startswith(edited.rstrip("\n"))
    assert "question: k\n" not in written
    assert "variable: kjonn\n" in written
    ids = [e["id"] for e in exhibits(drafted, "erfaringer") + exhibits(drafted, "bakgrunn")]
    assert len(ids) == len(set(ids))
    assert main(["--project", str(drafted), "validate"]) == 0


def test_a_chapter_of_too_few_answers_is_left_out(drafted, capsys):
    overview(
        drafted, OVERVIEW.replace(", kanal", "").replace("title", "minimum_answers: 41\ntitle", 1)
    )
    assert report(drafted) == 1
    assert "ingen kapitler har noe å vise" in capsys.readouterr().err


def test_what_is_left_is_shown_where_the_overview_says_so(drafted):
    overview(drafted, OVERVIEW.replace("kanal", "resten"))
    assert report(drafted) == 0
    assert "question: k\n" in (
        drafted / "config/reports/brukere/exhibits/erfaringer.yaml"
    ).read_text(encoding="utf-8")


def test_another_survey_gets_its_chapters_in_the_same_overview_once(drafted, tmp_path):
    place = drafted / "config/reports/brukere/chapters.yaml"
    overview(drafted, OVERVIEW.replace("kanal", "k") + "    # min egen merknad\n")
    before = place.read_text(encoding="utf-8")
    path = lay(tmp_path / "ansatte.sav", answers(), {"q1_1": "Første", "q1_2": "Andre"}, labelled())
    for _ in range(2):
        assert main(["--project", str(drafted), "draft", str(path)]) == 0
    after = place.read_text(encoding="utf-8")
    lines = after.splitlines()
    assert [line for line in lines if line in before.splitlines()] == before.splitlines()
    chapters = yaml.safe_load(after)["chapters"]
    own = [chapter for chapter in chapters if chapter.get("survey") == "ansatte"]
    assert len(chapters) == 2 + len(own)
    assert {chapter["heading"].split(": ")[0] for chapter in own} == {"Ansatte"}
    overview(drafted, after.replace("chapters:", "survey: brukere\nchapters:", 1))
    assert report(drafted) == 0
    assert main(["--project", str(drafted), "validate"]) == 0


def test_what_is_wrong_in_the_overview_is_told_with_its_line(drafted, capsys):
    overview(drafted, OVERVIEW)
    assert report(drafted) == 1
    assert "chapters.yaml, linje 6\n" in capsys.readouterr().err


def test_a_chapter_of_a_report_that_is_not_there_yet_is_read_with_care(drafted, capsys):
    overview(drafted, OVERVIEW.replace(", kanal", ""))
    kept = drafted / "config/reports/brukere/exhibits/bakgrunn.yaml"
    kept.parent.mkdir()
    kept.write_text("exhibits: [[[", encoding="utf-8")
    assert report(drafted) == 1
    assert "exhibits/bakgrunn.yaml, linje 1\n" in (told := capsys.readouterr().err)
    assert "en klamme som ikke er lukket" in told
    assert kept.read_text(encoding="utf-8") == "exhibits: [[["


def test_a_report_named_without_its_option_is_told_how(drafted, capsys):
    assert main(["--project", str(drafted), "draft", "report", "brukere"]) == 1
    assert "«evaluering draft report --report brukere»" in capsys.readouterr().err
