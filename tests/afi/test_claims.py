"""The committed wave against the report's claims."""

from __future__ import annotations

import json
from argparse import Namespace

import pytest

from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.reading import read_claims
from evaluering.checks.claims.verdicts import unmet
from evaluering.cli import claims as command
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.data.study import Study
from workspace import REPORT, WAVE

KEYS = {"id", "section", "exhibit", "text", "quantities", "verdict", "evidence", "numbers"}
VERDICTS = {"holds", "partly", "fails", "untestable"}


@pytest.fixture(scope="module")
def found(built):
    """Return what holding each claim against the committed wave gives."""
    project = load_project(built)
    file = read_claims(built, REPORT, project)
    data = command.load_claim_data(Study(project, Paths(built)).wave(WAVE), file)
    return [outcome(claim, data) for claim in file.claims]


@pytest.fixture(scope="module")
def written(built):
    """Return the page and the claims that the command writes."""
    command.run(Namespace(project=built, wave=WAVE, report=REPORT))
    page, account = Paths(built).check_files(WAVE, REPORT, "claims")
    return page.read_text(encoding="utf-8"), json.loads(account.read_text(encoding="utf-8"))


def test_every_required_claim_holds(found):
    assert [f"{o.claim.id}: {o.observed}" for o in unmet(found)] == []


def test_every_claim_that_is_not_required_fails_or_cannot_be_tried(found):
    assert [o.claim.id for o in found if o.holds and not o.claim.required] == []


def test_there_are_at_least_200_claims_from_every_part_of_the_report(found):
    assert len(found) >= 200
    chapters = {o.claim.section.split(".")[0] for o in found}
    assert chapters == {"Sammendrag", "1", "3", "5", "6", "7", "8", "Vedlegg 1", "Vedlegg 3"}


def test_the_claims_restate_numbers_that_are_printed(found, built):
    file = built / "data/raw/published" / REPORT / "tekst.csv"
    printed = {line.split(",")[0] for line in file.read_text(encoding="utf-8").splitlines()}
    restated = {name for o in found for name in o.claim.restates}
    assert restated <= printed
    assert len(restated) >= 200


def test_the_saved_claims_have_the_agreed_form(written, found, built):
    _, saved = written
    file = read_claims(built, REPORT, load_project(built))
    assert list(saved) == ["claims"]
    undecided = {claim.id for claim in file.untestable}
    names = [claim["id"] for claim in saved["claims"]]
    assert [name for name in names if name not in undecided] == [o.claim.id for o in found]
    assert len(names) == len(found) + len(undecided)
    assert all(set(claim) >= KEYS and claim["verdict"] in VERDICTS for claim in saved["claims"])
    assert all(claim["evidence"] for claim in saved["claims"])


def test_every_amended_reading_holds_where_the_claim_does_not(written):
    _, saved = written
    amended = [claim for claim in saved["claims"] if claim["amended"]]
    assert len(amended) >= 10
    unlike = [c["id"] for c in amended if c["amended"]["verdict"] != "holds"]
    assert unlike == []
    assert not [c["id"] for c in amended if c["verdict"] == "holds"]


def test_the_page_has_every_claim_and_the_stamp(written):
    page, saved = written
    assert "Syntetiske data" in page
    assert all(f'id="{claim["id"]}"' in page for claim in saved["claims"])


def test_the_same_wave_gives_the_same_bytes(written, built):
    files = Paths(built).check_files(WAVE, REPORT, "claims")
    before = [file.read_bytes() for file in files]
    command.run(Namespace(project=built, wave=WAVE, report=REPORT))
    assert [file.read_bytes() for file in files] == before


def test_an_earlier_wave_is_shown_beside(written, built, tmp_path):
    project = load_project(built)
    account = Paths(tmp_path).check_files("2019", "rapport", "claims")[1]
    account.parent.mkdir(parents=True)
    claims = [{"id": "figur-3-signifikant", "verdict": "fails"}]
    account.write_text(json.dumps({"claims": claims}), encoding="utf-8")
    own = project.waves[WAVE]
    waves = {"2019": own.model_copy(update={"id": "2019"}), **project.waves}
    object.__setattr__(project, "waves", waves)
    found = command.earlier_verdicts(project, Paths(tmp_path), WAVE, "rapport")
    assert found["2019"][1] == {"figur-3-signifikant": "fails"}
    account = Paths(tmp_path).check_files(WAVE, "rapport", "claims")[1]
    account.parent.mkdir(parents=True)
    account.write_text(json.dumps({"claims": claims}), encoding="utf-8")
    assert command.earlier_verdicts(project, Paths(tmp_path), "2019", "rapport") == {}
