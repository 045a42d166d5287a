"""The rest of the report series: configuration only, and claims that data decide."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from pydantic import ValidationError

from evaluering.checks.claims.reading import read_claims
from evaluering.config.project import load_project
from evaluering.config.reading import read_model
from evaluering.synthesis.plan import Plans
from workspace import REPORT, REPOSITORY, contents

GRANTS, GRANT_WAVE = "tilskudd-2017", "2017-tilskudd-syntetisk"
FOLLOWED_WAVE = "2023-oppfolging-syntetisk"
PLAN = Path("config/synthesis.yaml")
OTHERS = sorted(set(load_project(REPOSITORY).reports) - {REPORT})


def verdicts(root, report, wave):
    """Return the verdicts on a report's claims; the file is called so in the report's language."""
    (path,) = (root / f"reports/{wave}/{report}").glob("paastand*.json")
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


@pytest.mark.slow
def test_a_wave_without_municipalities_is_made_anew_byte_for_byte(project, evaluering):
    raw = f"data/raw/{FOLLOWED_WAVE}"
    before = contents(REPOSITORY, raw)
    code, written = evaluering(project, "synthesize", "--wave", FOLLOWED_WAVE)
    assert code == 0, written
    assert contents(project, raw) == before


def test_a_wave_without_a_plan_is_told_which_have_one(project, evaluering):
    code, written = evaluering(project, "synthesize", "--wave", GRANT_WAVE)
    assert code != 0
    assert "config/synthesis.yaml" in written
    assert FOLLOWED_WAVE in written


def test_a_plan_has_representatives_where_it_has_municipalities():
    plan = read_model(Plans, REPOSITORY / PLAN, PLAN).waves["2021-syntetisk"]
    content = plan.model_dump() | {"representatives": None}
    with pytest.raises(ValidationError, match=r"waves\.2021-syntetisk"):
        Plans.model_validate({"waves": {"2021-syntetisk": content}})
