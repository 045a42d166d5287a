"""Another seed gives another wave, from which the same printed numbers follow."""

from __future__ import annotations

import pytest

from evaluering.cli import main
from published_exhibits import PRINTED, unlike
from small_project import build
from workspace import RAW, REPOSITORY, WAVE, contents

pytestmark = pytest.mark.workflow


def test_another_seed_gives_back_every_printed_number(project, capsys):
    pytest.importorskip("ortools", reason="the extra «synthesis» is not installed")
    assert main(["--project", str(project), "synthesize", "--wave", WAVE, "--seed", "1"]) == 0
    assert "Forsøk 1" in capsys.readouterr().err
    before, after = contents(REPOSITORY, RAW), contents(project, RAW)
    assert set(before) == set(after)
    surveys = [name for name in before if name.endswith(".sav")]
    assert all(before[name] != after[name] for name in surveys)
    build(project, "ingest", "registry", "link", "indices", "results")
    found = [difference for name in PRINTED for difference in unlike(project, name)]
    assert not found, "\n".join(map(str, found))


def test_a_missing_solver_is_named_and_nothing_is_written(project, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ortools.sat.python", None)
    before = contents(project, RAW)
    assert main(["--project", str(project), "synthesize", "--wave", WAVE]) != 0
    assert "evaluering[synthesis]" in capsys.readouterr().err
    assert contents(project, RAW) == before
