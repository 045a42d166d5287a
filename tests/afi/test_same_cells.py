"""The three checks of AFI's report do not disagree about the same printed numbers."""

from __future__ import annotations

import json

import pytest

from evaluering.checks.claims.reading import read_claims
from evaluering.config.project import load_project
from workspace import REPORT, WAVE

pytestmark = pytest.mark.workflow


@pytest.fixture(scope="module")
def saved(built):
    """Return what a check of the built report saved, by the name of its file."""
    folder = built / "reports" / WAVE / REPORT
    return lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def place(cell):
    return cell["exhibit"], cell["row"], cell["column"]


@pytest.fixture(scope="module")
def statuses(saved):
    return {place(cell): cell["status"] for cell in saved("reproduksjon")["cells"]}


@pytest.fixture(scope="module")
def findings(saved):
    """Return the audit's findings that printed numbers are wrong, with the numbers compared."""
    wrong = [f for f in saved("revisjon")["findings"] if f["severity"] in {"error", "rounding"}]
    return [(f, [place(cell) for cell in f["cells"]]) for f in wrong if f["cells"]]


def test_what_the_audit_finds_wrong_is_not_reproduced(findings, statuses):
    compared = [(f["id"], {statuses.get(cell) for cell in cells}) for f, cells in findings]
    assert len(compared) >= 25
    agreed = [name for name, found in compared if "contradicted" in found or found == {None}]
    assert [name for name, _ in compared if name not in agreed] == []


def test_what_the_tables_contradict_is_found_by_the_audit(findings, statuses):
    audited = {cell for _, cells in findings for cell in cells}
    own = {cell for cell, status in statuses.items() if status == "contradicted"}
    tables = {cell for cell in own if cell[0].startswith("tabell")}
    assert len(tables) >= 15
    assert tables <= audited


def test_a_number_of_the_text_is_as_its_claims_are(built, saved, statuses):
    claims = read_claims(built, REPORT, load_project(built)).claims
    verdicts = {claim["id"]: claim["verdict"] for claim in saved("paastander")["claims"]}
    tried = 0
    for cell, status in statuses.items():
        about = [verdicts[c.id] for c in claims if cell[1] in c.restates and cell[0] == "tekst"]
        if status == "equal" and cell[0] == "tekst":
            assert set(about) == {"holds"}, cell
        if about and status == "contradicted":
            assert set(about) & {"fails", "partly"}, cell
        tried += bool(about)
    assert tried >= 200


FIT = {"frame_gap", "frame_fit"}
"""What says how near the answers are to the frame."""


def test_claims_of_the_same_answers_and_frame_have_one_verdict(built, saved):
    verdicts = {claim["id"]: claim["verdict"] for claim in saved("paastander")["claims"]}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for claim in read_claims(built, REPORT, load_project(built)).claims:
        for keys in claim.quantities:
            if keys.kind in FIT:
                found.setdefault((keys.survey, keys.by), {})[claim.id] = verdicts[claim.id]
    assert len(found["skoleledere", "skoletype"]) == 2
    assert {place: own for place, own in found.items() if len(set(own.values())) > 1} == {}
