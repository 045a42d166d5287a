"""What a draft writes of any file is valid, and what it cannot describe is a message."""

from __future__ import annotations

import os

import pytest

from evaluering.cli import main
from odd_survey_files import write_odd_file

MANY = int(os.environ.get("EVALUERING_RANDOM", "40"))


def drafted(tmp_path, capsys, seed):
    """Draft a random file, and its report, and check both; return what was printed on a fault."""
    root = tmp_path / "prosjekt"
    assert main(["init", str(root)]) == 0
    path = write_odd_file(tmp_path, seed)
    capsys.readouterr()
    code = main(["--project", str(root), "draft", str(path)])
    told = capsys.readouterr()
    if code:
        assert "Råd:" in told.err, told.err
        return told.err
    code = main(["--project", str(root), "validate"])
    assert code == 0, capsys.readouterr().err
    if not list(root.glob("config/reports/*/chapters.yaml")):
        return told.out
    code = main(["--project", str(root), "draft", "report"])
    told = capsys.readouterr()
    if code:
        assert "ingen kapitler har noe å vise" in told.err, told.err
        return told.err
    code = main(["--project", str(root), "validate"])
    assert code == 0, capsys.readouterr().err
    book = next((root / "config/surveys").glob("*.yaml"))
    before = book.read_bytes()
    laid = next(p for p in (root / "data/raw").rglob("*") if p.name == path.name)
    assert main(["--project", str(root), "draft", str(laid)]) == 0
    assert book.read_bytes() == before
    return ""


@pytest.mark.parametrize("seed", range(8))
def test_an_odd_file_gives_a_valid_draft_or_a_message(tmp_path, capsys, seed):
    drafted(tmp_path, capsys, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8, MANY))
def test_many_odd_files_give_valid_drafts_or_messages(tmp_path, capsys, seed):
    drafted(tmp_path, capsys, seed)
