"""The project's own configuration loads and holds what the report needs."""

from __future__ import annotations

import re

import pytest

from evaluering.checks.claims.reading import check_claims, read_claims
from evaluering.config.project import load_project
from workspace import EXHIBITS, REPORT, REPOSITORY, SURVEYS, WAVE, replace_in


def test_all_five_surveys_and_the_synthetic_wave_are_there(configuration):
    assert set(SURVEYS) <= set(configuration.surveys)
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
    assert len(configuration.registries["kommuner"].variables) == 8


@pytest.mark.parametrize("survey", SURVEYS)
def test_every_item_has_a_wording_and_the_two_kinds_of_missing(configuration, survey):
    columns = configuration.surveys[survey].columns(configuration.scales).values()
    items = [column for column in columns if column.kind == "item"]
    assert items
    assert all(item.label for item in items)
    assert all(item.missing.codes == {8: "dont_know", 9: "unanswered"} for item in items)


def test_the_command_says_what_the_configuration_holds(evaluering):
    code, written = evaluering(REPOSITORY, "validate")
    assert code == 0
    assert f"{len(list((REPOSITORY / 'config/surveys').glob('*.yaml')))} undersøkelser" in written


def test_the_claims_name_what_exists_and_are_at_least_200(configuration):
    claims = read_claims(REPOSITORY, REPORT, configuration).claims
    assert len({c.id for c in claims}) == len(claims) >= 200


LABEL = re.compile(r"(\{id: \S+, label: )([^,}]+)")


def test_renaming_every_class_and_every_category_gives_no_fault(project):
    for name in ("config/indices.yaml", "config/registries.yaml"):
        text = (project / name).read_text(encoding="utf-8")
        renamed, count = LABEL.subn(r"\g<1>Omdøpt \g<2>", text)
        assert count > 10
        (project / name).write_text(renamed, encoding="utf-8")
    for path in (project / "config/surveys").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        renamed = re.sub(r"^(      \d+: )(\S)", r"\1Omdøpt \2", text, flags=re.MULTILINE)
        path.write_text(renamed, encoding="utf-8")
    loaded = load_project(project)
    assert any("Omdøpt" in v.values[1] for v in loaded.surveys["nettverk"].variables if v.values)
    assert sum(len(file.claims) for file in check_claims(project, loaded).values()) > 200


def test_the_chapter_beyond_the_report_can_be_switched_off(project):
    heading = "  - {id: tillegg, title: Figurer ut over rapporten}\n"
    replace_in(project / f"config/reports/{REPORT}/report.yaml", heading, "")
    (project / EXHIBITS / "tillegg.yaml").unlink()
    assert not any("tillegg" in e.id for e in load_project(project).exhibits(REPORT))


def test_the_reversed_items_of_the_report_are_turned(configuration):
    """Agreeing that the costs are too high lowers the index of what the scheme means."""
    index, survey = configuration.indices["virkninger"], configuration.surveys["nettverk"]
    turned = {name for name in index.items if survey.items[name].reversed}
    assert turned == {"ordning_ingen_betydning", "ordning_kostnader"}
