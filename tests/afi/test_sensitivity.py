"""Which claims on AFI's report would notice faults in the committed wave."""

from __future__ import annotations

import pytest

from evaluering.checks.claims.reading import read_claims
from evaluering.checks.sensitivity.faults import FAULTS
from evaluering.checks.sensitivity.noticing import by_fault, never_turning, sensitivity
from evaluering.cli.claims import load_claim_data
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.data.study import Study
from workspace import REPORT, WAVE

pytestmark = pytest.mark.workflow
OF_CONSTANTS = {"metode-undersokelser", "utvalg-tillitsvalgt-forbund", "utvalg-tillitsvalgt-smaa"}
"""What no table decides: how many surveys were sent, and two that cannot be tested."""


@pytest.fixture(scope="module")
def claims(built):
    """Return the claims, the wave and how each fares where a fault strikes first."""
    project = load_project(built)
    file = read_claims(built, REPORT, project)
    data = load_claim_data(Study(project, Paths(built)).wave(WAVE), file)
    return file.claims, sensitivity(file.claims, data, most=1)


def test_21_faults_are_tried_and_each_strikes_some_claims(claims):
    _, found = claims
    own = {one.fault: one for one in by_fault(found)}
    assert set(own) == {fault.name for fault in FAULTS}
    assert len(own) == 21
    assert [name for name, one in own.items() if not one.turning] == []


def test_every_claim_is_tried(claims):
    every, found = claims
    assert {c.id for c in every} - {one.claim for one in found} == OF_CONSTANTS


def test_every_verdict_that_stands_says_why(claims):
    _, found = claims
    assert [one for one in found if (one.grade == "turns") != (one.why is None)] == []


@pytest.mark.parametrize(
    ("fault", "least"),
    [
        ("reversed", 75), ("step-up", 75), ("all-in-middle", 75), ("battery-shifted", 75),
        ("files-exchanged", 90), ("units-scaled", 95), ("units-turned", 75), ("next-unit", 70),
        ("category-shifted", 90), ("frame-shifted", 90), ("members-shifted", 95),
        ("groups-merged", 95), ("items-swapped", 60), ("merged-top", 60),
    ],
)  # fmt: skip
def test_gross_faults_are_noticed_by_most_of_the_claims(claims, fault, least):
    _, found = claims
    (own,) = (one for one in by_fault(found) if one.fault == fault)
    assert 100 * own.noticing >= least * own.claims


@pytest.mark.parametrize(
    "fault",
    ["dont-know-answered", "blanks-filled", "sorted-alone", "first-half-lost", "rows-doubled",
     "rows-dropped", "groups-merged", "units-turned", "units-scaled", "frame-shifted",
     "members-shifted"],
)  # fmt: skip
def test_most_faults_are_noticed_by_95_of_100_claims(claims, fault):
    _, found = claims
    (own,) = (one for one in by_fault(found) if one.fault == fault)
    assert 100 * own.noticing >= 95 * own.claims


def test_few_claims_turn_under_no_fault(claims):
    every, found = claims
    assert len(never_turning(found)) <= 0.15 * len(every)
