"""`evaluering audit` on folders of tables: what it writes, and what it refuses."""

from __future__ import annotations

import argparse
import json

import pytest

from evaluering.cli import audit as command
from evaluering.errors import EvalueringError

TABLE = "row,column,printed\nA,Antall,4\nA,Prosent,40\nB,Antall,6\nB,Prosent,60\n"
TOTAL = "Totalt,Antall,10\nTotalt,Prosent,100\n"
LIST = "exhibit,number,page,section,rounding,note\ntabell-1,Tabell 1,3,1,half_up,\n"


@pytest.fixture
def folder(tmp_path):
    own = tmp_path / "min-rapport"
    own.mkdir()
    (own / "tabell-1.csv").write_text(TABLE + TOTAL, encoding="utf-8")
    return own


def run(folder, *words):
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    command.run(parser.parse_args([str(folder), *words]))


def findings(folder):
    return json.loads((folder / "revisjon.json").read_text(encoding="utf-8"))["findings"]


def test_a_folder_without_a_declaration_is_audited_beside_itself(folder, capsys):
    run(folder)
    assert findings(folder.parent / "min-rapport-revisjon") == []
    assert "Ingen funn." in (folder.parent / "min-rapport-revisjon/revisjon.html").read_text(
        encoding="utf-8"
    )
    assert capsys.readouterr().out == "0 funn (feil: 0, avrunding: 0, flertydig: 0).\n"


def test_a_finding_is_a_result_and_no_failure(folder, tmp_path):
    (folder / "tabell-1.csv").write_text(TABLE.replace("60", "70") + TOTAL, encoding="utf-8")
    run(folder, "--out", str(tmp_path / "ut"))
    (finding,) = findings(tmp_path / "ut")
    assert finding["where"] == ["tabell-1"]
    assert (finding["printed"], finding["expected"]) == ("70", "60")
    assert set(finding) >= {"id", "where", "kind", "severity", "printed", "expected", "proof"}


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("tabell-1.csv", "row,column\nA,Antall\n", "Kolonnen «printed» mangler."),
        ("tabell-1.csv", TABLE + "C,Antall,1O\n",
         "Linje 6, kolonne «printed»: «1O» er ikke et tall."),
        ("tabell-1.csv", TABLE + "A,Antall,4\n", "Linje 6: «A» × «Antall» står to ganger."),
        ("exhibits.csv", LIST + "tabell-9,Tabell 9,4,1,half_up,\n",
         "Linje 3, kolonne «exhibit»: «tabell-9» er ukjent."),
        ("audit.yaml", "tables:\n  tabell-9: {several: [Antall]}\n", "tabell-9"),
        ("audit.yaml", "relations:\n  - {cell: t1, equals: 4}\n", "«t1» er ikke trykt"),
        ("audit.yaml", "relasjoner: []\n", "relasjoner"),
        ("audit.yaml", "relations:\n  - {cell: [tabell-1, A, Antall], equals: {snitt: [1]}}\n",
         "operasjonen «snitt» finnes ikke"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_and_place(folder, file, text, message):
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(EvalueringError) as raised:
        run(folder)
    assert message in str(raised.value)
    assert str(folder / file) in str(raised.value)


def test_a_table_that_is_not_in_the_list_is_refused(folder):
    (folder / "exhibits.csv").write_text(LIST, encoding="utf-8")
    (folder / "tabell-2.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(EvalueringError, match=r"tabell-2.csv\n.*«tabell-2» er ukjent"):
        run(folder)


@pytest.mark.parametrize("words", [[], ["--report", "finnes-ikke"]])
def test_a_report_must_be_named_and_known(project, evaluering, words):
    code, said = evaluering(project, "audit", *words)
    assert code == 1
    assert "--report" in said


def test_a_report_is_audited_beside_its_documents(project, evaluering):
    assert evaluering(project, "audit", "--report", "rapport")[0] == 0
    assert findings(project / "reports/2024/rapport") == []


def test_suggestions_are_also_of_the_numbers_of_respondents_in_a_text(folder, tmp_path, capsys):
    text = tmp_path / "rapport.txt"
    text.write_text("Lederne var fornøyd\n(84 prosent,\nn=129).", encoding="utf-8")
    run(folder, "--suggest", "--text", str(text))
    said = capsys.readouterr().out
    assert "  - {cell: '?', equals: '?'}  # «84 prosent, n=129»: ingen figur" in said
    assert not (folder.parent / "min-rapport-revisjon").exists()


def test_a_text_that_cannot_be_read_or_used_is_told(folder, tmp_path):
    with pytest.raises(EvalueringError, match=r"rapport\.txt[\s\S]*finnes ikke"):
        run(folder, "--suggest", "--text", str(tmp_path / "rapport.txt"))
    text = tmp_path / "latin.txt"
    text.write_bytes("på".encode("latin-1"))
    with pytest.raises(EvalueringError, match="Tegnsettet"):
        run(folder, "--suggest", "--text", str(text))
    with pytest.raises(EvalueringError, match="hører til «--suggest»"):
        run(folder, "--text", str(text))


def test_an_excerpt_whose_captions_begin_in_the_middle_has_no_finding(folder, capsys):
    (folder / "tabell-1.csv").rename(folder / "tabell-4.csv")
    (folder / "tabell-5.csv").write_text(TABLE + TOTAL, encoding="utf-8")
    captions = (
        "exhibit,number,section,subject\ntabell-4,Tabell 4,3,svar\ntabell-5,Tabell 5,3,frafall\n"
    )
    (folder / "captions.csv").write_text(captions, encoding="utf-8")
    run(folder)
    assert findings(folder.parent / "min-rapport-revisjon") == []
    capsys.readouterr()
    (folder / "captions.csv").write_text(captions.replace("Tabell 5", "Tabell 7"), encoding="utf-8")
    run(folder)
    (found,) = findings(folder.parent / "min-rapport-revisjon")
    assert (found["kind"], found["printed"]) == ("numbering", "Tabell 5 til Tabell 6 finnes ikke")
