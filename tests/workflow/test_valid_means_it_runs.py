"""Valid means it runs: random projects, with and without a fault, are refused or run to the end.

EVALUERING_RANDOM=3000 (`make fuzz`: 300) tries more of them than the default; a seed that fails
can be tried again by `random_runs.one((seed, faulty))`.
"""

from __future__ import annotations

import os

import pytest

from evaluering.config.kinds import has, kinds
from random_faults import FAULTS
from random_runs import Outcome, tried

COUNT = int(os.environ.get("EVALUERING_RANDOM", "45"))
FAULTY = max(15, COUNT // 3)
MANY = 200

pytestmark = pytest.mark.workflow


@pytest.fixture(scope="module")
def outcomes() -> dict[bool, list[tuple[str, Outcome]]]:
    """Return what came of the projects without a fault, and of those with one."""
    return {False: tried(range(COUNT), False), True: tried(range(FAULTY), True)}


def test_every_random_project_is_valid_and_runs_to_the_end(outcomes):
    faults = [f"{o.name}: {o.refused}{o.stopped}" for _, o in outcomes[False] if not o.ran]
    assert not faults, f"{len(faults)} of {COUNT}\n\n" + "\n\n".join(faults[:3])


def test_a_random_fault_is_refused_by_name_or_does_no_harm(outcomes):
    stopped = [f"{o.name}, {fault}: {o.stopped}" for fault, o in outcomes[True] if o.stopped]
    assert not stopped, f"{len(stopped)} of {FAULTY}\n\n" + "\n\n".join(stopped[:3])


def test_what_is_refused_is_told_with_its_file_and_a_remedy(outcomes):
    refusals = [(fault, o.refused) for fault, o in outcomes[True] if o.refused]
    assert len(refusals) > FAULTY / 3
    for fault, said in refusals:
        assert said.startswith("Feil i "), (fault, said)
        assert "tillatt: " in said or "Råd: " in said, (fault, said)


def test_every_kind_is_tried_and_with_many_projects_in_both_languages_and_looks(outcomes):
    tried = {kind for _, o in outcomes[False] for kind in o.kinds}
    looks = {n: ("table", "figure") if has(n, "figure") else ("table",) for n in kinds()}
    assert {name for name, _, _ in tried} == set(looks)
    if COUNT >= MANY:
        languages = ("nb", "en")
        assert tried == {(n, lang, look) for n in looks for lang in languages for look in looks[n]}


def test_every_sort_of_fault_is_tried(outcomes):
    left = set(FAULTS) - {fault.split(":")[0] for fault, _ in outcomes[True]}
    assert left <= (set() if COUNT >= MANY else {"groups_that_share_respondents"})  # it is rare
