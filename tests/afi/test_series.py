"""The rest of the report series: configuration only, and claims that data decide."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from pydantic import ValidationError

from evaluering.checks.claims.reading import read_claims
from evaluering.config.project import load_project
from evaluering.config.reading import read_model
from evaluering.synthesis.plan import Plans
from workspace import REPORT, REPOSITORY, contents

GRANTS, GRANT_WAVE = "tilskudd-2017", "2017-tilskudd-syntetisk"
FOLLOWED_WAVE, LATER_WAVE = "2023-oppfolging-syntetisk", "2024-syntetisk"
FIVE = ["nettverk", "samarbeidsforum", "skoleledere", "tillitsvalgte", "uh"]
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
@pytest.mark.parametrize("wave", [FOLLOWED_WAVE, LATER_WAVE])
def test_a_wave_without_municipalities_is_made_anew_byte_for_byte(project, evaluering, wave):
    raw = f"data/raw/{wave}"
    before = contents(REPOSITORY, raw)
    code, written = evaluering(project, "synthesize", "--wave", wave)
    assert code == 0, written
    assert contents(project, raw) == before


@pytest.mark.parametrize("survey", FIVE)
def test_a_later_wave_has_what_it_asked_and_nothing_else(survey):
    frame, _ = pyreadstat.read_sav(REPOSITORY / f"data/raw/{LATER_WAVE}/{survey}.sav")
    project = load_project(REPOSITORY)
    book = project.of_wave(LATER_WAVE).surveys[survey]
    assert book.here.unasked
    required = {name for name, c in book.file_columns(project.scales).items() if not c.optional}
    assert required <= set(frame)
    assert book.here.unasked.isdisjoint(frame)


def test_what_is_asked_later_is_no_part_of_the_first_wave():
    project = load_project(REPOSITORY)
    first = {name: project.of_wave("2021-syntetisk").surveys[name].here.unasked for name in FIVE}
    assert {name: sorted(found) for name, found in first.items()} == {
        "nettverk": ["felles_tanke", "infra_forutsigbar", "infra_helhetlig", "infra_roller",
                     "uhk_praksisnaer"],
        "samarbeidsforum": ["felles_tanke", "infra_forutsigbar", "infra_helhetlig",
                            "infra_roller"],
        "skoleledere": ["fag_videreutdanning", "felles_tanke", "lokalt_involvert",
                        "tiltak_generelle", "uhk_praksisnaer"],
        "tillitsvalgte": ["felles_tanke", "lokalt_involvert", "uhk_praksisnaer"],
        "uh": ["erfaring", "felles_tanke", "infra_forutsigbar", "infra_helhetlig", "infra_roller",
               "inst_studenter", "inst_tilbakefores", "uhk_praksisnaer"],
    }  # fmt: skip


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
