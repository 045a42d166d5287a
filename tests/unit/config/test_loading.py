"""The project's own configuration loads and holds what the report needs."""

from __future__ import annotations

import pytest

from evaluering.config.project import load_project
from workspace import REPORT, REPOSITORY, SURVEYS, WAVE


@pytest.fixture(scope="module")
def configuration():
    return load_project(REPOSITORY)


def test_all_five_surveys_and_the_synthetic_wave_are_there(configuration):
    assert set(configuration.surveys) == set(SURVEYS)
    assert set(configuration.waves[WAVE].surveys) == set(SURVEYS)
    assert configuration.waves[WAVE].stamp == "Syntetiske data"


def test_all_exhibits_that_the_issue_names_are_there(configuration):
    tables = [1, 5, 6, 8, 11, 13, *range(16, 25), 50]
    wanted = {f"figur-{n}" for n in (3, 8, 20, 21, 22)} | {f"tabell-{n}" for n in tables}
    assert wanted <= {exhibit.id for exhibit in configuration.exhibits(REPORT)}


def test_the_six_indices_have_three_classes_each(configuration):
    assert len(configuration.indices) == 6
    assert {len(index.classes) for index in configuration.indices.values()} == {3}


def test_the_registry_has_the_eight_variables(configuration):
    assert len(configuration.registry.variables) == 8


@pytest.mark.parametrize("survey", SURVEYS)
def test_every_item_has_a_wording_and_the_two_kinds_of_missing(configuration, survey):
    columns = configuration.surveys[survey].columns(configuration.scales).values()
    items = [column for column in columns if column.kind == "item"]
    assert items
    assert all(item.label for item in items)
    assert all(item.missing == {8: "vet ikke", 9: "ubesvart"} for item in items)


def test_the_command_says_what_the_configuration_holds(evaluering):
    code, written = evaluering(REPOSITORY, "validate")
    assert code == 0
    assert "5 undersøkelser, 6 indekser" in written
