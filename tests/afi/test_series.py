"""The rest of the report series: configuration only, and claims that data decide."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from evaluering.checks.claims.reading import read_claims
from evaluering.config.project import load_project
from workspace import REPORT, REPOSITORY

GRANTS, GRANT_WAVE = "tilskudd-2017", "2017-tilskudd-syntetisk"
OTHERS = sorted(set(load_project(REPOSITORY).reports) - {REPORT})


def verdicts(root, report, wave):
    path = root / f"reports/{wave}/{report}/paastander.json"
    saved = json.loads(path.read_text(encoding="utf-8"))
    return {claim["id"]: claim["verdict"] for claim in saved["claims"]}


@pytest.mark.workflow
@pytest.mark.parametrize("report", OTHERS)
def test_every_required_claim_of_the_series_holds_on_its_wave(built, report):
    project = load_project(built)
    required = {c.id for c in read_claims(built, report, project).claims if c.required}
    for wave in project.reports[report].waves:
        found = verdicts(built, report, wave)
        assert required
        assert {claim: found[claim] for claim in required if found[claim] != "holds"} == {}


BREACHES = [
    ("egenandel", {"egen_tid": 0, "egen_penger": 1},
     {"egenandel-hver", "egenandel-ingen-under", "private-egenandel"}),
    ("tilbyder", {"tilbyder": 4}, {"bare-uh"}),
    ("beløp", {"midler_eier": 900_000}, {"alt-fordelt", "egenandel-hver", "private-egenandel",
                                        "egenandel-ingen-under", "egenandel-omraader"}),
    ("videreutdanning", {"utdanning": 2}, {"etterutdanning"}),
]  # fmt: skip


@pytest.mark.parametrize(("breach", "changed", "turned"), BREACHES, ids=[b[0] for b in BREACHES])
def test_a_grant_that_breaks_a_rule_turns_the_claims_on_it(
    project, evaluering, within, breach, changed, turned
):
    """One private owner's grant is changed in the register; all other rules still hold."""
    file = project / f"data/raw/{GRANT_WAVE}/tilskudd.csv"
    table = pd.read_csv(file)
    row = table.index[(table["eiertype"] == 2) & (table["deltar"] == 1)][0]
    for column, value in changed.items():
        table.loc[row, column] = value
    table.to_csv(file, index=False)
    assert evaluering(project, "ingest", "--wave", GRANT_WAVE)[0] == 0
    code, written = evaluering(project, "claims", "--wave", GRANT_WAVE, "--report", GRANTS)
    assert code == 0, written
    found = verdicts(project, GRANTS, GRANT_WAVE)
    assert {claim for claim, verdict in found.items() if verdict in {"fails", "partly"}} == turned
