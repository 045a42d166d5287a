"""What the audit of AFI's report finds in its printed numbers."""

from __future__ import annotations

import json
import shutil

import pytest

from workspace import REPORT, REPOSITORY

SOURCE = REPOSITORY / "data/raw/published" / REPORT
NAMES = ("revisjon.json", "revisjon.html")


@pytest.fixture
def audited(evaluering):
    """Return a function that audits a folder, or the report, and gives where it is written."""

    def run(out, *words):
        code, said = evaluering(REPOSITORY, "audit", *map(str, words), "--out", str(out))
        assert code == 0, said
        return out

    return run


def test_the_report_gives_the_same_bytes_wherever_it_lies(tmp_path, audited):
    copied = shutil.copytree(SOURCE, tmp_path / "annet-sted" / REPORT)
    here, there = audited(tmp_path / "en", SOURCE), audited(tmp_path / "to", copied)
    for name in NAMES:
        assert (here / name).read_bytes() == (there / name).read_bytes()


def test_every_finding_of_the_report_has_a_proof_and_an_id_of_its_own(tmp_path, audited):
    page = audited(tmp_path, "--report", REPORT) / NAMES[0]
    found = json.loads(page.read_text(encoding="utf-8"))["findings"]
    assert len({finding["id"] for finding in found}) == len(found) > 40
    assert all(f["proof"] and f["printed"] and f["expected"] for f in found)
    assert {f["severity"] for f in found} == {"error", "rounding", "ambiguous"}
