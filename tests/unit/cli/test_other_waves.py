"""Printed numbers are held against the waves that the printed report was made of, no others."""

from __future__ import annotations

import pytest

from small_project import REPORT, REPORT_FOLDER, WAVE
from workspace import replace_in


@pytest.fixture
def of_nothing(project):
    """Return a project whose report reproduces no wave."""
    replace_in(project / REPORT_FOLDER / "report.yaml", f"reproduces: ['{WAVE}']\n", "")
    return project


pytestmark = pytest.mark.usefixtures("within")


def test_a_wave_that_the_print_is_not_of_is_not_reproduced(of_nothing, evaluering):
    code, said = evaluering(of_nothing, "reproduce", "--wave", WAVE, "--report", REPORT)
    assert code != 0
    assert "«reproduces»" in said
    assert WAVE in said


def test_without_claims_there_is_nothing_to_check_of_such_a_wave(of_nothing, evaluering):
    (of_nothing / REPORT_FOLDER / "claims.yaml").unlink()
    code, said = evaluering(of_nothing, "checks", "--wave", WAVE, "--report", REPORT)
    assert code == 1
    assert "ikke det som «evaluering checks» trenger" in said
    assert not list((of_nothing / "reports").rglob("*.json"))


def test_the_audit_of_a_report_of_no_wave_asks_where_to_write(of_nothing, evaluering):
    code, said = evaluering(of_nothing, "audit", "--report", REPORT)
    assert code != 0
    assert "--out" in said
