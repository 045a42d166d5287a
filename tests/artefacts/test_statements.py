"""The committed wave against the report's statements on the surveys."""

from __future__ import annotations

import pytest

from evaluering.config.project import load_project
from evaluering.data.codebook import apply_codebook
from evaluering.data.reading import read_raw
from evaluering.synthesis.statement_reading import read_statements
from evaluering.synthesis.statements import SurveyAnswers, outcomes, unmet
from workspace import RAW, REPOSITORY, WAVE


@pytest.fixture(scope="module")
def found():
    """Return whether each statement holds in the committed wave."""
    project = load_project(REPOSITORY)
    frames = {}
    for name, entry in project.waves[WAVE].surveys.items():
        file, survey = REPOSITORY / RAW / entry.file, project.surveys[name]
        raw = read_raw(file, entry.encoding)
        frames[name], _ = apply_codebook(raw, survey, project.surveys, project.scales, file, "")
    data = SurveyAnswers(
        frames, project.surveys, project.scales, project.groups, project.settings.conventions
    )
    statements = read_statements(REPOSITORY, project.surveys, project.scales, project.groups)
    return outcomes(statements, data)


def test_every_required_statement_holds(found):
    assert [f"{o.statement.id}: {o.observed}" for o in unmet(found)] == []


def test_at_least_nine_in_ten_of_all_statements_hold(found):
    assert sum(outcome.holds for outcome in found) >= 0.9 * len(found)
